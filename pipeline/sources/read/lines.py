"""Printed lines back to running text: hyphens at line ends joined, page furniture dropped."""

import re
from collections import Counter

# Five dots without a page number are somebody's "und dann .....".
_DOTS = re.compile(r"\.{5,}\s*\d+\s*$|\.{10,}\s*$|(?:\. ){5,}\s*\d*\s*$")
_PAGE_NUMBER = re.compile(r"^[\s\-–—|]*(?:Seite\s*)?\d{1,4}(?:\s*(?:/|von)\s*\d{1,4})?[\s\-–—|]*$", re.I)
_BROKEN = re.compile(r"[^\W_]-$")
# "und"/"oder" after a hyphen is an omission ("Aus- und Weiterbildung"), not a broken word.
_OMISSION = re.compile(r"^(und|oder|bzw\.?|sowie|beziehungsweise|als|wie|bis|statt)\b")
# The hyphen belongs to the word before a name or number, and after an abbreviation or number.
_KEPT_HYPHEN = re.compile(r"^[A-ZÄÖÜ0-9]")
_KEEPS_HYPHEN = re.compile(r"[A-ZÄÖÜ0-9]-$")
# A lower-case part after a hyphen is a left-over of a line break ("ent-sprechenden"), except after
# adjectives ("deutsch-polnisch"), in English words ("Start-up") and in chains ("Peer-to-peer").
_CHAIN = r"[^\W_]+(?:-(?:and|at|by|for|in|it|of|on|or|the|to))+-[^\W_]+"
_LEFT_OVER = re.compile(rf"\b(?:{_CHAIN}|([A-ZÄÖÜ]?[a-zäöüß]+)-([a-zäöüß]{{3,}}))\b")
_ADJECTIVE = re.compile(
    r"(?:isch|lich|ig|deutsch)$|^(?:sozial|nicht|know|make|end|peer|open|state|on|e)$", re.I
)
_ENGLISH = frozenset("how out off down based demand end art source ready line ups free".split())

MONTHS = "januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember"
EDGE_LINES = 3
FURNITURE_SHARE = 0.5
FURNITURE_PAGES = 3
NUMBERED_PAGES = 6


def join(lines: list[str], printed: bool = True) -> str:
    """Lines of one paragraph as running text, words broken at line ends made whole.

    In `printed` text (pages, transcripts) hyphens left inside a line are mended too.
    """
    text = ""
    for line in (line.strip() for line in lines):
        if not line:
            continue
        if text.endswith("\u00ad"):
            text = text[:-1] + line
        elif _BROKEN.search(text[-2:]) and not _OMISSION.match(line):
            kept = _KEPT_HYPHEN.match(line) or _KEEPS_HYPHEN.search(text[-2:])
            text = text + line if kept else text[:-1] + line
        elif text:
            text = f"{text} {line}"
        else:
            text = line
    text = re.sub(r"\s+", " ", text.replace("\u00ad", "")).strip()
    return _LEFT_OVER.sub(_made_whole, text) if printed and "-" in text else text


def _made_whole(match: re.Match[str]) -> str:
    first, second = match.groups()
    if first is None or _ADJECTIVE.search(first) or second in _ENGLISH:
        return match.group(0)
    return first + second


def is_contents_line(line: str) -> bool:
    """Whether a line is an entry of a table of contents (dotted leader and page number)."""
    return bool(_DOTS.search(line))


def is_page_number(line: str) -> bool:
    """Whether a line is nothing but a page number."""
    return bool(_PAGE_NUMBER.match(line)) and bool(line.strip())


def without_furniture(pages: list[list[str]]) -> list[list[str]]:
    """Pages without what repeats at their edges (headers, footers, page numbers).

    A line is furniture where it stands among the first or last three lines of at least half of
    the pages (and of three). A line whose number counts with the pages needs six of them: on fewer
    pages it may as well be a heading ("Szenario 1", "Szenario 2").
    """
    seen: Counter[str] = Counter()
    for number, page in enumerate(pages):
        seen.update({mark for line in _edges(page) for mark in _marks(line, number)})
    half = FURNITURE_SHARE * len(pages)
    furniture = {
        mark
        for mark, count in seen.items()
        if count >= max(NUMBERED_PAGES if "#" in mark else FURNITURE_PAGES, half)
    }
    cleaned: list[list[str]] = []
    for number, page in enumerate(pages):
        edges = set(_edge_indices(page))
        cleaned.append(
            [
                line
                for index, line in enumerate(page)
                if not (
                    index in edges
                    and (is_page_number(line) or not furniture.isdisjoint(_marks(line, number)))
                )
            ]
        )
    return cleaned


def _edge_indices(page: list[str]) -> list[int]:
    filled = [index for index, line in enumerate(page) if line.strip()]
    return filled[:EDGE_LINES] + filled[-EDGE_LINES:]


def _edges(page: list[str]) -> list[str]:
    return [page[index] for index in _edge_indices(page)]


def _marks(line: str, page: int) -> list[str]:
    """What a line is recognised by on other pages: itself, and its shape with a counting number."""
    plain = re.sub(r"\s+", " ", line).strip().lower()
    if not plain:
        return []
    numbers = [int(found) for found in re.findall(r"\d{1,6}", plain)]
    shape = re.sub(r"\d+", "#", plain)
    counting = {f"{shape} {number - page}" for number in (numbers[:1] + numbers[-1:])}
    return [plain.replace("#", ""), *sorted(counting)]
