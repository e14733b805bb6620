"""Findings: one file per kind, each `check(case) -> list[Finding]`; this room runs them all.

Drafting, evaluating and publishing use these checks and no others. What cannot be decided without
understanding is "nicht beurteilt", never passed.
"""

from collections.abc import Iterable, Sequence
from functools import partial

from pipeline.checks import (
    agreement,
    anachronism,
    chronology,
    copying,
    coverage,
    elsewhere,
    emptied,
    evidence,
    facts,
    forecast,
    horizon,
    length,
    likeness,
    names,
    quotations,
    reworded,
    skeleton,
    stated,
    statements,
    tongue,
)
from pipeline.checks.case import Case, Ground
from pipeline.checks.judging import Judge
from pipeline.checks.prose import findings as prose
from pipeline.core.types import Finding, Findings, Narrative, SentenceVerdict
from pipeline.llm.batches import together
from pipeline.llm.stopping import pool

OF_A_TEXT = (
    emptied,
    facts,
    names,
    quotations,
    evidence,
    copying,
    horizon,
    chronology,
    anachronism,
    forecast,
    tongue,
    length,
    coverage,
    skeleton,
    elsewhere,
    reworded,
)


def check(narratives: Sequence[Narrative], ground: Ground, judge: Judge) -> Findings:
    """All findings of a set of narratives, judged side by side; KeyError for an unknown cluster."""
    cases = [Case(narrative, ground) for narrative in narratives]
    with pool(1) as beside:
        reading = beside(partial(judge.contrast, narratives, ground))
        found = together([partial(_alone, case, judge) for case in cases], judge.at_once)
        read = reading.result()
    findings = [finding for one in found for finding in one.findings]
    findings.extend(likeness.check(narratives))
    findings.extend(agreement.check(narratives, ground))
    findings.extend(prose.of_all(narratives, ground))
    findings.extend(read.findings)
    return Findings(
        findings=ordered(findings),
        sentences=tuple(verdict for one in found for verdict in one.sentences),
        not_judged=(*(line for one in found for line in one.not_judged), *read.not_judged),
    )


def ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings by cluster, the worst first."""
    order = {"block": 0, "warn": 1, "info": 2}
    return tuple(sorted(findings, key=lambda f: (f.cluster, order[f.severity], f.sentence or 0, f.kind)))


def check_one(case: Case, judge: Judge, *, language: bool = True) -> Findings:
    """The findings of one text against its cluster, without looking at other texts.

    `language` false leaves out those of its prose and of what it is silent about, from which no suspicion
    of a sentence follows.
    """
    with pool(1) as beside:  # a judge may wait for a model
        judging = beside(partial(judge.judge, case))
        kinds = OF_A_TEXT if language else (one for one in OF_A_TEXT if one is not coverage)
        findings = [finding for kind in kinds for finding in kind.check(case)]
        findings.extend(prose.of_a_text(case) if language else ())
        meaning = judging.result()
    findings = stated.weighed(case, findings, meaning.stated)
    findings.extend(meaning.findings)
    verdicts = tuple(_verdict(case, number, meaning, findings) for number in case.numbers())
    unjudged = sum(not verdict.judged for verdict in verdicts)
    counted = (
        (
            f"„{case.narrative.title}“: bei {unjudged} von {len(verdicts)} Sätzen ist der Sinn nicht "
            "beurteilt (Verneinung, Menge, Bedeutung); das muss ein Mensch lesen.",
        )
        if unjudged
        else ()
    )
    reasons = (f"„{case.narrative.title}“, {line}" for line in meaning.unanswered)
    return Findings(findings=tuple(findings), sentences=verdicts, not_judged=(*counted, *reasons))


def _alone(case: Case, judge: Judge) -> list[Findings]:
    return [check_one(case, judge)]


def _verdict(
    case: Case, number: int, meaning: statements.Judgement, findings: Sequence[Finding]
) -> SentenceVerdict:
    """A sentence is as suspicious as the worst that was said of it, its language left aside."""
    mine = [
        f for f in findings if f.sentence == number and f.severity != "info" and f.kind not in prose.KINDS
    ]
    suspicion, judged = meaning.suspicion[number - 1], meaning.judged[number - 1]
    blocked = any(finding.severity == "block" for finding in mine)
    for finding in mine:
        suspicion = max(suspicion, 0.97 if finding.severity == "block" else 0.9)
    return SentenceVerdict(
        cluster=case.narrative.cluster,
        index=number,
        suspicion=round(suspicion, 4),
        judged=judged or blocked,
        by_finding=blocked and not judged,
        kinds=tuple(dict.fromkeys(f.kind for f in mine)),
    )
