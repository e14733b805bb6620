"""A judge who asks nobody twice: what was decided of a sentence stands until the sentence changes.

Whoever judges is asked about the rest alone, with the whole text before him. Without a model, what a model
decided before stands just the same; what has changed since is not judged then, never passed.
"""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.checks import blind, contrast, statements
from pipeline.checks.case import Case, Ground
from pipeline.checks.judging import Judge
from pipeline.checks.kept import (
    KeptText,
    KeptVerdict,
    Placed,
    Verdicts,
    digest_of_cluster,
    digest_of_clusters,
    key_of,
    settled,
)
from pipeline.checks.stated import Stated
from pipeline.core.types import Finding, Narrative


class Carrying:
    """Judges what is not decided yet, and keeps what is; `verdicts` says all of it when it is done.

    `known` are to be those of this very judge, or of any where he has no model.
    """

    def __init__(self, judge: Judge, known: Verdicts) -> None:
        self._judge, self._known = judge, known
        self._texts: dict[str, KeptText] = {}
        self._paragraphs: tuple[Placed, ...] = ()
        self._ground = ""

    @property
    def signature(self) -> str:
        """That of who judges."""
        return self._judge.signature

    @property
    def at_once(self) -> int:
        """As many texts as he takes."""
        return self._judge.at_once

    def judge(self, case: Case) -> statements.Judgement:
        ground = digest_of_cluster(case)
        stands = settled(case, ground, self._known.texts)
        said = self._judge.judge(replace(case, settled=frozenset(stands)))
        judgement = _joined(said, stands)
        decided = [n for n in case.numbers() if n in stands or (self.signature and said.judged[n - 1])]
        self._texts[case.narrative.cluster] = KeptText(
            cluster=case.narrative.cluster,
            ground=ground,
            sentences=tuple(dict.fromkeys(_kept(case, judgement, number) for number in decided)),
        )
        return judgement

    def contrast(
        self, narratives: Sequence[Narrative], ground: Ground, known: Sequence[Placed] = ()
    ) -> contrast.Reading:
        self._ground = digest_of_clusters(ground)
        stands = (*known, *(self._known.paragraphs if self._known.ground == self._ground else ()))
        if self.signature or not stands:
            reading = self._judge.contrast(narratives, ground, stands)
        else:
            reading = blind.recalled(narratives, ground, stands)
        self._paragraphs = reading.placed
        return reading

    def verdicts(self, model: str) -> Verdicts:
        """What is decided now; `model` is the name of the one who judges, "" where none does."""
        return Verdicts(
            model=model or self._known.model,
            ground=self._ground,
            texts=tuple(text for _, text in sorted(self._texts.items())),
            paragraphs=self._paragraphs,
        )


def _joined(said: statements.Judgement, stands: dict[int, KeptVerdict]) -> statements.Judgement:
    """What is said now, and in its place what stands of the sentences that were decided before."""
    numbers = range(1, len(said.judged) + 1)
    findings = [one for one in said.findings if one.sentence not in stands]
    findings += [
        one.model_copy(update={"sentence": number})
        for number, verdict in stands.items()
        for one in verdict.findings
    ]
    return statements.Judgement(
        tuple(stands[n].suspicion if n in stands else said.suspicion[n - 1] for n in numbers),
        tuple(n in stands or said.judged[n - 1] for n in numbers),
        tuple(sorted(findings, key=lambda one: one.sentence or 0)),
        said.unanswered,
        tuple(stands[n].supports if n in stands else _supported(said, n) for n in numbers),
        tuple(stands[n].stated if n in stands else _stated(said, n) for n in numbers),
    )


def _supported(said: statements.Judgement, number: int) -> str:
    return said.supports[number - 1] if said.supports else ""


def _stated(said: statements.Judgement, number: int) -> Stated | None:
    return said.stated[number - 1] if said.stated else None


def _kept(case: Case, judgement: statements.Judgement, number: int) -> KeptVerdict:
    words, values = key_of(case.narrative.sentences[number - 1])
    mine: list[Finding] = [one for one in judgement.findings if one.sentence == number]
    return KeptVerdict(
        words=words,
        values=values,
        suspicion=judgement.suspicion[number - 1],
        findings=tuple(one.model_copy(update={"sentence": None}) for one in mine),
        supports=_supported(judgement, number),
        stated=_stated(judgement, number),
    )
