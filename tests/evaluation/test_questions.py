"""Question files: read strictly, and what an answer is held against."""

from pathlib import Path

import pytest

from pipeline.core.errors import InputError
from pipeline.core.types import Answer, Citation
from pipeline.evaluation.questions import Question, load_questions, measured

GOOD = """\
questions:
- {id: a, project: probe, question: "Wer fährt?", kind: everyday, documents: [notiz.md],
   answer: ["einen  Rufbus"]}
unanswerable:
- {id: b, project: probe, question: "Was kostet der Bus?", why: "Steht nirgends."}
dialogues:
- {id: c, project: probe, turns: ["Was gibt es?", "Und am Kai?"], documents: [notiz.md], answer: [Lager]}
incomplete:
- {id: d, project: probe, question: "Wer?", documents: [], answer: [], reason: "", todo: "ergänzen"}
"""


def written(folder: Path, text: str, name: str = "eigene.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_questions_of_all_kinds_are_read_and_unfinished_ones_are_not(tmp_path):
    first, second, third = load_questions([written(tmp_path, GOOD)])
    assert (first.kind, first.spans, first.answerable) == ("everyday", ("einen Rufbus",), True)
    assert second.turns == ("Was kostet der Bus?",) and not second.answerable
    assert third.kind == "dialog" and len(third.turns) == 2 and not third.held_out
    [held, *_] = load_questions([written(tmp_path, GOOD, "eigene-test.yaml")])
    assert held.held_out


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("kind: everyday", "knid: everyday", "kind"),
        ("why:", "wy:", "wy"),
        ("unanswerable:", "unanswerabel:", "unanswerabel"),
        ("documents: [notiz.md],\n", "documents: [],\n", "documents"),
        ("answer: [Lager]", "answer: []", "answer"),
        ("Wer fährt?", "  ", "question"),
        ("id: b", "id: a", "„a“ steht mehrfach"),
        ("questions:\n", "questions: nein\nx:\n", "x"),
        ('turns: ["Was gibt es?", "Und am Kai?"]', 'turns: ["Und am Kai?"]', "turns"),
    ],
)
def test_a_typo_is_refused_and_named(tmp_path, before, after, said):
    assert before in GOOD
    with pytest.raises(InputError, match=said):
        load_questions([written(tmp_path, GOOD.replace(before, after, 1))])


def test_an_id_given_twice_in_two_files_and_a_list_alone_are_refused(tmp_path):
    paths = [written(tmp_path, GOOD), written(tmp_path, GOOD, "weitere.yaml")]
    with pytest.raises(InputError, match="mehrfach"):
        load_questions(paths)
    with pytest.raises(InputError, match="Listen unter"):
        load_questions([written(tmp_path, "- {id: a}")])


def citation(document: str, quote: str) -> Citation:
    return Citation(passage=f"{document}-{quote}", document=document, anchor="A", quote=quote)


def test_an_answer_is_right_in_its_document_and_in_its_words():
    asked = Question("a", "probe", "everyday", ("Wer?",), ("n.md",), ("einen Rufbus", "drei Linien"))
    quote = "Nachbarn haben einen\nRufbus gegründet."
    given = Answer(question="Wer?", answered=True, text=quote, citations=(citation("n.md", quote),))
    found = measured(asked, given)
    assert (found.document, found.quoted, found.items, found.answered) == (True, True, 0.5, True)
    other = given.model_copy(
        update={"citations": tuple(citation("m.md", w) for w in "abc") + given.citations}
    )
    late = measured(asked, other)
    assert not late.document and late.quoted and late.shown == ("m.md",)
