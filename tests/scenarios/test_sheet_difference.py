"""What differs between two sheets: told completely, and no more of it than there is."""

from hypothesis import given, settings
from hypothesis import strategies as st
from tricky import sheets

from pipeline.core.types import Factor, FactorValue, Sheet
from pipeline.scenarios.sheet.difference import Difference, compare


def faktor(name: str, *values: str, **fields: str) -> Factor:
    return Factor(
        id=name.lower(),
        name=name,
        values=tuple(FactorValue(id=value, label=f"Zustand {value}") for value in values),
        **fields,
    )


def tafel(*factors: Factor) -> Sheet:
    return Sheet(factors=factors)


OLD = tafel(faktor("Bus", "b1", "b2", "b3"), faktor("Hafen", "h1", "h2"), faktor("Strom"))


def moved(before: Sheet, after: Sheet) -> list[tuple[str, str, str]]:
    difference = compare(before, after)
    assert not (difference.added or difference.changed or difference.removed)
    return [(move.id, move.before, move.after) for move in difference.moved]


def with_factor(at: int, factor: Factor) -> Sheet:
    factors = list(OLD.factors)
    factors[at] = factor
    return tafel(*factors)


@settings(deadline=None, max_examples=30)
@given(sheets(), sheets())
def test_nothing_differs_exactly_where_two_sheets_are_the_same(one: Sheet, other: Sheet) -> None:
    assert compare(one, one).empty
    assert compare(one, other).empty == (one == other)


@given(st.permutations(range(7)))
def test_moved_is_the_fewest_that_explain_the_new_order(order: list[int]) -> None:
    before = tafel(*(faktor(f"F{number}") for number in range(7)))
    after = tafel(*(before.factors[number] for number in order))
    gone = {move.id for move in compare(before, after).moved}
    stayed = [number for number in order if f"f{number}" not in gone]
    assert stayed == sorted(stayed)
    longest = [1] * 7
    for at, number in enumerate(order):
        longest[at] += max((longest[i] for i in range(at) if order[i] < number), default=0)
    assert len(gone) == 7 - max(longest)


def test_what_is_added_and_removed_is_named_as_a_person_knows_it() -> None:
    new = faktor("Schule", "s1")
    difference = compare(OLD, tafel(*OLD.factors[:1], *OLD.factors[2:], new))
    assert [(item.kind, item.id, item.factor, item.label) for item in difference.added] == [
        ("factor", "schule", "Schule", ""),
        ("value", "s1", "Schule", "Zustand s1"),
    ]
    assert [(item.id, item.factor) for item in difference.removed] == [
        ("hafen", "Hafen"),
        ("h1", "Hafen"),
        ("h2", "Hafen"),
    ]
    assert not difference.changed and not difference.moved


def test_what_changed_is_told_field_by_field_with_before_and_after() -> None:
    value = FactorValue(id="b1", label="oft", text="Neu", plausibel=4, wertung="-", cards=("k1", "k2"))
    bus = OLD.factors[0].model_copy(update={"name": "Busse", "heute": "selten"})
    difference = compare(OLD, with_factor(0, bus.model_copy(update={"values": (value, *bus.values[1:])})))
    told = [(one.id, one.factor, one.field, one.before, one.after) for one in difference.changed]
    assert told == [
        ("bus", "Busse", "name", "Bus", "Busse"),
        ("bus", "Busse", "heute", "", "selten"),
        ("b1", "oft", "label", "Zustand b1", "oft"),
        ("b1", "oft", "text", "", "Neu"),
        ("b1", "oft", "plausibel", "", "4"),
        ("b1", "oft", "wertung", "", "-"),
        ("b1", "oft", "cards", "", "k1, k2"),
    ]
    assert not (difference.added or difference.removed or difference.moved)


def test_a_value_that_moves_up_is_the_only_one_that_moved() -> None:
    bus = OLD.factors[0]
    turned = bus.model_copy(update={"values": (bus.values[2], *bus.values[:2])})
    assert moved(OLD, with_factor(0, turned)) == [("b3", "Platz 3", "Platz 1")]


def test_a_value_that_goes_to_another_factor_is_moved_and_neither_new_nor_struck() -> None:
    bus, hafen, strom = OLD.factors
    less = bus.model_copy(update={"values": bus.values[1:]})
    more = hafen.model_copy(update={"values": (bus.values[0], *hafen.values)})
    assert moved(OLD, tafel(less, more, strom)) == [("b1", "„Bus“", "„Hafen“")]


def test_a_struck_factor_leaves_the_others_in_their_places() -> None:
    difference = compare(OLD, tafel(*OLD.factors[1:]))
    assert difference.moved == ()
    assert not difference.empty and Difference().empty
