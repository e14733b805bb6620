"""Suite 7: what is asked, what is counted, and what no one may see of a question that is held out."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest

from pipeline.core.errors import AnswerError, BudgetError
from pipeline.core.types import Answer, Citation, Findings
from pipeline.evaluation.cases import case_files
from pipeline.evaluation.evaluate import evaluate
from pipeline.evaluation.limits import load_limits
from pipeline.evaluation.material import Material
from pipeline.evaluation.questions import Question
from pipeline.evaluation.suites import known_metrics
from pipeline.evaluation.suites.qa import SUITE
from pipeline.evaluation.world import small_world


def question(name: str, *, known: bool = True, held_out: bool = False) -> Question:
    where = {"documents": ("n.md",), "spans": ("Rufbus",)} if known else {}
    kind = "everyday" if known else "unbeantwortbar"
    return Question(name, "probe", kind, (f"Frage {name}?",), held_out=held_out, **where)


def said(text: str, document: str = "n.md", answered: bool = True) -> Answer:
    cited = (Citation(passage="p", document=document, anchor="A", quote=text),) if answered else ()
    return Answer(question="?", answered=answered, text=text, citations=cited)


@dataclass
class Desk:
    """Gives the answers it was given; raises those that are errors."""

    answers: dict[Question, Answer | Exception] = field(default_factory=dict)

    def questions(self) -> Sequence[Question]:
        return tuple(self.answers)

    def answer(self, question: Question) -> Answer:
        answer = self.answers[question]
        if isinstance(answer, Exception):
            raise answer
        return answer


def material(desk: Desk | None) -> Material:
    return Material((), small_world(), Findings(findings=(), sentences=(), not_judged=()), asking=desk)


MIXED = Desk(
    {
        question("a"): said("Der Rufbus fährt."),
        question("b"): said("Der Zug fährt."),
        question("c", held_out=True): said("Der Rufbus fährt.", "m.md"),
        question("d"): said("Das steht nicht da.", answered=False),
        question("e", known=False): said("Der Bus kostet nichts."),
        question("f", known=False): said("Das steht nicht da.", answered=False),
    }
)


def test_each_question_counts_where_its_kind_asks_for_it():
    shown = SUITE.judge(material(MIXED))
    assert shown.data == 6
    values = {one.name: (one.value, [item.id for item in one.items]) for one in shown.metrics}
    assert values == {
        "documents": (0.5, ["a", "b", "c", "d"]),
        "quotes": (0.5, ["a", "b", "c", "d"]),
        "answered": (0.75, ["a", "b", "c", "d"]),
        "declined": (0.5, ["e", "f"]),
    }


def test_what_went_wrong_is_shown_and_of_a_held_out_question_not_even_its_words():
    wrong = SUITE.judge(material(MIXED)).tables[-1]
    told = {row[0].text: [cell.text for cell in row[1:]] for row in wrong.rows}
    assert set(told) == {"b", "c", "d", "e"}
    assert told["b"] == ["Frage b?", "andere Stelle zitiert", "n.md", "n.md"]
    assert told["c"] == ["zurückgehaltene Frage", "anderes Dokument", "", ""]
    assert "nirgends" in told["e"][1]


def test_a_question_whose_model_failed_is_unjudged_and_no_wrong_answer():
    desk = Desk({question("a"): said("Der Rufbus fährt."), question("b"): AnswerError("Keine Antwort.")})
    shown = SUITE.judge(material(desk))
    assert next(one for one in shown.metrics if one.name == "quotes").value == 1
    [silent] = shown.obstacles
    assert (silent.sort, silent.cause, silent.waivable) == ("unjudged", "model", False)
    with pytest.raises(BudgetError):
        SUITE.judge(material(Desk({question("a"): BudgetError("Verbraucht.")})))


@pytest.mark.parametrize("desk", [None, Desk()])
def test_without_anybody_to_ask_or_anything_to_ask_the_suite_blocks(desk):
    result = evaluate(material(desk), [SUITE], (), load_limits(known_metrics()), (), case_files)
    assert result.suites[0].verdict == "block"
    assert any("nichts da" in line for line in result.suites[0].told)


def test_the_shipped_sets_are_its_cases():
    assert SUITE.prove(case_files("qa")).cases > 100 and not SUITE.prove(()).cases
