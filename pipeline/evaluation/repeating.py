"""Judging the same texts several times: a judge who contradicts himself is no gate.

What was silent in one of the judgements is unknown, never equal: only a sentence that was judged every
time, or in two ways already, says anything.
"""

from collections.abc import Iterable, Sequence
from functools import partial

from pipeline.checks import check_one
from pipeline.checks.case import Case, Ground
from pipeline.checks.judging import Judge
from pipeline.core.errors import ModelError
from pipeline.core.progress import Progress
from pipeline.core.types import Narrative
from pipeline.evaluation.alarms import alarms_of
from pipeline.evaluation.results import Flicker, Wavering
from pipeline.llm.batches import together

Alarm = dict[tuple[str, int], bool]
"""Whether there was an alarm about a sentence, by cluster and number (from 1); only of decided ones."""


def flicker(
    narratives: Sequence[Narrative],
    ground: Ground,
    judges: Iterable[Judge],
    name: str,
    progress: Progress,
) -> Flicker:
    """What judging these texts anew by each of `judges` shows; the next one is taken when one is done.

    A model that fails in the midst of a judgement leaves the rest of that one undecided, and that is told.
    """
    said = [_said(narratives, ground, one, progress) for one in judges]
    places = [(one.cluster, n) for one in narratives for n in range(1, len(one.sentences) + 1)]
    heard = {place: [one[place] for one in said if place in one] for place in places}
    wavering = tuple(
        Wavering(cluster=cluster, sentence=number, alarms=sum(told), judged=len(told))
        for (cluster, number), told in heard.items()
        if 0 < sum(told) < len(told)
    )
    steady = sum(len(told) == len(said) and len(set(told)) == 1 for told in heard.values())
    known = steady + len(wavering)
    return Flicker(
        judge=name,
        repeats=len(said),
        sentences=known,
        share=round(len(wavering) / known, 4) if known else None,
        unknown=len(places) - known,
        wavering=wavering,
    )


def _said(narratives: Sequence[Narrative], ground: Ground, judge: Judge, progress: Progress) -> Alarm:
    """One judgement of all texts, as far as it came."""
    found: Alarm = {}

    def hear(narrative: Narrative) -> list[None]:
        found.update(_of_text(narrative, ground, judge))
        return []

    try:
        together([partial(hear, one) for one in narratives], judge.at_once)
    except ModelError as error:
        progress.said(f"{error} Was in dieser Wiederholung fehlt, gilt als unbekannt.")
    return found


def _of_text(narrative: Narrative, ground: Ground, judge: Judge) -> Alarm:
    alarms, verdicts = alarms_of(judge), check_one(Case(narrative, ground), judge, language=False).sentences
    return {(one.cluster, one.index): alarms.raised(one) for one in verdicts if alarms.decided(one)}
