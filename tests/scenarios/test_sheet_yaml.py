"""values.yaml: read strictly, and given its ids without touching what a person wrote."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.core.errors import InputError, SheetError
from pipeline.scenarios import sheet

MUSTER = """\
# Stand: Werkstatt im März
factors:
  - trend: Verkehr            # noch zu prüfen
    name: 'Busse auf dem Land'
    values:
      - label: "Rufbus für alle"
        text: Ein Rufbus holt die Leute ab,
          wenn sie ihn bestellen.
      - {label: Kein Bus mehr, wertung: "-"}

  - name: Laden
    id: laden
    values:
    # die Reihenfolge ist gewollt
    - label: Säule am Markt
      id: ""
    -   id:
        label: Hof der Nachbarn
  - name: Arbeit
    values:
      - label: Zu Hause
        id: daheim
      - label: Im Betrieb
        text: |
          Zwei Zeilen,
          die zwei Zeilen bleiben.
"""


def put(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "values.yaml"
    path.write_bytes(text.encode(encoding))
    return path


def faktor(name: str, *labels: str) -> str:
    values = "".join(f"      - label: {label}\n" for label in labels)
    return f"  - name: {name}\n    values:\n{values}"


def tafel(*factors: str) -> str:
    return "factors:\n" + "".join(factors)


DREI = (faktor("Busse", "viele", "keine"), faktor("Laden", "hier", "dort"), faktor("Arbeit", "da", "fern"))


def test_a_sheet_is_read_with_every_field(tmp_path: Path) -> None:
    first = """\
  - id: bus
    trend: Verkehr
    name: Busse
    definition: Wie oft ein Bus fährt.
    heute: Selten.
    rolle: Umfeld
    values:
      - {id: oft, label: Jede Stunde, text: Der Bus kommt., group: A, plausibel: 4, wertung: "+"}
      - label: Nie
