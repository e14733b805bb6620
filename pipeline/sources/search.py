"""A question to ranked passages, by words alone: fast from cold, the same answer tomorrow."""

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.core.types import Passage
from pipeline.language.sentences import sentences
from pipeline.language.words import content_stems, content_tokens, stem, stems, tokens, word_grams
from pipeline.sources.lexical import LexicalIndex

SPARE = 20
MOST = 0.5


@dataclass(frozen=True)
class Hit:
    """A passage that answers a question; scores compare within one question only."""

    passage: Passage
    score: float


def search(question: str, index: LexicalIndex, passages: Mapping[str, Passage], limit: int) -> list[Hit]:
    """The best passages, best first; none where no word of the question stands anywhere.

    A passage that shares only a piece of a word ("Seilbahn", "Bahnhof") is not an answer.
    """
    found = [
        Hit(passages[scored.passage], scored.score)
        for scored in index.search(question, limit + SPARE)
        if scored.passage in passages
    ]
    return [hit for hit in found if _speaks_of(question, hit.passage)][:limit]


def best_window(question: str, text: str, longest: int) -> str:
    """The part of a passage to show: from the sentence that holds most of the question on."""
    wanted = set(content_stems(question))
    parts = sentences(text)
    start = max(range(len(parts)), key=lambda n: (len(wanted & set(stems(parts[n]))), -n), default=0)
    shown = " ".join(parts[start:])
    if len(shown) > longest:
        shown = f"{shown[:longest].rsplit(' ', 1)[0]} …"
    return f"… {shown}" if start else shown


def _speaks_of(question: str, passage: Passage) -> bool:
    """Whether some word of the question stands in the passage: its stem, or most of its 4-grams."""
    whole = f"{passage.heading} {passage.text}"
    known_stems, known_grams = set(stems(whole)), set(word_grams(whole))
    for token in content_tokens(question) or tokens(question):
        pieces = set(word_grams(token))
        if stem(token) in known_stems or len(pieces & known_grams) > MOST * len(pieces):
            return True
    return False
