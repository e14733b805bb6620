"""What a history holds: dialogues of questions with their answers, and what people thought of them."""

import re
from dataclasses import dataclass

from pipeline.core.errors import InputError
from pipeline.core.types import Answer

STAGE = "ask"
"""What a model's answers to questions are counted and kept under."""

_PLACE = re.compile(r"([1-9]\d{0,15})(?:\.([1-9]\d{0,15}))?", re.ASCII)


@dataclass(frozen=True)
class Place:
    """Where something stands in the history: "7" a dialogue, "7.2" its second question."""

    dialogue: int
    number: int | None = None

    def __str__(self) -> str:
        return str(self.dialogue) if self.number is None else f"{self.dialogue}.{self.number}"


def place(written: str) -> Place:
    """The place that "7" or "7.2" names; raises InputError."""
    found = _PLACE.fullmatch(written.strip())
    if found is None:
        raise InputError(
            f"„{written}“ ist keine Nummer aus dem Verlauf. Erwartet wird zum Beispiel 7 oder 7.2; alle "
            "nennt „szenario history PROJEKT“."
        )
    return Place(int(found[1]), int(found[2]) if found[2] else None)


@dataclass(frozen=True)
class Feedback:
    """What somebody thought of an answer; `at` an ISO time in UTC."""

    helpful: bool
    reason: str
    by: str
    at: str


@dataclass(frozen=True)
class Kept:
    """The question of that number in a dialogue, with its answer; `feedback` oldest first."""

    dialogue: int
    number: int
    at: str
    answer: Answer
    feedback: tuple[Feedback, ...] = ()

    @property
    def place(self) -> Place:
        return Place(self.dialogue, self.number)

    @property
    def judged(self) -> Feedback | None:
        """What holds of all that was said of it: the last."""
        return self.feedback[-1] if self.feedback else None


@dataclass(frozen=True)
class Dialogue:
    """Questions that were asked one after the other; what was forgotten of them is missing."""

    id: int
    kept: tuple[Kept, ...]
