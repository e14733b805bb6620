"""What a judge said of sentences with a known fault, or none, as figures.

What it did not decide is not counted; where that is more than a few, or the sentences are few, there is no
figure: unknown is never zero.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.evaluation.mutants.mutant import CONTROL, FAULTS
from pipeline.evaluation.ranked import auc
from pipeline.evaluation.results import KindFigures
from pipeline.evaluation.trust import EVERY, LEAST

FAIR = "fair"
"""The kind of a sentence that nothing was changed about."""
DECIDED = 0.9
"""The share of a kind that a judge has to have decided: one who leaves out what is hard is not measured."""


@dataclass(frozen=True)
class Heard:
    """What a judge said of one sentence; `decided` false where it gave no verdict."""

    kind: str
    suspicion: float
    alarm: bool
    decided: bool


def figures(heard: Sequence[Heard]) -> tuple[KindFigures, ...]:
    """Recall and AUC of each kind of fault and of all, against originals and harmless rewordings."""
    fair = _decided([one for one in heard if one.kind in (FAIR, CONTROL)])
    kinds: list[tuple[str, list[Heard]]] = [
        (kind, [one for one in heard if one.kind == kind]) for kind in FAULTS
    ]
    kinds.append((EVERY, [one for one in heard if one.kind in FAULTS]))
    control = [one for one in heard if one.kind == CONTROL]
    return (
        *(_of_kind(kind, told, fair) for kind, told in kinds),
        KindFigures(
            kind=CONTROL,
            sentences=len(control),
            recall=None,
            false_alarms=_alarms(_decided(control)),
            auc=None,
        ),
    )


def _of_kind(kind: str, told: Sequence[Heard], fair: Sequence[Heard] | None) -> KindFigures:
    faulty = _decided(told)
    parted = faulty is not None and fair is not None
    return KindFigures(
        kind=kind,
        sentences=len(told),
        recall=_alarms(faulty),
        false_alarms=_alarms(fair),
        auc=round(auc(_suspicions(faulty), _suspicions(fair)), 4) if parted else None,
    )


def _decided(told: Sequence[Heard]) -> Sequence[Heard] | None:
    """The sentences a figure is made of; None where they are too few, or too few of them were decided."""
    decided = [one for one in told if one.decided]
    enough = len(decided) >= LEAST and len(decided) >= DECIDED * len(told)
    return decided if enough else None


def _alarms(told: Sequence[Heard] | None) -> float | None:
    return round(sum(one.alarm for one in told) / len(told), 4) if told else None


def _suspicions(told: Sequence[Heard] | None) -> list[float]:
    return [one.suspicion for one in told or ()]
