"""The sentences that may answer: each with what speaks for it, best first.

A sentence is worth its closeness in meaning, the share of the question's weight that its words hold or
nearly hold, what its passage is worth among all that were found, and whether it holds the kind of thing
that is asked for. Proportions from a logistic regression on sentences (92 tuning questions of four files,
each file judged by the other three). Around them little changes: halved or doubled one by one, at most
three of the 92 are quoted less; without NEARLY three, and six words more are quoted on average.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.ask.question.understanding import Question
from pipeline.ask.question.wanted import Kind
from pipeline.ask.quoting.evidence import fits
from pipeline.ask.quoting.forms import holds, told_by_form
from pipeline.ask.quoting.names import named_person, names
from pipeline.ask.quoting.nearness import nearness
from pipeline.language.sentences import sentences
from pipeline.language.tongue import telling
from pipeline.language.words import fold, grams, stem, stems, tokens, word_grams
from pipeline.sources.search.hit import Hit

COSINE, COVERED, NEARLY, BEHIND, RANK, HOLDS, FITS, LENGTH = 1.0, 0.6, 0.8, 0.8, -0.15, 0.5, 0.3, 0.2
JUDGED = 3
"""In so many of the best passages words are compared by meaning, at 30 ms each the first time; in more of
them no further answer was found."""
ASKED_NOW = 2.0
"""So much more a word of a question tells than those of the one it goes on from."""
LONG = 30
"""From so many words on a sentence gains nothing by being longer."""
EVERYWHERE = 0.25
PIECE = 0.5
"""So much of a word's 4-grams is a piece of it: "Wohnheim" in "Azubi-Wohnheime"."""


@dataclass(frozen=True)
class Candidate:
    """A sentence of a hit, `at` its position there; `worth` compares within one question only.

    `cosine` is None where meaning was not asked; `covered` is the share of the question's weight that
    stands there, 0 to 1, `nearly` that which nearly does, in the best passages.
    `holds` a thing of the kind that is asked for, `fits` where it is also tied to what is asked.
    """

    hit: Hit
    rank: int
    at: int
    text: str
    worth: float
    cosine: float | None
    covered: float
    nearly: float
    holds: bool
    fits: bool


@dataclass(frozen=True)
class Term:
    """A word of the question: its stem, its pieces, and how much it tells of the hits apart."""

    word: str
    stem: str
    pieces: frozenset[str]
    weight: float


@dataclass(frozen=True)
class Bag:
    """The stems and pieces of a text."""

    stems: frozenset[str]
    pieces: frozenset[str]

    def share(self, term: Term) -> float:
        """1 where the word's stem stands there, the share of its pieces where most do, else 0."""
        if term.stem in self.stems:
            return 1.0
        share = len(term.pieces & self.pieces) / len(term.pieces) if term.pieces else 0.0
        return share if share >= PIECE else 0.0

    def covered(self, terms: Sequence[Term]) -> float:
        """The share of the terms' weight that stands there, 0 to 1."""
        total = sum(term.weight for term in terms)
        return sum(term.weight * self.share(term) for term in terms) / total if total else 0.0


def bag(text: str) -> Bag:
    """What a text holds."""
    return Bag(frozenset(stems(text)), frozenset(word_grams(text)))


@dataclass(frozen=True)
class Field:
    """A question and all that was found for it."""

    question: Question
    hits: tuple[Hit, ...]

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """The question's words; one that stands in few of the hits tells more (idf of BM25)."""
        bags = [bag(f"{hit.passage.heading}\n{hit.passage.text}") for hit in self.hits]
        found = []
        own = frozenset(tokens(self.question.asked))
        goes_on = self.question.text != self.question.asked
        for word in dict.fromkeys(map(fold, telling(self.question.text))):
            plain = term_of(word)
            having = sum(one.share(plain) > 0 for one in bags)
            weight = math.log(1 + (len(bags) - having + 0.5) / (having + 0.5))
            weight *= ASKED_NOW if goes_on and word in own else 1.0
            found.append(Term(word, plain.stem, plain.pieces, weight))
        return tuple(found)

    @cached_property
    def common(self) -> frozenset[str]:
        """Names that answer nothing: those of the question, and those of every fourth hit."""
        if self.question.wanted.kind is not Kind.NAME:
            return frozenset()
        spread = Counter(
            name for hit in self.hits for name in {fold(one) for one in names(hit.passage.text)}
        )
        often = (name for name, number in spread.items() if number > max(1, len(self.hits) * EVERYWHERE))
        return frozenset(often) | frozenset(tokens(self.question.text))

    @cached_property
    def candidates(self) -> tuple[Candidate, ...]:
        """All sentences of all hits, the worthiest first; ties as they were found."""
        found = [
            self._candidate(hit, rank, at, said, nearly[at])
            for rank, hit in enumerate(self.hits)
            for said in (sentences(hit.passage.text),)
            for nearly in (self._nearly(hit, rank, said),)
            for at in range(len(said))
        ]
        return tuple(sorted(found, key=lambda one: (-one.worth, one.rank, one.at)))

    def _nearly(self, hit: Hit, rank: int, said: Sequence[str]) -> Sequence[float]:
        """How nearly the question's words stand in each sentence; nothing where meaning was not asked."""
        if rank >= JUDGED or not hit.cosines:
            return [0.0] * len(said)
        return nearness([one.word for one in self.terms], [one.weight for one in self.terms], said)

    def _candidate(self, hit: Hit, rank: int, at: int, said: Sequence[str], nearly: float) -> Candidate:
        text, around = said[at], " ".join([hit.passage.heading, *said[max(0, at - 1) : at + 2]])
        kind = self.question.wanted.kind
        cosine = hit.cosines[at] if at < len(hit.cosines) else None
        covered = bag(text).covered(self.terms)
        has = (told_by_form(kind) and holds(text, kind)) or (kind is Kind.WHO and named_person(text))
        fitting = fits(text, around, self.question.wanted, self.common)
        worth = (
            COSINE * (cosine or 0.0)
            + COVERED * covered
            + NEARLY * nearly
            + BEHIND * (hit.score - self.hits[0].score)
            + RANK * math.log1p(rank)
            + HOLDS * has
            + FITS * (has and fitting)
            + LENGTH * min(len(tokens(text)), LONG) / LONG
        )
        return Candidate(
            hit,
            rank,
            at,
            text,
            round(worth, 4),
            cosine,
            round(covered, 4),
            nearly,
            has,
            fitting,
        )


def term_of(word: str) -> Term:
    """A word in small letters by itself, told apart from no other."""
    return Term(word, stem(word), _pieces(word), 1.0)


def _pieces(word: str) -> frozenset[str]:
    """The 4-grams of a word; none of a short one, which stands there whole or not at all."""
    return frozenset(word_grams(word)) if len(word) > len(grams(word)[0]) else frozenset()
