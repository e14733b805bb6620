"""Whether short texts beside a narrative say only what the sources bear: the checks of narratives, on them.

Numbers, years and quotations without a source, and years beyond the horizon, are faults; names, and words
of another scenario, are told to a person, for there the checks may err.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.checks import facts, horizon, names, quotations
from pipeline.checks.case import Case, Ground
from pipeline.checks.judging import StatementJudge
from pipeline.core.types import Finding, Narrative, Sentence

_CHECKS = (facts, horizon, names, quotations)


@dataclass(frozen=True)
class Soundness:
    """What is wrong with texts, and what a person should look at; both in German."""

    faults: tuple[str, ...]
    doubts: tuple[str, ...]


def soundness(texts: Sequence[str], cluster: str, ground: Ground) -> Soundness:
    """What the checks say of these texts as said of this cluster."""
    case = Case(
        Narrative(
            cluster=cluster,
            title="",
            rohgeruest=False,
            sentences=tuple(Sentence(text=one, basis="edited", paragraph=1) for one in texts),
        ),
        ground,
    )
    found = [one for check in _CHECKS for one in check.check(case) if one.sentence is not None]
    meaning = [one for one in StatementJudge().judge(case).findings if one.sentence is not None]
    return Soundness(
        tuple(_told(one, texts) for one in found if one.severity == "block"),
        tuple(_told(one, texts) for one in (*found, *meaning) if one.severity != "block" or one in meaning),
    )


def _told(finding: Finding, texts: Sequence[str]) -> str:
    """A finding with the beginning of the text it speaks of: entries are not numbered through."""
    text = texts[(finding.sentence or 1) - 1]
    start = " ".join(text.split()[:5])
    return f"„{start} …“: {finding.message}"
