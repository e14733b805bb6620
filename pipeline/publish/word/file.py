"""A returned Word file as what counts in it: its paragraphs, their styles, its comments and its marks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from pipeline.core.errors import InputError
from pipeline.publish.word.marks import RUN, TEXTS, Mark, marks_in
from pipeline.publish.word.outside import HandedOver, handed_over
from pipeline.publish.word.package import DOCUMENT, parts_of
from pipeline.publish.word.properties import custom_properties
from pipeline.publish.word.spans import Block, blocks_of
from pipeline.sources.read.docx_styles import Styles
from pipeline.sources.read.docx_words import W

_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
"""What Word calls the same in a "Strict Open XML" file."""


@dataclass(frozen=True)
class File:
    """One file, opened; `styles` are the names of the blocks' styles, `levels` their levels as headings."""

    blocks: Sequence[Block]
    styles: Sequence[str]
    levels: Sequence[int | None]
    comments: Any
    extended: Any
    run: str
    marks: Sequence[Mark]
    handed: HandedOver


def opened(data: bytes, name: str) -> File:
    """A Word file from outside; raises InputError, which calls it `name`."""
    parts = parts_of(data, name)
    try:
        roots = {part: _xml(parts, part) for part in (DOCUMENT, *_BESIDE)}
        custom = custom_properties(parts[_CUSTOM]) if _CUSTOM in parts else {}
    except etree.XMLSyntaxError as error:
        raise InputError(
            f"„{name}“ ist beschädigt: {error.msg}. Bitte in Word öffnen und neu als .docx speichern."
        ) from error
    body = roots[DOCUMENT].find(f"{W}body")
    if body is None:
        raise InputError(f"„{name}“ hat keinen Text. Bitte die bearbeitete .docx-Datei nennen.")
    blocks = blocks_of(body)
    root = roots["word/styles.xml"]
    styles = Styles(root if root is not None else etree.Element(f"{W}styles"))
    names = _names(root)
    return File(
        blocks=blocks,
        styles=[names.get(_style_id(block.element), "") for block in blocks],
        levels=[styles.level(block.element) for block in blocks],
        comments=roots["word/comments.xml"],
        extended=roots["word/commentsExtended.xml"],
        run=custom.get(RUN, ""),
        marks=marks_in(custom.get(TEXTS, "")),
        handed=handed_over(custom),
    )


_BESIDE = ("word/styles.xml", "word/comments.xml", "word/commentsExtended.xml")
_CUSTOM = "docProps/custom.xml"


def _xml(parts: dict[str, bytes], name: str) -> Any:
    """A part as XML, with no entity and no address followed; None where there is none."""
    if name not in parts:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(parts[name].replace(_STRICT, W.strip("{}").encode()), parser)


def _names(styles: Any) -> dict[str, str]:
    """The names of the paragraph styles by their ids."""
    if styles is None:
        return {}
    named = ((one.get(f"{W}styleId", ""), one.find(f"{W}name")) for one in styles.iterchildren(f"{W}style"))
    return {id_: name.get(f"{W}val", "") for id_, name in named if name is not None}


def _style_id(paragraph: Any) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else str(style.get(f"{W}val", ""))
