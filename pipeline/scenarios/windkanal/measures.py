"""massnahmen.yaml, .xlsx or .csv: the measures of a project, in the order of the file.

An id that is missing is that of the measure of the same title before, else made from the order (`m01`),
and written back; nothing else of the file is touched. All faults are told at once, each with its line.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from pipeline.core.cells import clean
from pipeline.core.errors import InputError
from pipeline.core.files import read_yaml
from pipeline.scenarios.grid.files import open_grid
from pipeline.scenarios.grid.fill_in import fill_in
from pipeline.scenarios.grid.headed import Columns, Table, tables
from pipeline.scenarios.windkanal.faults import refuse
from pipeline.scenarios.windkanal.measure_ids import made, write_into_yaml
from pipeline.scenarios.windkanal.nouns import Measure

NAME = "massnahmen.yaml"
NAMES = (NAME, "massnahmen.yml", "massnahmen.xlsx", "massnahmen.csv")
YAML = (".yaml", ".yml")
FIELDS = ("id", "title", "field", "goal", "status")
COLUMNS = Columns(
    known=FIELDS,
    required=("title",),
    aliases={
        "kennung": "id", "nr": "id", "nr.": "id", "maßnahme": "title", "massnahme": "title",
        "titel": "title", "feld": "field", "handlungsfeld": "field", "ziel": "goal", "stand": "status",
    },
)  # fmt: skip


@dataclass(frozen=True)
class Listed:
    """The measures of a file and what a person should know about how it was read."""

    measures: tuple[Measure, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True)
class _Entry:
    """A measure as it stands in the file, and where."""

    place: str
    fields: Mapping[str, str]


def find(project: Path) -> Path | None:
    """The file of a project's measures, None where there is none; raises InputError for several."""
    found = [project / name for name in NAMES if (project / name).is_file()]
    if len(found) > 1:
        raise InputError(
            f"In „{project}“ liegen mehrere Maßnahmendateien ({' und '.join(one.name for one in found)}). "
            "Bitte nur eine behalten."
        )
    return found[0] if found else None


def load(
    path: Path, known: Mapping[str, str] | None = None, reserved: Collection[str] = (), *, fill: bool = True
) -> Listed:
    """The measures of a file; raises InputError naming every place that does not fit.

    `known` are ids by title as they were before, `reserved` ids that no new measure gets. Ids that had to
    be made are written into the file; not so without `fill`.
    """
    if path.suffix.lower() not in (*YAML, ".xlsx", ".xlsm", ".csv") or not path.is_file():
        raise InputError(
            f"„{path}“ ist keine Maßnahmendatei. Erwartet wird eine Datei auf .yaml, .xlsx oder .csv, mit "
            "je Maßnahme title und, wo bekannt, field, goal und status."
        )
    in_yaml = path.suffix.lower() in YAML
    found, remarks = ((), []) if in_yaml else tables(open_grid(path), COLUMNS)
    faults: list[str] = []
    entries = _of_yaml(path, faults) if in_yaml else _of_tables(found)
    faults += _faults(entries)
    if not entries and not faults:
        faults.append("Es steht keine Maßnahme darin.")
    refuse(path.name, faults)
    given = [entry.fields for entry in entries]
    ids = made(given, known or {}, reserved)
    if fill and any(not entry["id"] for entry in given):
        _write(path, found, given, ids)
        remarks.append(f"Fehlende Ids sind in {path.name} ergänzt.")
    measures = tuple(Measure(**{**entry, "id": id_}) for entry, id_ in zip(given, ids, strict=True))
    return Listed(measures, tuple(remarks))


def _write(path: Path, found: Sequence[Table], given: Sequence[Mapping[str, str]], ids: list[str]) -> None:
    if path.suffix.lower() in YAML:
        write_into_yaml(path, ids)
        return
    entries = [entry for table in found for entry in table.entries]
    wanted = {
        (entry.tab, entry.number): {"id": id_}
        for entry, fields, id_ in zip(entries, given, ids, strict=True)
        if not fields["id"]
    }
    fill_in(path, COLUMNS, {table.tab: table.head for table in found}, wanted)


def _faults(entries: Sequence[_Entry]) -> list[str]:
    """Measures without a title, ids and titles that stand twice, ids with blanks."""
    faults = [f"{one.place}: die Maßnahme hat keinen title." for one in entries if not one.fields["title"]]
    for field in ("id", "title"):
        first: dict[str, str] = {}
        for one in entries:
            text = one.fields[field]
            plain = " ".join(text.casefold().split())
            if text and first.setdefault(plain, one.place) != one.place:
                faults.append(f"{one.place}: {field} „{text[:60]}“ steht schon in {first[plain]}.")
    for one in entries:
        if any(sign.isspace() for sign in one.fields["id"]):
            faults.append(f"{one.place}: die id „{one.fields['id']}“ enthält ein Leerzeichen.")
    return faults


def _of_tables(found: Sequence[Table]) -> list[_Entry]:
    return [
        _Entry(f"{entry.tab}, Zeile {entry.number}" if entry.tab else f"Zeile {entry.number}",
               {field: entry.text(field) for field in FIELDS})
        for table in found
        for entry in table.entries
    ]  # fmt: skip


def _of_yaml(path: Path, faults: list[str]) -> list[_Entry]:
    data = read_yaml(path, worded=True)
    listed = data.get("measures") if isinstance(data, dict) else None
    if not isinstance(listed, list):
        raise InputError(
            f"„{path.name}“ enthält keine Liste „measures“. Erwartet wird measures: mit je title und, wo "
            "bekannt, id, field, goal und status."
        )
    whole: Any = yaml.compose(path.read_text(encoding="utf-8-sig"), Loader=yaml.CSafeLoader)
    for key, _ in whole.value:
        if key.value != "measures":
            line = key.start_mark.line + 1
            faults.append(f"Zeile {line}: „{key.value}“ ist unbekannt, möglich: measures.")
    nodes = next(value for key, value in whole.value if key.value == "measures")
    entries = []
    for node, entry in zip(nodes.value, listed, strict=True):
        place = f"Zeile {node.start_mark.line + 1}"
        if not isinstance(entry, dict):
            faults.append(f"{place}: erwartet wird eine Maßnahme mit title, nicht „{str(entry)[:40]}“.")
            continue
        faults += _odd_keys(node)
        entries.append(_Entry(place, {field: _text(entry.get(field)) for field in FIELDS}))
    return entries


def _odd_keys(node: Any) -> list[str]:
    """Keys that nobody knows, and lists where a text is expected, each with its line."""
    faults = []
    for key, value in node.value:
        line = f"Zeile {key.start_mark.line + 1}"
        if key.value not in FIELDS:
            faults.append(f"{line}: „{key.value}“ ist unbekannt, möglich: {', '.join(FIELDS)}.")
        elif not isinstance(value, yaml.ScalarNode):
            faults.append(f"{line}: unter „{key.value}“ wird ein einziger Text erwartet.")
    return faults


def _text(value: object) -> str:
    return " ".join(clean(value).split()) if isinstance(value, str) else ""
