"""The text is as long as the project wants it."""

from pipeline.checks.case import Case
from pipeline.core.types import Finding
from pipeline.language.words import count_words

KIND = "laenge"


def check(case: Case) -> list[Finding]:
    """A warning outside the wanted range; an empty text blocks."""
    low, high = case.ground.settings.draft.words
    words = sum(count_words(text) for text in case.texts)
    if words == 0:
        return [case.finding(None, KIND, "block", "Der Text ist leer. Bitte neu entwerfen lassen.")]
    if low <= words <= high:
        return []
    advice = "kürzen" if words > high else "ergänzen"
    message = f"Der Text hat {words} Wörter, gewünscht sind {low} bis {high}. Bitte {advice}."
    return [case.finding(None, KIND, "warn", message, str(words))]
