"""How it came to be: at least three sentences of the way from today, told in the past.

Without a way a future is a picture on a wall: nobody can ask where he would have turned off.
"""

from pipeline.checks.case import Case
from pipeline.checks.prose.measure import asked, weight
from pipeline.core.types import Finding
from pipeline.language.tense import tells_past

KIND = "weg"


def check(case: Case) -> list[Finding]:
    """A finding where the way is too short: a warning where not half of it is there."""
    wanted = asked(case, KIND)
    past = sum(map(tells_past, case.texts))
    if past >= wanted:
        return []
    tell = (
        "erzählt kein Satz"
        if not past
        else "erzählt nur 1 Satz"
        if past == 1
        else f"erzählen nur {past} Sätze"
    )
    message = (
        f"Wie es von heute dahin kam, {tell} in der Vergangenheit; {wanted} machen den Weg begreiflich. "
        "Bitte den Weg ergänzen."
    )
    return [case.finding(None, KIND, weight(past, wanted), message, str(past))]
