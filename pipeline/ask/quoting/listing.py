"""Questions for a whole list: every item there is, each with one line, not the few best sentences.

A list stands below a heading that says what was asked for ("Energie" above Nr. 25, 26, 27), in sections
numbered alike that follow upon what was found ("Szenario 1 – …"), or in one passage as lines.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.ask.quoting.candidates import Field, bag
from pipeline.ask.quoting.choosing import Quote, whole
from pipeline.ask.quoting.wholes import wholes
from pipeline.core.types import Passage
from pipeline.language.sentences import sentences
from pipeline.language.words import content_tokens, words
from pipeline.sources.search.hit import Hit
from pipeline.sources.search.library import Library

LOOKED_AT = 6
MEANT = 0.6
"""So much of the topic's weight makes a heading the one that was meant."""
FEWEST, MOST = 2, 25
LONGEST_ITEM = 260
"""Signs of a line that is an item of a list; longer ones are running text."""
FEWEST_WORDS = 2
"""An item says something: "02" and "0 download" do not."""
_FURNITURE = re.compile(r"\b(?:views?|downloads?|uploads?|login|cookies?|impressum)\b|©", re.I)
"""What pages print around their text, in a line of a few words: "1 views: „Upload: others“"."""
SHORT = 6
_PATH = " › "
_NUMBERED = re.compile(r"^\W*([^\W\d_]+\.?)?\s*\d+\b")
_LIST_WORDS = frozenset(
    """
    ideen idee projekte vorhaben vorschläge maßnahmen szenarien zukunftsbilder bilder themen thema faktoren
    punkte beispiele alle sämtliche nenne nenn liste zähle bitte gibt ideas projects proposals measures
    scenarios topics list name all there
    """.split()
)


@dataclass(frozen=True)
class _Section:
    """A section below a heading: its own heading, and its first passage."""

    heading: str
    passage: Passage


def listed(field: Field, library: Library) -> Sequence[Quote]:
    """A quote for each item of the list that was meant, in its order; none where no list was found."""
    for hit in field.hits[:LOOKED_AT]:
        passages = library.passages(library.source(hit))
        items = _below(field, hit, passages) or _following(hit, passages)
        if items:
            return [_first_line(hit, one.passage) for one in items]
        lines = listed_lines(hit.passage)
        if lines:
            return [Quote(hit, line) for line in lines[:MOST]]
    return []


def _below(field: Field, hit: Hit, passages: Sequence[Passage]) -> list[_Section]:
    """The sections below a heading of the hit that holds the topic of the question."""
    topic = [term for term in field.terms if term.word not in _LIST_WORDS]
    path = hit.passage.heading.split(_PATH)
    for depth in range(len(path) - 1, 0, -1):
        if topic and bag(path[depth - 1]).covered(topic) >= MEANT:
            found = _sections(passages, _PATH.join(path[:depth]))
            if _fitting(found):
                return found
    return []


def _following(hit: Hit, passages: Sequence[Passage]) -> list[_Section]:
    """The sections numbered alike that follow right upon the hit."""
    headings = [one.heading for one in passages]
    at = next((n for n, one in enumerate(passages) if one.id == hit.passage.id), len(passages))
    after = next((one for one in headings[at:] if one != hit.passage.heading), "")
    form = _form(after)
    if form is None or _form(hit.passage.heading) is not None:
        return []
    found: dict[str, Passage] = {}
    for passage in passages[at:]:
        if _form(passage.heading) == form:
            found.setdefault(passage.heading, passage)
        elif found:
            break
    return _fitting([_Section(heading, passage) for heading, passage in found.items()])


def _fitting(found: list[_Section]) -> list[_Section]:
    """The sections where they are as many as a list has, without those that are printed around a page."""
    found = [one for one in found if not _FURNITURE.search(one.heading.rpartition(_PATH)[2])]
    return found if FEWEST <= len(found) <= MOST else []


def _form(heading: str) -> tuple[str, str] | None:
    """What numbered headings have in common: the path above and the word before the number."""
    above, _, own = heading.rpartition(_PATH)
    found = _NUMBERED.match(own)
    return (above, found[1] or "") if found else None


def _sections(passages: Sequence[Passage], above: str) -> list[_Section]:
    """The sections below a path of headings."""
    first: dict[str, Passage] = {}
    for passage in passages:
        if passage.heading.startswith(f"{above}{_PATH}"):
            first.setdefault(passage.heading, passage)
    return [_Section(heading, passage) for heading, passage in first.items()]


def _first_line(hit: Hit, passage: Passage) -> Quote:
    """The first sentence of a section that says something, under its heading."""
    said = wholes(passage.text).said
    telling = (at for at, one in enumerate(said) if len(content_tokens(one)) > FEWEST)
    found = whole(Hit(passage, hit.score, project=hit.project), next(telling, 0))
    return replace(found, label=passage.heading.rpartition(_PATH)[2])


def listed_lines(passage: Passage) -> list[str]:
    """The items of a passage that is a list: the single sentences that are paragraphs of their own.

    None where there are but two, or where most of the passage is running text.
    """
    blocks = [" ".join(block.split()) for block in re.split(r"\n\s*\n|\n(?=\s*[-•–*])", passage.text)]
    told = [block for block in blocks if block and not block.endswith(":")]
    items = [one for one in told if len(one) <= LONGEST_ITEM and len(sentences(one)) == 1 and _item(one)]
    return items if len(items) > FEWEST and len(items) > len(told) / 2 else []


def _item(line: str) -> bool:
    """Whether a line is more than a number, a single word or what is printed around a page."""
    said = [word for word in words(line) if any(sign.isalpha() for sign in word)]
    return len(said) >= FEWEST_WORDS and not (len(said) <= SHORT and _FURNITURE.search(line))
