"""How much of the waiting is ours: a run against a server that takes one second a call, eight at once.

Lower bound of a stage: the longest chain of calls that need one another's answers, or its calls by eight,
whichever is more. A chain has one call of each kind that the stage asks, a round of scoring more for
each renewal, and as many more as a narrative needs on average (so the bound is rather too low).
Seconds are those of the stages that asked, as run.json has them, their own computing included.
"""

import json
import statistics
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import ceil
from typing import Any

from scripted import Bench, bench

SECOND, AT_ONCE, TARGET, RUNS = 1.0, 8, 1.15, 3
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


def bound(kinds: Mapping[str, int], narratives: int) -> float:
    """Seconds that these calls of one stage take at least."""
    chain = 0
    if "Scored" in kinds:
        chain += 1 + 2 * kinds.get("Renewed", 0)
    pairs = 0
    for kind, count in kinds.items():
        if kind in ("PromotedPairs", "HinderedPairs"):
            pairs = 1
        elif kind in SIDE_BY_SIDE:
            chain += 1
        elif kind not in ROUNDS:
            chain += ceil(count / narratives)
    return SECOND * max(chain + pairs, ceil(sum(kinds.values()) / AT_ONCE))


def measured(one: Bench) -> dict[str, Timed]:
    """One run from the beginning, by stage."""
    outcome = one.run()
    asked: dict[str, Counter[str]] = {}
    for request in one.server.requests:
        kind = str(request.body["response_format"]["json_schema"]["name"])
        asked.setdefault(STAGE_OF[kind], Counter())[kind] += 1
    stages = json.loads((one.folder / "run" / "run.json").read_text(encoding="utf-8"))["stages"]
    narratives = len(outcome["narratives"])
    return {
        name: Timed(sum(kinds.values()), float(stages[name]["seconds"]), bound(kinds, narratives))
        for name, kinds in asked.items()
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
