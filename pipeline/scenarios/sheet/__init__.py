"""The value sets of a project: found, read from YAML, XLSX or CSV, checked, ids made where missing."""

from dataclasses import dataclass
from pathlib import Path

from pipeline.core.errors import SheetError
from pipeline.core.types import Sheet
from pipeline.scenarios.sheet import rows, tables, written

NAMES = ("values.yaml", "values.yml", "values.xlsx", "values.csv")


def find(project: Path) -> Path:
    """The file that holds a project's value sets; raises SheetError where there is none or several."""
    found = [project / name for name in NAMES if (project / name).is_file()]
    if not found:
        raise SheetError(
            f"In „{project}“ fehlt die Wertetafel: gesucht wurde values.yaml, values.xlsx oder "
            "values.csv mit Einflussfaktoren und je 2 oder mehr Ausprägungen. Ein Muster legt "
            "„szenario new ORDNER“ an."
        )
    if len(found) > 1:
        names = " und ".join(path.name for path in found)
        raise SheetError(
            f"In „{project}“ liegen mehrere Wertetafeln ({names}). Bitte nur eine behalten, damit "
            "klar ist, welche gilt."
        )
    return found[0]


@dataclass(frozen=True)
class Loaded:
    """A checked sheet, and what a person should know about its file."""

    sheet: Sheet
    remarks: tuple[str, ...]


def load(path: Path) -> Loaded:
    """The value sets of a file with all ids; raises SheetError."""
    written_in_yaml = path.suffix.lower() in (".yaml", ".yml")
    raw = written.raw_factors(path) if written_in_yaml else tables.raw_factors(path)
    beside = written.beside_factors(path) if written_in_yaml else []
    return Loaded(rows.sheet(raw, path.name), tuple(rows.remarks(raw, beside)))


def write_back_ids(path: Path, sheet: Sheet) -> bool:
    """Write ids that we made into the file they belong to; True where something was added.

    Whatever else stands in the file, comments and order included, stays as it is.
    """
    if path.suffix.lower() in (".yaml", ".yml"):
        return written.add_ids(path, sheet)
    return tables.add_ids(path, sheet)
