"""What of a note is followed without a model, and that the rest is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.errors import InputError
from pipeline.core.types import Cluster, Factor, FactorValue, Sheet
from pipeline.narratives.redraft.note import Understood, note_of, understood


def factor(number: int, name: str, label: str, text: str) -> Factor:
    value = FactorValue(id=f"f{number}a", label=label, text=text)
    return Factor(id=f"f{number}", name=name, values=(value,))


SHEET = Sheet(
    factors=(
        factor(1, "Weiterbildung in Betrieben", "Kurse am Abend", "Meister lehren nach Feierabend."),
        factor(2, "Umschlag im Hafen", "Gemeinsames Lager", "Am Kai steht ein Kran für alle Betriebe."),
        factor(3, "Strom vor Ort", "Dächer der Nachbarn", "Nachbarn teilen einen Speicher."),
    )
)
CLUSTER = Cluster(id="c1", name="C", members={f"f{number}": f"f{number}a" for number in (1, 2, 3)})


def of(note: str) -> Understood:
    return understood(note, CLUSTER, SHEET)


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("kürzer, mehr zu Weiterbildung", Understood("shorter", ("f1a",))),
        ("Bitte etwas länger und ohne den Hafen.", Understood("longer", (), ("f2a",))),
        ("mehr zur Bildung", Understood("", ("f1a",))),
        ("weniger f3; mehr F2A", Understood("", ("f2a",), ("f3a",))),
        ("mehr zum Kran", Understood("", ("f2a",))),
        ("lebhafter", Understood("", (), (), ("lebhafter",))),
        ("mehr zu Weiterbildung im Handwerk", Understood("", ("f1a",), (), ("Handwerk",))),
        ("", Understood()),
    ],
)
def test_length_and_themes_are_understood_and_the_rest_is_told(note, expected):
    assert of(note) == expected


def test_a_theme_wanted_less_is_not_wanted_more():
    assert of("mehr zum Hafen, aber weniger Lager") == Understood("", (), ("f2a",))


@given(st.text(max_size=80))
def test_any_note_is_either_followed_or_told(note):
    found = of(note_of(note))
    assert set(found.more) | set(found.less) <= set(CLUSTER.members.values())
    assert not set(found.more) & set(found.less)
    assert all(word in note_of(note) for word in found.unknown)


def test_a_note_is_plain_and_of_bounded_length():
    assert note_of(" kürzer\x1b[31m\u202e,\n\tbitte\x00 ") == "kürzer [31m, bitte"
    assert note_of(None) == ""
    with pytest.raises(InputError, match=r"20\.000 Zeichen"):
        note_of("x" * 20_000)
