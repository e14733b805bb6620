"""How much of the waiting is ours: a run against a server that takes one second a call, eight at once.

Lower bound of a stage: the longest chain of calls that need one another's answers, or its calls by eight,
whichever is more. A chain has one call of each kind that the stage asks, a round of scoring more for
each renewal, and the calls of one narrative: the most that name the same one, or as many as one needs
on average, rounded down, for judging names none (so the bound is rather too low).
Seconds are those of the stages that asked, as run.json has them, their own computing included, which does
not grow with the model's: another number of seconds a call may be given on the command line.
"""

import json
import re
import statistics
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Any

from scripted import Bench, bench

_TITLE = re.compile(r"^Szenario: (.+)$", re.MULTILINE)
SECOND = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0
AT_ONCE, TARGET, RUNS = 8, 1.15, 3
ROUNDS = ("Scored", "Renewed")
SIDE_BY_SIDE = ("Induced", "PromotedPairs", "HinderedPairs", "NamedScenarios", "PlacedParagraphs")
STAGE_OF = {
    **dict.fromkeys(("Induced", "Scored", "Renewed", "PromotedPairs", "HinderedPairs"), "rate"),
    "NamedScenarios": "cluster",
    "PlannedNarrative": "plan",
    **dict.fromkeys(("Draft", "JudgedSentences", "DoubtedSentences", "RevisedSentences"), "draft"),
    "PlacedParagraphs": "check",
}


@dataclass(frozen=True)
class Timed:
    """One stage: its calls, the seconds it took, and those it had to take."""

    calls: int
    seconds: float
    bound: float


def bound(requests: Sequence[dict[str, Any]], narratives: int) -> float:
    """Seconds that these calls of one stage take at least."""
    kinds = Counter(map(_kind, requests))
    alone = [one for one in requests if _kind(one) not in (*ROUNDS, *SIDE_BY_SIDE)]
    titles = Counter(found[1] for one in alone if (found := _TITLE.search(one["messages"][1]["content"])))
    chain = max(max(titles.values(), default=0), len(alone) // narratives)
    if "Scored" in kinds:
        chain += 1 + 2 * kinds.get("Renewed", 0)
    pairs = 0
    for kind in kinds:
        if kind in ("PromotedPairs", "HinderedPairs"):
            pairs = 1
        elif kind in SIDE_BY_SIDE:
            chain += 1
    return SECOND * max(chain + pairs, ceil(len(requests) / AT_ONCE))


def _kind(body: dict[str, Any]) -> str:
    return str(body["response_format"]["json_schema"]["name"])


def measured(one: Bench) -> dict[str, Timed]:
    """One run from the beginning, by stage."""
    outcome = one.run()
    asked: dict[str, list[dict[str, Any]]] = {}
    for request in one.server.requests:
        asked.setdefault(STAGE_OF[_kind(request.body)], []).append(request.body)
    stages = json.loads((one.folder / "run" / "run.json").read_text(encoding="utf-8"))["stages"]
    narratives = len(outcome["narratives"])
    return {
        name: Timed(len(requests), float(stages[name]["seconds"]), bound(requests, narratives))
        for name, requests in asked.items()
    }


def slow(body: dict[str, Any]) -> Any:
    """The scripted answer, a second later."""
    from puppet import act

    said = act(body)
    return replace(said, after=SECOND)


if __name__ == "__main__":
    ratios = []
    for number in range(1, RUNS + 1):
        with bench(slow) as made:
            found = measured(made)
        print(f"\nLauf {number}: Stufe, Aufrufe, Sekunden, mindestens, Verhältnis")
        for name, timed in found.items():
            ratio = timed.seconds / timed.bound
            print(f"  {name:<8} {timed.calls:>4} {timed.seconds:>8.2f} {timed.bound:>6.1f} {ratio:>7.2f}")
        total = sum(timed.seconds for timed in found.values())
        least = sum(timed.bound for timed in found.values())
        ratios.append(total / least)
        print(f"  zusammen {total:>13.2f} {least:>6.1f} {ratios[-1]:>7.2f}")
    median = statistics.median(ratios)
    print(f"\nMedian: {median:.2f} (Ziel ≤ {TARGET})")
    if median > TARGET:
        raise SystemExit("Ziel verfehlt")
