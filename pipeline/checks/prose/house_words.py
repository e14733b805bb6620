"""Words the house does not want, and words it prefers others to: found in any inflected form.

A word counts where it stands as a word: "Bürger" is not found in "Bürgermeister". A noun is found as a
noun alone, "Essen" not in "sie essen". What stands in quotation marks was said by others.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.checks.case import Case
from pipeline.core.types import Finding
from pipeline.language.grammar import analysed
from pipeline.language.quoted import unquoted
from pipeline.language.words import fold, stem

FORBIDDEN, PREFERRED = "stil_verboten", "stil_wortwahl"


@dataclass(frozen=True)
class _Word:
    """A word as written, with what all its forms share: its stem and that of its basic form."""

    written: str
    forms: frozenset[str]

    @property
    def small(self) -> bool:
        return not self.written[:1].isupper()


def check(case: Case) -> list[Finding]:
    """A warning for each sentence with a forbidden word, and for each with one that has a better."""
    style = case.ground.style
    found = []
    for number, text in case.numbered():
        said = _words(unquoted(text))
        for one in style.forbidden:
            if word := _found(one.word, said):
                reason = f" ({one.reason})" if one.reason else ""
                message = f"„{word}“: „{one.word}“ schließt der Hausstil aus{reason}. Bitte anders sagen."
                found.append(case.finding(number, FORBIDDEN, "warn", message, word))
        for worse, better in style.preferred.items():
            if word := _found(worse, said):
                message = f"„{word}“: Der Hausstil zieht „{better}“ vor. Bitte ersetzen."
                found.append(case.finding(number, PREFERRED, "warn", message, word))
    return found


def _found(wanted: str, said: Sequence[_Word]) -> str:
    """The words of a sentence that are this word or phrase, as written; "" where they do not stand."""
    sought = _words(wanted)
    for start in range(len(said) - len(sought) + 1):
        part = said[start : start + len(sought)]
        if all(
            _same(one, other, start + at == 0)
            for at, (one, other) in enumerate(zip(sought, part, strict=True))
        ):
            return " ".join(word.written for word in part)
    return ""


def _same(sought: _Word, word: _Word, first: bool) -> bool:
    """Whether a word is a form of the sought one; only a sentence's first word may be large or small."""
    return bool(sought.forms & word.forms) and (first or sought.small == word.small)


def _words(text: str) -> list[_Word]:
    return [
        _Word(word, frozenset({stem(fold(word)), stem(fold(lemma))}))
        for word, lemma, tag in analysed(text)
        if any(sign.isalnum() for sign in word)
    ]
