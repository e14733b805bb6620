"""From a plan to a narrative: what a writer is given, and what it has to return."""

from collections.abc import Container
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

from pipeline.core.settings import Settings
from pipeline.core.types import Narrative, Sheet
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
    wanted = [one for one in enumerate(plans.plans) if one[1].cluster not in written]
    with ThreadPoolExecutor(max_workers=writer.at_once) as pool:
        return list(pool.map(lambda one: writer.write(one[1], one[0], sheet, settings), wanted))
