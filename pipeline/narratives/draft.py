"""From a plan to a narrative: what a writer is given, and what it has to return."""

from typing import Protocol

from pipeline.core.settings import Settings
from pipeline.core.types import Narrative, Sheet
from pipeline.narratives.plan import Plan, Plans


class Writer(Protocol):
    """Writes one narrative after a plan; `number` (from 0) is its place among the narratives."""

    def write(self, plan: Plan, number: int, sheet: Sheet, settings: Settings) -> Narrative:
        """The narrative with a ledger entry for every sentence."""


def draft(plans: Plans, sheet: Sheet, settings: Settings, writer: Writer) -> list[Narrative]:
    """A narrative for every plan, in order."""
    return [writer.write(one, number, sheet, settings) for number, one in enumerate(plans.plans)]
