"""values.yaml after an import: what people wrote beside the content stays, and so do unchanged lines."""

import difflib
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from tricky import ODD, sheets

from pipeline.core.errors import SheetError
from pipeline.core.files import to_yaml
from pipeline.core.types import Sheet
from pipeline.scenarios import sheet as sheets_of
from pipeline.scenarios.sheet import written

MUSTER = """\
# Stand: Werkstatt im März
stand: Entwurf  # nur für uns
factors:  # von Hand geordnet
  # --- Verkehr ---
  - id: bus
    trend: Verkehr            # noch zu prüfen
    name: 'Busse auf dem Land'
    values:
      - label: "Rufbus für alle"
        id: bus1
        text: Ein Rufbus holt die Leute ab,
          wenn sie ihn bestellen.
      # die Gegenposition
      - {id: bus2, label: Kein Bus mehr, wertung: "-"}   # strittig
      # mehr ist hier nicht

  # --- Laden ---
  - name: Laden
    id: laden
    values:
    # die Reihenfolge ist gewollt
    - label: Säule am Markt
      id: laden1
    -   id: laden2
        text: Der Hof der Nachbarn steht allen offen
  # unsicher
  - name: Arbeit
    id: arbeit
    heute: |
      Viele pendeln.
      Das bleibt.
    values:
      - label: Yes
        id: arbeit1
      - label: Im Betrieb
        id: arbeit2
        cards: [k1, k2]
# Ende
"""
Change = Callable[[list[dict[str, Any]]], object]


def put(folder: Path, text: str = MUSTER) -> Path:
    path = folder / "values.yaml"
    path.write_bytes(text.encode())
    return path


def after(path: Path, change: Change) -> str:
    """The file's new text once its sheet has been changed."""
    before = sheets_of.load(path).sheet
    data = before.model_dump()
    factors = [{**factor, "values": list(factor["values"])} for factor in data["factors"]]
    change(factors)
    wanted = Sheet.model_validate({"factors": factors})
    text = written.rewritten(path, wanted)
    path.write_bytes(text.encode())
    assert sheets_of.load(path).sheet == wanted
    return text


def lines(text: str) -> list[str]:
    """Lines that differ from MUSTER, with - and +."""
    found = difflib.unified_diff(MUSTER.splitlines(), text.splitlines(), lineterm="", n=0)
    return [line for line in found if line[:2] not in ("--", "++", "@@")]


def comments(text: str) -> list[str]:
    return sorted(line.partition("#")[2] for line in text.splitlines() if "#" in line)


def turn(factors: list[dict[str, Any]]) -> None:
    factors.reverse()
    factors[2]["values"].reverse()


WERT = {"id": "n1", "label": "x"}
CHANGES: dict[str, Change] = {
    "Text": lambda f: f[0]["values"][0].update(text="Neu"),
    "Text neben Kommentar": lambda f: f[0]["values"][1].update(text="Neu, ja: so"),
    "Trend neben Kommentar": lambda f: f[0].update(trend="Mobilität"),
    "Trend geleert": lambda f: f[0].update(trend=""),
    "mehrzeiliger Text": lambda f: f[2].update(heute="Eins\n\n  zwei # drei"),
    "neue Angabe": lambda f: f[1].update(definition="Wo man kauft", heute="Selten", leitfrage="Wo?"),
    "neue Ausprägung": lambda f: f[1]["values"].append({"id": "neu", "label": "no", "text": "12:30"}),
    "neuer Faktor": lambda f: f.insert(1, {"id": "neu", "name": "a: b", "values": [WERT]}),
    "Ausprägung gestrichen": lambda f: f[1]["values"].pop(1),
    "letzte Ausprägung gestrichen": lambda f: f[2]["values"].clear(),
    "Faktor gestrichen": lambda f: f.pop(1),
    "letzter Faktor gestrichen": lambda f: f.pop(2),
    "Reihenfolge": turn,
    "anderer Faktor": lambda f: f[2]["values"].insert(1, {**f[1]["values"].pop(0), "text": "Neu"}),
    "Karten": lambda f: f[2]["values"][1].update(cards=("2035", "k3")),
}


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("case", CHANGES)
def test_every_comment_and_what_is_ours_alone_survives_a_change(
    tmp_path: Path, case: str, line_end: str
) -> None:
    text = after(put(tmp_path, MUSTER.replace("\n", line_end)), CHANGES[case])
    assert text.count("\n") == text.count(line_end)
    gone = {" die Reihenfolge ist gewollt"} if case == "Faktor gestrichen" else set()
    assert set(comments(MUSTER)) - gone <= set(comments(text)), "nur was in Gestrichenem stand, geht"
    assert "stand: Entwurf" in text


