"""The last word takes a position and weighs it: what counts in this future and what it costs.

Told by words of weighing in the last two sentences. They only hint: so does the finding.
"""

import re

from pipeline.checks.case import Case
from pipeline.checks.prose.measure import is_whole
from pipeline.checks.prose.price import PRICED
from pipeline.core.types import Finding

KIND = "schluss"
LAST = 2
_WEIGHED = re.compile(
    r"\b(?:aber|doch|jedoch|sondern|dafür|dagegen|hingegen|obwohl|obgleich|während|statt|anstatt|anstelle"
    r"|ohne|nur|zwar|trotz\w*|lieber|umso|je mehr|weder|gewonnen|gewinn\w*|wert|abwägung|rechnung|dennoch"
    r"|niemand|keine?[nmrs]?|selten|kaum|auf der einen|andererseits|nicht)\b",
    re.IGNORECASE,
)


def check(case: Case) -> list[Finding]:
    """A hint where the closing weighs nothing."""
    last = case.texts[-LAST:]
    if not is_whole(case) or any(_WEIGHED.search(text) or PRICED.search(text) for text in last):
        return []
    message = (
        "Am Schluss ist keine Abwägung zu erkennen; so bleibt offen, was diese Zukunft wert ist und "
        "was sie kostet. Bitte mit einer Haltung schließen."
    )
    return [case.finding(len(case.texts), KIND, "info", message)]
