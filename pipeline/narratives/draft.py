"""From a plan to a narrative: what a writer is given, and what it has to return."""

from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

from pipeline.core.settings import Settings
from pipeline.core.types import Narrative, Sheet
from pipeline.narratives.plan import Plan, Plans


class Writer(Protocol):
    """Writes one narrative after a plan; `number` (from 0) is its place among the narratives.

    `signature` names what a result depends on besides its input. Several may be written at once.
    """

    @property
    def signature(self) -> str: ...

    def write(self, plan: Plan, number: int, sheet: Sheet, settings: Settings) -> Narrative:
        """The narrative with a ledger entry for every sentence."""


def draft(plans: Plans, sheet: Sheet, settings: Settings, writer: Writer) -> list[Narrative]:
    """A narrative for every plan, in order; written side by side, since a model takes its time."""
    with ThreadPoolExecutor(max_workers=max(1, len(plans.plans))) as pool:
        return list(
            pool.map(lambda one: writer.write(one[1], one[0], sheet, settings), enumerate(plans.plans))
        )
