"""What may stand in a line of questions: one question, or a dialogue with what was answered in it.

The last question of a dialogue is the one that is asked in any case; those before it are asked too
where the line does not say what was answered to them.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.app.batch import Line, read_lines
from pipeline.core.errors import InputError

_TEXTS = ("content", "text")
EXPECTED = 'Erwartet wird der Text allein, {"id": …, "question": …} oder {"id": …, "turns": ["…", "…"]}.'


@dataclass(frozen=True)
class Said:
    """A question of a dialogue; `answer` is what was answered to it, None where it is still to be asked."""

    question: str
    answer: str | None = None


@dataclass(frozen=True)
class Case:
    """One line: its questions in order, at least one; `dialogue` where it was written as one."""

    id: str
    said: tuple[Said, ...]
    dialogue: bool = False


def read_questions(path: Path) -> list[Case]:
    """The cases of a batch file; raises InputError with the line that is none."""
    cases = []
    for line in read_lines(path):
        try:
            cases.append(_case(line))
        except _Unclear as unclear:
            raise InputError(f"„{path.name}“, Zeile {line.number}: {unclear} {EXPECTED}") from unclear
    return cases


class _Unclear(ValueError):
    """What is wrong with a line, as a German sentence."""


def _case(line: Line) -> Case:
    if line.text:
        return Case(line.id, (Said(line.text),))
    if "turns" in line.fields:
        return Case(line.id, _dialogue(line.fields["turns"]), dialogue=True)
    question = line.fields.get("question")
    if not isinstance(question, str):
        raise _Unclear("das Feld „question“ fehlt oder ist kein Text.")
    return Case(line.id, (Said(question),))


def _dialogue(turns: Any) -> tuple[Said, ...]:
    if not isinstance(turns, list):
        raise _Unclear("das Feld „turns“ ist keine Liste.")
    said: list[Said] = []
    for number, turn in enumerate(turns, start=1):
        if isinstance(turn, str):
            said.append(Said(turn))
        elif isinstance(turn, dict) and "role" in turn:
            _add_role(said, turn, number)
        elif isinstance(turn, dict) and isinstance(turn.get("question"), str):
            said.append(Said(turn["question"], _answer(turn, number)))
        else:
            raise _Unclear(f"in „turns“ ist Eintrag {number} keine Frage.")
    if not said:
        raise _Unclear("in „turns“ steht keine Frage.")
    return (*said[:-1], Said(said[-1].question))


def _add_role(said: list[Said], turn: dict[str, Any], number: int) -> None:
    """A user's text is a question, an assistant's the answer to the one before; a greeting is neither."""
    text = next((turn[key] for key in _TEXTS if isinstance(turn.get(key), str)), None)
    if text is None:
        raise _Unclear(f"in „turns“ hat Eintrag {number} keinen Text.")
    if turn["role"] == "user":
        said.append(Said(text))
    elif turn["role"] != "assistant":
        raise _Unclear(f"in „turns“ ist die Rolle von Eintrag {number} weder user noch assistant.")
    elif said:
        said[-1] = Said(said[-1].question, text)


def _answer(turn: dict[str, Any], number: int) -> str | None:
    answer = turn.get("answer")
    if answer is not None and not isinstance(answer, str):
        raise _Unclear(f"in „turns“ ist die Antwort von Eintrag {number} kein Text.")
    return answer
