"""The workshop sheets: one A3 page per factor, to be hung up and written on by hand, as one PDF.

How it is set, and that the same sheet gives the same bytes, is told in `typesetting`.
"""

from importlib.resources import files
from typing import Any

from pipeline.core.errors import SheetError
from pipeline.core.settings import Settings
from pipeline.core.types import Factor, Sheet
from pipeline.publish.letters import line, lines
from pipeline.publish.typesetting import typeset


def render(sheet: Sheet, settings: Settings, *, blank: bool = False) -> bytes:
    """The sheets of all factors as a PDF, with `blank` without their values; raises SheetError."""
    if not sheet.factors:
        raise SheetError(
            "Die Wertetafel enthält keinen Einflussfaktor, also gibt es keine Arbeitsblätter. Bitte "
            "mindestens einen Faktor mit Namen eintragen."
        )
    data = {
        "title": line(f"{settings.title}: Arbeitsblätter"),
        "author": "Szenarienwerk",
        "factors": [_factor(factor, settings, blank) for factor in sheet.factors],
    }
    template = files("pipeline.publish").joinpath("templates", "workshop.typ").read_bytes()
    return typeset({"main.typ": template}, data)


def _factor(factor: Factor, settings: Settings, blank: bool) -> dict[str, Any]:
    question = f"{settings.region} {settings.horizon}: Welche Zustände sind für diesen Faktor denkbar?"
    return {
        "id": line(factor.id),
        "kicker": " · ".join(part for part in (line(factor.trend), line(settings.title)) if part),
        "name": line(factor.name) or line(factor.id),
        "definition": lines(factor.definition),
        "heute": lines(factor.heute),
        "leitfrage": line(factor.leitfrage) or line(question),
        "rolle": factor.rolle or "",
        "values": [
            {"label": line(value.label), "text": lines(value.text)}
            for value in (() if blank else factor.values)
        ],
    }
