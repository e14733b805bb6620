"""Runs of words copied from a document: facts may come from there, sentences may not."""

from collections.abc import Container, Iterator, Mapping, Sequence
from functools import lru_cache

from pipeline.checks.case import Case
from pipeline.checks.thresholds import threshold
from pipeline.core.types import Finding
from pipeline.language.words import tokens

KIND = "abgeschrieben"
Run = tuple[str, ...]


def check(case: Case) -> list[Finding]:
    """A blocking finding for every run of more than twelve words from one passage."""
    seen = _standing(tuple((one.id, one.text) for one in case.ground.passages), longest_allowed())
    found: list[Finding] = []
    reported: set[int] = set()
    for sentences, run in repeated(case, seen):
        number = sentences[0]
        if number not in reported:
            reported.add(number)
            found.append(
                case.finding(
                    number,
                    KIND,
                    "block",
                    f"Mehr als {len(run) - 1} Wörter am Stück stehen so in einem Dokument "
                    f"(„{' '.join(run[:6])} …“). Bitte in eigene Worte fassen.",
                    seen[run],
                )
            )
    return found


@lru_cache(maxsize=2)
def _standing(passages: tuple[tuple[str, str], ...], longest: int) -> Mapping[Run, str]:
    """The runs of passages (id and text), each with the first that has it; made once a corpus."""
    found: dict[Run, str] = {}
    for name, text in passages:
        for run in runs(tokens(text), longest):
            found.setdefault(run, name)
    return found


def longest_allowed() -> int:
    """How many words in a row may stand as they do in a document."""
    return int(threshold(KIND, "longest_run"))


def runs(words: Sequence[str], longest: int | None = None) -> Iterator[Run]:
    """Every run of words that is just too long to be copied, or longer than `longest`."""
    size = (longest_allowed() if longest is None else longest) + 1
    for start in range(len(words) - size + 1):
        yield tuple(words[start : start + size])


def repeated(
    case: Case, known: Container[Run], longest: int | None = None
) -> Iterator[tuple[tuple[int, ...], Run]]:
    """The runs of a text that are known, each with the numbers of the sentences it goes through."""
    running = [(number, word) for number, text in case.numbered() for word in tokens(text)]
    numbers = [number for number, _ in running]
    for start, run in enumerate(runs([word for _, word in running], longest)):
        if run in known:
            yield tuple(dict.fromkeys(numbers[start : start + len(run)])), run
