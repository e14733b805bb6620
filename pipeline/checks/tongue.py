"""The text has to be German: an English narrative passes no check of words, and so must not pass at all.

Told by function words. A text most of whose words stand in sentences of another tongue, or that has hardly
any German function word, blocks; a single such sentence is to be looked at. What stands in quotation marks
may be of any tongue, and so may a name ("Smart City for All").
"""

import re

from pipeline.checks.case import Case
from pipeline.core.types import Finding
from pipeline.language.quoted import unquoted
from pipeline.language.tongue import german_share, is_english
from pipeline.language.words import count_words

KIND = "fremdsprache"
FEWEST = 10
"""Words: a shorter sentence without a function word ("Anfahrt anderthalb Stunden.") tells no tongue."""
_NAME = re.compile(
    r"\b[A-ZÄÖÜ][\w-]*(?:,? (?:(?:a|an|and|as|at|by|for|from|in|of|on|the|to|with) )*[A-ZÄÖÜ][\w-]*)+"
)
"""Capitalised words in a row, joined by words such as English names have between theirs."""
LEAST = 0.15
"""The share of German function words in a whole text (measured: language/tongue.german_share)."""


def check(case: Case) -> list[Finding]:
    """A blocking finding for a text that is not German, and a warning for each sentence that is not."""
    told = {number: unquoted(text) for number, text in case.numbered()}
    strange = [number for number, text in told.items() if _is_strange(text)]
    words = sum(count_words(text) for text in told.values())
    foreign = sum(count_words(told[number]) for number in strange)
    message = "Der Satz ist nicht deutsch; geprüft werden nur deutsche Texte. Bitte übersetzen."
    found = [case.finding(number, KIND, "warn", message) for number in strange]
    if 2 * foreign > words or (words >= FEWEST and german_share(" ".join(told.values())) < LEAST):
        message = (
            "Der Text ist zum größten Teil nicht deutsch, also nützt hier keine Prüfung etwas. Bitte auf "
            "Deutsch vorlegen."
        )
        found.insert(0, case.finding(None, KIND, "block", message))
    return found


def _is_strange(text: str) -> bool:
    return is_english(_NAME.sub(" ", text)) or (count_words(text) >= FEWEST and not german_share(text))
