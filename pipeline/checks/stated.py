"""What a reader took from a sentence, its figures and its names, looked up in all sources.

A tagger takes common nouns for names and passes names that it knows as words; whoever reads does not. So
where a model read a sentence, its names alone are looked up, and a warning of ours that it does not confirm
is taken back. A blocking finding never is, nor is one about a number, which no reader is needed to see.

A figure is known where one sentence of the sources holds it together with what it counts, or a year
together with what else the sentence says; a name, where one sentence of the sources holds all its words.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from pipeline.checks import facts, names
from pipeline.checks.case import Case
from pipeline.core.types import Finding, Noun
from pipeline.language.number_words import german_number
from pipeline.language.numbers import numbers
from pipeline.language.sentences import sentences
from pipeline.language.words import FUNCTION_WORDS, content_tokens, fold, stem, tokens

_NO_COUNT = frozenset({"0", "1"})
"""An article as often as a number, unless it measures something."""
_MEASURES = frozenset(
    map(
        stem,
        """prozent euro cent million millionen milliarde milliarden kilometer meter hektar tonnen grad
        kilowattstunden liter""".split(),
    )
)
_PART = re.compile(
    r"\w*(?:drittel|viertel|fünftel|sechstel|siebtel|achtel|neuntel|zehntel)n?|hälfte|\w+einhalb|anderthalb\w*"
    r"|million(?:en)?|milliarden?"
)
_EVERY = re.compile(r"\bjede[rmns]?\s+(\w+te)[rmns]?\b")
_TIMES = re.compile(r"(\w+?)(?:mal|fach\w*|(?:köpf|jähr|stünd|täg|wöch|monat|prozent|stell)ig\w*)")


class Stated(Noun):
    """The figures and names of a sentence, as they stand in it."""

    figures: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


def weighed(case: Case, found: Sequence[Finding], stated: Sequence[Stated | None]) -> list[Finding]:
    """The findings of a text after a reader: what he does not confirm is gone, what he adds is there.

    `stated` is what he took from each sentence in order, None where nobody read it, and may be empty.
    """
    read = {number: one for number, one in enumerate(stated, start=1) if one is not None}
    left = [one for one in found if one.sentence not in read or _stands(one, read[one.sentence])]
    for number, one in read.items():
        here = [finding for finding in left if finding.sentence == number]
        left.extend(_of_figures(case, number, one.figures, here))
        left.extend(_of_names(case, number, one.names, here))
    return left


def _stands(finding: Finding, said: Stated) -> bool:
    taken_back = finding.kind == names.KIND and finding.severity != "block"
    return not taken_back or any(_alike(finding.evidence, name) for name in said.names)


def _of_figures(case: Case, number: int, figures: Sequence[str], here: Sequence[Finding]) -> list[Finding]:
    told = frozenset().union(*(_values(one.evidence) for one in here))
    found = []
    for figure in dict.fromkeys(figures):
        values = _facts(figure, case.ground.settings.horizon)
        if not values or values & told or _is_known(figure, values, case.texts[number - 1], case):
            continue
        message = (
            f"Die Angabe „{figure}“ steht so weder in den Dokumenten noch in den Ausprägungen. Bitte "
            "belegen oder streichen."
        )
        found.append(case.finding(number, facts.KIND, "warn", message, figure))
    return found


def _of_names(case: Case, number: int, said: Sequence[str], here: Sequence[Finding]) -> list[Finding]:
    told = [one.evidence for one in here if one.kind == names.KIND]
    found = []
    for name in dict.fromkeys(said):
        wanted = _stems(name)
        known = bool(wanted) and any(wanted <= one for one in _sayings(case.ground.source_text))
        if known or any(_alike(name, one) for one in told):
            continue
        message = (
            f"Der Name „{name}“ steht weder in den Dokumenten noch in den Ausprägungen. Bitte prüfen, ob "
            "es ihn gibt und ob er hier stehen darf."
        )
        found.append(case.finding(number, names.KIND, "warn", message, name))
    return found


def _facts(figure: str, horizon: int) -> frozenset[str]:
    """The values of a figure that have to stand somewhere; a later year is the horizon check's finding."""
    measured = bool(_stems(figure) & _MEASURES)
    return frozenset(
        value
        for value in _values(figure)
        if (measured or value not in _NO_COUNT)
        and not (re.fullmatch(r"(?:20|21)\d\d", value) and int(value) >= horizon)
    )


def _is_known(figure: str, values: frozenset[str], text: str, case: Case) -> bool:
    counted = _stems(figure) - values - _MEASURES
    region = _stems(case.ground.settings.region)
    about = counted or _stems(text) - values - _MEASURES - region
    return any(values <= one and about & one for one in _sayings(case.ground.source_text))


@lru_cache(maxsize=2)
def _sayings(source: str) -> tuple[frozenset[str], ...]:
    """What each sentence of the sources says: the stems of its words and its numbers."""
    return tuple(_stems(one) | _values(one) for line in source.splitlines() for one in sentences(line))


def _values(text: str) -> frozenset[str]:
    """The numbers of a text in one form; shares of a word of their own ("Drittel") by its stem."""
    found = set(numbers(text))
    for token in tokens(text):
        times = _TIMES.fullmatch(token)
        value = german_number(times.group(1) if times else token)
        if value is not None:
            found.add(str(value))
        elif _PART.fullmatch(token):
            found.add(stem(token))
    return frozenset(found | {stem(word) for word in _EVERY.findall(fold(text))})


def _stems(text: str) -> frozenset[str]:
    """The stems of the words that say something; numbers left out."""
    return frozenset(
        stem(token)
        for token in content_tokens(text)
        if not token[0].isdigit() and german_number(token) is None
    )


def _alike(one: str, other: str) -> bool:
    return bool(set(tokens(one)) & set(tokens(other)) - FUNCTION_WORDS)
