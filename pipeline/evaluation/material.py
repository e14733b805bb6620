"""What the suites look at: the texts of a run, what they are held against, and what was found so far.

Nothing here is read from disk by a suite: whoever evaluates a run gathers it (`run/evaluating`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.checks.case import Ground
from pipeline.core.types import Finding, Findings, Narrative
from pipeline.evaluation.results import JudgeFigures
from pipeline.evaluation.review import Reviewed
from pipeline.evaluation.trust import Trust


@dataclass(frozen=True)
class Material:
    """`findings` are those of these very texts. Suites are shown them without what a person let pass.

    `judged_by` names the model whose verdicts they hold, "" for none, and `by_model` the sentences (from 1)
    that it decided, by cluster. `ranking` and `judge` are how good the order of suspicion and that model
    were measured to be, None where they were not; `trust` is what follows. `titles` are those of documents,
    by path.
    """

    narratives: Sequence[Narrative]
    ground: Ground
    findings: Findings
    reviewed: Reviewed = field(default_factory=Reviewed)
    judged_by: str = ""
    by_model: Mapping[str, frozenset[int]] = field(default_factory=dict)
    ranking: JudgeFigures | None = None
    judge: JudgeFigures | None = None
    trust: Trust = field(default_factory=Trust)
    titles: Mapping[str, str] = field(default_factory=dict)

    def of(self, cluster: str) -> Narrative | None:
        """The text of a cluster; None where there is none."""
        return next((one for one in self.narratives if one.cluster == cluster), None)

    def found(self, *kinds: str) -> list[Finding]:
        """The findings of these kinds."""
        return [one for one in self.findings.findings if one.kind in kinds]

    @property
    def sentences(self) -> int:
        """How many sentences all texts have."""
        return sum(len(one.sentences) for one in self.narratives)
