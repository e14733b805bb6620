"""When a sentence raises an alarm: a finding that blocks or warns is about it, or it is too suspicious.

Suspicion alone counts where no model judged, from the line [alarm] in evals/thresholds.toml on: what a
model was not asked about, or left open, it has raised no alarm about.
"""

from dataclasses import dataclass

from pipeline.checks.judging import Judge
from pipeline.checks.thresholds import threshold
from pipeline.core.types import SentenceVerdict

ALARM = "alarm"


@dataclass(frozen=True)
class Alarms:
    """By what a judge's verdicts are read: `line` of suspicion, None for a model."""

    line: float | None

    def raised(self, verdict: SentenceVerdict) -> bool:
        """Whether there is an alarm about a sentence."""
        return bool(verdict.kinds) or (self.line is not None and verdict.suspicion >= self.line)

    def decided(self, verdict: SentenceVerdict) -> bool:
        """Whether the judge said anything of it: without a model its order is all there is."""
        return self.line is not None or verdict.judged


def line() -> float:
    """From which suspicion on there is an alarm where no model judged."""
    return threshold(ALARM, "suspicion")


def alarms_of(judge: Judge) -> Alarms:
    """How verdicts of this judge are read."""
    return Alarms(None if judge.signature else line())
