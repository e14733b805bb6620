"""The nouns of releasing: what stands in the way, what a person let pass, and the verdict."""

from typing import Literal

from pydantic import Field

from pipeline.core.types import SCHEMA_VERSION, Noun

GateVerdict = Literal["pass", "block", "unjudged"]
Cause = Literal["text", "open", "model", "judge", "data"]
"""Why something stands in the way: the text is wrong, nobody has judged it, the model failed, our own judge
failed or is too weak, or cases or thresholds are missing."""


class Obstacle(Noun):
    """What stands in the way; `id` is short, and the same as long as the text it speaks of is.

    `sentence` counts from 1, None for the whole text; `waivable` is false for what has to be worked on.
    `suite` is the suite that it belongs to, "" for what stands in the way of any release, and `metric` the
    one whose line is not met; `evidence` as in a finding: the id of a passage or value, or the words in
    question.
    """

    id: str
    cluster: str
    sentence: int | None
    kind: str
    sort: Literal["block", "unjudged"]
    message: str
    waivable: bool = True
    suite: str = ""
    cause: Cause = "text"
    evidence: str = ""
    metric: str = ""


class Waiver(Noun):
    """Ausnahme: a named person lets an obstacle pass, and says why; `date` is ISO.

    `about` is what it was, in words, since the finding itself may be gone one day.
    """

    finding: str
    by: str = Field(min_length=1)
    reason: str = Field(min_length=1)
    date: str
    about: str = ""


class Waivers(Noun):
    """waivers.yaml: all that was let pass in a run, lapsed ones included."""

    schema_version: int = SCHEMA_VERSION
    waivers: tuple[Waiver, ...] = ()


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
