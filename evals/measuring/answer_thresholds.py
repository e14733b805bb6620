"""What the thresholds of abstaining cost (pipeline/ask/abstaining.py), on the tuning halves alone.

    python -m evals.measuring.answer_thresholds

For each value of [antwort] in evals/thresholds.toml: the share of answerable questions that would be
declined by it alone, and of unanswerable ones, on each set by itself, so that a value that only suits
one of them is seen. Values go to the file by hand.
"""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import fmean

from evals.answering import library
from evals.measuring.answers import cases
from pipeline.ask.answering import Asked, Turn
from pipeline.ask.offline import HITS
from pipeline.ask.question.understanding import understood
from pipeline.ask.quoting.abstaining import Signals, signals
from pipeline.ask.quoting.candidates import Field
from pipeline.evaluation.questions import UNANSWERABLE

NEAR = (0.35, 0.4, 0.425, 0.445, 0.455, 0.465, 0.48, 0.5)
MISSING = (0.1, 0.2, 0.3, 0.4, 0.45, 0.5, 0.6, 0.8, 1.0)


@dataclass(frozen=True)
class Example:
    """A question's signals, and whether it is answerable."""

    project: str
    answerable: bool
    signals: Signals


def main() -> int:
    examples = _examples()
    if not examples:
        print("Keines der Projekte ist da: nicht gemessen.")
        return 1
    print(f"{'enthalten':<20}{'beantwortbar':<64}unbeantwortbar")
    for value in NEAR:
        _row(f"near < {value}", examples, lambda one, v=value: one.covered + (one.meaning or 0.0) < v)
    for value in MISSING:
        _row(f"missing ≥ {value}", examples, lambda one, v=value: one.missing >= v)
    _row("elsewhere", examples, lambda one: bool(one.elsewhere))
    return 0


def _examples() -> list[Example]:
    shelf = lru_cache(library)
    found: list[Example] = []
    for case in cases("tune"):
        asked = shelf(case.project)
        if asked is None:
            continue
        *before, last = case.turns
        question = understood(Asked(last, tuple(Turn(one) for one in before)))
        told = signals(Field(question, tuple(asked.find(question.text, HITS))))
        found.append(Example(case.project, case.kind != UNANSWERABLE, told))
    return found


def _row(name: str, examples: Sequence[Example], declined: Callable[[Signals], bool]) -> None:
    told = []
    for answerable in (True, False):
        shares = []
        for project in sorted({one.project for one in examples}):
            part = [one for one in examples if (one.project, one.answerable) == (project, answerable)]
            shares.append(f"{project[:8]} {100 * fmean(declined(one.signals) for one in part):.0f} %")
        told.append(", ".join(shares))
    print(f"{name:<20}{told[0]:<64}{told[1]}")


if __name__ == "__main__":
    sys.exit(main())
