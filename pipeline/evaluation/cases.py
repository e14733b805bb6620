"""Cases with a known answer (evals/SUITE/cases.yaml): they show that our own checks work.

A field that nobody knows is a typo, and an id that stands there twice hides a case: both are refused.
"""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import Field, ValidationError

from pipeline.core.errors import InputError
from pipeline.core.files import read_yaml
from pipeline.core.resources import shipped
from pipeline.core.types import Noun

NAME = "cases.yaml"
QUESTIONS = "qa"


class Case(Noun):
    """Fall: what all cases have; `note` says what it is about."""

    id: str = Field(min_length=1)
    note: str = ""


class TextCase(Case):
    """A text told of a cluster of the small world; `expect` are kinds that have to be found, `absent` kinds
    that must not be."""

    cluster: str = "c1"
    sentences: tuple[str, ...] = Field(min_length=1)
    expect: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()


C = TypeVar("C", bound=Case)


def case_files(suite: str) -> tuple[Path, ...]:
    """The shipped case files of a suite; none where there are none. Question sets are cases as they are."""
    try:
        folder = shipped(f"evals/{suite}")
    except FileNotFoundError:
        return ()
    if suite == QUESTIONS:
        return tuple(sorted(folder.glob("*.yaml")))
    return (folder / NAME,) if (folder / NAME).is_file() else ()


def load_cases(paths: Sequence[Path], kind: type[C]) -> tuple[C, ...]:
    """The cases of some files; raises InputError for an unknown field, an id given twice, a broken file."""
    found = tuple(case for path in paths for case in _of_file(path, kind))
    twice = [name for name, count in Counter(one.id for one in found).items() if count > 1]
    if twice:
        raise InputError(
            f"{paths[0].parent.name}/{NAME}: Der Fall „{twice[0]}“ steht mehrfach da. Bitte jedem Fall "
            "eine eigene id geben."
        )
    return found


def _of_file(path: Path, kind: type[C]) -> list[C]:
    place = f"{path.parent.name}/{path.name}"
    data = read_yaml(path)
    alone = isinstance(data, dict) and set(data) == {"cases"}
    lines: Any = (data["cases"] or []) if alone else None
    if not isinstance(lines, list):
        raise InputError(f"{place}: Erwartet wird eine Liste unter „cases:“, und nichts daneben.")
    cases = []
    for number, line in enumerate(lines, start=1):
        try:
            cases.append(kind.model_validate(line))
        except ValidationError as error:
            first = error.errors()[0]
            field = ".".join(str(part) for part in first["loc"]) or "der Eintrag"
            raise InputError(
                f"{place}, Fall {number}: „{field}“ passt nicht ({first['input']!r}). Möglich sind "
                f"{', '.join(kind.model_fields)}."
            ) from error
    return cases
