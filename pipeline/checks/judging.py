"""Who judges whether a text says what its cluster says: what a judge does, and the one without a model."""

from collections.abc import Sequence
from typing import Protocol

from pipeline.checks import contrast, statements
from pipeline.checks.case import Case, Ground
from pipeline.checks.kept import Placed
from pipeline.core.types import Narrative


class Judge(Protocol):
    """Judges the sentences of one text, and reads a set of texts blind.

    `signature` names what a judgement depends on besides its input, "" where nothing does; `at_once`
    how many texts may be under way at the same time.
    """

    @property
    def signature(self) -> str: ...

    @property
    def at_once(self) -> int: ...

    def judge(self, case: Case) -> statements.Judgement:
        """Suspicion and findings per sentence; what nobody can decide is not judged, never passed."""

    def contrast(
        self, narratives: Sequence[Narrative], ground: Ground, known: Sequence[Placed] = ()
    ) -> contrast.Reading:
        """What a blind reader took for another cluster's; `known` says how paragraphs were read before."""


class StatementJudge:
    """Decides what is decided without understanding; the rest is a suspicion and not judged."""

    signature = ""
    at_once = 1

    def judge(self, case: Case) -> statements.Judgement:
        return statements.judge(case)

    def contrast(
        self, narratives: Sequence[Narrative], ground: Ground, known: Sequence[Placed] = ()
    ) -> contrast.Reading:
        read = contrast.test(narratives, ground)
        return contrast.Reading(tuple(contrast.findings(read, ground)), contrast.mute(narratives, read))


class OpenJudge(StatementJudge):
    """The same of the sentences on which no verdict stands, and of no other: what is measured of a few
    changed sentences does not need the rest of their text weighed again."""

    def judge(self, case: Case) -> statements.Judgement:
        return statements.judge(case, case.settled)


class SilentJudge(StatementJudge):
    """Says nothing of any sentence: for proving checks that are not about meaning."""

    def judge(self, case: Case) -> statements.Judgement:
        count = len(case.texts)
        return statements.Judgement((0.0,) * count, (False,) * count, ())

    def contrast(
        self, narratives: Sequence[Narrative], ground: Ground, known: Sequence[Placed] = ()
    ) -> contrast.Reading:
        return contrast.Reading(())
