"""Invented: a figure that no source knows, put where the grammar takes one."""

from collections.abc import Iterator, Sequence

from pipeline.evaluation.mutants.drawing import number, one_of
from pipeline.evaluation.mutants.wording import (
    Change,
    Word,
    after,
    before,
    changed,
    instead,
    worded,
)

_OF_WHAT = (
    "wie {0} Prozent der Befragten sagen",
    "was {1} Betriebe zusammen {0} Millionen Euro kostet",
    "was {0} Prozent der Haushalte betrifft",
)
_QUESTIONS = ("?", "!", "“", "”", '"')


def counted(text: str, known: frozenset[str]) -> list[str]:
    """The sentence with a count before a noun of many, once for each that bears one."""
    words = worded(text)
    return [changed(text, change) for at in range(len(words)) for change in _before_noun(words, at, known)]


def remarked(text: str, known: frozenset[str]) -> list[str]:
    """The sentence with a remark at its end that gives figures."""
    if not text.endswith(".") or any(mark in text for mark in _QUESTIONS) or ":" in text or ";" in text:
        return []
    said = one_of(_OF_WHAT, text, "Bemerkung")
    share = f"{11 + number(text, 'Anteil') % 86},{1 + number(text, 'Stelle') % 9}"
    figures = (share, _strange(text, 120, 990, known))
    return [f"{text[:-1]}, {said.format(*figures)}."]


def _before_noun(words: Sequence[Word], at: int, known: frozenset[str]) -> Iterator[Change]:
    """A count before the nouns of many; with the article of many it stands behind that."""
    word = words[at]
    if word.tag != "NN" or not word.is_plural or word.low in _NOT_COUNTED:
        return
    start = at
    while start and words[start - 1].tag == "ADJ(A)":
        start -= 1
    behind = words[start - 1] if start else None
    figure = _strange(word.text, 14, 870, known)
    if behind is None:
        first = words[start]
        yield instead(first, f"{figure} {first.text if first is word else first.low}")
    elif behind.tag in _OPENING or behind.low in ("für", "von"):
        yield before(words[start], f"rund {figure}" if number(word.text) % 2 else figure)
    elif behind.low in ("die", "ihre", "seine") and behind.tag in ("ART", "PPOSAT"):
        yield after(behind, figure)


_OPENING = ("KOUS", "PROAV", "PRF", "VV(FIN)", "VA(FIN)", "VM(FIN)")
_NOT_COUNTED = frozenset(
    "daten leute jahre jahren tage tagen wochen stunden zeiten namen kosten augen ferien eltern zahlen"
    " großeltern zinsen massen".split()
)


def _strange(text: str, least: int, most: int, known: frozenset[str]) -> str:
    """A whole number between two that no source names; the one drawn where all are named."""
    drawn, room = number(text, "Zahl"), most - least + 1
    figures = (str(least + (drawn + step) % room) for step in range(room))
    return next((one for one in figures if one not in known), str(least + drawn % room))
