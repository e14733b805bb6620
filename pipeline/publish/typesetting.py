"""Setting a PDF with typst: texts are handed over as data, never as source, so nothing in them is markup.

The same data give the same bytes on every machine: no clock, no network, no font of the machine. Every PDF
is tagged and keeps PDF/UA-1, which holds because a character that no font has is replaced by `MISSING`.
"""

import datetime
import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

import typst

from pipeline.core.errors import OutputError
from pipeline.publish.letters import line

MISSING = "□"
_PROBE = {"main.typ": b'#set document(title: "-")\n#set text(font: "Libertinus Serif")\n#sys.inputs.data'}


def typeset(
    files: Mapping[str, bytes], data: Mapping[str, Any], *, date: str = "", fonts: Sequence[Path] = ()
) -> bytes:
    """The PDF of "main.typ" among `files`, which reads `data` as JSON from `sys.inputs.data`.

    Every file stands under the name by which others import or show it; `date` (ISO) is that of the PDF,
    "" for the beginning of the epoch; `fonts` are folders with the letters of drawings among the files.
    Raises OutputError where typst cannot set it.
    """
    text = json.dumps(data, ensure_ascii=False)
    for char in _missing("".join(sorted({char for char in text if not char.isascii()}))):
        text = text.replace(char, MISSING)
    try:
        return _compile(files, text, _seconds(date), fonts)
    except typst.TypstError as error:
        raise OutputError(
            f"Ein PDF sollte gesetzt werden, aber typst meldet: {_told(error)}. "
            "Bitte die genannte Stelle in Vorlage oder Bild ändern."
        ) from error


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


def _compile(files: Mapping[str, bytes], data: str, seconds: int = 0, fonts: Sequence[Path] = ()) -> bytes:
    made: bytes = typst.compile(
        cast(Any, dict(files)),  # which the library takes, though its annotation does not say so
        format="pdf",
        ignore_system_fonts=True,
        font_paths=[str(one) for one in fonts],
        sys_inputs={"data": data},
        pdf_standards=["ua-1"],
        timestamp=seconds,
    )
    return made


def _seconds(date: str) -> int:
    if not date:
        return 0
    day = datetime.date.fromisoformat(date)
    return int(datetime.datetime(day.year, day.month, day.day, tzinfo=datetime.UTC).timestamp())


def _told(error: typst.TypstError) -> str:
    return line(str(error)).rstrip(".")
