"""From all sentences to the few that answer, in the order in which they are read.

A sentence that begins with "Sie" or "Dafür" is quoted with the one before it; neighbours make one
quote; what is said twice is quoted once.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.ask.candidates import Candidate, Field
from pipeline.language.sentences import sentences
from pipeline.language.verbatim import wording
from pipeline.sources.search.alike import Kept, print_of
from pipeline.sources.search.hit import Hit

MOST = 5
"""So many sentences answer at most, of so many passages:"""
PASSAGES = 3
MARGIN = 0.7
"""A sentence that is worth so much less than the best is left out."""
_LEANS = frozenset(
    """
    er sie es ihn ihm ihr ihre ihrer ihren ihrem seine seiner seinem seinen sein dies diese dieser diesem
    diesen dieses das dazu dafür davon dabei damit darin daran darauf daraus darum dagegen danach dort
    dessen deren deshalb daher so solche solcher auch außerdem zudem ferner beide beides hier hierzu
    hierfür hierdurch dadurch jener jene
    """.split()
)


@dataclass(frozen=True)
class Quote:
    """Sentences of one passage in a row, as they stand there."""

    hit: Hit
    text: str


def chosen(field: Field) -> list[Quote]:
    """The quotes that answer, those of the best passage first; none where nothing was found."""
    picked = _picked(field.candidates)
    quotes: list[Quote] = []
    for rank in dict.fromkeys(one.rank for one in picked):
        hit = field.hits[rank]
        places = {at for one in picked if one.rank == rank for at in _with_leaning(hit, one.at)}
        quotes.extend(_runs(hit, sorted(places)))
    return quotes


def whole(hit: Hit, at: int) -> Quote:
    """One sentence as a quote that can be understood alone."""
    said = sentences(hit.passage.text)
    return Quote(hit, " ".join(said[one] for one in _with_leaning(hit, at)))


def _picked(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The worthiest sentences, none twice, of few passages, in the order of their worth."""
    kept: Kept[bool] = Kept()
    picked: list[Candidate] = []
    for one in candidates:
        if len(picked) == MOST or (picked and one.worth < picked[0].worth - MARGIN):
            break
        ranks = {other.rank for other in picked}
        if one.rank not in ranks and len(ranks) == PASSAGES:
            continue
        if one.text.rstrip().endswith("?") or kept.like(print_of(one.text)):
            continue
        kept.add(print_of(one.text), True)
        picked.append(one)
    return picked


def _with_leaning(hit: Hit, at: int) -> range:
    """The sentence, and the one before it where it cannot be understood alone."""
    first = sentences(hit.passage.text)[at].split()[0].strip("„»\"'(").lower()
    return range(at - 1 if at and first.rstrip(",:") in _LEANS else at, at + 1)


def _runs(hit: Hit, places: Sequence[int]) -> list[Quote]:
    """Sentences in a row as one quote each."""
    said = sentences(hit.passage.text)
    runs: list[list[int]] = []
    for at in places:
        if runs and at == runs[-1][-1] + 1:
            runs[-1].append(at)
        else:
            runs.append([at])
    return [quote for run in runs for quote in _quotes(hit, [said[at] for at in run])]


def _quotes(hit: Hit, said: Sequence[str]) -> list[Quote]:
    """Sentences in a row as one quote; one by one where they do not stand so in the passage.

    A sentence may have been cut where none ends ("Expo.Real"): such parts stand there without a blank.
    """
    for between in (" ", ""):
        joined = between.join(said)
        if wording(joined, hit.passage.text):
            return [Quote(hit, joined)]
    return [Quote(hit, one) for one in said]
