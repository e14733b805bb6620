"""Which formats of work there are, what they are made from, and who makes them.

A part that was not made is always told with its reason: an editor must not take an empty list for an
answer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol, get_args

from pipeline.checks.case import Ground
from pipeline.core.types import Narrative, Rating
from pipeline.narratives.formats.nouns import Comparison, Formats
from pipeline.narratives.ledger import text_hash, to_markdown
from pipeline.narratives.plan import Plan

FormatName = Literal["headline", "teaser", "key_values", "signals", "winners", "milestones", "comparison"]
NAMES: tuple[FormatName, ...] = get_args(FormatName)
BESIDE: tuple[FormatName, ...] = tuple(name for name in NAMES if name != "comparison")
TITLES: dict[FormatName, str] = {
    "headline": "Schlagzeile",
    "teaser": "Teaser",
    "key_values": "Schlüsselwerte",
    "signals": "Frühsignale",
    "winners": "Gewinner und Verlierer",
    "milestones": "Meilensteine",
    "comparison": "Vergleich",
}
FIELDS: dict[FormatName, tuple[str, ...]] = {
    **{name: (name,) for name in BESIDE},
    "winners": ("winners", "losers"),
}
"""The fields of `Formats` that a format fills."""
UNWANTED = "nicht verlangt."
UNWORKED = (
    "Der Text ist ein unbearbeitetes Rohgerüst; was hier steht, gehört zu einem Text, den noch niemand "
    "gelesen und bearbeitet hat."
)


@dataclass(frozen=True)
class Matter:
    """What all formats of a run are made from; `plans` by cluster.

    `today` is the year in which the newest document stands, None where no document has a date.
    """

    ground: Ground
    plans: Mapping[str, Plan] = field(default_factory=dict)
    ratings: Sequence[Rating] = ()
    today: int | None = None


@dataclass(frozen=True)
class Part:
    """What came of one format: the fields it fills, or why it could not be made; what to look at."""

    fields: Mapping[str, object] = field(default_factory=dict)
    missing: str = ""
    remarks: Sequence[str] = ()


class FormatMaker(Protocol):
    """Makes what stands beside narratives; `name` is "offline" or the model's.

    `signature` names what a result depends on besides its input; `at_once` how many narratives may be
    under way at the same time.
    """

    @property
    def name(self) -> str: ...

    @property
    def signature(self) -> str: ...

    @property
    def at_once(self) -> int: ...

    def make(self, narrative: Narrative, matter: Matter, wanted: frozenset[FormatName]) -> Formats:
        """The wanted formats of one narrative; the others stay empty and are told as not wanted."""

    def compare(self, matter: Matter) -> Comparison:
        """All scenarios on the same themes."""


def put_together(narrative: Narrative, by: str, parts: Mapping[FormatName, Part]) -> Formats:
    """The formats of a narrative from their parts; those without a part were not wanted."""
    fields = {name: value for part in parts.values() for name, value in part.fields.items()}
    missing = [told_missing(name, part.missing) for name, part in parts.items() if part.missing]
    unwanted = [told_missing(name, UNWANTED) for name in BESIDE if name not in parts]
    remarks = [f"{TITLES[name]}: {one}" for name, part in parts.items() for one in part.remarks]
    return Formats.model_validate(
        {
            "cluster": narrative.cluster,
            "by": by,
            "text_hash": hash_of(narrative),
            **fields,
            "missing": (*missing, *unwanted),
            "remarks": (*([UNWORKED] if narrative.rohgeruest else []), *dict.fromkeys(remarks)),
        }
    )


def restricted(formats: Formats, names: frozenset[FormatName]) -> Formats:
    """The formats of these names alone, with what is said of them, for those who want to see no others."""
    others = [name for name in BESIDE if name not in names]
    empty = {one: Formats.model_fields[one].get_default() for name in others for one in FIELDS[name]}
    heads = tuple(told_missing(name, "") for name in others)

    def about(told: Sequence[str]) -> tuple[str, ...]:
        return tuple(one for one in told if not one.startswith(heads))

    told = {"missing": about(formats.missing), "remarks": about(formats.remarks)}
    return formats.model_copy(update={**empty, **told})


def told_missing(name: FormatName, reason: str) -> str:
    """Why a format was not made, under its German title."""
    return f"{TITLES[name]}: {reason}"


def hash_of(narrative: Narrative) -> str:
    """What the text of a narrative is known by here."""
    return text_hash(to_markdown(narrative))
