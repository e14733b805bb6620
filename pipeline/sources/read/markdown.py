"""Markdown: front matter, headings as path, everything else as running text."""

import re
from pathlib import Path

from pipeline.core.types import Section
from pipeline.sources.read import front_matter
from pipeline.sources.read.content import Content
from pipeline.sources.read.encoding import read_text
from pipeline.sources.read.lines import MONTHS, join

_HEADING = re.compile(r"^(#{1,6})\s+(.+?)\s*#*\s*$")
# A number opens an item where it is 1 or the next one; "25. September" at a line's start is text.
_LIST = re.compile(rf"^\s*(?:[-*+]\s+|(\d{{1,3}})[.)]\s+(?!(?i:{MONTHS})\b))")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_EMPHASIS = re.compile(r"(\*\*|__|(?<!\w)[*_](?=\S))(.+?)(\1|(?<=\S)[*_](?!\w))")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_FENCED = re.compile(r"^\s*(```|~~~)")


def read(path: Path) -> Content:
    """A Markdown file as content; the anchor of a section is its last heading."""
    meta, body = front_matter.split(read_text(path))
    return Content(meta, sections(_COMMENT.sub("", body), meta.title or path.stem))


def sections(body: str, title: str) -> tuple[Section, ...]:
    """Markdown text in sections, one a heading; text before the first stands under `title`."""
    found: list[Section] = []
    trail: list[tuple[int, str]] = []
    blocks: list[list[str]] = [[]]
    fenced, number = False, 0

    def close(level: int = 0) -> None:
        if not any(blocks) and trail and level <= trail[-1][0]:
            blocks.append([trail[-1][1]])  # a heading with nothing below it is text: nothing is lost
        text = "\n\n".join(part for part in (join(block, printed=False) for block in blocks) if part)
        if text:
            names = [name for _, name in trail] or [title]
            found.append(Section(anchor=names[-1], heading=" › ".join(names), text=text))

    for line in body.split("\n"):
        if _FENCED.match(line):
            fenced = not fenced
            continue
        heading = None if fenced else _HEADING.match(line)
        item = _LIST.match(line)
        if item and item.group(1):
            item = item if int(item.group(1)) in (1, number + 1) else None
            number = int(item.group(1)) if item else number
        if heading:
            level = len(heading.group(1))
            close(level)
            blocks, number = [[]], 0
            trail = [entry for entry in trail if entry[0] < level]
            trail.append((level, _inline(heading.group(2))))
        elif not line.strip() or _is_rule(line):
            blocks.append([])
        elif item or line.lstrip().startswith("|"):
            blocks.append([_inline(line[item.end() if item else 0 :]).strip("| ")])
        else:
            blocks[-1].append(_inline(line.lstrip("> ")))
    close()
    return tuple(found)


def _inline(text: str) -> str:
    return _EMPHASIS.sub(r"\2", _LINK.sub(r"\1", text)).replace("`", "")


def _is_rule(line: str) -> bool:
    return bool(re.match(r"^\s*(?:[-*_]\s*){3,}$|^[\s|:\-]+$", line))
