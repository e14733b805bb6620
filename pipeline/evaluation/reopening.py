"""Sentences that somebody read in another wording: they are to be read again, whatever else is.

A line whose words stand in the text still is only followed to its place. Of one whose words are gone the
sentence is looked for where it stood, where it must stand by its neighbours among the lines, and by what a
person changed it from; rather one sentence too many is read again than one too few.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from pipeline.core.types import Narrative
from pipeline.evaluation.review import Review, Reviewed
from pipeline.narratives.ledger import text_hash


def reopened(narrative: Narrative, reviewed: Reviewed) -> tuple[int, ...]:
    """The numbers (from 1) of the sentences for which a person's line speaks of another wording."""
    places = {text_hash(one.text): n for n, one in enumerate(narrative.sentences, start=1)}
    lines = [one for one in reviewed.reviews if one.cluster == narrative.cluster and one.begun]
    there = sorted((one.sentence, places[one.text_hash]) for one in lines if one.text_hash in places)
    shifts = {was: now - was for was, now in there}
    gone = [one for one in lines if one.text_hash not in places]
    found = {n for one in gone for n in _places(one, shifts)} | _by_before(narrative, gone)
    return tuple(n for n in range(1, len(narrative.sentences) + 1) if n in found)


def _places(line: Review, shifts: Mapping[int, int]) -> Iterator[int]:
    """Where the sentence of a line may stand now: each line next to it moved by so many sentences."""
    known = sorted(shifts)
    at = bisect_left(known, line.sentence)
    yield line.sentence
    for was in known[max(at - 1, 0) : at + 1]:
        yield line.sentence + shifts[was]


def _by_before(narrative: Narrative, gone: Sequence[Review]) -> set[int]:
    words = {one.text_hash for one in gone}
    return {
        number
        for number, one in enumerate(narrative.sentences, start=1)
        if one.before and text_hash(one.before.text) in words
    }
