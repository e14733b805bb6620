"""A question to ranked passages, by words and by meaning; the same answer tomorrow.

Words count by their share of what the question's words are worth, once as they stand there (BM25 over
stems and 4-grams) and once as they nearly stand there (pipeline/sources/index/wordwise.py). Where no
passage holds much of the question, the few words that are shared by chance count the less.
"""

import math
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from pipeline.core.types import Passage
from pipeline.language.tongue import telling
from pipeline.language.words import content_tokens, stem, tokens, word_grams
from pipeline.sources.index.lexical import LexicalIndex
from pipeline.sources.search.hit import Hit
from pipeline.sources.search.spelling import DICTIONARY, LONGEST, Vocabulary, mended

if TYPE_CHECKING:
    from pipeline.sources.index.compared import Close, Closeness

SPARE = 20
MOST = 0.5
CANDIDATES = 300
MEANING_WEIGHT = 3.0
"""Of closeness beside the share of the words' weight; chosen on half of XQuAD-de and on set a of
evals/retrieval/ruhrideen.yaml, see docs/methode.md."""
NEAR_WEIGHT = 0.5
"""Of the words that nearly stand there; chosen on the tuning halves of evals/, see docs/methode.md."""
MEANT = 0.35
"""From this cosine of its best sentence on a passage may answer without sharing a word: 95 of 100
questions of XQuAD-de, which the example's documents cannot answer, stay below it everywhere."""
MEANT_AND_COVERED = (0.25, 0.25)
"""From this cosine on, where that share of the words nearly stands there as well: an English question
shares no word, and its cosines are lower."""


def search(
    question: str,
    index: LexicalIndex,
    passages: Mapping[str, Passage],
    limit: int,
    allowed: frozenset[str] | None = None,
) -> list[Hit]:
    """The best passages by words alone, best first; none where no word stands anywhere.

    A passage that shares only a piece of a word ("Seilbahn", "Bahnhof") is not an answer. `allowed`
    are the paths of the documents to look in (None: all).
    """
    asked = mended(question, Vocabulary(index.knows, lambda: index.written))
    worth = index.worth(asked) or 1.0
    shares = ((one.passage, one.score / worth) for one in index.search(asked, limit + SPARE, allowed))
    found = ((passages.get(passage_id), share) for passage_id, share in shares)
    hits = (
        Hit(passage, round(share, 5), words=share, covered=min(1.0, share))
        for passage, share in found
        if passage is not None and _speaks_of(asked, passage)
    )
    return list(islice(hits, limit))


def search_meaning(
    question: str,
    index: LexicalIndex,
    closeness: "Closeness",
    passages: Sequence[Passage],
    limit: int,
    allowed: frozenset[str] | None = None,
) -> list[Hit]:
    """The best passages by words and meaning together, best first, ties by id.

    `passages` are all of the index, in its order. There is none where no passage shares a word and no
    sentence means what was asked; a question of one word is looked up as a word. `allowed` are the paths
    of the documents to look in (None: all).
    """
    asked = mended(question, Vocabulary(index.knows, lambda: index.written, DICTIONARY))
    worth = index.worth(asked) or 1.0
    words = {one.passage: one.score / worth for one in index.search(asked, CANDIDATES, allowed)}
    close = closeness.of(asked, words, allowed, telling(asked)[:LONGEST])
    scores = _scores([words.get(one, 0.0) for one in close.ids], close)
    ranked = sorted(range(len(scores)), key=lambda at: (-scores[at], close.ids[at]))
    speaks = (
        at for at in ranked if close.ids[at] in words and _speaks_of(asked, passages[int(close.rows[at])])
    )
    if len(content_tokens(asked)) <= 1:
        ranked = list(islice(speaks, limit))
    elif not _meant(close) and next(speaks, None) is None:
        ranked = []
    middle = sorted(scores)[len(scores) // 2] if scores else 0.0
    return [
        Hit(
            passages[int(close.rows[at])],
            scores[at],
            words=words.get(close.ids[at], 0.0),
            covered=round(float(close.covered[at]), 4),
            meaning=float(close.whole[at]),
            ahead=round(scores[at] - middle, 5),
            cosines=close.sentences(at),
        )
        for at in ranked[:limit]
    ]


def _meant(close: "Close") -> bool:
    """Whether any candidate means what was asked, whatever its words."""
    cosine, share = MEANT_AND_COVERED
    both = (close.sentence >= cosine) & (close.covered >= share)
    return bool((close.sentence >= MEANT).any() or both.any())


def _scores(words: Sequence[float], close: "Close") -> list[float]:
    """The score of each candidate."""
    trusted = math.sqrt(min(1.0, max(words, default=0.0)))
    return [
        round(trusted * share + NEAR_WEIGHT * near + MEANING_WEIGHT * whole, 5)
        for share, near, whole in zip(words, close.covered.tolist(), close.whole.tolist(), strict=True)
    ]


def _speaks_of(question: str, passage: Passage) -> bool:
    """Whether some word of the question stands in the passage: its stem, or most of its 4-grams."""
    asked, whole = content_tokens(question) or tokens(question), f"{passage.heading} {passage.text}"
    if not {stem(token) for token in asked}.isdisjoint(map(stem, tokens(whole))):
        return True
    known = set(word_grams(whole))
    pieces = [set(word_grams(token)) for token in asked]
    return any(len(one & known) > MOST * len(one) for one in pieces)
