"""Batch files: one case a line, plain text or JSON; what does not fit is named with its line."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from pipeline.core.errors import InputError
from pipeline.llm.stopping import pool

C = TypeVar("C")
T = TypeVar("T")


@dataclass(frozen=True)
class Line:
    """One case of a batch file: its id (given, or the line's number), its text, all its fields."""

    id: str
    text: str
    fields: dict[str, Any]
    number: int = 0


def read_lines(path: Path) -> list[Line]:
    """The cases of a file, plain text or objects of whatever fields; raises InputError with the line."""
    cases: list[Line] = []
    for number, line in enumerate(_lines(path), start=1):
        if line.lstrip().startswith("{"):
            data = _object(line, number, path)
            cases.append(Line(str(data.get("id", number)), "", data, number))
        elif line.strip():
            cases.append(Line(str(number), line.strip(), {}, number))
    return cases


def read_cases(path: Path, field: str) -> list[Line]:
    """The cases of a file; a plain line is the text itself. Raises InputError with the line."""
    return [replace(line, text=line.text or _text(line, field, path)) for line in read_lines(path)]


def read_objects(path: Path) -> list[Line]:
    """The cases of a file of JSON objects; raises InputError with the line."""
    return [
        Line(str((data := _object(line, number, path)).get("id", number)), "", data)
        for number, line in enumerate(_lines(path), start=1)
        if line.strip()
    ]


def side_by_side(cases: Sequence[C], work: Callable[[C], T], at_once: int) -> Iterator[T]:
    """What becomes of each case, in their order, each as soon as it is known; the first error ends it."""
    with pool(at_once) as submit:
        for done in [submit(partial(work, case)) for case in cases]:
            yield done.result()


def _lines(path: Path) -> list[str]:
    try:
        # Not splitlines(): JSON may hold U+2028 and other line breaks that are none of the file's.
        return path.read_text(encoding="utf-8-sig").split("\n")
    except FileNotFoundError as error:
        raise InputError(f"Die Datei „{path}“ gibt es nicht. Bitte den Pfad prüfen.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"Die Datei „{path}“ ist nicht als UTF-8-Text lesbar. Bitte neu speichern."
        ) from error


def _text(line: Line, field: str, path: Path) -> str:
    text = line.fields.get(field)
    if not isinstance(text, str):
        raise InputError(
            f"„{path.name}“, Zeile {line.number}: das Feld „{field}“ fehlt oder ist kein Text. "
            f'Erwartet wird {{"id": …, "{field}": …}} oder der Text allein.'
        )
    return text


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
