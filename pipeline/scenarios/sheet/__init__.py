"""The value sets of a project: found, read from YAML, XLSX or CSV, checked, ids made where missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.core.errors import SheetError
from pipeline.core.files import keep_copy, write_bytes, write_text
from pipeline.core.types import Sheet
from pipeline.scenarios.grid.csv_text import delimiter_of
from pipeline.scenarios.grid.files import open_grid
from pipeline.scenarios.sheet import rows, table_ids, tables, workbook, written
from pipeline.sources.read.encoding import read_text

NAMES = ("values.yaml", "values.yml", "values.xlsx", "values.xlsm", "values.csv")
YAML = (".yaml", ".yml")
PROPOSED = "values.vorschlag.yaml"
"""What a model proposes, until a person accepts it; no sheet before."""
STRUCK = "history/struck-ids.txt"
_NOT_READ = ("values.xls", "values.xlsb", "values.ods")


def given(project: Path) -> bool:
    """Whether people have put value sets into a project, in whatever format."""
    return any((project / name).is_file() for name in (*NAMES, *_NOT_READ))


def find(project: Path) -> Path:
    """The file that holds a project's value sets; raises SheetError where there is none or several."""
    found = [project / name for name in NAMES if (project / name).is_file()]
    if not found:
        for name in _NOT_READ:
            if (project / name).is_file():
                open_grid(project / name)  # raises with what to do
        if (project / PROPOSED).is_file():
            raise SheetError(
                f"In „{project}“ liegt statt einer Wertetafel ein Vorschlag, den noch niemand angenommen "
                f"hat. Bitte {PROPOSED} durchsehen und mit „szenario sheet PROJEKT --accept“ annehmen."
            )
        raise SheetError(
            f"In „{project}“ fehlt die Wertetafel: gesucht wurde values.yaml, values.xlsx oder "
            "values.csv mit Einflussfaktoren und je 2 oder mehr Ausprägungen. Ein Muster legt "
            "„szenario new ORDNER“ an; aus den Dokumenten schlägt „szenario run PROJEKT --model MODELL“ "
            "eine vor."
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
    if path.suffix.lower() in YAML:
        raw = written.raw_factors(path)
        sheet = rows.sheet(raw, path.name, struck(path.parent))
        return Loaded(sheet, tuple(rows.remarks(raw, written.beside_factors(path))))
    table = tables.read(path)
    return Loaded(rows.sheet(tables.raw_factors(table), path.name, struck(path.parent)), table.remarks)


def write_back_ids(path: Path, sheet: Sheet) -> bool:
    """Write ids that we made into the file they belong to; True where something was added.

    Whatever else stands in the file, comments and order included, stays as it is.
    """
    if path.suffix.lower() in YAML:
        return written.add_ids(path, sheet)
    return table_ids.add_ids(path, sheet)


def replace(path: Path, sheet: Sheet) -> Path | None:
    """Write a sheet over its file after a copy into history/ beside it; returns the copy.

    None where there was no file yet. In YAML, comments stay; a table becomes one that we lay out.
    Raises SheetError, and leaves the file alone, where that cannot be done.
    """
    suffix = path.suffix.lower()
    if suffix == ".xlsm":
        raise SheetError(
            f"„{path.name}“ enthält Makros und wird nicht überschrieben. Bitte in Excel als values.xlsx "
            "speichern, values.xlsm aus dem Ordner nehmen und den Befehl wiederholen."
        )
    if suffix in YAML:
        data = (written.rewritten(path, sheet) if path.is_file() else written.to_text(sheet)).encode()
    elif suffix == ".csv":
        data = tables.to_csv(sheet, delimiter_of(read_text(path)) if path.is_file() else ";")
    else:
        data = workbook.render(sheet)
    copy = None
    if path.is_file():
        gone = [one for one in load(path).sheet.ids() if one not in set(sheet.ids())]
        if gone:
            _strike(path.parent, gone)
        copy = keep_copy(path)
    write_bytes(path, data)
    return copy


def struck(project: Path) -> frozenset[str]:
    """Ids that a sheet of the project once had: they are given to nothing else, since votes, ratings
    and decisions may still name them."""
    path = project / STRUCK
    return frozenset(path.read_text(encoding="utf-8").split()) if path.is_file() else frozenset()


def _strike(project: Path, ids: Sequence[str]) -> None:
    known = struck(project)
    write_text(project / STRUCK, "\n".join([*sorted(known | set(ids)), ""]))
