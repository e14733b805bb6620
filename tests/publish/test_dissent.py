"""What the report says where groups lie apart or a person decided: names, numbers, reasons."""

import pytest

from pipeline.core.types import Factor, FactorValue, Sheet
from pipeline.publish.dissent import Row, rows
from pipeline.scenarios.decisions import Log, decision
from pipeline.scenarios.opinions import Opinions, Vote, settled

SHEET = Sheet(
    factors=(
        Factor(id="bus", name="Nahverkehr", values=(FactorValue(id="busa", label="Rufbus", plausibel=5),)),
        Factor(id="netz", name="Netz", values=(FactorValue(id="neta", label="Für alle"),)),
    )
)


def told(votes: list[Vote], *decided: tuple[str, str, str]) -> list[Row]:
    log = Log(
        decisions=tuple(
            decision("set", [about], "Frau Kern", "neue Zahlen", "", field=field, value=value)
            for about, field, value in decided
        )
    )
    found = settled(SHEET, votes, log)
    return rows(Opinions(opinions=found.opinions, decided=found.decided), found.sheet)


def plausible(value: str, **scores: int) -> list[Vote]:
    return [Vote(value=value, group=group, plausibel=score) for group, score in scores.items()]


def valued(value: str, **signs: str) -> list[Vote]:
    return [Vote(value=value, group=group, wertung=sign) for group, sign in signs.items()]


def test_groups_that_agree_and_groups_alone_are_not_shown() -> None:
    assert told([]) == []
    assert told([*plausible("busa", A=3, B=4), *plausible("neta", A=1)]) == []


def test_scores_stand_with_their_groups_median_and_range() -> None:
    (row,) = told(plausible("busa", B=5, A=2, C=2, D=1))
    assert row == Row(
        factor="Nahverkehr",
        value="Rufbus",
        field="Plausibilität",
        scores="A: 2, B: 5, C: 2, D: 1",
        middle="2 (1 bis 5)",
        decided="keine Entscheidung",
    )


def test_a_median_between_two_scores_is_told_as_it_is() -> None:
    (row,) = told(plausible("busa", A=1, B=4))
    assert row.middle == "2,5 (1 bis 4)"


@pytest.mark.parametrize(
    ("signs", "scores", "middle"),
    [
        ({"A": "+", "B": "-"}, "A: +, B: −", "strittig (− bis +)"),
        ({"A": "+", "B": "-", "C": "+"}, "A: +, B: −, C: +", "+ (− bis +)"),
        ({"A": "+", "B": "0", "C": "-", "D": "+"}, "A: +, B: 0, C: −, D: +", "strittig (− bis +)"),
    ],
)
def test_valences_are_told_as_signs_and_opposite_ones_are_not_called_neutral(
    signs: dict[str, str], scores: str, middle: str
) -> None:
    (row,) = told(valued("busa", **signs))
    assert (row.field, row.scores) == ("Wertung", scores)
    assert row.middle == middle


def test_a_decision_is_told_with_name_and_reason_even_where_groups_agree() -> None:
    (row,) = told(plausible("busa", A=3, B=3), ("busa", "plausibel", "5"))
    assert (row.scores, row.decided) == ("A: 3, B: 3", "5, Frau Kern: neue Zahlen")


def test_a_decision_nobody_voted_on_stands_behind_what_was_voted_on() -> None:
    first, second = told(plausible("neta", A=1, B=5), ("busa", "wertung", "-"))
    assert (first.factor, first.decided) == ("Netz", "keine Entscheidung")
    assert (second.factor, second.scores, second.middle) == ("Nahverkehr", "keine Stimmen", "–")
    assert second.decided == "−, Frau Kern: neue Zahlen"


def test_a_withdrawn_decision_leaves_no_trace_in_the_report() -> None:
    assert told([], ("busa", "plausibel", "4"), ("busa", "plausibel", "")) == []


def test_matters_of_values_that_are_gone_are_left_out() -> None:
    found = settled(SHEET, plausible("busa", A=1, B=5), Log())
    without = Sheet(factors=SHEET.factors[1:])
    assert rows(Opinions(opinions=found.opinions), without) == []
