"""The verdict in one sentence, what it rests on, and why it is not another: the causes are kept apart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.evaluation.material import Material
from pipeline.evaluation.nouns import Cause, GateVerdict
from pipeline.evaluation.results import Evaluation
from pipeline.evaluation.selecting import Selection
from pipeline.publish.evaluated.numbers import many
from pipeline.publish.evaluated.standing import Standing, Who, standing

WORDS: Mapping[GateVerdict, str] = {
    "pass": "bestanden",
    "block": "gesperrt",
    "unjudged": "nicht beurteilt",
}
CAUSES: Mapping[Cause, tuple[str, str]] = {
    "text": (
        "Der Text ist falsch",
        "Ein Befund sperrt, oder eine Kennzahl der Texte liegt auf der falschen Seite ihrer Schwelle.",
    ),
    "open": ("Niemand hat es beurteilt", "Kein Mensch und kein Sprachmodell hat den Sinn geprüft."),
    "model": (
        "Das Sprachmodell hat versagt",
        "Es sollte urteilen und hat nicht geantwortet, oder sein Urteil zählt nicht.",
    ),
    "judge": (
        "Unsere Prüfung hat versagt oder ist zu schwach",
        "Das sagt nichts über die Texte: Die Prüfung besteht ihre eigenen Fälle nicht, rechnet nicht, oder "
        "niemand hat gemessen, dass sie gut genug ist.",
    ),
    "data": (
        "Es fehlen Fälle oder Schwellen",
        "Ohne sie lässt sich nichts messen, also auch nichts freigeben.",
    ),
}


@dataclass(frozen=True)
class CauseShown:
    """One cause, what it means, and how many obstacles have it."""

    cause: Cause
    title: str
    means: str
    count: int


@dataclass(frozen=True)
class VerdictShown:
    """The verdict: `word` alone, the `headline`, what it `rests` on, and the causes with their counts."""

    verdict: GateVerdict
    word: str
    headline: str
    rests: str
    causes: Sequence[CauseShown]


def verdict_shown(
    evaluation: Evaluation, material: Material, selections: Mapping[str, Selection]
) -> VerdictShown:
    """What stands on top of the page."""
    counts = {cause: sum(one.cause == cause for one in evaluation.ruling.obstacles) for cause in CAUSES}
    return VerdictShown(
        verdict=evaluation.verdict,
        word=WORDS[evaluation.verdict],
        headline=_headline(evaluation),
        rests=f"{_measured(evaluation)} {read_told(material, selections)}",
        causes=[CauseShown(cause, *told, counts[cause]) for cause, told in CAUSES.items()],
    )


def _headline(evaluation: Evaluation) -> str:
    found = evaluation.ruling.obstacles
    blocking = sum(one.sort == "block" for one in found)
    left = len(found) - blocking
    if evaluation.verdict == "pass":
        passed = len(evaluation.ruling.waived)
        but = (
            f"; {many(passed, 'Ausnahme ist', 'Ausnahmen sind')} namentlich verantwortet" if passed else ""
        )
        return f"Bestanden: Nichts steht der Veröffentlichung im Weg{but}."
    if evaluation.verdict == "block":
        also = f", {many(left, 'weiterer ist', 'weitere sind')} nicht beurteilt" if left else ""
        return f"Gesperrt: {many(blocking, 'Punkt steht', 'Punkte stehen')} im Weg{also}."
    return f"Nicht beurteilt: Nichts sperrt, aber {many(left, 'Punkt ist', 'Punkte sind')} offen."


def _measured(evaluation: Evaluation) -> str:
    """What was measured, in one sentence."""
    metrics = [metric for suite in evaluation.suites for metric in suite.metrics]
    known = [one for one in metrics if one.value is not None]
    met = sum(one.verdict == "pass" for one in known)
    suites = many(len(evaluation.suites), "Suite", "Suiten")
    told = f"Gemessen: {many(len(known), 'Kennzahl', 'Kennzahlen')} in {suites}, {met} davon bestanden"
    without = len(metrics) - len(known)
    return f"{told}; {without} ohne Wert." if without else f"{told}."


def read_told(material: Material, selections: Mapping[str, Selection]) -> str:
    """Who judged how many sentences, in one sentence."""
    places = [
        standing(material, selections.get(one.cluster, Selection()), one.cluster, number)
        for one in material.narratives
        for number in range(1, len(one.sentences) + 1)
    ]
    if not places:
        return "Sätze: keine, denn es gibt keinen Text."
    counts = {kind: sum(one.who == kind for one in places) for kind in Standing.KINDS}
    named = material.judged_by or "ein Sprachmodell"
    parts: tuple[tuple[Who, str], ...] = (
        ("person", "von Menschen gelesen"),
        ("model", f"von {named} beurteilt"),
        ("compared", "durch genauen Vergleich entschieden"),
        ("waits", "noch zu lesen"),
        ("left", "bleibt ungelesen" if counts["left"] == 1 else "bleiben ungelesen"),
    )
    told = ", ".join(f"{counts[kind]} {words}" for kind, words in parts if counts[kind])
    return f"Von {many(len(places), 'Satz', 'Sätzen')}: {told}."
