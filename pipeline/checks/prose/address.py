"""Readers are addressed as the house addresses them: with Sie, with du, or not at all.

A sentence that begins with "Sie" may speak of others: it is not flagged. Nor is what is quoted.
"""

import re

from pipeline.checks.case import Case
from pipeline.core.types import Finding
from pipeline.language.quoted import unquoted

KIND = "stil_anrede"
_FORMAL = re.compile(r"(?<=[^\s.!?:–])\s(Sie|Ihnen|Ihr|Ihre[mnrs]?)\b")
_FAMILIAR = re.compile(r"\b(du|dich|dir|dein(?:e[mnrs]?)?|euch|euer|eure[mnrs]?)\b", re.IGNORECASE)


def check(case: Case) -> list[Finding]:
    """A warning for each sentence that addresses readers in another way than the house's."""
    style = case.ground.style.address
    if style is None:
        return []
    wanted = {
        "Sie": "siezt der Hausstil",
        "du": "duzt der Hausstil",
        "keine": "redet der Hausstil niemanden an",
    }
    forms = [form for name, form in (("Sie", _FORMAL), ("du", _FAMILIAR)) if name != style]
    found = []
    for number, text in case.numbered():
        said = next((one for form in forms if (one := form.search(unquoted(text)))), None)
        if said:
            message = f"„{said.group(1)}“: Hier {wanted[style]}. Bitte umformulieren."
            found.append(case.finding(number, KIND, "warn", message, said.group(1)))
    return found
