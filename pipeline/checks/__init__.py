"""Findings: one file per kind, each `check(case) -> list[Finding]`; this room runs them all.

Drafting, evaluating and publishing use these checks and no others. What cannot be decided without
understanding is "nicht beurteilt", never passed.
"""

from collections.abc import Sequence

from pipeline.checks import (
    contrast,
    copying,
    coverage,
    facts,
    horizon,
    length,
    likeness,
    names,
    quotations,
    skeleton,
    statements,
)
from pipeline.checks.case import Case, Ground
from pipeline.core.types import Finding, Findings, Narrative, SentenceVerdict

OF_A_TEXT = (facts, names, quotations, copying, horizon, length, coverage, skeleton)


def check(narratives: Sequence[Narrative], ground: Ground) -> Findings:
    """All findings of a set of narratives; KeyError where a narrative's cluster is unknown."""
    findings: list[Finding] = []
    verdicts: list[SentenceVerdict] = []
    open_questions: list[str] = []
    for narrative in narratives:
        judged = check_one(Case(narrative, ground))
        findings.extend(judged.findings)
        verdicts.extend(judged.sentences)
        open_questions.extend(judged.not_judged)
    findings.extend(likeness.check(narratives))
    findings.extend(contrast.findings(contrast.test(narratives, ground), ground))
    order = {"block": 0, "warn": 1, "info": 2}
    findings.sort(key=lambda f: (f.cluster, order[f.severity], f.sentence or 0, f.kind))
    return Findings(findings=tuple(findings), sentences=tuple(verdicts), not_judged=tuple(open_questions))


def check_one(case: Case) -> Findings:
    """The findings of one text against its cluster, without looking at other texts."""
    findings = [finding for kind in OF_A_TEXT for finding in kind.check(case)]
    meaning = statements.judge(case)
    findings.extend(meaning.findings)
    verdicts = tuple(_verdict(case, number, meaning, findings) for number in case.numbers())
    unjudged = sum(not verdict.judged for verdict in verdicts)
    not_judged = (
        (
            f"„{case.narrative.title}“: bei {unjudged} von {len(verdicts)} Sätzen ist der Sinn nicht "
            "beurteilt (Verneinung, Menge, Bedeutung); das muss ein Mensch lesen.",
        )
        if unjudged
        else ()
    )
    return Findings(findings=tuple(findings), sentences=verdicts, not_judged=not_judged)


def _verdict(
    case: Case, number: int, meaning: statements.Judgement, findings: Sequence[Finding]
) -> SentenceVerdict:
    """A sentence is as suspicious as the worst that was said of it."""
    mine = [f for f in findings if f.sentence == number and f.severity != "info"]
    suspicion = meaning.suspicion[number - 1]
    for finding in mine:
        suspicion = max(suspicion, 0.97 if finding.severity == "block" else 0.9)
    return SentenceVerdict(
        cluster=case.narrative.cluster,
        index=number,
        suspicion=round(suspicion, 4),
        judged=meaning.judged[number - 1] or any(f.severity == "block" for f in mine),
        kinds=tuple(dict.fromkeys(f.kind for f in mine)),
    )
