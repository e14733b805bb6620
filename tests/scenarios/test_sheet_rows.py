"""From raw factors to a checked sheet: what is refused, and how a person is told."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.core.errors import SheetError
from pipeline.core.types import FactorValue
from pipeline.scenarios.sheet import rows
from pipeline.scenarios.sheet.todo import insist

Raw = dict[str, Any]


def faktor(name: str, *values: Raw, **fields: Any) -> Raw:
    return {"name": name, "values": list(values) or [{"label": "viel"}, {"label": "wenig"}], **fields}


def drei(first: Raw) -> list[Raw]:
    return [first, faktor("Laden"), faktor("Arbeit")]


def only_value(**fields: Any) -> FactorValue:
    """The first value of a sheet whose first value has these fields."""
    return rows.sheet(drei(faktor("Busse", fields, {"label": "wenig"})), "values.yaml").factors[0].values[0]


# What is wrong, and what the message has to hold: where it was asked, what was found, what to do.
REFUSED: dict[str, tuple[list[Raw], tuple[str, ...]]] = {
    "Id doppelt": (
        [faktor("Busse", id="x"), faktor("Laden", id="x"), faktor("Arbeit")],
        ("Id „x“", "mehrfach", "nur einmal"),
    ),
    "Id bei Faktor und Ausprägung": (
        drei(faktor("Busse", {"id": "x", "label": "viel"}, {"label": "wenig"}, id="x")),
        ("Id „x“", "mehrfach"),
    ),
    "Zahl und Text als Id": (
        [faktor("Busse", id=1), faktor("Laden", id="1"), faktor("Arbeit")],
        ("Id „1“", "mehrfach"),
    ),
    "Id mit Leerzeichen": (drei(faktor("Busse", id="mein bus")), ("„mein bus“", "Leerzeichen", "Bitte")),
    "Name doppelt": (
        [faktor("Busse"), faktor("Busse "), faktor("Arbeit")],
        ("„Busse“", "mehrfach", "Bitte zusammenlegen"),
    ),
    "kein Name": (
        [faktor("Busse"), faktor(" "), faktor("Arbeit")],
        ("2. Einflussfaktor", "Namen", "Bitte"),
    ),
    "Rolle": (drei(faktor("Busse", rolle="Chef")), ("„Busse“", "„Chef“", "Umfeld, Prämisse")),
    "Ausprägung als Text": (
        drei({"name": "Busse", "values": ["viel", "wenig"]}),
        ("„Busse“", "Liste", "Bitte"),
    ),
    "Ausprägungen als Text": (drei({"name": "Busse", "values": "viel"}), ("„Busse“", "Liste", "Bitte")),
    "Text als Liste": (
        drei(faktor("Busse", {"label": "viel", "text": ["a", "b"]}, {"label": "wenig"})),
        ("„Busse“", "„text“", "Bitte"),
    ),
    "Name als Gruppe": (
        drei(faktor("Busse", definition={"Art": "a"})),
        ("„Busse“", "„definition“", "Bitte"),
    ),
    "plausibel zu groß": (
        drei(faktor("Busse", {"label": "viel", "plausibel": 6}, {"label": "wenig"})),
        ("„Busse“", "„viel“", "(6)", "von 1 bis 5"),
    ),
    "plausibel als Wort": (
        drei(faktor("Busse", {"label": "viel", "plausibel": "sehr"}, {"label": "wenig"})),
        ("„Busse“", "„viel“", "'sehr'", "von 1 bis 5"),
    ),
    "plausibel halb": (
        drei(faktor("Busse", {"label": "viel", "plausibel": 3.5}, {"label": "wenig"})),
        ("„viel“", "3.5", "von 1 bis 5"),
    ),
    "Wertung": (
        drei(faktor("Busse", {"label": "viel", "wertung": "gut"}, {"label": "wenig"})),
        ("„Busse“", "„gut“", "Möglich sind +, 0 und -"),
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_wrong_is_told_by_the_names_a_person_knows(case: str) -> None:
    raw, parts = REFUSED[case]
    with pytest.raises(SheetError) as told:
        rows.sheet(raw, "values.yaml")
    message = str(told.value)
    assert "„values.yaml“" in message
    assert [part for part in parts if part not in message] == [], message


# What is unfinished and no error until somebody wants to cluster.
UNFINISHED: dict[str, tuple[list[Raw], tuple[str, ...]]] = {
    "ein Zustand": (
        drei(faktor("Busse", {"label": "viel"}, id="bus")),
        ("„Busse“ (bus)", "nur eine Ausprägung", "mindestens zwei", "ergänzen"),
    ),
    "kein Zustand": (drei({"name": "Busse"}), ("„Busse“ (f01)", "keine Ausprägung", "ergänzen")),
    "zwei Faktoren": (drei(faktor("Busse"))[:2], ("2 Einflussfaktor", "mindestens 3")),
    "Ausprägung leer": (
        drei(faktor("Busse", {"label": "viel"}, {"group": "A"})),
        ("Ausprägung f01b von „Busse“", "weder Kurztitel (label) noch Text", "bitte"),
    ),
}


@pytest.mark.parametrize("case", UNFINISHED)
def test_what_is_unfinished_is_read_and_only_clustering_insists(case: str) -> None:
    raw, parts = UNFINISHED[case]
    sheet = rows.sheet(raw, "values.yaml")
    with pytest.raises(SheetError) as told:
        insist(sheet)
    message = str(told.value)
    assert [part for part in parts if part not in message] == [], message


@pytest.mark.parametrize("length", [3, 30])
def test_missing_ids_are_made_from_the_order(length: int) -> None:
    many = faktor("Busse", *({"label": f"Stufe {number}"} for number in range(length)))
    sheet = rows.sheet(drei(many), "values.yaml")
    assert [factor.id for factor in sheet.factors] == ["f01", "f02", "f03"]
    assert [value.id for value in sheet.factors[0].values][:3] == ["f01a", "f01b", "f01c"]
    assert len({value.id for value in sheet.factors[0].values}) == length


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.sampled_from(["f01", "f01a", "f01a-2", "f02", "f02b", "f03", ""]), min_size=9, max_size=9)
)
def test_made_ids_never_collide_with_given_ones(wanted: list[str]) -> None:
    ids = [found if found not in wanted[:position] else "" for position, found in enumerate(wanted)]
    raw = [
        faktor(
            f"Faktor {n}", *({"label": f"Zustand {v}", "id": ids[3 * n + v]} for v in (1, 2)), id=ids[3 * n]
        )
        for n in range(3)
    ]
    sheet = rows.sheet(raw, "values.yaml")
    made = [found for f in sheet.factors for found in (f.id, *(value.id for value in f.values))]
    assert len(set(made)) == 9
    assert all(given == found for given, found in zip(ids, made, strict=True) if given)


@pytest.mark.parametrize(
    ("written", "read"),
    [(4, 4), ("4", 4), ("4,0", 4), (4.0, 4), ("", None), (None, None)],
)
def test_plausibility_as_people_write_it(written: object, read: int | None) -> None:
    assert only_value(label="viel", plausibel=written).plausibel == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("+", "+"),
        ("-", "-"),
        ("−", "-"),
        ("–", "-"),
        ("'-", "-"),
        (0, "0"),
        (0.0, "0"),
        ("", None),
        (None, None),
    ],
)
def test_valence_as_people_write_it(written: object, read: str | None) -> None:
    assert only_value(label="viel", wertung=written).wertung == read


def test_a_value_without_label_is_called_by_its_first_words() -> None:
    value = only_value(text="Ein Rufbus holt alle Leute im Dorf ab.")
    assert value.label == "Ein Rufbus holt alle Leute im"
    assert value.text == "Ein Rufbus holt alle Leute im Dorf ab."


def test_numbers_stay_as_they_were_written() -> None:
    assert only_value(label=2035).label == "2035"
    assert only_value(label=2035.0).label == "2035", "so gibt eine Tabelle ganze Zahlen wieder"


def test_unknown_fields_are_remarked_once_by_name() -> None:
    raw = drei(
        faktor("Busse", {"label": "viel", "quelle": 1}, {"label": "wenig", "quelle": 2}, farbe="rot")
    )
    told = rows.remarks(raw)
    assert [("„farbe“" in line, "„quelle“" in line) for line in told] == [(True, False), (False, True)]
    assert rows.remarks(drei(faktor("Busse"))) == []
