"""Plain text: pages where it marks them (form feeds, "Page 3:" of transcripts), headings by shape."""

import re
from collections import Counter
from pathlib import Path

from pipeline.core.types import Section
from pipeline.sources.read.content import Content, Meta
from pipeline.sources.read.encoding import read_text
from pipeline.sources.read.lines import without_furniture
from pipeline.sources.read.outline import sections

_PAGE_MARK = re.compile(r"^(?:Page|Seite)\s+(\d{1,4})\s*(?::\s*(.*))?$")


def read(path: Path) -> Content:
    """A text file as content."""
    pages = paged(read_text(path))
    return Content(Meta(), named(sections(pages)))


def paged(text: str) -> list[tuple[str, list[str]]]:
    """Lines by page; one page without a name where the text marks none."""
    lines = text.split("\n")
    marks = [match for line in lines if (match := _PAGE_MARK.match(line.strip()))]
    if len(marks) >= 2:
        names, pages = [""], [[]]  # type: tuple[list[str], list[list[str]]]
        behind = Counter(match.group(2) for match in marks)
        for line in lines:
            match = _PAGE_MARK.match(line.strip())
            if match:
                names.append(f"Seite {match.group(1)}")
                # What stands behind every mark is the title of the whole; what stands there once is text.
                pages.append([match.group(2)] if match.group(2) and behind[match.group(2)] == 1 else [])
            else:
                pages[-1].append(line)
        return list(zip(names, without_furniture(pages), strict=True))
    if "\f" in text.rstrip("\f\n "):
        pages = [page.split("\n") for page in text.split("\f")]
        names = [f"Seite {number}" for number in range(1, len(pages) + 1)]
        return list(zip(names, without_furniture(pages), strict=True))
    return [("", [line.replace("\f", "") for line in lines])]


def named(found: tuple[Section, ...]) -> tuple[Section, ...]:
    """Sections without an anchor are told by their count, so that a person can find them."""
    return tuple(
        section if section.anchor else section.model_copy(update={"anchor": f"Abschnitt {number}"})
        for number, section in enumerate(found, start=1)
    )
