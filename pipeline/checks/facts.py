"""Numbers and years that stand in neither passages nor value sets.

A number that stands there beside another word ("40 Ideen", "40 Sekunden") is to be looked at.
"""

import re

from pipeline.checks.case import Case
from pipeline.core.types import Finding
from pipeline.language.numbers import NUMBER, numbers, plain_number
from pipeline.language.words import stem

KIND = "zahl_unbelegt"
_COUNTED = re.compile(r"(?<![\w])(\d+(?:[.,]\d+)*)\s+([^\W\d_]+)")
_NOT_FACTS = frozenset({"1", "2", "3"})


def check(case: Case) -> list[Finding]:
    """A blocking finding for every number without a source."""
    known = numbers(case.ground.source_text)
    counted = _counted(case.ground.source_text)
    found: list[Finding] = []
    for sentence, text in case.numbered():
        for number in dict.fromkeys(NUMBER.findall(text)):
            year = bool(re.fullmatch(r"(19|20|21)\d\d", number))
            if year and int(number) > case.ground.settings.horizon:
                continue  # that is the horizon check's finding
            if plain_number(number) not in known and number not in _NOT_FACTS:
                what = "Das Jahr" if year else "Die Zahl"
                found.append(
                    case.finding(
                        sentence,
                        KIND,
                        "block",
                        f"{what} {number} steht weder in den Dokumenten noch in den Ausprägungen. "
                        "Bitte belegen oder streichen.",
                        number,
                    )
                )
        for number, _ in sorted(_counted(text) - counted):
            if number in known and number not in _NOT_FACTS and not re.fullmatch(r"(19|20)\d\d", number):
                found.append(
                    case.finding(
                        sentence,
                        KIND,
                        "warn",
                        f"Die Zahl {number} steht in den Quellen nur in anderem Zusammenhang. Bitte "
                        "prüfen, was sie hier zählt.",
                        number,
                    )
                )
    return found


def _counted(text: str) -> set[tuple[str, str]]:
    """Numbers with the stem of the word they count."""
    return {(plain_number(number), stem(word.lower())) for number, word in _COUNTED.findall(text)}
