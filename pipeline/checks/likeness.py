"""Two narratives that are too alike: they share sentences or long stretches of wording."""

from collections.abc import Sequence
from itertools import combinations

from pipeline.checks.thresholds import threshold
from pipeline.core.types import Finding, Narrative
from pipeline.language.words import tokens

KIND = "zu_aehnlich"
RUN = 5


def check(narratives: Sequence[Narrative]) -> list[Finding]:
    """A blocking finding for every pair that shares too many of its five-word runs."""
    found: list[Finding] = []
    for first, second in combinations(narratives, 2):
        share = shared(first, second)
        if share > threshold(KIND, "largest_share"):
            found.append(
                Finding(
                    cluster=second.cluster,
                    sentence=None,
                    kind=KIND,
                    severity="block",
                    message=f"„{second.title}“ und „{first.title}“ teilen {100 * share:.0f} % ihrer "
                    "Wortfolgen. Bitte eines der beiden anders schreiben.",
                    evidence=first.cluster,
                )
            )
    return found


def shared(first: Narrative, second: Narrative) -> float:
    """The share of five-word runs that two texts have in common (of the shorter one), 0–1."""
    runs = [_runs(narrative) for narrative in (first, second)]
    smaller = min(len(runs[0]), len(runs[1]))
    return len(runs[0] & runs[1]) / smaller if smaller else 0.0


def _runs(narrative: Narrative) -> set[tuple[str, ...]]:
    words = [word for sentence in narrative.sentences for word in tokens(sentence.text)]
    return {tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1)}
