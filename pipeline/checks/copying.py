"""Runs of words copied from a document: facts may come from there, sentences may not."""

from pipeline.checks.case import Case
from pipeline.checks.thresholds import threshold
from pipeline.core.types import Finding
from pipeline.language.words import tokens

KIND = "abgeschrieben"


def check(case: Case) -> list[Finding]:
    """A blocking finding for every run of more than twelve words from one passage."""
    longest = int(threshold(KIND, "longest_run"))
    size = longest + 1
    seen: dict[tuple[str, ...], str] = {}
    for passage in case.ground.passages:
        words = tokens(passage.text)
        for start in range(len(words) - size + 1):
            seen.setdefault(tuple(words[start : start + size]), passage.id)
    found: list[Finding] = []
    running: list[tuple[int, str]] = [
        (number, word) for number, text in case.numbered() for word in tokens(text)
    ]
    reported: set[int] = set()
    for start in range(len(running) - size + 1):
        window = running[start : start + size]
        passage_id = seen.get(tuple(word for _, word in window))
        number = window[0][0]
        if passage_id and number not in reported:
            reported.add(number)
            found.append(
                case.finding(
                    number,
                    KIND,
                    "block",
                    f"Mehr als {longest} Wörter am Stück stehen so in einem Dokument "
                    f"(„{' '.join(word for _, word in window[:6])} …“). Bitte in eigene Worte fassen.",
                    passage_id,
                )
            )
    return found
