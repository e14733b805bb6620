"""A question to ranked passages, by words and by meaning; the same answer tomorrow."""

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from pipeline.core.types import Passage
from pipeline.language.words import content_tokens, stem, stems, tokens, word_grams
from pipeline.sources.lexical import LexicalIndex
from pipeline.sources.search.hit import Hit

if TYPE_CHECKING:
    from pipeline.sources.dense import Closeness

SPARE = 20
MOST = 0.5
CANDIDATES = 300
MEANING_WEIGHT = 3.0
"""Of closeness beside the share of the words' weight; chosen on half of XQuAD-de and on set a of
evals/retrieval/ruhrideen.yaml, see docs/methode.md."""
MEANT = 0.35
"""From this cosine of its best sentence on a passage may answer without sharing a word: 95 of 100
questions of XQuAD-de, which the example's documents cannot answer, stay below it everywhere."""


def search(question: str, index: LexicalIndex, passages: Mapping[str, Passage], limit: int) -> list[Hit]:
    """The best passages by words alone, best first; none where no word stands anywhere.

    A passage that shares only a piece of a word ("Seilbahn", "Bahnhof") is not an answer.
    """
    worth = index.worth(question) or 1.0
    found = [
        Hit(passages[scored.passage], scored.score, words=scored.score / worth)
        for scored in index.search(question, limit + SPARE)
        if scored.passage in passages
    ]
    return [hit for hit in found if _speaks_of(question, hit.passage)][:limit]


def search_meaning(
    question: str, index: LexicalIndex, closeness: "Closeness", passages: Sequence[Passage], limit: int
) -> list[Hit]:
    """The best passages by words and meaning together, best first, ties by id.

    `passages` are all of the index, in its order. A passage that shares no word is an answer only
    where one of its sentences means what was asked; a question of one word is looked up as a word.
    """
    close = closeness.of(question)
    meant = MEANT if len(content_tokens(question)) > 1 else math.inf
    worth = index.worth(question) or 1.0
    words = {one.passage: one.score / worth for one in index.search(question, CANDIDATES)}
    ranked = sorted(
        (
            (round(words.get(passage.id, 0.0) + MEANING_WEIGHT * float(close.whole[at]), 5), at)
            for at, passage in enumerate(passages)
        ),
        key=lambda one: (-one[0], passages[one[1]].id),
    )
    found: list[Hit] = []
    for score, at in ranked:
        if len(found) == limit:
            break
        if close.sentence[at] >= meant or (passages[at].id in words and _speaks_of(question, passages[at])):
            found.append(
                Hit(
                    passages[at],
                    score,
                    words=words.get(passages[at].id, 0.0),
                    meaning=float(close.whole[at]),
                    cosines=close.sentences(at),
                )
            )
    return found


def _speaks_of(question: str, passage: Passage) -> bool:
    """Whether some word of the question stands in the passage: its stem, or most of its 4-grams."""
    whole = f"{passage.heading} {passage.text}"
    known_stems, known_grams = set(stems(whole)), set(word_grams(whole))
    for token in content_tokens(question) or tokens(question):
        pieces = set(word_grams(token))
        if stem(token) in known_stems or len(pieces & known_grams) > MOST * len(pieces):
            return True
    return False
