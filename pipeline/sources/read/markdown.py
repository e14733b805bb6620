"""Markdown: front matter, headings as path, everything else as running text."""

import re
from pathlib import Path

from pipeline.core.types import Section
from pipeline.sources.read import front_matter
from pipeline.sources.read.content import Content
from pipeline.sources.read.encoding import read_text
from pipeline.sources.read.lines import join

_HEADING = re.compile(r"^(#{1,6})\s+(.+?)\s*#*\s*$")
_LIST = re.compile(r"^\s*(?:[-*+]|\d{1,3}[.)])\s+")
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
    fenced = False

    def close() -> None:
        text = "\n\n".join(part for part in (join(block) for block in blocks) if part)
        if text:
            names = [name for _, name in trail] or [title]
            found.append(Section(anchor=names[-1], heading=" › ".join(names), text=text))

    for line in body.split("\n"):
        if _FENCED.match(line):
            fenced = not fenced
            continue
        heading = None if fenced else _HEADING.match(line)
        if heading:
            close()
            blocks = [[]]
            level = len(heading.group(1))
            trail = [entry for entry in trail if entry[0] < level]
            trail.append((level, _inline(heading.group(2))))
        elif not line.strip() or _is_rule(line):
            blocks.append([])
        elif _LIST.match(line) or line.lstrip().startswith("|"):
            blocks.append([_inline(_LIST.sub("", line)).strip("| ")])
        else:
            blocks[-1].append(_inline(line.lstrip("> ")))
    close()
    return tuple(found)


def _inline(text: str) -> str:
    return _EMPHASIS.sub(r"\2", _LINK.sub(r"\1", text)).replace("`", "")


def _is_rule(line: str) -> bool:
    return bool(re.match(r"^\s*(?:[-*_]\s*){3,}$|^[\s|:\-]+$", line))
