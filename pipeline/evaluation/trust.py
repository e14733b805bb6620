"""How far a judge may be trusted: to decide what sentences mean, to rank them, or for neither.

Both follow from what was measured on faults made on purpose (`szenario eval-judge`). A judge that was not
measured is trusted for nothing: then a person reads.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.evaluation.limits import Limit
from pipeline.evaluation.results import JudgeFigures

NAME = "judge"
RANKS, FINDS, SPARES = "offline_auc", "model_recall", "model_false_alarms"
METRICS = frozenset({RANKS, FINDS, SPARES})
EVERY = "all"
"""The kind under which the figures of all faults together stand."""


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
    ranks = _met(ranking, "auc", lines.get(RANKS))
    told = () if ranks else (_lacking("Die Rangfolge ohne Sprachmodell", ranking, "alle Sätze"),)
    if not judged_by:
        return Trust(False, ranks, told)
    decides = _met(judge, "recall", lines.get(FINDS)) and _met(judge, "false_alarms", lines.get(SPARES))
    if decides:
        return Trust(True, ranks)
    return Trust(False, ranks, (*told, _lacking(f"„{judged_by}“ als Prüfer", judge, "die Sätze")))


def _met(figures: JudgeFigures | None, name: str, line: Limit | None) -> bool:
    every = next((one for one in figures.kinds if one.kind == EVERY), None) if figures else None
    value = getattr(every, name) if every is not None else None
    if value is None or line is None:
        return False
    return bool(value >= line.value if line.better == "higher" else value <= line.value)


def _lacking(who: str, figures: JudgeFigures | None, what: str) -> str:
    why = "ist nicht gemessen" if figures is None else "ist gemessen und zu schwach"
    return f"{who} {why}; ein Mensch liest deshalb {what}. Messen mit „szenario eval-judge LAUF“."
