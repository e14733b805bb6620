"""How well values go together: what a rater has to do, whoever does it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from pipeline.core.progress import Progress
from pipeline.core.settings import Settings
from pipeline.core.types import Rating, Sheet
from pipeline.scenarios.affinity import Affinity
from pipeline.scenarios.concepts import Concepts


@dataclass(frozen=True)
class Rated:
    """Affinity of all pairs; ratings beside those that people gave; concepts where there are some."""

    affinity: Affinity
    ratings: tuple[Rating, ...] = ()
    concepts: Concepts | None = None


class Rater(Protocol):
    """Says how values go together. `signature` names what a result depends on besides its input."""

    @property
    def signature(self) -> str: ...

    def rate(self, sheet: Sheet, given: Sequence[Rating], settings: Settings, progress: Progress) -> Rated:
        """What is known of the sheet's values; `given` are the ratings of people."""
