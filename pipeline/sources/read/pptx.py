"""PowerPoint: one section a slide, with its tables, groups, charts, diagrams and notes; without the
footer, date and number that every slide carries."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pipeline.core.errors import DocumentError
from pipeline.core.types import Section
from pipeline.sources.read.content import Content, Meta
from pipeline.sources.read.pptx_drawings import chart_rows, diagram_texts

_FURNITURE = ("ftr", "dt", "sldNum")


def read(path: Path) -> Content:
    """A PPTX file as content; the anchor of a section is its slide's number."""
    try:
        return _content(path)
    except OSError:
        raise
    except Exception as error:  # python-pptx trusts its input: damage shows as nearly any error
        raise DocumentError(
            "Die PowerPoint-Datei ist beschädigt oder mit einem Passwort geschützt. Bitte neu als "
            ".pptx speichern."
        ) from error


def _content(path: Path) -> Content:
    import pptx

    deck = pptx.Presentation(str(path))
    found: list[Section] = []
    for number, slide in enumerate(deck.slides, start=1):
        title_shape = slide.shapes.title
        title = _clean(title_shape.text_frame.text) if title_shape is not None else ""
        own = title_shape.shape_id if title_shape is not None else None
        blocks = [text for shape in _flat(slide.shapes) if shape.shape_id != own for text in _texts(shape)]
        if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
            blocks.extend(_paragraphs(slide.notes_slide.notes_text_frame.text))
        text = "\n\n".join(blocks) or title
        found.append(Section(anchor=f"Folie {number}", heading=title, text=text))
    return Content(Meta(title=deck.core_properties.title or ""), tuple(found))


def _flat(shapes: Iterable[Any]) -> Iterator[Any]:
    for shape in shapes:
        if hasattr(shape, "shapes"):
            yield from _flat(shape.shapes)
        elif (place := shape.element.ph) is None or place.get("type") not in _FURNITURE:
            yield shape


def _texts(shape: Any) -> list[str]:
    if getattr(shape, "has_table", False):
        rows = (
            " | ".join(text for cell in row.cells if (text := _clean(cell.text_frame.text)))
            for row in shape.table.rows
        )
        return [row for row in rows if row]
    if getattr(shape, "has_chart", False):
        return [clean for row in chart_rows(shape.chart) if (clean := _clean(row))]
    if getattr(shape, "has_text_frame", False):
        return _paragraphs(shape.text_frame.text)
    return [clean for text in diagram_texts(shape) if (clean := _clean(text))]


def _paragraphs(text: str) -> list[str]:
    return [clean for line in text.split("\n") if (clean := _clean(line))]


def _clean(text: str) -> str:
    return " ".join(text.replace("\u00ad", "").replace("\v", " ").split())
