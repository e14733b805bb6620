"""Whether texts may be handed over: what blocks them, what nobody judged, and what a person let pass.

Unknown is never a pass. A waiver lets exactly one finding about exactly this wording pass, in a person's
name; it lapses with any change of the sentence it speaks of. A Rohgerüst that nobody worked on cannot be
waived.
"""

from typing import Literal

from pipeline.core.types import Noun

GateVerdict = Literal["pass", "block", "unjudged"]


class Obstacle(Noun):
    """What stands in the way; `id` is short, and the same as long as the text it speaks of is.

    `sentence` counts from 1, None for the whole text; `waivable` is false for what has to be worked on.
    """

    id: str
    cluster: str
    sentence: int | None
    kind: str
    sort: Literal["block", "unjudged"]
    message: str
    waivable: bool = True


class Waiver(Noun):
    """Ausnahme: a named person lets an obstacle pass, and says why; `date` is ISO."""

    finding: str
    by: str
    reason: str
    date: str


class Granted(Noun):
    """An obstacle that a waiver lets pass."""

    obstacle: Obstacle
    waiver: Waiver


class Ruling(Noun):
    """The verdict, what stands in the way, what was let pass, and waivers that speak of nothing now."""

    verdict: GateVerdict
    obstacles: tuple[Obstacle, ...]
    waived: tuple[Granted, ...] = ()
    lapsed: tuple[Waiver, ...] = ()
