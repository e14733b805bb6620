"""Whether the documents say of a named thing what is asked of it: "Wer leitet das Institut?" of whom leads.

A name that stands in a passage draws every question about its bearer there, answered or not. So the least
covered of the other telling words decides, where a question is exact: it names something that stands there,
or wants a figure, a date or a name. Who, when, where and why ask for what was done: there the verb has to
be nearer still. A question in other words than the documents' is not held to this.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.ask.candidates import Field, Term, bag
from pipeline.ask.languages import Language
from pipeline.ask.nearness import closest
from pipeline.ask.wanted import Kind
from pipeline.language.grammar import tags
from pipeline.language.sentences import sentences
from pipeline.language.words import FUNCTION_WORDS, parts, tokens

PASSAGES, SENTENCES, BEHIND = 3, 3, 0.4
"""Looked at: so many passages, and so many sentences that are worth at most so much less than the best."""
SHORTEST = 5
"""Shorter words are near to too many others."""
LONG = 14
"""A compound of so many letters that stands there is as exact as a name: "Zukunftsinstitut"."""
_TITLED = re.compile(r"\b(?:Professor(?:in)?|Prof\.|Dr\.|Herrn?|Frau)\s+([A-ZÄÖÜ][\w-]+)")
_EVENTS = frozenset({Kind.WHO, Kind.DATE, Kind.DAY, Kind.DURATION, Kind.PLACE, Kind.REASON})
_EXACT = frozenset({Kind.WHO, Kind.DATE, Kind.COUNT, Kind.MONEY, Kind.NAME})
_FOR_ANY = frozenset(
    """
    passiert passieren kommt kommen machen finden steht liegt bekommen heißen heißt geworden läuft laufen
    """.split()
)
"""Verbs that stand in for any other."""


@dataclass(frozen=True)
class Said:
    """How near the least covered word comes, −1 to 1, 1 where none is asked for.

    `beside` the best sentences, `anywhere` in the best passages; `done` the same as `beside` of the verbs.
    """

    beside: float = 1.0
    anywhere: float = 1.0
    done: float = 1.0


UNASKED = Said()
"""Where nothing is asked of anything by name."""


def said_of(field: Field) -> Said:
    """What the best passages say of what a question names; nothing speaks against one that goes on."""
    question = field.question
    if not field.hits or not field.hits[0].cosines or question.text != question.asked:
        return UNASKED
    words = dict(_tagged(question.text))
    named = _named(field, words)
    told = [term for term in field.terms if _tells(term.word, words) and term.word not in named]
    if not told or not (named or question.wanted.kind in _EXACT):
        return UNASKED
    anywhere = _least(told, [f"{one.passage.heading} {one.passage.text}" for one in field.hits[:PASSAGES]])
    if not named or question.language is not Language.GERMAN:
        return Said(anywhere=anywhere)
    done = [term for term in told if words[term.word][1].startswith("VV")]
    return Said(
        beside=_least(told, _around(field)),
        anywhere=anywhere,
        done=_least(done, _around(field)) if question.wanted.kind in _EVENTS else 1.0,
    )


def _tagged(question: str) -> Iterator[tuple[str, tuple[str, str]]]:
    """Each word in small letters with the word it stands in, as written, and its tag."""
    for word, tag in tags(question):
        for part in tokens(word):
            yield part, (word, tag)


def _tells(word: str, tagged: dict[str, tuple[str, str]]) -> bool:
    tag = tagged.get(word, ("", ""))[1]
    return tag.startswith(("VV", "NN")) and len(word) >= SHORTEST and word not in _FOR_ANY


def _named(field: Field, tagged: dict[str, tuple[str, str]]) -> frozenset[str]:
    """The words of names, and compounds as exact as one, that stand in one of the best passages."""
    best = [f"{one.passage.heading} {one.passage.text}" for one in field.hits[: PASSAGES + 1]]
    known = {word for text in best for word in tokens(text)}
    names = {word for word, (written, tag) in tagged.items() if _name(written, tag)}
    names |= {part for name in _TITLED.findall(field.question.text) for part in tokens(name)}
    return frozenset(names & known - FUNCTION_WORDS)


def _name(written: str, tag: str) -> bool:
    """Whether a word is a name, a year, or written as names alone are: RuhrGES, Max-Planck-Institut."""
    pieces = parts(written)
    large = any(a.islower() and b.isupper() for piece in pieces for a, b in pairwise(piece))
    joined = len(pieces) > 2 and all(piece[:1].isupper() for piece in pieces)
    year = written.isdigit() and len(written) == 4
    return (
        (tag == "NE" and written[:1].isupper())
        or large or joined or year or written.isupper()
        or (tag == "NN" and max(map(len, pieces)) >= LONG)
    )  # fmt: skip


def _around(field: Field) -> Sequence[str]:
    """The best sentences, each with its neighbours."""
    best = field.candidates[0].worth
    found = []
    for one in field.candidates[:SENTENCES]:
        if one.worth > best - BEHIND:
            said = sentences(one.hit.passage.text)
            found.append(" ".join(said[max(0, one.at - 1) : one.at + 2]))
    return found


def _least(terms: Sequence[Term], texts: Sequence[str]) -> float:
    """The nearness of the word that is farthest from all that stands in the texts."""
    if not terms:
        return 1.0
    bags = [bag(text) for text in texts]
    near = [closest([term.word for term in terms], text) for text in texts]
    return min(
        1.0 if any(one.share(term) for one in bags) else max(one[at] for one in near)
        for at, term in enumerate(terms)
    )
