"""Working titles and leitmotifs: what a namer has to do, whoever does it."""

from typing import Protocol

from pipeline.core.settings import Settings
from pipeline.core.types import Cluster, Sheet
from pipeline.scenarios.affinity import Affinity

TITLES = 5


class Namer(Protocol):
    """Gives every cluster five titles that differ from all others, and a leitmotif.

    `signature` names what a result depends on besides its input.
    """

    @property
    def signature(self) -> str: ...

    def name(
        self,
        clusters: tuple[Cluster, ...],
        sheet: Sheet,
        affinity: Affinity,
        settings: Settings,
    ) -> tuple[Cluster, ...]:
        """The same clusters with titles; the first title becomes the working title."""


def titled(pattern: str, adjective: str) -> str:
    """A title after the project's pattern, the adjective in place of the ellipsis."""
    for gap in ("…", "..."):
        if gap in pattern:
            return pattern.replace(gap, adjective, 1)
    return f"Die {adjective} {pattern}"
