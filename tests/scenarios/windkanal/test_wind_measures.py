"""Measures of a project: read from any table, ids made and kept, all faults told with their lines."""

from pathlib import Path

import openpyxl
import pytest

from pipeline.core.errors import InputError
from pipeline.scenarios.windkanal.measures import find, load

PLAIN = """\
# unsere Maßnahmen
measures:
  - title: "Rufbus: im ganzen Tal"   # seit 2031
    goal: Alle kommen zum Bahnhof.
  - {id: lager, title: Lager am Kai}
  - title: Werkstatt
"""


def written(folder: Path, text: str, name: str = "massnahmen.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_missing_ids_are_made_from_the_order_and_nothing_else_of_the_file_changes(tmp_path: Path) -> None:
    path = written(tmp_path, PLAIN)
    found = load(path)
    assert [one.id for one in found.measures] == ["m01", "lager", "m03"]
    assert "ergänzt" in found.remarks[0]
    after = path.read_text("utf-8")
    assert "# seit 2031" in after and "{id: lager, title: Lager am Kai}" in after
    again = load(path)
    assert again.measures == found.measures and not again.remarks


def test_without_filling_the_file_stays_as_it_is(tmp_path: Path) -> None:
    path = written(tmp_path, PLAIN)
    assert [one.id for one in load(path, fill=False).measures] == ["m01", "lager", "m03"]
    assert path.read_text("utf-8") == PLAIN


def test_a_measure_keeps_the_id_that_its_title_had_and_takes_none_of_another(tmp_path: Path) -> None:
    path = written(tmp_path, "measures:\n- title: Neu\n- title: Werkstatt\n- title: Auch neu\n")
    found = load(path, {"Werkstatt": "m01"}, {"m01", "m02"})
    assert [one.id for one in found.measures] == ["m03", "m01", "m04"]


def test_tables_give_the_same_measures(tmp_path: Path) -> None:
    csv = written(tmp_path, "Maßnahme;Feld;Ziel;Stand\nRufbus;Verkehr;fährt;offen\n", "a.csv")
    book = openpyxl.Workbook()
    for row in (("id", "title", "field", "goal", "status"), (None, "Rufbus", "Verkehr", "fährt", "offen")):
        book.active.append(row)
    book.save(tmp_path / "b.xlsx")
    assert load(csv).measures == load(tmp_path / "b.xlsx").measures
    assert csv.read_text("utf-8-sig").splitlines()[1].endswith("m01")


def test_all_faults_are_told_at_once_with_their_lines(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "measures:\n- title: A\n  titel: B\n- goal: ohne\n- title: a\n- id: x\n  title: [C]\n- nur Text\n"
        "mehr: 1\n",
    )
    with pytest.raises(InputError) as told:
        load(path)
    message = str(told.value)
    for expected in (
        "Zeile 3: „titel“ ist unbekannt", "Zeile 4: die Maßnahme hat keinen title",
        "Zeile 5: title „a“ steht schon in Zeile 2", "Zeile 7: unter „title“", "Zeile 8: erwartet wird",
        "Zeile 9: „mehr“ ist unbekannt",
    ):  # fmt: skip
        assert expected in message, expected
    assert "id:" not in path.read_text("utf-8").split("- id: x")[0]


@pytest.mark.parametrize(
    "text", ["", "measures:\n", "measures: []\n", "title: A\n", "- title: A\n", "measures: 3\n"]
)
def test_a_file_without_measures_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(InputError):
        load(written(tmp_path, text))


def test_two_files_of_measures_are_one_too_many(tmp_path: Path) -> None:
    assert find(tmp_path) is None
    written(tmp_path, PLAIN)
    assert find(tmp_path) == tmp_path / "massnahmen.yaml"
    written(tmp_path, "title\nA\n", "massnahmen.csv")
    with pytest.raises(InputError, match="mehrere Maßnahmendateien"):
        find(tmp_path)
