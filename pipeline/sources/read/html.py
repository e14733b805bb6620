"""HTML: headings as path, the text of the page without navigation, scripts and footers.

Marks set around headings and blocks make the page one text that is cut at them: a word with a tag
inside stays whole, and no depth of nesting is too deep.
"""

import re
import unicodedata
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from pipeline.core.types import Section
from pipeline.sources.read.content import Content, Meta
from pipeline.sources.read.encoding import decode

_DROPPED = "script, style, noscript, template, nav, footer, aside, form, iframe, svg, button"
_FORM_CONTENT = "main, article, h1"  # a form that holds these is the page itself
_BLOCKS = (
    "p, li, td, th, blockquote, figcaption, dd, dt, pre, caption, div, section, article, main, header, "
    "figure, table, tr, ul, ol, dl, hr, form, fieldset, address, details, summary"
)
_HEADINGS = "h1, h2, h3, h4, h5, h6"
_BREAK, _LEVEL = "\x1e", "\x1f"
_MARKS = str.maketrans("", "", _BREAK + _LEVEL)
_CHARSET = re.compile(rb"charset=[\"']?([\w-]+)", re.I)
_LATIN_1 = frozenset("iso-8859-1 iso8859-1 latin1 latin-1 us-ascii ascii".split())
_SPACE = re.compile(r"\s+")


def read(path: Path) -> Content:
    """An HTML file as content; the anchor of a section is its last heading."""
    tree = LexborHTMLParser(_text(path.read_bytes()).translate(_MARKS))
    titled = tree.css_first("title")
    title = _clean(titled.text()) if titled else ""
    for node in tree.css(_DROPPED):
        if node.tag != "form" or node.css_first(_FORM_CONTENT) is None:
            node.decompose()
    articles = tree.css("article")
    root = tree.css_first("main") or (articles[0] if len(articles) == 1 else tree.body)
    if root is None:
        return Content(Meta(title=title), ())
    for node in root.css("br"):
        node.insert_after(" ")
    for node in root.css(_HEADINGS):
        node.replace_with(f"{_BREAK}{(node.tag or 'h1')[1]}{_LEVEL}{_clean(node.text())}{_BREAK}")
    for node in root.css(_BLOCKS):
        node.insert_before(_BREAK)
        node.insert_after(_BREAK)
    return Content(Meta(title=title), _sections(root.text(), title or path.stem))


def _text(data: bytes) -> str:
    declared = _CHARSET.search(data[:2048])
    if declared and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        name = declared.group(1).decode("ascii").lower()
        if name.startswith(("utf-16", "utf-32")):  # then we could not have read the declaration
            name = "utf-8"
        try:
            # Browsers read declared Latin-1 as Windows-1252, which has „“, – and €.
            text = data.decode("cp1252" if name in _LATIN_1 else name)
            return unicodedata.normalize("NFC", text)
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data)


def _sections(marked: str, title: str) -> tuple[Section, ...]:
    found: list[Section] = []
    trail: list[tuple[int, str]] = []
    blocks: list[str] = []

    def close(level: int = 0) -> None:
        if not blocks and trail and level <= trail[-1][0]:
            blocks.append(trail[-1][1])  # a heading with nothing below it is text: nothing is lost
        if blocks:
            names = [name for _, name in trail] or [title]
            found.append(Section(anchor=names[-1], heading=" › ".join(names), text="\n\n".join(blocks)))
            blocks.clear()

    for block in marked.split(_BREAK):
        before, mark, rest = block.partition(_LEVEL)
        text = _clean(rest if mark else block)
        if not text:
            continue
        if mark:
            level = int(before)
            close(level)
            trail = [entry for entry in trail if entry[0] < level] + [(level, text)]
        else:
            blocks.append(text)
    close()
    return tuple(found)


def _clean(text: str | None) -> str:
    return _SPACE.sub(" ", (text or "").replace("\u00ad", "")).strip()
