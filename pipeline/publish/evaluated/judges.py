"""How good the judges themselves are: what was measured on faults made on purpose, and how steady they are.

A judge that nobody measured is named all the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.evaluation.material import Material
from pipeline.evaluation.mutants.mutant import FAULTS as FAULTY
from pipeline.evaluation.results import Evaluation, Flicker, JudgeFigures, KindFigures
from pipeline.evaluation.trust import EVERY, LEAST
from pipeline.publish.evaluated.numbers import UNMEASURED, many, number, percent

OFFLINE = "offline"
BY_HAND = "Die Antworten sind von Menschen geschrieben; das misst keinen Prüfer."
FAULTS = {
    EVERY: "alle zusammen",
    "swap": "Satz aus einem anderen Text",
    "flip": "Sinn umgekehrt",
    "invented": "erfundene Zahl oder Name",
    "paraphrase": "harmlos umformuliert",
}


@dataclass(frozen=True)
class FaultShown:
    """How well a judge finds one kind of fault, in words."""

    kind: str
    sentences: str
    recall: str
    false_alarms: str
    auc: str


@dataclass(frozen=True)
class JudgeShown:
    """A judge and its figures; none where it was not measured. `brief` is the one line beside the verdict,
    `told` why not everything was measured."""

    name: str
    brief: str
    faults: Sequence[FaultShown] = ()
    told: str = ""


def judges_shown(evaluation: Evaluation, material: Material) -> list[JudgeShown]:
    """The order of suspicion and, where one judged, the model; also when nobody measured them."""
    known = {one.judge: one for one in evaluation.judges}
    wanted = list(dict.fromkeys([OFFLINE, *([material.judged_by] if material.judged_by else []), *known]))
    return [_judge(one, known.get(one)) for one in wanted]


def flicker_told(flicker: Flicker) -> str:
    """How steady a judge was when it was asked again."""
    times = many(flicker.repeats, "Wiederholung", "Wiederholungen")
    if flicker.share is None:
        return f"{_named(flicker.judge)}: {times}, nichts beurteilt."
    return (
        f"{_named(flicker.judge)} urteilte bei {percent(flicker.share)} von "
        f"{many(flicker.sentences, 'Satz', 'Sätzen')} nicht jedes Mal gleich ({times} am Antwortspeicher "
        f"vorbei{f'; {flicker.unknown} nicht jedes Mal beurteilt' if flicker.unknown else ''})."
    )


def _named(judge: str) -> str:
    return "Die Rangfolge ohne Sprachmodell" if judge == OFFLINE else f"{judge} als Prüfer"


def _judge(name: str, figures: JudgeFigures | None) -> JudgeShown:
    if figures is None or not figures.kinds:
        return JudgeShown(_named(name), UNMEASURED, told=figures.told if figures else "")
    return JudgeShown(
        _named(name),
        _brief(figures),
        [
            FaultShown(
                kind=FAULTS.get(one.kind, one.kind),
                sentences=str(one.sentences),
                recall=percent(one.recall, unknown=UNMEASURED),
                false_alarms=percent(one.false_alarms, unknown=UNMEASURED),
                auc=number(one.auc),
            )
            for one in figures.kinds
        ],
        f"{BY_HAND} {figures.told}".strip() if figures.by_hand else figures.told,
    )


def _brief(figures: JudgeFigures) -> str:
    """The kinds of faults, the weakest first; all together only where every kind was measured, since a kind
    that a judge is blind to would hide in that figure."""
    if figures.by_hand:
        return UNMEASURED
    known = {one.kind: one for one in figures.kinds}
    recalls = {kind: _recall(known.get(kind)) for kind in FAULTY}
    weakest = sorted(FAULTY, key=lambda kind: (recalls[kind] is not None, recalls[kind] or 0.0))
    parts = [f"{FAULTS[kind]}: {_found(recalls[kind])}" for kind in weakest]
    every = known.get(EVERY)
    if every is not None and None not in recalls.values():
        parts.append(f"zusammen {percent(every.recall, unknown=UNMEASURED)}")
    if every is not None and every.false_alarms is not None:
        parts.append(f"falscher Alarm bei {percent(every.false_alarms)} der richtigen Sätze")
    return ", ".join(parts)


def _recall(one: KindFigures | None) -> float | None:
    """The share of faults found; None where too few of the kind were tried to tell."""
    return one.recall if one is not None and one.sentences >= LEAST else None


def _found(recall: float | None) -> str:
    return UNMEASURED if recall is None else f"{percent(recall)} gefunden"
