"""What of a text a person has to read, and why each sentence of it."""

from dataclasses import dataclass
from typing import Literal

Drawn = Literal["", "rank", "sample", "finding", "changed"]


@dataclass(frozen=True)
class Selection:
    """Numbers (from 1) of sentences: the most suspicious of the undecided ones, those drawn of the rest,
    and those left unread; `objected` are those whose finding by a model waits to be confirmed, `changed`
    those that somebody read in another wording."""

    ranked: tuple[int, ...] = ()
    sampled: tuple[int, ...] = ()
    left: tuple[int, ...] = ()
    objected: tuple[int, ...] = ()
    changed: tuple[int, ...] = ()

    @property
    def wanted(self) -> tuple[int, ...]:
        """What a person has to read before the text may pass, in the order of reading."""
        return (*self.changed, *self.ranked, *self.sampled)

    @property
    def reading(self) -> tuple[tuple[int, Drawn], ...]:
        """Every sentence that review.yaml has a line for, with the reason."""
        return (
            *((number, "finding") for number in self.objected),
            *((number, "changed") for number in self.changed),
            *((number, "rank") for number in self.ranked),
            *((number, "sample") for number in self.sampled),
        )
