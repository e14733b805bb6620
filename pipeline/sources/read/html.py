"""HTML: headings as path, the text of the page without navigation, scripts and footers."""

import re
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipeline.core.types import Section
from pipeline.sources.read.content import Content, Meta
from pipeline.sources.read.encoding import decode

_DROPPED = "script, style, noscript, template, nav, footer, aside, form, iframe, svg, button"
_BLOCKS = frozenset({"p", "li", "td", "th", "blockquote", "figcaption", "dd", "dt", "pre", "caption"})
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_CHARSET = re.compile(rb"charset=[\"']?([\w-]+)", re.I)
_SPACE = re.compile(r"\s+")


def read(path: Path) -> Content:
    """An HTML file as content; the anchor of a section is its last heading."""
    tree = LexborHTMLParser(_text(path.read_bytes()))
    titled = tree.css_first("title")
    title = _clean(titled.text()) if titled else ""
    for node in tree.css(_DROPPED):
        node.decompose()
    root = tree.css_first("main") or tree.css_first("article") or tree.body
    return Content(Meta(title=title), _sections(root, title or path.stem) if root else ())


def _text(data: bytes) -> str:
    declared = _CHARSET.search(data[:2048])
    if declared:
        try:
            return data.decode(declared.group(1).decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data)


def _sections(root: LexborNode, title: str) -> tuple[Section, ...]:
    found: list[Section] = []
    trail: list[tuple[int, str]] = []
    blocks: list[str] = []

    def close() -> None:
        if blocks:
            names = [name for _, name in trail] or [title]
            found.append(Section(anchor=names[-1], heading=" › ".join(names), text="\n\n".join(blocks)))
            blocks.clear()

    def walk(node: LexborNode) -> None:
        tag = node.tag or ""
        if tag in _HEADINGS:
            name = _clean(node.text())
            if name:
                close()
                level = _HEADINGS[tag]
                trail[:] = [entry for entry in trail if entry[0] < level] + [(level, name)]
            return
        if tag in _BLOCKS or not _has_blocks(node):
            text = _clean(node.text(separator=" "))
            if text:
                blocks.append(text)
            return
        child = node.child
        while child is not None:
            if child.is_element_node:
                walk(child)
            elif child.is_text_node and (text := _clean(child.text())):
                blocks.append(text)
            child = child.next

    walk(root)
    close()
    return tuple(found)


def _has_blocks(node: LexborNode) -> bool:
    return any(
        child.tag in _BLOCKS
        or child.tag in _HEADINGS
        or child.tag in ("div", "section", "table", "ul", "ol")
        for child in node.traverse()
        if child != node
    )


def _clean(text: str | None) -> str:
    return _SPACE.sub(" ", (text or "").replace("\u00ad", "")).replace(" ,", ",").replace(" .", ".").strip()
