"""What the suites look at: the texts of a run, what they are held against, and what was found so far.

Nothing here is read from disk by a suite: whoever evaluates a run gathers it (`run/evaluating`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pipeline.checks.case import Ground
from pipeline.checks.kept import Placed
from pipeline.core.types import Finding, Findings, Narrative, Rating, Rights
from pipeline.evaluation.results import JudgeFigures
from pipeline.evaluation.review import Reviewed
from pipeline.evaluation.trust import Trust

if TYPE_CHECKING:
    from pipeline.evaluation.questions import Asking
    from pipeline.scenarios.affinity import Affinity
    from pipeline.scenarios.opinions import Opinions


@dataclass(frozen=True)
class Material:
    """`findings` are those of these very texts. Suites are shown them without what a person let pass,
    which is in `let_pass`.

    `judged_by` names the model whose verdicts they hold, "" for none, and `by_model` the sentences (from 1)
    that it decided, by cluster. `ranking` and `judge` are how good the order of suspicion and that model
    were measured to be, None where they were not; `trust` is what follows. `titles` are those of documents,
    by path; `documents` what is known of each, and `rights` what may be done with it. `review_text` is
    review.yaml as it lies there, whose remarks are people's.
    `affinity` is how values go together, None where it was not computed; `ratings` are those of people and
    of a model, `opinions` those of the groups. `asking` puts questions to the documents, None where nobody
    can.
    `supports` is the value that the model found told in a sentence, by cluster and number; `placed` how it
    read paragraphs blind, as far as that holds for these clusters.
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
    documents: Sequence[Mapping[str, Any]] = ()
    rights: Mapping[str, Rights] = field(default_factory=dict)
    review_text: str = ""
    affinity: "Affinity | None" = None
    ratings: Sequence[Rating] = ()
    opinions: "Opinions | None" = None
    asking: "Asking | None" = None
    supports: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    placed: Sequence[Placed] = ()
    let_pass: Sequence[Finding] = ()

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
