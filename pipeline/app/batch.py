"""Batch files: one case a line, plain text or JSON; what does not fit is named with its line."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from pipeline.core.errors import InputError
from pipeline.llm.stopping import pool

T = TypeVar("T")


@dataclass(frozen=True)
class Line:
    """One case of a batch file: its id (given, or the line's number), its text, all its fields."""

    id: str
    text: str
    fields: dict[str, Any]


def read_cases(path: Path, field: str) -> list[Line]:
    """The cases of a file; a plain line is the text itself. Raises InputError with the line."""
    cases: list[Line] = []
    for number, line in enumerate(_lines(path), start=1):
        if not line.strip():
            continue
        if line.lstrip().startswith("{"):
            data = _object(line, number, path)
            if not isinstance(data.get(field), str):
                raise InputError(
                    f"„{path.name}“, Zeile {number}: das Feld „{field}“ fehlt oder ist kein Text. "
                    f'Erwartet wird {{"id": …, "{field}": …}} oder der Text allein.'
                )
            cases.append(Line(str(data.get("id", number)), data[field], data))
        else:
            cases.append(Line(str(number), line.strip(), {}))
    return cases


def read_objects(path: Path) -> list[Line]:
    """The cases of a file of JSON objects; raises InputError with the line."""
    return [
        Line(str((data := _object(line, number, path)).get("id", number)), "", data)
        for number, line in enumerate(_lines(path), start=1)
        if line.strip()
    ]


def side_by_side(lines: Sequence[Line], work: Callable[[Line], T], at_once: int) -> Iterator[T]:
    """What becomes of each line, in their order, each as soon as it is known; the first error ends it."""
    with pool(at_once) as submit:
        for done in [submit(partial(work, line)) for line in lines]:
            yield done.result()


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8-sig").splitlines()
    except FileNotFoundError as error:
        raise InputError(f"Die Datei „{path}“ gibt es nicht. Bitte den Pfad prüfen.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"Die Datei „{path}“ ist nicht als UTF-8-Text lesbar. Bitte neu speichern."
        ) from error


def _object(line: str, number: int, path: Path) -> dict[str, Any]:
    try:
        data = json.loads(line)
    except ValueError as error:
        raise InputError(
            f"„{path.name}“, Zeile {number}: kein gültiges JSON ({error}). Bitte berichtigen."
        ) from error
    if not isinstance(data, dict):
        raise InputError(f"„{path.name}“, Zeile {number}: erwartet wird ein JSON-Objekt.")
    return data
