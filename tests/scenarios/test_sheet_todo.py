"""What an unfinished sheet lacks: everything is told, in order, and only some of it blocks."""

import pytest
from hypothesis import given, settings
from tricky import sheets

from pipeline.core.errors import SheetError
from pipeline.core.types import Factor, FactorValue, Sheet
from pipeline.scenarios.sheet.todo import insist, todos


def faktor(number: int, *values: FactorValue, **fields: str) -> Factor:
    told = {"definition": "Was es ist.", "heute": "So ist es.", "rolle": "Schlüsselfaktor", **fields}
    values = values or (wert(number, "a"), wert(number, "b"))
    return Factor(id=f"f{number}", name=f"Faktor {number}", values=values, **told)


def wert(number: int, letter: str, label: str = "", text: str = "Ein Zustand.") -> FactorValue:
    return FactorValue(id=f"f{number}{letter}", label=label or f"Zustand {letter}", text=text)


DONE = (faktor(1), faktor(2), faktor(3))


def lacking(*factors: Factor) -> list[tuple[str, str, bool]]:
    return [(todo.kind, todo.about, todo.blocks) for todo in todos(Sheet(factors=factors))]


def test_a_finished_sheet_has_nothing_to_do() -> None:
    assert lacking(*DONE) == []
    insist(Sheet(factors=DONE))


@pytest.mark.parametrize(
    ("factor", "todo"),
    [
        (faktor(3, heute=""), ("no_today", "f3", False)),
        (faktor(3, definition=""), ("no_definition", "f3", False)),
        (faktor(3, wert(3, "a"), wert(3, "b", text="")), ("no_text", "f3b", False)),
        (faktor(3, wert(3, "a"), wert(3, "b", "ZUSTAND A")), ("same_value", "f3", False)),
        (faktor(3, wert(3, "a")), ("few_values", "f3", True)),
        (
            faktor(3, wert(3, "a"), wert(3, "b"), FactorValue(id="f3c", label="")),
            ("empty_value", "f3c", True),
        ),
    ],
)
def test_each_gap_is_one_thing_to_do_that_names_what_it_concerns(
    factor: Factor, todo: tuple[str, str, bool]
) -> None:
    assert lacking(*DONE[:2], factor) == [todo]
    (told,) = todos(Sheet(factors=(*DONE[:2], factor)))
    assert "Faktor 3" in told.message or "Zustand b" in told.message


def test_one_label_with_two_texts_is_no_doubled_value() -> None:
    assert lacking(*DONE[:2], faktor(3, wert(3, "a", "oft"), wert(3, "b", "oft", "Anders."))) == []


def test_without_key_factors_the_choice_is_still_to_be_made() -> None:
    assert lacking(*(factor.model_copy(update={"rolle": "Umfeld"}) for factor in DONE)) == [
        ("no_key_factors", "", False)
    ]


def test_what_blocks_comes_first_and_the_rest_in_the_order_of_the_sheet() -> None:
    found = lacking(faktor(1, heute=""), faktor(2, wert(2, "a"), heute="", definition=""))
    assert found == [
        ("few_factors", "", True),
        ("few_values", "f2", True),
        ("no_today", "f1", False),
        ("no_today", "f2", False),
        ("no_definition", "f2", False),
    ]


def test_an_empty_sheet_lacks_factors_and_nothing_else() -> None:
    assert lacking() == [("few_factors", "", True)]


@settings(deadline=None, max_examples=80)
@given(sheets())
def test_clustering_insists_exactly_on_what_blocks(sheet: Sheet) -> None:
    blocking = [todo for todo in todos(sheet) if todo.blocks]
    enough = len(sheet.factors) >= 3 and all(
        len(factor.values) >= 2 and all(value.label or value.text for value in factor.values)
        for factor in sheet.factors
    )
    assert enough == (not blocking)
    if blocking:
        with pytest.raises(SheetError) as told:
            insist(sheet)
        assert blocking[0].message in str(told.value) and "szenario sheet PROJEKT" in str(told.value)
    else:
        insist(sheet)
