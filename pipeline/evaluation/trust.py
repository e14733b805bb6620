"""How far a judge may be trusted: to decide what sentences mean, to rank them, or for neither.

Both follow from what was measured on faults made on purpose (`szenario eval-judge`), of every kind: a good
figure of all faults together hides a kind that a judge is blind to. A judge that was not measured is
trusted for nothing: then a person reads.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.evaluation.limits import Limit
from pipeline.evaluation.mutants.mutant import FAULTS
from pipeline.evaluation.results import JudgeFigures

NAME = "judge"
RANKS, RANKS_KIND = "offline_auc", "offline_kind_auc"
FINDS, SPARES = "model_recall", "model_false_alarms"
METRICS = frozenset({RANKS, RANKS_KIND, FINDS, SPARES})
EVERY = "all"
"""The kind under which the figures of all faults together stand."""
LEAST = 5
"""Of a kind: with fewer, a single sentence would make the figure."""


@dataclass(frozen=True)
class Trust:
    """Whether the model's verdicts may stand, and whether the order of suspicion decides what is not read.

    `told` says in German what lacks, "" where nothing does.
    """

    decides: bool = False
    ranks: bool = False
    told: tuple[str, ...] = ()


def trust_in(
    ranking: JudgeFigures | None, judge: JudgeFigures | None, judged_by: str, lines: Mapping[str, Limit]
) -> Trust:
    """The trust in the offline `ranking` and in the model that judged; a missing line is no trust."""
    ranks = _met(ranking, EVERY, "auc", lines.get(RANKS))
    ranks = ranks and all(_met(ranking, kind, "auc", lines.get(RANKS_KIND)) for kind in FAULTS)
    told = () if ranks else (_lacking("Die Rangfolge ohne Sprachmodell", ranking, "auc", "alle Sätze"),)
    if not judged_by:
        return Trust(False, ranks, told)
    decides = _met(judge, EVERY, "false_alarms", lines.get(SPARES))
    decides = decides and all(_met(judge, kind, "recall", lines.get(FINDS)) for kind in (*FAULTS, EVERY))
    if decides:
        return Trust(True, ranks)
    return Trust(False, ranks, (*told, _lacking(f"„{judged_by}“ als Prüfer", judge, "recall", "die Sätze")))


def _met(figures: JudgeFigures | None, kind: str, name: str, line: Limit | None) -> bool:
    value = _measured(figures, kind, name)
    if value is None or line is None:
        return False
    return bool(value >= line.value if line.better == "higher" else value <= line.value)


def _measured(figures: JudgeFigures | None, kind: str, name: str) -> float | None:
    """A figure over one kind of fault; None where it was not measured on enough sentences, is no share, or
    where answers were given by hand."""
    if figures is None or figures.by_hand:
        return None
    of_kind = [one for one in figures.kinds if one.kind == kind]
    if len(of_kind) != 1 or of_kind[0].sentences < LEAST:
        return None
    value: float | None = getattr(of_kind[0], name)
    return value if value is not None and math.isfinite(value) and 0 <= value <= 1 else None


def _lacking(who: str, figures: JudgeFigures | None, name: str, what: str) -> str:
    known = [kind for kind in (*FAULTS, EVERY) if _measured(figures, kind, name) is not None]
    if len(known) > len(FAULTS):
        why = "ist gemessen und zu schwach"
    else:
        why = "ist nicht an jeder Art von Fehlern gemessen" if EVERY in known else "ist nicht gemessen"
    return f"{who} {why}; ein Mensch liest deshalb {what}. Messen mit „szenario eval-judge LAUF“."
