"""Questions about numbered things, of which some may stay without a usable answer.

What the network, the key or the budget breaks is raised. A reply that is unfit each time, refused, or
a question too long even alone leaves its numbers unanswered, and says why: never passed, never guessed.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from pipeline.core.errors import AnswerError, ContextError
from pipeline.llm.batches import in_batches

A = TypeVar("A")


@dataclass(frozen=True)
class Silence:
    """Numbers without an answer, and why."""

    numbers: tuple[int, ...]
    reason: str

    @property
    def told(self) -> str:
        """For a person to read."""
        which = ", ".join(map(str, self.numbers))
        return f"{'Satz' if len(self.numbers) == 1 else 'Sätze'} {which} nicht beurteilt: {self.reason}"


@dataclass(frozen=True)
class Answers(Generic[A]):
    """What was answered, by number, and what was not."""

    answers: Mapping[int, A]
    silent: tuple[Silence, ...]


def asked_in_batches(
    numbers: Sequence[int],
    size: int,
    ask: Callable[[Sequence[int]], Mapping[int, A]],
    at_once: int,
    alike: bool = False,
) -> Answers[A]:
    """Ask about the numbers in batches; raises ModelError where the model cannot be asked at all.

    Questions are `alike` where what they share makes them long: once one alone is too long, no more
    are asked.
    """
    too_long: list[str] = []

    def attempt(batch: Sequence[int]) -> Mapping[int, A] | Silence:
        if too_long:
            return Silence(tuple(batch), too_long[0])
        try:
            return ask(batch)
        except AnswerError as error:
            return Silence(tuple(batch), str(error))
        except ContextError as error:
            if len(batch) > 1:
                raise
            if alike:
                too_long.append(str(error))
            return Silence(tuple(batch), str(error))

    heard = [one for _, one in in_batches(numbers, size, attempt, at_once=at_once)]
    return Answers(
        {number: one for part in heard if not isinstance(part, Silence) for number, one in part.items()},
        _told_once([part for part in heard if isinstance(part, Silence)]),
    )


def _told_once(silent: Sequence[Silence]) -> tuple[Silence, ...]:
    """Silences of the same reason as one."""
    numbers: dict[str, list[int]] = {}
    for one in silent:
        numbers.setdefault(one.reason, []).extend(one.numbers)
    return tuple(Silence(tuple(which), reason) for reason, which in numbers.items())
