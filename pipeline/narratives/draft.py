"""From a plan to a narrative: what a writer is given, and what it has to return."""

from collections.abc import Container
from functools import partial
from typing import Protocol

from pipeline.core.settings import Settings
from pipeline.core.types import Narrative, Sheet
from pipeline.llm.batches import together
from pipeline.narratives.plan import Plan, Plans


class Writer(Protocol):
    """Writes one narrative after a plan; `number` (from 0) is its place among the narratives.

    `signature` names what a result depends on besides its input; `at_once` how many narratives may be
    under way at the same time: a model takes its time, arithmetic does not gain by waiting together.
    """

    @property
    def signature(self) -> str: ...

    @property
    def at_once(self) -> int: ...

    def write(self, plan: Plan, number: int, sheet: Sheet, settings: Settings) -> Narrative:
        """The narrative with a ledger entry for every sentence."""


def draft(
    plans: Plans, sheet: Sheet, settings: Settings, writer: Writer, written: Container[str] = ()
) -> list[Narrative]:
    """A narrative for every plan, in order; none for clusters whose text people have `written`."""

    def alone(number: int, plan: Plan) -> list[Narrative]:
        return [writer.write(plan, number, sheet, settings)]

    wanted = [one for one in enumerate(plans.plans) if one[1].cluster not in written]
    return together([partial(alone, *one) for one in wanted], writer.at_once)
