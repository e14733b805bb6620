"""Question files (evals/qa/*.yaml, of the program and of a project), read strictly.

A file lists `questions`, `unanswerable` and `dialogues`. What stands under `incomplete` waits for a person
(`szenario history --export` puts it there) and is never asked.
"""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

from pydantic import ConfigDict, Field, ValidationError

from pipeline.core.errors import InputError
from pipeline.core.files import read_yaml
from pipeline.core.types import Noun
from pipeline.evaluation.questions.nouns import DIALOGUE, UNANSWERABLE, Question

HELD_OUT = "-test"
"""How the name of a file ends whose questions are only ever reported as figures."""

Said = Annotated[str, Field(min_length=1, pattern=r"\S")]


class _Line(Noun):
    id: Said
    project: Said


class _Answerable(_Line):
    question: Said
    kind: Said
    documents: tuple[Said, ...] = Field(min_length=1)
    answer: tuple[Said, ...] = Field(min_length=1)
    all: bool = False
    check: str = ""


class _Unanswerable(_Line):
    question: Said
    why: str = ""


class _Dialogue(_Line):
    turns: tuple[Said, ...] = Field(min_length=2)
    documents: tuple[Said, ...] = Field(min_length=1)
    answer: tuple[Said, ...] = Field(min_length=1)
    check: str = ""


class _Unfinished(_Line):
    """Read by nobody but the person who completes it."""

    model_config = ConfigDict(frozen=True, extra="allow")


_LISTS: dict[str, type[_Line]] = {
    "questions": _Answerable,
    "unanswerable": _Unanswerable,
    "dialogues": _Dialogue,
    "incomplete": _Unfinished,
}


def load_questions(paths: Sequence[Path]) -> tuple[Question, ...]:
    """The questions of some files, in their order.

    Raises InputError for a broken file, an unknown list or field, or an id given twice.
    """
    found = tuple(one for path in paths for one in _of_file(path))
    twice = [name for name, count in Counter(one.id for one in found).items() if count > 1]
    if twice:
        raise InputError(
            f"{paths[0].parent.name}/: Die Frage „{twice[0]}“ steht mehrfach da. Bitte jeder Frage eine "
            "eigene id geben, auch über mehrere Dateien."
        )
    return found


def _of_file(path: Path) -> list[Question]:
    place = f"{path.parent.name}/{path.name}"
    data = read_yaml(path)
    unknown = [key for key in data if key not in _LISTS] if isinstance(data, dict) else ["keine Listen"]
    if unknown:
        raise InputError(
            f"{place}: Erwartet werden Listen unter {', '.join(_LISTS)}; gefunden wurde „{unknown[0]}“."
        )
    held_out = path.stem.endswith(HELD_OUT)
    found = []
    for name, form in _LISTS.items():
        lines = data.get(name) or []
        if not isinstance(lines, list):
            raise InputError(
                f"{place}: Unter „{name}:“ steht keine Liste. Bitte jede Frage mit „- id:“ beginnen."
            )
        read = [
            _line(f"{place}, {name}, Eintrag {at}", form, line) for at, line in enumerate(lines, start=1)
        ]
        found += [_question(one, held_out) for one in read if not isinstance(one, _Unfinished)]
    return found


def _line(place: str, form: type[_Line], line: Any) -> _Line:
    try:
        return form.model_validate(line)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "der Eintrag"
        raise InputError(
            f"{place}: „{field}“ fehlt oder passt nicht. Möglich sind {', '.join(form.model_fields)}."
        ) from error


def _question(line: _Line, held_out: bool) -> Question:
    if isinstance(line, _Dialogue):
        kind, turns = DIALOGUE, line.turns
    elif isinstance(line, _Answerable):
        kind, turns = line.kind, (line.question,)
    elif isinstance(line, _Unanswerable):
        return Question(line.id, line.project, UNANSWERABLE, (line.question,), held_out=held_out)
    else:
        raise TypeError(type(line))
    return Question(
        line.id,
        line.project,
        kind,
        turns,
        line.documents,
        tuple(" ".join(one.split()) for one in line.answer),
        held_out,
    )
