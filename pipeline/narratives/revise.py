"""From findings to a better text: only the sentences they name are written anew, and judged again.

Everything else stays to the letter. A new sentence that comes out worse than the old one is not
taken, nor is one that nobody judged where the old one was. Twice at most: what remains then is
shown, and people decide.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from pipeline.checks import check_one
from pipeline.checks.case import Case, Ground
from pipeline.checks.judging import Judge
from pipeline.checks.prose.findings import KINDS as PROSE
from pipeline.core.errors import AnswerError, ContextError
from pipeline.core.types import Finding, Findings, Narrative, Sentence
from pipeline.llm.batches import together
from pipeline.narratives.plan import Plan, Plans

ROUNDS = 2
_RANK = {"info": 0, "warn": 1, "block": 2}


@dataclass(frozen=True)
class Flagged:
    """A sentence (from 1) with the findings that name it."""

    number: int
    findings: tuple[Finding, ...]


class Reviser(Protocol):
    """Writes flagged sentences anew, and knows who judges them.

    `signature` names what a result depends on besides its input, its judge included; `at_once` how
    many narratives may be under way at the same time.
    """

    @property
    def signature(self) -> str: ...

    @property
    def at_once(self) -> int: ...

    @property
    def judge(self) -> Judge: ...

    def revise(
        self, narrative: Narrative, plan: Plan, flagged: Sequence[Flagged], ground: Ground
    ) -> Mapping[int, Sentence]:
        """New sentences for exactly the flagged ones, by number."""


def revised(
    narratives: Sequence[Narrative], plans: Plans, ground: Ground, reviser: Reviser
) -> list[Narrative]:
    """The narratives as good as two rounds make them, side by side; each needs its plan."""
    plan_of = {plan.cluster: plan for plan in plans.plans}
    tasks = [partial(_alone, one, plan_of[one.cluster], ground, reviser) for one in narratives]
    return together(tasks, reviser.at_once)


def improve(narrative: Narrative, plan: Plan, ground: Ground, reviser: Reviser) -> Narrative:
    """The narrative after its revisions; as it is where nothing is flagged or no usable answer comes."""
    found = check_one(Case(narrative, ground), reviser.judge)
    for _ in range(ROUNDS):
        flagged = flagged_in(found)
        if not flagged:
            break
        try:
            written = reviser.revise(narrative, plan, flagged, ground)
        except (AnswerError, ContextError):
            break  # the findings stay, and are shown
        tried = spliced(narrative, written)
        judged = check_one(Case(tried, ground), reviser.judge)
        worse = [number for number in written if _worse(judged, found, number)]
        if worse:
            tried = spliced(tried, {number: narrative.sentences[number - 1] for number in worse})
            judged = check_one(Case(tried, ground), reviser.judge)
        if tried == narrative:
            break
        narrative, found = tried, judged
    return narrative


def flagged_in(found: Findings) -> list[Flagged]:
    """The sentences that a finding names which blocks or is to be looked at, in order; language is none."""
    named: dict[int, list[Finding]] = {}
    for finding in found.findings:
        if finding.sentence is not None and finding.severity != "info" and finding.kind not in PROSE:
            named.setdefault(finding.sentence, []).append(finding)
    return [Flagged(number, tuple(findings)) for number, findings in sorted(named.items())]


def spliced(narrative: Narrative, sentences: Mapping[int, Sentence]) -> Narrative:
    """The narrative with these sentences in place of its own; each stays in its paragraph."""
    return narrative.model_copy(
        update={
            "sentences": tuple(
                sentences[number].model_copy(update={"paragraph": old.paragraph})
                if number in sentences
                else old
                for number, old in enumerate(narrative.sentences, start=1)
            )
        }
    )


def _alone(narrative: Narrative, plan: Plan, ground: Ground, reviser: Reviser) -> list[Narrative]:
    return [improve(narrative, plan, ground, reviser)]


def _worse(new: Findings, old: Findings, number: int) -> bool:
    """Whether a sentence came out worse; nothing found of one that is no longer judged is no pass."""
    lost = old.sentences[number - 1].judged and not new.sentences[number - 1].judged
    return lost or _rank(new, number) > _rank(old, number)


def _rank(found: Findings, number: int) -> int:
    """How bad the worst is that was found of a sentence, its language left aside."""
    mine = (one for one in found.findings if one.sentence == number and one.kind not in PROSE)
    return max((_RANK[one.severity] for one in mine), default=0)
