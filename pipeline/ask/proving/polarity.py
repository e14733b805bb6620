"""Whether a sentence affirms what its quotes deny, or denies what they affirm.

Clause by clause: each is held against the clause of the quotes that shares most of its words, and where
it shares none (another language) against the one nearest in meaning.
"""

import re
from collections.abc import Sequence

from pipeline.language import meaning
from pipeline.language.clauses import clauses
from pipeline.language.negation import denies, hidden_denials
from pipeline.language.words import content_stems, stems

_WITHOUT = re.compile(r"\bohne\s+((?:[a-zäöüß]+\s+){0,2}[A-ZÄÖÜ][\w-]*)")
"""With the noun that is missing."""


def turned(text: str, quotes: Sequence[str], *, english: bool) -> bool:
    """Whether a clause of the sentence has another polarity than what it rests on."""
    said = [clause for quote in quotes for clause in clauses(quote)]
    return any(
        _against(clause, _nearest(clause, said), english) for clause in clauses(text, english=english)
    )


def _nearest(clause: str, said: Sequence[str]) -> list[str]:
    """The clauses of the quotes that the clause speaks of; several where they are equally near."""
    own = set(content_stems(clause))
    shared = [len(own & set(stems(one))) for one in said]
    most = max(shared, default=0)
    if most:
        return [one for one, count in zip(said, shared, strict=True) if count == most]
    vectors = meaning.embed([clause, *said])
    near = [float(one @ vectors[0]) for one in vectors[1:]]
    return [one for one, closeness in zip(said, near, strict=True) if closeness == max(near)]


def _against(clause: str, nearest: Sequence[str], english: bool) -> bool:
    return bool(nearest) and all(_differ(clause, one, english) for one in nearest)


def _differ(clause: str, quoted: str, english: bool) -> bool:
    """Whether one denies and the other does not, unless that one says so without a denying word."""
    here = denies(clause)
    there = denies(quoted if english else _without_dropped(quoted, clause))
    if here == there:
        return False
    plain, denying = (quoted, clause) if here else (clause, quoted)
    if english:  # hidden denials of two languages cannot be told apart by their letters
        return not hidden_denials(plain) or bool(hidden_denials(denying))
    return not hidden_denials(plain) - hidden_denials(denying)


def _without_dropped(quoted: str, clause: str) -> str:
    """The quote without an "ohne …" that the sentence leaves out: to leave it out denies nothing."""
    own = set(content_stems(clause))
    return _WITHOUT.sub(lambda found: found[0] if own & set(content_stems(found[1])) else " ", quoted)
