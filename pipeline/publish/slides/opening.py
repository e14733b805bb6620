"""Opening a client's template: whole, without macros, without the slides it brings along."""

import io
import zipfile
import zlib
from pathlib import Path
from typing import Any

from pipeline.core.errors import InputError

_TYPES = "[Content_Types].xml"
_TEMPLATE = b"presentationml.template.main+xml"
_PRESENTATION = b"presentationml.presentation.main+xml"
_MOST_BYTES = 200_000_000
"""Unpacked; a master with pictures takes some megabytes."""
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    RuntimeError,
    KeyError,
    ValueError,
    AttributeError,
    SyntaxError,
)
"""What is raised on the way through a file that is damaged, encrypted or something else."""
_SECTIONS = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"


def opened(template: Path) -> Any:
    """The presentation of a .pptx or .potx without slides; raises InputError where it is none."""
    from pptx import Presentation
    from pptx.exc import PythonPptxError

    try:
        presentation = Presentation(io.BytesIO(_as_presentation(template)))
        layouts = [one.name for master in presentation.slide_masters for one in master.slide_layouts]
    except (PythonPptxError, *_BROKEN) as error:
        raise InputError(
            f"Die Folienvorlage „{template}“ lässt sich nicht öffnen. Bitte eine unbeschädigte "
            "PowerPoint-Datei (.pptx oder .potx) ohne Kennwort nennen."
        ) from error
    if not layouts:
        raise InputError(
            f"Die Folienvorlage „{template}“ hat keine Layouts. Bitte eine mit Titelfolie, Titel und "
            "Inhalt und Zwei Inhalte nennen."
        )
    _empty(presentation)
    return presentation


def _as_presentation(template: Path) -> bytes:
    """The file's bytes, a template (.potx) as the presentation that would be made from it."""
    try:
        data = template.read_bytes()
    except OSError as error:
        raise InputError(
            f"Die Folienvorlage „{template}“ sollte gelesen werden, aber das System meldet: "
            f"{error.strerror}. Bitte eine PowerPoint-Datei (.pptx oder .potx) nennen."
        ) from error
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = packed.infolist()
        if sum(part.file_size for part in parts) > _MOST_BYTES:
            raise InputError(
                f"Die Folienvorlage „{template}“ ist entpackt größer als 200 MB. Bitte eine ohne Filme und "
                "überzählige Folien nennen."
            )
        types = packed.read(_TYPES)
        if b"macroEnabled" in types:
            raise InputError(
                f"Die Folienvorlage „{template}“ enthält Makros, die nicht weitergegeben werden. Bitte sie "
                "als .pptx oder .potx speichern."
            )
        if _TEMPLATE not in types:
            return data
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
            for part in parts:
                content = packed.read(part)
                if part.filename == _TYPES:
                    content = content.replace(_TEMPLATE, _PRESENTATION)
                made.writestr(part, content)
    return target.getvalue()


def _empty(presentation: Any) -> None:
    """Without its slides, and without the sections that name them."""
    listed = presentation.slides._sldIdLst
    for slide in list(listed):
        presentation.part.drop_rel(slide.rId)
        listed.remove(slide)
    for extension in presentation.element.xpath(f'.//p:ext[@uri="{_SECTIONS}"]'):
        extension.getparent().remove(extension)
