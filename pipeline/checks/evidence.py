"""A sentence that calls a passage its evidence is held against this very passage, not against all of them.

The passage has to be there, a quotation has to stand in it word for word, and what the sentence counts or
names has to be found there or in the values that it rests on as well. Numbers and names that stand nowhere
are the findings of other checks.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.checks.case import Case, Ground
from pipeline.checks.names import names_in
from pipeline.core.types import Finding, Passage, Sentence, Severity
from pipeline.language.numbers import NUMBER, numbers, plain_number
from pipeline.language.quoted import unquoted
from pipeline.language.verbatim import wording
from pipeline.language.words import stem, tokens

KIND = "beleg"
_SMALL = frozenset({"1", "2", "3"})


@dataclass(frozen=True)
class Gap:
    """What a passage does not bear out: the words or the id in question, and why, in German."""

    about: str
    told: str
    severity: Severity


@dataclass(frozen=True)
class _Known:
    """The numbers, and the stems of the words, of some texts."""

    numbers: frozenset[str]
    stems: frozenset[str]


def check(case: Case) -> list[Finding]:
    """A finding for everything that the passages of a sentence do not bear out."""
    passages = {one.id: one for one in case.ground.passages}
    told = case.narrative.sentences
    everywhere = _known(case.ground.source_text) if any(one.basis == "evidence" for one in told) else None
    found = []
    for number, sentence in enumerate(told, start=1):
        gaps = [*_misquoted(sentence, passages)]
        if sentence.basis == "evidence" and everywhere is not None:
            gaps += [
                *_missing(sentence, passages),
                *_elsewhere(sentence, passages, case.ground, everywhere),
            ]
        found += [case.finding(number, KIND, gap.severity, gap.told, gap.about) for gap in gaps]
    return found


def _misquoted(sentence: Sentence, passages: Mapping[str, Passage]) -> Iterator[Gap]:
    for one in sentence.quotations:
        passage = passages.get(one.passage)
        if passage is not None and not wording(one.quote, passage.text):
            told = (
                f"Der Wortlaut „{one.quote}“ steht nicht in der Passage, die ihn belegen soll. Bitte den "
                "Beleg neu suchen."
            )
            yield Gap(one.passage, told, "block")


def _missing(sentence: Sentence, passages: Mapping[str, Passage]) -> Iterator[Gap]:
    if not sentence.passages:
        told = (
            "Der Satz gilt als belegt und nennt keine Passage. Bitte umschreiben; dann ist er Ihr eigener."
        )
        yield Gap("", told, "block")
    for one in sentence.passages:
        if one not in passages:
            told = (
                f"Die Passage {one}, auf die sich der Satz beruft, gibt es nicht mehr. Bitte umschreiben "
                "oder mit „szenario redraft“ neu fassen lassen."
            )
            yield Gap(one, told, "block")


def _elsewhere(
    sentence: Sentence, passages: Mapping[str, Passage], ground: Ground, everywhere: _Known
) -> Iterator[Gap]:
    """Numbers and names that the sources have, but not in what this sentence rests on."""
    named = [passages[one] for one in sentence.passages if one in passages]
    if not named:
        return
    settings = ground.settings
    own = [f"{one.heading}\n{one.text}" for one in named]
    here = _known(
        "\n".join([*own, *_values(sentence.values, ground), settings.region, str(settings.horizon)])
    )
    for number in dict.fromkeys(map(plain_number, NUMBER.findall(sentence.text))):
        if number not in here.numbers | _SMALL and number in everywhere.numbers:
            yield Gap(number, _not_there(f"Die Zahl {number}"), "warn")
    for name in names_in(unquoted(sentence.text)):
        parts = {stem(token) for token in tokens(name)}
        if parts - here.stems and parts <= everywhere.stems:
            yield Gap(name, _not_there(f"Der Name „{name}“"), "warn")


def _values(ids: Sequence[str], ground: Ground) -> list[str]:
    """What the values say that a sentence rests on as well, with today's state of their factors."""
    return [
        f"{factor.name}\n{factor.heute}\n{value.label}\n{value.text}"
        for factor in ground.sheet.factors
        for value in factor.values
        if value.id in ids
    ]


def _known(text: str) -> _Known:
    return _Known(numbers(text), frozenset(stem(token) for token in set(tokens(text))))


def _not_there(what: str) -> str:
    return (
        f"{what} steht nicht in der Passage, auf die sich der Satz beruft, sondern anderswo. Bitte prüfen, "
        "woher die Angabe stammt."
    )
