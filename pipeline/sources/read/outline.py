"""Headings in text that has no marks for them: plain text and the lines of a PDF.

A heading is a short line that ends without punctuation, starts like a title, stands where the text
before it has come to an end, and does not occur twice (what repeats is furniture or a label). A
line that was taken for a heading but has nothing below it stays in the text: nothing is lost.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.core.types import Section
from pipeline.sources.read.lines import MONTHS, is_contents_line, join

LONGEST_HEADING = 100
LONGEST_NUMBERED = 130
SHORT_REST = 40  # a heading's second line is shorter than this
WRAPPED_SHARE = 0.75  # of the print width: a longer line is running text, not a heading

_NUMBERED = re.compile(rf"^\d{{1,3}}(?:\.\d{{1,2}})*\.?\s+(?!(?i:{MONTHS})\b)[A-ZÄÖÜ„»\"]")
_QUOTATION = re.compile(r"^[„»\"“].*[.!?][“«\"”]")
_TITLE_START = re.compile(r"^[A-ZÄÖÜ0-9#„»\"]")
_ENDS_TEXT = re.compile(r"[.!?:;…]['“”\"»)]*$")
_BULLET = re.compile(r"^\s*(?:[-–—•*▪◦·]|\d{1,2}\))(?:\s+|$)")
_GOES_ON = re.compile(r"[.!?]\s+[A-ZÄÖÜ]")
_OPEN_END = re.compile(r"(?:[-–,&/]|\b(?:und|oder|der|die|das|des|von|für|im|in|zur|zum|mit|auf))$")


@dataclass
class _Writer:
    """Collects lines into sections while headings come and go."""

    found: list[Section] = field(default_factory=list)
    group: str = ""
    heading: str = ""
    blocks: list[list[str]] = field(default_factory=lambda: [[]])
    pending: list[str] = field(default_factory=list)

    def open(self, line: str, anchor: str) -> None:
        if not self.pending:
            self.close(anchor)
        self.pending.append(line)

    def settle(self) -> None:
        """The first line of text below one or more headings: decide what each of them was."""
        if not self.pending:
            return
        merged = [self.pending[0]]
        for line in self.pending[1:]:
            both_shout = line.isupper() and merged[-1].isupper()
            if both_shout or _OPEN_END.search(merged[-1]):
                merged[-1] = join([merged[-1], line])
            else:
                merged.append(line)
        heading = merged[-1]
        numbered = bool(_NUMBERED.match(heading))
        above = merged[:-1]
        if numbered and above and not _NUMBERED.match(above[-1]):
            self.group = above.pop()
        elif not numbered:
            self.group = ""
        self.heading = f"{self.group} › {heading}" if self.group else heading
        self.blocks = [[line] for line in above] + [[]]
        self.pending = []

    def extends_heading(self, line: str) -> bool:
        """Whether a line is the rest of the heading just opened."""
        if not self.pending or len(line) >= SHORT_REST:
            return False
        last = self.pending[-1]
        if _NUMBERED.match(last) and line[0].islower():
            return True
        return bool(_OPEN_END.search(last)) or last.count("(") > last.count(")")

    def text(self, line: str) -> None:
        if self.extends_heading(line):
            self.pending[-1] = join([self.pending[-1], line])
            return
        self.settle()
        if _BULLET.match(line) and self.blocks[-1]:
            self.blocks.append([])
        self.blocks[-1].append(line)

    def blank(self) -> None:
        if not self.pending and self.blocks[-1]:
            self.blocks.append([])

    def close(self, anchor: str) -> None:
        if self.pending:
            self.settle()
            self.blocks[-1].append(self.heading.rpartition(" › ")[2])
        text = "\n\n".join(block for block in map(join, self.blocks) if block)
        if text:
            place = anchor or self.heading.rpartition(" › ")[2]
            self.found.append(Section(anchor=place, heading=self.heading, text=text))
        self.blocks = [[]]


def sections(pages: list[tuple[str, list[str]]]) -> tuple[Section, ...]:
    """Sections of paged lines; each page is (anchor, lines), an empty anchor means no pages.

    A section ends at a heading and, where there are pages, at the page; its heading goes on.
    """
    stripped = [line.strip() for _, lines in pages for line in lines if line.strip()]
    repeated = {line for line, count in Counter(stripped).items() if count > 1}
    longest = _longest_heading(stripped)
    writer = _Writer()
    before = ""
    for anchor, lines in pages:
        kept = [line.strip() for line in lines if not is_contents_line(line)]
        blank = True
        for position, line in enumerate(kept):
            after = next((other for other in kept[position + 1 :] if other), "")
            if not line:
                if not _runs_on(before, after):
                    writer.blank()
                blank = True
                continue
            if line not in repeated and _is_heading(line, before, blank, after, longest):
                writer.open(line, anchor)
            else:
                writer.text(line)
            before, blank = line, False
        writer.close(anchor)
    return tuple(writer.found)


def _longest_heading(lines: list[str]) -> float:
    """Headings are clearly shorter than the print width, where lines are wrapped at one."""
    wrapped = sorted(
        len(line)
        for line, following in pairwise(lines)
        if following[0].islower() and not _ENDS_TEXT.search(line)
    )
    if len(wrapped) < 5:
        return LONGEST_HEADING
    width = wrapped[int(len(wrapped) * 0.9)]
    return min(LONGEST_HEADING, WRAPPED_SHARE * width)


def _is_heading(line: str, before: str, blank: bool, after: str, longest: float) -> bool:
    if _BULLET.match(line) or _QUOTATION.match(line) or not _TITLE_START.match(line) or not after:
        return False
    if not any(char.isalpha() for char in line):
        return False
    rest_follows = len(after) < SHORT_REST and bool(_OPEN_END.search(line) or _NUMBERED.match(line))
    if after[0].islower() and not rest_follows:
        return False
    if _NUMBERED.match(line):
        if not blank and _is_running(before, line, longest):
            return False
        closed = not line.endswith((".", ";", ",", "!", "?"))
        return len(line) <= LONGEST_NUMBERED and (closed or (blank and len(line) <= 100))
    if len(line) > longest or _ENDS_TEXT.search(line) or line.endswith(","):
        return False
    if line.isupper() and len(line) > 3:
        return True
    return _has_ended(before, blank)


def _has_ended(before: str, blank: bool) -> bool:
    if before and _BULLET.match(before):
        return blank
    return not before or bool(_ENDS_TEXT.search(before)) or (blank and len(before) < 60)


def _is_running(before: str, line: str, longest: float) -> bool:
    """A full line that goes on in a line with the end of a sentence inside, or another full one.

    So a number at the start of a printed line ("… steht im / 3. Kapitel des Berichts. Dort …") opens
    no heading.
    """
    return (
        len(before) > longest
        and not _ENDS_TEXT.search(before)
        and (len(line) > longest or bool(_GOES_ON.search(line.partition(" ")[2])))
    )


def _runs_on(before: str, after: str) -> bool:
    """A blank line inside a sentence (double-spaced print) does not end the paragraph."""
    if not before or not after or _ENDS_TEXT.search(before):
        return False
    return len(before) > 60 or after[0].islower() or before.endswith("-")