def test_one_changed_field_changes_its_lines_only(tmp_path: Path) -> None:
    assert lines(after(put(tmp_path), CHANGES["Text"])) == [
        "-        text: Ein Rufbus holt die Leute ab,",
        "-          wenn sie ihn bestellen.",
        "+        text: Neu",
    ]
    assert lines(after(put(tmp_path), CHANGES["Text neben Kommentar"])) == [
        '-      - {id: bus2, label: Kein Bus mehr, wertung: "-"}   # strittig',
        '+      - {id: bus2, label: Kein Bus mehr, text: "Neu, ja: so", wertung: "-"}   # strittig',
    ]
    assert lines(after(put(tmp_path), CHANGES["neue Ausprägung"])) == [
        "+    - id: neu",
        '+      label: "no"',
        '+      text: "12:30"',
    ]


@pytest.mark.parametrize("case", ["Reihenfolge", "Faktor gestrichen", "neuer Faktor"])
def test_unchanged_factors_keep_their_very_lines_wherever_they_stand(tmp_path: Path, case: str) -> None:
    text = after(put(tmp_path), CHANGES[case])
    arbeit = MUSTER[MUSTER.index("  - name: Arbeit") : MUSTER.index("# Ende")]
    assert arbeit in text
    assert not [line for line in lines(text) if line[0] == "-" and case == "neuer Faktor"]


def test_a_comment_above_an_entry_moves_with_it(tmp_path: Path) -> None:
    text = after(put(tmp_path), turn)
    assert "  # unsicher\n  - name: Arbeit\n" in text
    assert "      # die Gegenposition\n      - {id: bus2" in text
    assert text.index("# unsicher") < text.index("# --- Laden ---") < text.index("# --- Verkehr ---")


def test_a_value_without_label_stays_without_one(tmp_path: Path) -> None:
    text = after(put(tmp_path), CHANGES["neue Angabe"])
    assert "    -   id: laden2\n        text: Der Hof" in text


KLAMMERN = 'factors: [{"id": "a", "name": "A", "values": []}]\n# Ende\n'


@pytest.mark.parametrize("text", ["factors: []\n", KLAMMERN])
def test_a_file_in_brackets_becomes_one_of_lines(tmp_path: Path, text: str) -> None:
    new = after(put(tmp_path, text), lambda f: f.append({"id": "neu", "name": "Neu", "values": []}))
    assert "  - id: neu\n    name: Neu\n" in new and ("# Ende" in new) == ("# Ende" in text)


def test_all_factors_may_go(tmp_path: Path) -> None:
    assert "factors: []  # von Hand geordnet\n" in after(put(tmp_path), lambda f: f.clear())


def test_where_lines_are_shared_the_file_stays_and_a_person_is_asked(tmp_path: Path) -> None:
    text = "factors:\n  - &a {id: a, name: A, values: []}\n  - {<<: *a, id: b, name: B}\n"
    path = put(tmp_path, text)
    sheet = sheets_of.load(path).sheet
    changed = sheet.model_copy(update={"factors": tuple(reversed(sheet.factors))})
    with pytest.raises(SheetError, match=r"„values\.yaml“ lässt sich nicht ändern.*Bitte"):
        sheets_of.replace(path, changed)
    assert path.read_text(encoding="utf-8") == text and not (tmp_path / "history").exists()


@settings(deadline=None, max_examples=30)
@given(sheets(most=3), sheets(most=3))
def test_any_sheet_can_become_any_other(one: Sheet, other: Sheet) -> None:
    with TemporaryDirectory() as folder:
        path = put(Path(folder), to_yaml(one))
        copy = sheets_of.replace(path, other)
        assert sheets_of.load(path).sheet == other
        assert copy is not None and sheets_of.load(copy).sheet == one


def test_every_odd_text_is_written_so_that_it_is_read_again(tmp_path: Path) -> None:
    def fill(factors: list[dict[str, Any]]) -> None:
        for at, text in enumerate(map(sheets_of.rows.plain, ODD)):
            factors[1]["values"].append({"id": f"o{at}", "label": text, "text": text})
            factors[0]["values"][1]["group"] = text
            factors[2]["values"].append({"id": f"p{at}", "label": "x", "cards": (f"k{at}",)})

    assert after(put(tmp_path), fill).count("id: o") == len(ODD)
