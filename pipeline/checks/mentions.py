"""What sentences say of numbers: how much of what, in which year, and what else they speak of.

A sentence with two years, or with two amounts of one thing, tells a development: nothing is taken from it.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.checks.amounts import ROUGH, SCALES, YEAR, Amount, amounts
from pipeline.checks.case import Ground
from pipeline.core.types import Narrative
from pipeline.language.grammar import analysed
from pipeline.language.number_words import german_number
from pipeline.language.numbers import numbers
from pipeline.language.sentences import sentences
from pipeline.language.tense import tells_past
from pipeline.language.words import FUNCTION_WORDS, stem, stems

_SINCE = re.compile(r"\bseit (?:dem Jahr )?(?:19|20)\d\d\b", re.IGNORECASE)
_MONTHS = "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
_DATED = re.compile(rf"\b(?:seit|[Ii]m Jahr|{_MONTHS}) ((?:19|20)\d\d)\b")
"""A year as a date of something; "Olympia 2032" and "Bundesverkehrswegeplan 2030" are names."""
_AHEAD = re.compile(
    r"\b(?:bis|soll\w*|wird|werden|rechnet|erwart\w+|Prognose\w*|könnt\w+|Ziel\w*|\w*plan\w*)\b"
)
_GENERIC = frozenset("haben sein geben leben zählen wohnen liegen betragen werden stehen arbeiten".split())
YEARS_BACK = 10
TELLING = 20
"""Smaller numbers stand in any document."""


@dataclass(frozen=True)
class Mention:
    """A sentence of a text with one amount of a thing, or with a year alone (`amount` None).

    `things`, `acts` and `manner` are the basic forms of its nouns, of verbs that say something, and of
    adjectives; `names` its proper names; `words` the amount and the thing as written, `plain` its number in
    one form and `noun` the stem of the thing. `since` says that something began in the year.
    """

    cluster: str
    sentence: int
    words: str
    year: int | None
    past: bool = False
    since: bool = False
    amount: Amount | None = None
    noun: str = ""
    plain: str = ""
    things: frozenset[str] = frozenset()
    acts: frozenset[str] = frozenset()
    manner: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()

    @property
    def place(self) -> tuple[str, int]:
        """Where it stands."""
        return self.cluster, self.sentence

    @property
    def said(self) -> frozenset[str]:
        """All that it says besides the number and what it counts."""
        return (self.things | self.acts | self.manner | self.names) - {self.noun}


def mentions(narrative: Narrative) -> Iterator[Mention]:
    """The mentions of a text, in order."""
    for number, sentence in enumerate(narrative.sentences, start=1):
        text = sentence.text
        years = {int(year) for year in YEAR.findall(text)}
        found = list(amounts(text))
        if len(years) > 1 or not (years or found):
            continue
        year = next(iter(years), None)
        bare = _about(text, Mention(narrative.cluster, number, str(year or ""), year))
        if year is not None:
            yield bare
        often = Counter(one.noun for one in found)
        for one in found:
            if often[one.noun] == 1:
                yield replace(bare, amount=one.amount, noun=one.noun, plain=one.plain, words=one.words)


@dataclass(frozen=True)
class Known:
    """What the sources tell: up to which year, and all their amounts, numbers and words (as stems)."""

    until: int
    amounts: frozenset[tuple[str, str]]
    numbers: frozenset[str]
    words: frozenset[str]

    def has(self, mention: Mention) -> bool:
        """Whether an amount is theirs; a small number has to stand with the very thing that it counts."""
        if mention.amount is None or (mention.plain, mention.noun) in self.amounts:
            return mention.amount is not None
        apart = mention.plain in self.numbers and mention.noun in self.words
        return apart and mention.amount.value >= TELLING


def known(ground: Ground) -> Known:
    """What the sources of a ground tell; where they name no year, up to ten years before the horizon."""
    source, horizon = ground.source_text, ground.settings.horizon
    of_today = [one.text for one in ground.passages] + [one.heute for one in ground.sheet.factors]
    told = (
        int(year)
        for sentence in sentences("\n".join(of_today))
        if not _AHEAD.search(sentence)
        for year in _DATED.findall(sentence)
    )
    return Known(
        max((year for year in told if year < horizon), default=horizon - YEARS_BACK),
        frozenset((one.plain, one.noun) for one in amounts(source)),
        numbers(source),
        frozenset(stems(source)),
    )


def _about(text: str, mention: Mention) -> Mention:
    said = [(word, lemma.lower(), tag) for word, lemma, tag in analysed(text)]
    return replace(
        mention,
        past=tells_past(text),
        since=bool(_SINCE.search(text)),
        things=frozenset(stem(lemma) for _, lemma, tag in said if tag == "NN" and lemma not in SCALES),
        names=frozenset(word for word, _, tag in said if tag == "NE"),
        acts=frozenset(lemma for _, lemma, tag in said if tag.startswith("VV") and lemma not in _GENERIC),
        manner=frozenset(
            stem(lemma)
            for _, lemma, tag in said
            if tag.startswith("ADJ")
            and lemma not in FUNCTION_WORDS | ROUGH
            and german_number(lemma) is None
        ),
    )
