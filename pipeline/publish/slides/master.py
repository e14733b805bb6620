"""The master on which slides are written: a client's own, or the house's.

Layouts are found by what they are for (their kind, else their placeholders), never by their place in the
file. Slides that a template brings along are left out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.core.errors import InputError
from pipeline.publish.slides.house import house_master
from pipeline.publish.slides.lettering import letters_of
from pipeline.publish.slides.opening import opened
from pipeline.publish.slides.text import Room

EMU = 12_700
"""English metric units in a point."""
INSET = Room(14.4, 7.2)
"""What a text frame keeps free at its sides, in points: the default of PowerPoint."""
_LEAST = Room(280.0, 110.0)
_KINDS = {
    "title": "Titelfolie",
    "obj": "Titel und Inhalt",
    "twoObj": "Zwei Inhalte",
}


@dataclass(frozen=True)
class Place:
    """Where something stands on a slide, in EMU; `letters` is how wide those are that stand there."""

    left: int
    top: int
    width: int
    height: int
    letters: float = 1.0

    @property
    def room(self) -> Room:
        """What text has room for within, in points of the letters that are measured with."""
        return Room((self.width / EMU - INSET.width) / self.letters, self.height / EMU - INSET.height)


@dataclass(frozen=True)
class Master:
    """A presentation without slides, its layouts by what they are for, where content stands on them."""

    presentation: Any
    title: Any
    content: Any
    halves: Any
    body: Place
    sides: tuple[Place, Place]


def open_master(template: Path | None) -> Master:
    """The master of a template (.pptx, .potx), None for the house's; raises InputError."""
    presentation = opened(template) if template else house_master()
    name = f"Die Folienvorlage „{template}“" if template else "Der Folienmaster"
    layouts = [one for master in presentation.slide_masters for one in master.slide_layouts]
    found = {kind: _found(layouts, kind) for kind in _KINDS}
    lacking = [f"„{told}“" for kind, told in _KINDS.items() if found[kind] is None]
    if lacking:
        raise InputError(
            f"{name} hat kein Layout für {', '.join(lacking)}. Gebraucht werden „Titelfolie“ (Titel), "
            "„Titel und Inhalt“ (Titel, ein Inhalt) und „Zwei Inhalte“ (Titel, zwei Inhalte nebeneinander)."
        )
    (body,) = _places(found["obj"], name)
    left, right = _places(found["twoObj"], name)
    return Master(presentation, found["title"], found["obj"], found["twoObj"], body, (left, right))


def contents(holder: Any) -> list[Any]:
    """The placeholders of a layout or slide that take any content, from left to right."""
    from pptx.enum.shapes import PP_PLACEHOLDER

    taking = (PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.BODY)
    found = [one for one in holder.placeholders if one.placeholder_format.type in taking]
    return sorted(found, key=lambda one: (one.left or 0, one.placeholder_format.idx))


def heads(holder: Any) -> list[Any]:
    """The title placeholders of a layout or slide."""
    from pptx.enum.shapes import PP_PLACEHOLDER

    titles = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
    return [one for one in holder.placeholders if one.placeholder_format.type in titles]


def _found(layouts: Sequence[Any], kind: str) -> Any | None:
    """The first layout that says it is of the kind, else the first that is made like it."""
    made = [one for one in layouts if _made_like(one, kind)]
    return next((one for one in made if one.element.get("type") == kind), made[0] if made else None)


def _made_like(layout: Any, kind: str) -> bool:
    """Whether a layout that names no other kind has the placeholders of this one."""
    from pptx.enum.shapes import PP_PLACEHOLDER

    if layout.element.get("type") not in (None, "cust", kind) or not heads(layout):
        return False
    if kind == "title":
        centred = heads(layout)[0].placeholder_format.type == PP_PLACEHOLDER.CENTER_TITLE
        return bool(centred or layout.element.get("type") == kind)
    taking = contents(layout)
    if kind == "obj":
        return len(taking) == 1
    if len(taking) != 2 or None in (taking[0].left, taking[0].width, taking[1].left):
        return False
    return bool(taking[0].left + taking[0].width <= taking[1].left)


def _places(layout: Any, name: str) -> list[Place]:
    places = []
    for one in contents(layout):
        sides = (one.left, one.top, one.width, one.height)
        if (
            None in sides
            or Place(*sides).room.width < _LEAST.width
            or Place(*sides).room.height < _LEAST.height
        ):
            raise InputError(
                f"{name} hat im Layout „{layout.name}“ für Inhalt zu wenig Platz. Gebraucht werden "
                "je Inhalt mindestens 11 × 5 cm."
            )
        places.append(Place(*sides, letters_of(layout.slide_master)))
    return places
