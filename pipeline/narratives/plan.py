"""What a narrative says, in which order, before a word of it is written.

A plan names the themes in the order of telling and how much room each gets, what drives or hinders
what, one counterpoint (a price, or a gain where the rest is dark) and the way from today. Placements
that are open are kept apart: nothing uncertain is told as certain. The plan is a file; a person may
change it before drafting, and what stands there is obeyed. A `label` is for reading alone.
"""

from collections.abc import Iterable
from typing import Literal

from pydantic import Field

from pipeline.core.types import SCHEMA_VERSION, Noun, Sheet
from pipeline.narratives.material import Material
from pipeline.scenarios.tone import Tone

Room = Literal["ganz", "knapp", "reserve"]
"""How a theme is told: whole, with its first sentence where space is short, or only where some is left."""

Effect = Literal["fördert", "hemmt", "Spannung"]
"""What one value does to another, as people rated it; "Spannung" is computed and has no direction."""

GUIDING = 3


class Theme(Noun):
    """One value a text is to tell, with the passages that speak of the same matter."""

    factor: str
    value: str
    label: str = ""
    room: Room = "ganz"
    passages: tuple[str, ...] = ()


class Link(Noun):
    """How one told value bears on another, with the reason that was given for it, "" where none was."""

    source: str
    target: str
    effect: Effect
    reason: str = ""
    label: str = ""


class Step(Noun):
    """A step of the way from today to the horizon, and the values and passages it rests on.

    A text that stands so in the factor's `heute` is told as a quotation, any other as it is.
    """

    text: str
    values: tuple[str, ...] = ()
    passages: tuple[str, ...] = ()


class Plan(Noun):
    """Of one cluster: guiding values, themes in order, the counterpoint, the tone of the whole.

    `tentative` are values whose place is open, the likeliest first: told only where the themes do
    not fill a text, and then as open. `links` are told where both of their values are. A planner that
    understands what it reads also says by which `idea` this future works, why the counterpoint is
    one, and which values lie `cross` to the others: those are told as a tension or not at all.
    """

    cluster: str
    title: str
    leitmotif: str = ""
    idea: str = ""
    guiding: tuple[str, ...] = Field(min_length=1)
    themes: tuple[Theme, ...]
    tentative: tuple[Theme, ...]
    counterpoint: Theme | None
    counterpoint_reason: str = ""
    path: tuple[Step, ...] = ()
    cross: tuple[str, ...] = ()
    tone: Tone
    links: tuple[Link, ...] = ()

    @property
    def told(self) -> tuple[Theme, ...]:
        """The themes and the counterpoint."""
        return (*self.themes, *([self.counterpoint] if self.counterpoint else []))


class Plans(Noun):
    """The plans of a run, one per cluster.

    `shared` are the factors that every plan tells, so that the futures can be compared; those that
    distinguish them most, key factors first. Empty where the planner saw to none.
    """

    schema_version: int = SCHEMA_VERSION
    shared: tuple[str, ...] = ()
    plans: tuple[Plan, ...]


def theme(value: str, material: Material, room: Room = "ganz") -> Theme:
    """A value as a theme, with the passages found for it."""
    return Theme(
        factor=material.factor_of[value],
        value=value,
        room=room,
        passages=material.passages.get(value, ()),
    )


def labelled(plans: Iterable[Plan], sheet: Sheet) -> tuple[Plan, ...]:
    """The plans with the labels of their values beside the ids."""

    def named(themes: Iterable[Theme]) -> tuple[Theme, ...]:
        return tuple(one.model_copy(update={"label": sheet.value(one.value).label}) for one in themes)

    return tuple(
        one.model_copy(
            update={
                "themes": named(one.themes),
                "tentative": named(one.tentative),
                "counterpoint": named([one.counterpoint])[0] if one.counterpoint else None,
                "links": tuple(
                    link.model_copy(
                        update={
                            "label": f"{sheet.value(link.source).label} → {sheet.value(link.target).label}"
                        }
                    )
                    for link in one.links
                ),
            }
        )
        for one in plans
    )
