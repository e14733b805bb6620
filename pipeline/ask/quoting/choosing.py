"""From all sentences to the few that answer, in the order in which they are read.

An answer has room for so many words, and those of the worthiest sentences stand there. A sentence that
begins with "Sie" or "Dafür" is quoted with the one before it; neighbours make one quote; an item of a
list is quoted with the others; what is said twice is quoted once.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.ask.quoting.candidates import Candidate, Field
from pipeline.ask.quoting.wholes import Whole, wholes
from pipeline.language.words import count_words
from pipeline.sources.search.alike import Kept, print_of
from pipeline.sources.search.hit import Hit

WORDS = 120
"""So many words answer at most, of so many passages:"""
PASSAGES = 3
MARGIN, GOING_ON = 0.75, 1.5
"""A sentence that is worth so much less than the best is left out; the best for a question that goes on
from another may be the one that answers that other."""


@dataclass(frozen=True)
class Quote:
    """Sentences of one passage in a row, as they stand there; `label` names an item of a list."""

    hit: Hit
    text: str
    label: str = ""


def chosen(field: Field) -> list[Quote]:
    """The quotes that answer, those of the best passage first; none where nothing was found."""
    goes_on = field.question.text != field.question.asked and not field.question.replaces
    picked = _picked(field.candidates, GOING_ON if goes_on else MARGIN)
    quotes: list[Quote] = []
    for rank in dict.fromkeys(one.rank for one in picked):
        parts, hit = wholes(field.hits[rank].passage.text), field.hits[rank]
        places = {at for one in picked if one.rank == rank for at in parts.around(one.at)}
        quotes.extend(Quote(hit, text) for text in parts.runs(sorted(places)))
    return once(quotes)


def once(quotes: Sequence[Quote]) -> list[Quote]:
    """The quotes without those that stand within one before."""
    kept: list[Quote] = []
    for quote in quotes:
        if not any(quote.text in one.text for one in kept):
            kept.append(quote)
    return kept


def whole(hit: Hit, at: int) -> Quote:
    """One sentence as a quote that can be understood alone."""
    parts = wholes(hit.passage.text)
    return Quote(hit, parts.runs(parts.around(at))[0])


def _picked(candidates: Sequence[Candidate], margin: float) -> list[Candidate]:
    """The worthiest sentences, none twice, of few passages, in the order of their worth."""
    kept: Kept[bool] = Kept()
    picked: list[Candidate] = []
    taken: set[tuple[int, int]] = set()
    words = 0
    for one in candidates:
        if picked and one.worth < picked[0].worth - margin:
            break
        parts = wholes(one.hit.passage.text)
        if not _may_join(one, picked, parts) or kept.like(print_of(one.text)):
            continue
        fresh = [at for at in parts.around(one.at) if (one.rank, at) not in taken]
        length = sum(count_words(parts.said[at]) for at in fresh)
        if picked and words + length > WORDS:
            continue
        words += length
        taken |= {(one.rank, at) for at in fresh}
        kept.add(print_of(one.text), True)
        picked.append(one)
    return picked


def _may_join(one: Candidate, picked: Sequence[Candidate], parts: Whole) -> bool:
    """Whether a sentence says something, and stands in a passage that may still be quoted."""
    ranks = {other.rank for other in picked}
    return (one.rank in ranks or len(ranks) < PASSAGES) and parts.says_something(one.at)
