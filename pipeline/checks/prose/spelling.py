"""Spellings as the house has them: the wrong one is found as it stands, with the endings of German nouns
and adjectives. Where the two differ in small and large letters alone, these count."""

import re
from functools import lru_cache

from pipeline.checks.case import Case
from pipeline.core.types import Finding
from pipeline.language.quoted import unquoted

KIND = "stil_schreibweise"
_ENDING = r"(?:e[mnrs]?|n|s|se[ns]?)?"


def check(case: Case) -> list[Finding]:
    """A warning for each sentence with a wrong spelling."""
    found = []
    for number, text in case.numbered():
        for wrong, right in case.ground.style.spellings.items():
            written = _form(wrong, wrong.casefold() == right.casefold()).search(unquoted(text))
            if written:
                message = f"„{written.group()}“: Im Hausstil heißt es „{right}“. Bitte ändern."
                found.append(case.finding(number, KIND, "warn", message, written.group()))
    return found


@lru_cache(maxsize=512)
def _form(wrong: str, exact: bool) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){re.escape(wrong)}{_ENDING}(?![\w-])", 0 if exact else re.IGNORECASE)
