"""The workshop sheets: one A3 page per factor, to be hung up and written on by hand, as one PDF.

Texts are handed to typst as data, never as source, so nothing in them is read as markup. The same sheet
gives the same bytes on every machine: no clock, no network, only the fonts inside the compiler. The PDF
is tagged and keeps PDF/UA-1, which holds because a character that no font has is replaced by `MISSING`.
"""

import json
import re
import unicodedata
from functools import lru_cache
from importlib.resources import files
from typing import Any

import typst

from pipeline.core.errors import SheetError
from pipeline.core.settings import Settings
from pipeline.core.types import Factor, Sheet

MISSING = "□"
_FIRM_SPACE = "\u00a0"
_SPACES = re.compile(rf"(?:(?!{_FIRM_SPACE})[\s\x00-\x1f\x7f-\x9f])+")
_PROBE = b'#set document(title: "-")\n#set text(font: "Libertinus Serif")\n#sys.inputs.data'


def render(sheet: Sheet, settings: Settings, *, blank: bool = False) -> bytes:
    """The sheets of all factors as a PDF, with `blank` without their values; raises SheetError."""
    if not sheet.factors:
        raise SheetError(
            "Die Wertetafel enthält keinen Einflussfaktor, also gibt es keine Arbeitsblätter. Bitte "
            "mindestens einen Faktor mit Namen eintragen."
        )
    data = {
        "title": _line(f"{settings.title}: Arbeitsblätter"),
        "author": "Szenarienwerk",
        "factors": [_factor(factor, settings, blank) for factor in sheet.factors],
    }
    text = json.dumps(data, ensure_ascii=False)
    for char in _missing("".join(sorted({char for char in text if not char.isascii()}))):
        text = text.replace(char, MISSING)
    template = files("pipeline.publish").joinpath("templates", "workshop.typ").read_bytes()
    return _compile(template, text)


def _factor(factor: Factor, settings: Settings, blank: bool) -> dict[str, Any]:
    question = f"{settings.region} {settings.horizon}: Welche Zustände sind für diesen Faktor denkbar?"
    return {
        "id": _line(factor.id),
        "kicker": " · ".join(part for part in (_line(factor.trend), _line(settings.title)) if part),
        "name": _line(factor.name) or _line(factor.id),
        "definition": _lines(factor.definition),
        "heute": _lines(factor.heute),
        "leitfrage": _line(factor.leitfrage) or _line(question),
        "rolle": factor.rolle or "",
        "values": [
            {"label": _line(value.label), "text": _lines(value.text)}
            for value in (() if blank else factor.values)
        ],
    }


def _line(text: str) -> str:
    return _lines(text).replace("\n", " ")


def _lines(text: str) -> str:
    """The text with its line breaks; without what is invisible or shapes its neighbour, so that each
    character can be printed or not on its own."""
    composed = unicodedata.normalize("NFC", text).replace("\u202f", _FIRM_SPACE)
    kept = "".join(char for char in composed if unicodedata.category(char) not in ("Cf", "Mn", "Me"))
    lines = (_SPACES.sub(" ", line).strip(" ") for line in kept.splitlines())
    return "\n".join(line for line in lines if line.strip())


@lru_cache(maxsize=256)
def _missing(chars: str) -> str:
    """Those of the characters that none of the fonts has, found by halving."""
    try:
        _compile(_PROBE, " ".join(chars))
    except typst.TypstError:
        if len(chars) == 1:
            return chars
        half = len(chars) // 2
        return _missing(chars[:half]) + _missing(chars[half:])
    return ""


def _compile(source: bytes, data: str) -> bytes:
    return typst.compile(
        source,
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={"data": data},
        pdf_standards=["ua-1"],
        timestamp=0,
    )