"""
    factor = sheet.load(put(tmp_path, tafel(first, *DREI[1:]))).sheet.factors[0]
    assert (factor.id, factor.trend, factor.name, factor.rolle) == ("bus", "Verkehr", "Busse", "Umfeld")
    assert (factor.definition, factor.heute) == ("Wie oft ein Bus fährt.", "Selten.")
    often, never = factor.values
    assert (often.id, often.label, often.text) == ("oft", "Jede Stunde", "Der Bus kommt.")
    assert (often.group, often.plausibel, often.wertung) == ("A", 4, "+")
    assert (never.plausibel, never.wertung) == (None, None), "fehlend ist unbekannt, nicht null"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("factors:\n  - name: Busse\n   values: []\n", 3),
        ("factors:\n  - name: Busse\n    text: Der Bus: selten: nie\n", 3),
        ('factors:\n  - name: "Busse\n', 3),
        ("factors:\n\t- name: Busse\n", 2),
        ("factors:\n  - name: Busse\n    heute: 2035-02-30\n", 3),
        ("factors:\n  - name: Busse\n    trend: Verkehr\n    name: Bahnen\n", 4),
    ],
    ids=["Einrückung", "Doppelpunkt", "Anführungszeichen", "Tabulator", "Datum", "doppelte Angabe"],
)
def test_broken_yaml_is_named_with_file_and_line(tmp_path: Path, text: str, line: int) -> None:
    with pytest.raises(InputError, match=rf"„values\.yaml“, Zeile {line}: .*Bitte"):
        sheet.load(put(tmp_path, text))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_another_encoding_is_an_error_that_asks_for_utf8(tmp_path: Path, encoding: str) -> None:
    text = tafel(*DREI).replace("viele", "für alle")
    with pytest.raises(InputError, match=r"(?s)„values\.yaml“.*Bitte.*UTF-8"):
        sheet.load(put(tmp_path, text, encoding))


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    path = put(tmp_path, tafel(*DREI), "utf-8-sig")
    assert sheet.write_back_ids(path, sheet.load(path).sheet)
    assert path.read_bytes().count(b"\xef\xbb\xbf") <= 1
    assert [factor.id for factor in sheet.load(path).sheet.factors] == ["f01", "f02", "f03"]


@pytest.mark.parametrize(
    "text", ["", "- name: Busse\n", "factors: Busse\n", "factors:\n  - Busse\n", "faktoren: []\n"]
)
def test_a_file_without_a_list_of_factors_is_told_what_is_expected(tmp_path: Path, text: str) -> None:
    with pytest.raises(SheetError, match=r"„values\.yaml“ enthält keine Liste „factors“.*Erwartet wird"):
        sheet.load(put(tmp_path, text))


def test_unknown_fields_are_remarked_once_each_and_the_rest_is_read(tmp_path: Path) -> None:
    extra = faktor("Laden", "hier\n        Quelle: a", "dort\n        Quelle: b") + "    farbe: rot\n"
    loaded = sheet.load(put(tmp_path, "stand: Entwurf\n" + tafel(DREI[0], extra, DREI[2])))
    assert len(loaded.sheet.factors) == 3
    assert all("unbekannt" in remark for remark in loaded.remarks)
    assert sorted(remark.split("„")[1].split("“")[0] for remark in loaded.remarks) == [
        "Quelle",
        "farbe",
        "stand",
    ]


def test_a_sheet_without_unknown_fields_has_no_remarks(tmp_path: Path) -> None:
    assert sheet.load(put(tmp_path, "schema_version: 1\n" + tafel(*DREI))).remarks == ()


def test_ids_are_written_back_and_nothing_else_changes(tmp_path: Path) -> None:
    path = put(tmp_path, MUSTER)
    before = sheet.load(path).sheet
    assert sheet.write_back_ids(path, before)
    after = path.read_text(encoding="utf-8")
    assert after == (
        MUSTER.replace("  - trend:", "  - id: f01\n    trend:")
        .replace('- label: "Ruf', '- id: f01a\n        label: "Ruf')
        .replace("{label: Kein", "{id: f01b, label: Kein")
        .replace('id: ""', "id: ladena")
        .replace("id:\n", "id: ladenb\n")
        .replace("- name: Arbeit", "- id: f03\n    name: Arbeit")
        .replace("- label: Im Betrieb", "- id: f03b\n        label: Im Betrieb")
    )
    assert sheet.load(path).sheet == before


def test_a_complete_file_is_not_touched(tmp_path: Path) -> None:
    path = put(tmp_path, MUSTER)
    sheet.write_back_ids(path, sheet.load(path).sheet)
    stamp = path.stat().st_mtime_ns
    assert not sheet.write_back_ids(path, sheet.load(path).sheet)
    assert path.stat().st_mtime_ns == stamp


@pytest.mark.parametrize("given_id", ["0", "' '", "'1'", "'#1'", "'nein: doch'", "'0x1'"])
def test_unusual_ids_survive_writing_back(tmp_path: Path, given_id: str) -> None:
    if ":" in given_id:
        given_id = given_id.replace(" ", "")
    path = put(tmp_path, tafel(f"  - id: {given_id}\n{DREI[0].replace('  - name', '    name')}", *DREI[1:]))
    before = sheet.load(path).sheet
    assert sheet.write_back_ids(path, before)
    assert sheet.load(path).sheet == before
    assert not sheet.write_back_ids(path, before)


@pytest.mark.parametrize(
    "values", ["", "    values:\n", "    values: []\n", "    values: [{}, {label: nie}]\n"]
)
def test_ids_are_written_into_a_factor_that_is_only_begun(tmp_path: Path, values: str) -> None:
    path = put(tmp_path, tafel(f"  - name: Busse\n{values}", *DREI[1:]))
    before = sheet.load(path).sheet
    assert sheet.write_back_ids(path, before)
    assert sheet.load(path).sheet == before
    assert not sheet.write_back_ids(path, before)


def test_where_ids_cannot_be_written_the_file_stays_and_a_person_is_asked(tmp_path: Path) -> None:
    shared = "  - name: Busse\n    values: &stufen\n      - label: viel\n      - label: wenig\n"
    text = tafel(shared, "  - name: Bahnen\n    values: *stufen\n", DREI[2])
    path = put(tmp_path, text)
    with pytest.raises(SheetError, match=r"„values\.yaml“.*Id.*Bitte"):
        sheet.write_back_ids(path, sheet.load(path).sheet)
    assert path.read_text(encoding="utf-8") == text


words = st.sampled_from(
    ["Bus", "Für alle", "Straße: neu", "# Raute", "Ja", "2035", "„Amt“", "- Strich", "a, b"]
)
comments = st.sampled_from(["", "  # prüfen", "  # Größe: 3"])


@st.composite
def files(draw: st.DrawFn) -> str:
    """A values.yaml as people write it: quotes, comments, indents, line ends, some ids given."""
    outer, inner = draw(st.sampled_from(["", "  ", "    "])), draw(st.sampled_from(["", "  "]))
    lines, number = ["factors:"], 0

    def entry(pad: str, line: str) -> None:
        nonlocal number
        number += 1
        fields = [line + draw(comments)]
        if draw(st.booleans()):
            fields.insert(draw(st.integers(0, 1)), f"id: eigen{number}")
        lines.extend([f"{pad}- {fields[0]}", *(f"{pad}  {field}" for field in fields[1:])])

    for factor in range(draw(st.integers(3, 4))):
        quote = draw(st.sampled_from(["'", '"']))
        entry(outer, f"name: {quote}{draw(words)} {factor}{quote}")
        lines.append(f"{outer}  values:")
        for _ in range(draw(st.integers(2, 3))):
            entry(f"{outer}  {inner}", f"label: {quote}{draw(words)}{quote}")
    end = draw(st.sampled_from(["\n", "\r\n"]))
    return end.join(lines) + end


@settings(deadline=None, max_examples=60)
@given(files())
def test_writing_back_adds_ids_only_and_a_second_load_changes_nothing(text: str) -> None:
    with TemporaryDirectory() as folder:
        path = put(Path(folder), text)
        before = sheet.load(path).sheet
        sheet.write_back_ids(path, before)
        written = path.read_bytes().decode("utf-8")
        assert written.count("\n") == written.count("\r\n") or "\r" not in text
        assert re.sub(r"id: (f\d\d[a-c]?|eigen\d+[a-c])\r?\n +", "", written) == text
        assert sheet.load(path).sheet == before
        assert not sheet.write_back_ids(path, before)
        assert path.read_bytes().decode("utf-8") == written


@pytest.mark.parametrize("names", [(), ("values.yaml", "values.xlsx"), ("values.yml", "values.csv")])
def test_exactly_one_sheet_is_looked_for(tmp_path: Path, names: tuple[str, ...]) -> None:
    for name in names:
        (tmp_path / name).touch()
    with pytest.raises(SheetError) as told:
        sheet.find(tmp_path)
    assert all(name in str(told.value) for name in names or ("values.yaml", "szenario new"))


@pytest.mark.parametrize("name", ["values.yaml", "values.yml", "values.xlsx", "values.csv"])
def test_the_one_sheet_of_a_project_is_found(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    assert sheet.find(tmp_path) == tmp_path / name
