"""Cross-impact matrices in files: which format a file has, and what it could not hold."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pipeline.core.cells import clean
from pipeline.core.errors import InputError
from pipeline.core.files import write_bytes
from pipeline.scenarios import scw
from pipeline.scenarios.grid.files import open_grid
from pipeline.scenarios.impact import table_reading, table_writing
from pipeline.scenarios.impact.matrix import ImpactMatrix

SUFFIXES = (".scw", ".xlsx", ".csv")


@dataclass(frozen=True, eq=False)
class Opened:
    """The matrix of a file, and what a person should know about how it was read."""

    matrix: ImpactMatrix
    remarks: tuple[str, ...] = ()


def open_matrix(path: Path) -> Opened:
    """The matrix of a .scw file or a table; raises InputError naming what does not fit."""
    if path.suffix.lower() == SUFFIXES[0]:
        return Opened(scw.read(path))
    grid = open_grid(path)
    return Opened(table_reading.read(grid), grid.remarks)


def write_matrix(path: Path, matrix: ImpactMatrix) -> tuple[str, ...]:
    """Write a matrix as the suffix says; returns what the format could not hold, in German.

    Raises InputError where no format has that suffix, OutputError where the file cannot be written.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise InputError(
            f"„{path.name}“: in diesem Format wird keine Matrix geschrieben. Möglich sind "
            f"{', '.join(SUFFIXES)}."
        )
    if suffix == ".scw":
        return scw.write(path, matrix)
    write_bytes(path, (table_writing.to_csv if suffix == ".csv" else table_writing.to_xlsx)(matrix))
    return tuple(_changed(path, matrix))


def _changed(path: Path, matrix: ImpactMatrix) -> Iterable[str]:
    if isinstance(matrix, scw.ScwMatrix) and (matrix.short or set(matrix.colours) - {scw.WHITE}):
        yield f"„{path.name}“: Kurznamen und Farben kennt nur das Format .scw, in Tabellen entfallen sie."
    names = [matrix.title, *(name for one in matrix.descriptors for name in (one.name, *one.variants))]
    changed = [name for name in dict.fromkeys(names) if clean(name) != name]
    if changed:
        many = "1 Name" if len(changed) == 1 else f"{len(changed)} Namen"
        yield (
            f"„{path.name}“: {many} ohne Leerzeichen am Rand und unsichtbare Zeichen geschrieben, etwa "
            f"„{clean(changed[0])[:60]}“."
        )
