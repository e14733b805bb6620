"""A place of a text is exchanged in its file, and every other byte stays as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.errors import InputError
from pipeline.core.types import Narrative, Sentence
from pipeline.narratives.ledger import from_markdown, realign, state, to_markdown
from pipeline.narratives.redraft.spans import exchanged, put_in, reads_the_same, spans

TEXTS = (
    "Am Kai liegt ein Lager.",
    "„Wer zuerst kommt“, sagt der Lotse, „lädt zuerst.“",
    "Die Grubenwasserhaltung läuft – auch nachts – weiter.",
    "Deshalb schläft im Hafen keiner!",
    "Im Kiosk brennt Licht; draußen steht Jörg.",
)
NEW = (
    Sentence(text="Der Kran steht.", basis="value", values=("f1a",), paragraph=1),
    Sentence(text="Niemand ruft an.", basis="inference", values=("f2a",), paragraph=1),
)


def narrative(paragraphs: list[int]) -> Narrative:
    """The sentences, each in a paragraph at least as late as the one before."""
    return Narrative(
        cluster="c1",
        title="Die leise Region",
        rohgeruest=True,
        sentences=tuple(
            Sentence(text=text, basis="value", values=("f1a",), paragraph=number)
            for text, number in zip(TEXTS, paragraphs, strict=True)
        ),
    )


def typed(markdown: str, form: int) -> str:
    """The same text as people's editors leave it."""
    forms = (
        lambda text: text,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace(" ", "\n", 6),
        lambda text: text.replace("Lager", "*Lager*").replace("Kiosk", "**Kiosk**") + "\n\n\n",
        lambda text: text.replace("ä", "a\u0308").replace("ö", "o\u0308"),
    )
    head, _, body = markdown.partition("\n")
    mark = "\ufeff" if form == 2 else ""
    return forms[1](markdown) if form == 1 else f"{mark}{head}\n{forms[form](body)}"


shapes = st.lists(st.integers(0, 1), min_size=5, max_size=5).map(
    lambda steps: [1 + sum(steps[1 : at + 1]) for at in range(5)]
)


@given(shapes, st.integers(0, 4), st.integers(1, 5))
def test_outside_the_place_every_character_stays(paragraphs, form, wanted):
    told = narrative(paragraphs)
    paragraph = 1 + (wanted - 1) % paragraphs[-1]
    numbers = [n for n, one in enumerate(told.sentences, start=1) if one.paragraph == paragraph]
    before = typed(to_markdown(told), form)
    places = spans(before, told)
    new = [one.model_copy(update={"paragraph": paragraph}) for one in NEW]
    after = exchanged(before, told, numbers, new)
    start, end = places[numbers[0] - 1].start, places[numbers[-1] - 1].end
    assert after.startswith(before[:start]) and after.endswith(before[end:])
    assert after[start : len(after) - len(before[end:])] == "Der Kran steht. Niemand ruft an."
    expected = put_in(told, numbers, new)
    assert reads_the_same(after, expected)
    followed = realign(expected, from_markdown(after))
    assert [one.basis for one in followed.sentences] == [one.basis for one in expected.sentences]
    assert [one.values for one in followed.sentences] == [one.values for one in expected.sentences]


def test_the_marks_around_a_sentence_go_with_it():
    told = narrative([1, 1, 1, 2, 2])
    one = NEW[0].model_copy(update={"paragraph": 1})
    after = exchanged(to_markdown(told), told, [2], [one])
    assert "Am Kai liegt ein Lager. Der Kran steht. Die Grubenwasserhaltung" in after


def test_a_whole_text_brings_its_own_paragraphs_and_line_ends():
    told = narrative([1, 1, 2, 2, 3])
    before = to_markdown(told).replace("\n", "\r\n")
    new = [NEW[0], NEW[1].model_copy(update={"paragraph": 2})]
    after = exchanged(before, told, [1, 2, 3, 4, 5], new)
    assert after == "# Die leise Region\r\n\r\nDer Kran steht.\r\n\r\nNiemand ruft an.\r\n"
    assert [one.paragraph for one in put_in(told, [1, 2, 3, 4, 5], new).sentences] == [1, 2]


def test_a_file_that_says_something_else_is_not_touched():
    told = narrative([1, 1, 1, 1, 1])
    with pytest.raises(InputError, match="Satz 4"):
        spans(to_markdown(told).replace("schläft", "wacht"), told)


def test_the_text_before_an_alternative_finds_its_entries_again():
    told = narrative([1, 1, 1, 2, 2])
    taken = put_in(told, [1, 2, 3], [one.model_copy(update={"paragraph": 1}) for one in NEW])
    again = realign(taken, from_markdown(to_markdown(taken)))
    assert state(again) == "Rohgerüst" and again == taken
    back = realign(taken, from_markdown(to_markdown(told)))
    assert back.sentences == told.sentences and state(back) == "Rohgerüst"
    forth = realign(back, from_markdown(to_markdown(taken)))
    assert forth.sentences == taken.sentences and state(forth) == "Rohgerüst"


def test_sentences_a_person_takes_out_after_an_alternative_count_as_worked_on():
    told = narrative([1, 1, 1, 2, 2])
    taken = put_in(told, [1], [NEW[0]])
    shorter = to_markdown(taken).replace(TEXTS[3], "").replace(TEXTS[4], "")
    assert state(realign(taken, from_markdown(shorter))) == "bearbeitet"


def test_an_alternative_replaced_by_the_words_before_is_back_as_it_was():
    told = narrative([1, 1, 1, 2, 2])
    there = put_in(told, [1], [NEW[0]])
    back = put_in(there, [1], [told.sentences[0]])
    assert back.sentences == told.sentences and back.earlier == (NEW[0],)
    assert state(realign(back, from_markdown(to_markdown(back)))) == "Rohgerüst"
