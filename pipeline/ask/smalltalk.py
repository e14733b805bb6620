"""Whether a question is put to the machine itself: "Wie geht's dir?" asks nothing of any document.

"Kannst du mir sagen, was der Kran kostet?" is put so as well; much more has to be near then.
"""

import re

_YOU = re.compile(
    r"\b(?:du|dir|dich|dein\w*|hast du|kannst du)\b|\b(?:are|do|can|could|would) you\b|\byour\b", re.I
)


def addressed(question: str) -> bool:
    """Whether it speaks to who answers."""
    return bool(_YOU.search(question))
