"""The words of a passage that a sentence rests on: looked for in the passages it names, and verified there.

A passage runs over many sentences; a reader wants to see the one that bears the sentence out. It is the one
nearest by words and by meaning. Where none is near enough there is no quotation: better none than a wrong
one. A quotation shows where to look; whether it bears the sentence out, a person decides.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from pipeline.checks.matching import words_alike
from pipeline.core.types import Narrative, Passage, Quotation, Sentence
from pipeline.language.meaning import embed
from pipeline.language.sentences import sentences
from pipeline.language.verbatim import wording
from pipeline.language.words import count_words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NEAR = 0.32
"""The mean likeness of words and of meaning. Of 38 labelled sentences (tests/narratives/test_quoting.py) 24
are borne out by their passage: 21 find the right words, 2 none, 1 those beside; of the other 14, 13 find
none."""
SHORTEST = 4
"""Words; below it a sentence is a heading or a mark."""


def quoted(narrative: Narrative, passages: Mapping[str, Passage]) -> Narrative:
    """The narrative with the words that its evidence rests on; `passages` are those of the run, by id."""
    told = tuple(
        one.model_copy(update={"quotations": quotations(one, passages)}) if _is_bare(one) else one
        for one in narrative.sentences
    )
    return narrative if told == narrative.sentences else narrative.model_copy(update={"sentences": told})


def quotations(sentence: Sentence, passages: Mapping[str, Passage]) -> tuple[Quotation, ...]:
    """Of each passage that a sentence names the sentence nearest to it, where one is near enough."""
    found = []
    for passage in (passages[one] for one in sentence.passages if one in passages):
        quote = _nearest(sentence.text, passage.text)
        if quote:
            found.append(Quotation(passage=passage.id, quote=quote))
    return tuple(found)


def _is_bare(sentence: Sentence) -> bool:
    return sentence.basis == "evidence" and bool(sentence.passages) and not sentence.quotations


def _nearest(text: str, passage: str) -> str:
    """The words of the passage's nearest sentence as they stand there; "" where none is near enough."""
    told = [one for one in sentences(passage) if count_words(one) >= SHORTEST]
    if not told:
        return ""
    near = _nearness(text, told)
    best = max(range(len(told)), key=lambda at: (near[at], -at))
    return wording(told[best], passage) if near[best] >= NEAR else ""


def _nearness(text: str, others: Sequence[str]) -> "NDArray[np.float64]":
    """How near a text is to others by words and meaning, 0–1."""
    import numpy as np

    vectors = embed([text, *others])
    meaning = np.clip(vectors[1:] @ vectors[0], 0.0, 1.0)
    words = np.array([words_alike(text, one) for one in others])
    return np.asarray((words + meaning) / 2)
