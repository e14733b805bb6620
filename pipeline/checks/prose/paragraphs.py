"""As many paragraphs as the project wants: a block of text nobody enters, ten scraps nobody follows."""

from pipeline.checks.case import Case
from pipeline.checks.prose.measure import written
from pipeline.core.types import Finding

KIND = "absaetze"
WORDS = 50
"""A paragraph has so many words at least; a text shorter than the paragraphs need has fewer."""


def check(case: Case) -> list[Finding]:
    """A warning outside the wanted range."""
    draft = case.ground.settings.draft
    low, high = draft.paragraphs
    low = min(low, draft.words[0] // WORDS)
    count = len({sentence.paragraph for sentence in case.narrative.sentences})
    if not written(case) or low <= count <= high:
        return []
    many = "1 Absatz" if count == 1 else f"{count} Absätze"
    advice = "zusammenfassen" if count > high else "gliedern"
    wanted = f"{low}" if low == high else f"{low} bis {high}"
    message = f"Der Text hat {many}, gewünscht sind {wanted}. Bitte {advice}, damit man ihm folgen kann."
    return [case.finding(None, KIND, "warn", message, str(count))]
