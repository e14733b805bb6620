"""The house's own master: 16:9, quiet, with its colours and letters; made from the library's plain one.

Everything that makes its look stands here, so that it can be read and changed as code.
"""

import re
from typing import Any

from pipeline.publish.colours import COLOURS, INK, PAPER, SOFT

INCH = 914_400
_WIDTH, _HEIGHT = 13.333, 7.5
_LEFT, _WIDE = 0.6, 12.133
_TITLE = (_LEFT, 0.45, _WIDE, 0.95)
_BODY = (_LEFT, 1.55, _WIDE, 5.2)
_HALVES = ((_LEFT, 1.55, 5.9, 5.2), (6.833, 1.55, 5.9, 5.2))
_FOOTER = (_LEFT, 6.95, 10.6, 0.35)
_NUMBER = (11.7, 6.95, 1.033, 0.35)
_FRONT = (_LEFT, 1.5, _WIDE, 2.1)
_BELOW = (_LEFT, 3.75, _WIDE, 2.6)
_RULE = (_LEFT, 0.36, 1.6, 0.07)
_KEPT = ("title", "obj", "twoObj")
_LETTERS = "Arial"
_FRONT_SIZE = 3600  # hundredths of a point, as all sizes here
_SIZES = {"titleStyle": (2600,), "bodyStyle": (1600, 1400, 1400, 1200, 1200)}


def house_master() -> Any:
    """A presentation without slides, with a title layout, one for content and one for two."""
    from pptx import Presentation

    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = round(_WIDTH * INCH), round(_HEIGHT * INCH)
    for layout in list(presentation.slide_layouts):
        if layout.element.get("type") not in _KEPT:
            presentation.slide_layouts.remove(layout)
    master = presentation.slide_master
    _colour(master)
    _type(master)
    _arrange(master)
    for layout in presentation.slide_layouts:
        _arrange(layout)
    return presentation


def _colour(master: Any) -> None:
    """Colours and letters of the theme, which is kept as text by the library."""
    part = next(rel.target_part for rel in master.part.rels.values() if rel.reltype.endswith("/theme"))
    theme = part.blob.decode("utf-8")
    named = {"dk1": INK, "lt1": PAPER, "dk2": SOFT, "lt2": "#F2F2F2"}
    named |= {f"accent{number}": colour for number, colour in enumerate(COLOURS[:6], start=1)}
    for name, colour in named.items():
        theme = re.sub(
            rf"<a:{name}>.*?</a:{name}>",
            f'<a:{name}><a:srgbClr val="{colour[1:]}"/></a:{name}>',
            theme,
            flags=re.DOTALL,
        )
    for name in ("majorFont", "minorFont"):
        theme = re.sub(rf'(<a:{name}>\s*<a:latin typeface=")[^"]*', rf"\g<1>{_LETTERS}", theme)
    part._blob = theme.encode("utf-8")


def _type(master: Any) -> None:
    """Sizes by level, titles to the left and bold."""
    for style, sizes in _SIZES.items():
        levels = master.element.xpath(f"p:txStyles/p:{style}/*[a:defRPr]")
        for level, size in zip(levels, sizes, strict=False):
            level.set("algn", "l")
            level.find("{*}defRPr").set("sz", str(size))
    for words in master.element.xpath("p:txStyles/p:titleStyle//a:defRPr"):
        words.set("b", "1")


def _arrange(holder: Any) -> None:
    """The placeholders of the master or a layout in their places, without a date; a mark at the top."""
    from pptx.enum.shapes import PP_PLACEHOLDER as KIND

    places = {
        KIND.TITLE: _TITLE,
        KIND.BODY: _BODY,
        KIND.OBJECT: _BODY,
        KIND.FOOTER: _FOOTER,
        KIND.SLIDE_NUMBER: _NUMBER,
        KIND.CENTER_TITLE: _FRONT,
        KIND.SUBTITLE: _BELOW,
    }
    halves = list(_HALVES) if holder.element.get("type") == "twoObj" else []
    for one in list(holder.placeholders):
        kind = one.placeholder_format.type
        if kind == KIND.DATE:
            one.element.getparent().remove(one.element)
            continue
        inner = halves.pop(0) if halves and kind == KIND.OBJECT else places[kind]
        one.left, one.top, one.width, one.height = (round(part * INCH) for part in inner)
        if kind in (KIND.FOOTER, KIND.SLIDE_NUMBER):
            _small(one, to_the_right=kind == KIND.SLIDE_NUMBER)
        if kind in (KIND.TITLE, KIND.CENTER_TITLE, KIND.SUBTITLE):
            _left(one, "b" if kind == KIND.CENTER_TITLE else "t")
        if kind == KIND.CENTER_TITLE:
            _large(one)
    if holder.element.get("type") is None:
        _mark(holder)


def _small(placeholder: Any, *, to_the_right: bool) -> None:
    for level in placeholder.element.xpath(".//a:lstStyle/a:lvl1pPr"):
        level.set("algn", "r" if to_the_right else "l")
        level.find("{*}defRPr").set("sz", "1000")
    _dark(placeholder)


def _left(placeholder: Any, anchor: str) -> None:
    placeholder.element.txBody.bodyPr.set("anchor", anchor)
    for level in placeholder.element.xpath(".//a:lstStyle/*"):
        level.set("algn", "l")
    _dark(placeholder)


def _large(placeholder: Any) -> None:
    from pptx.oxml import parse_xml

    style = placeholder.element.txBody.find("{*}lstStyle")
    for level in list(style):
        style.remove(level)
    style.append(
        parse_xml(
            '<a:lvl1pPr xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" algn="l">'
            f'<a:defRPr sz="{_FRONT_SIZE}" b="1"/></a:lvl1pPr>'
        )
    )


def _dark(placeholder: Any) -> None:
    """The second ink instead of a tint of the first, which stands out too little from the paper."""
    for colour in placeholder.element.xpath('.//a:lstStyle//a:schemeClr[@val="tx1"]'):
        colour.set("val", "tx2")
        for tint in list(colour):
            colour.remove(tint)


def _mark(master: Any) -> None:
    """A short bar above every title; on the master, so that no screen reader meets it."""
    from pptx.oxml import parse_xml

    left, top, width, height = (round(part * INCH) for part in _RULE)
    master.shapes._spTree.insert(
        2,
        parse_xml(
            '<p:sp xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
            'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
            '<p:nvSpPr><p:cNvPr id="100" name="Balken"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
            f'<p:spPr><a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
            '<a:solidFill><a:schemeClr val="accent1"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr>'
            '<p:txBody><a:bodyPr/><a:p><a:endParaRPr lang="de-DE"/></a:p></p:txBody></p:sp>'
        ),
    )
