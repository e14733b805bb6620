"""Suite 5: style sheet, turns of phrase, shared skeletons, craft, and whether good and bad are both told.

Language is a matter of opinion: what a check warns of lowers a share, and the lines say how much of it may
stand. A house that is strict has its own say: then each breach of its sheet blocks as a finding.
"""

from collections.abc import Sequence
from functools import partial
from itertools import combinations

from pipeline.checks import tongue
from pipeline.checks.case import Case
from pipeline.checks.prose import (
    address,
    advice,
    agents,
    anchors,
    build,
    causes,
    chance,
    closing,
    culprit,
    findings,
    gender,
    house_words,
    opening,
    own_words,
    paragraphs,
    path,
    price,
    sentence_length,
    spelling,
    tense,
    tropes,
)
from pipeline.checks.prose.measure import is_whole
from pipeline.checks.prose.sides import Sides, sides
from pipeline.checks.prose.style_sheet import StyleSheet
from pipeline.evaluation.material import Material
from pipeline.evaluation.results import Metric
from pipeline.evaluation.suites.clean import sentences
from pipeline.evaluation.suites.language_cases import LanguageCase, found_in
from pipeline.evaluation.suites.language_tables import Read, tables
from pipeline.evaluation.suites.measuring import share
from pipeline.evaluation.suites.proving import prove
from pipeline.evaluation.suites.suite import Shown, Suite

_ELSEWHERE = frozenset({own_words.KIND, own_words.SINGLE, tense.KIND, path.KIND})
"""Of originality and of the horizon: they have suites of their own."""
KINDS = findings.KINDS - _ELSEWHERE
STYLE = (
    house_words.FORBIDDEN,
    house_words.PREFERRED,
    spelling.KIND,
    gender.KIND,
    address.KIND,
)
CRAFT = (paragraphs.KIND, opening.KIND, causes.KIND, agents.KIND, anchors.KIND, closing.KIND)
METRICS = frozenset(
    {"style", "german", "phrases", "stance", "lengths", "craft", "build", "price_and_chance", "sorting"}
)
FEWEST = 5
"""So often a text has to tell good or bad before it can be called one-sided."""
ONE_SIDED = 0.2
"""Below this mixture a text is named as told nearly all good or all bad: a word in a table, no line."""


def judge(material: Material) -> Shown:
    """Shares of sentences, texts and pairs of texts that nothing was said against."""
    read = [_read(Case(one, material.ground)) for one in material.narratives]
    return Shown(
        data=material.sentences,
        metrics=(
            _style(material),
            sentences(material, "german", "Sätze auf Deutsch", tongue.KIND),
            sentences(material, "phrases", "Sätze ohne Floskel", tropes.KIND),
            sentences(material, "stance", "Sätze ohne Rat und Schuldzuweisung", advice.KIND, culprit.KIND),
            sentences(material, "lengths", "Sätze, die sich vorlesen lassen", sentence_length.KIND),
            _craft(material),
            _build(material),
            _price_and_chance(read),
            _sorting(read),
        ),
        tables=tables(material, read, KINDS | {tongue.KIND}),
    )


def _read(case: Case) -> Read:
    return Read(case.narrative, sides(case), is_whole(case))


def _style(material: Material) -> Metric:
    one = sentences(material, "style", "Sätze nach dem Hausstil", *STYLE)
    given = material.ground.style.model_copy(update={"sentences": StyleSheet().sentences, "strict": False})
    if given != StyleSheet():
        return one
    told = f"{one.told} Ein stil.yaml mit Wörtern gibt es nicht; verlangt ist also nichts."
    return one.model_copy(update={"told": told})


def _craft(material: Material) -> Metric:
    """Each rule for each text: what a text as a whole should have."""
    wrong = {(one.cluster, one.kind) for one in material.found(*CRAFT) if one.severity != "info"}
    items = [
        (f"{one.cluster}/{kind}", (one.cluster, kind) not in wrong)
        for one in material.narratives
        if one.sentences
        for kind in CRAFT
    ]
    many = "1 Mangel" if len(wrong) == 1 else f"{len(wrong)} Mängel"
    told = f"{many} an Absätzen, Leitidee, Ursachen, Handelnden, Orten und Schluss."
    return share("craft", "Handwerk der Texte", items, told, CRAFT)


def _build(material: Material) -> Metric:
    wrong = {
        frozenset((one.cluster, one.evidence))
        for one in material.found(build.KIND)
        if one.severity != "info"
    }
    items = [
        (f"{first.cluster}+{second.cluster}", frozenset((first.cluster, second.cluster)) not in wrong)
        for first, second in combinations([one for one in material.narratives if one.sentences], 2)
    ]
    alike = sum(not fine for _, fine in items)
    told = (
        f"{alike} von {len(items)} Paaren beginnen oder enden gleich gebaut." if items else "Nur ein Text."
    )
    return share("build", "Paare von Texten ohne gemeinsame Bauform", items, told, (build.KIND,))


def _price_and_chance(read: Sequence[Read]) -> Metric:
    """Whether a text tells both; of a short one only that it tells either."""
    lacking = {one.narrative.cluster: one for one in read if not _enough(one)}
    told = " ".join(f"„{one.narrative.title}“ erzählt {_lacks(one.sides)}." for one in lacking.values())
    return share(
        "price_and_chance",
        "Texte mit Preis und Chance",
        [(one.narrative.cluster, one.narrative.cluster not in lacking) for one in read],
        told or "Jeder Text erzählt, wer gewinnt und wer zahlt; von kurzen genügt eines.",
        (price.KIND, chance.KIND),
    )


def _enough(one: Read) -> bool:
    return one.sides.both if one.whole else bool(one.sides.good or one.sides.bad)


def _lacks(one: Sides) -> str:
    return "keinen Preis" if one.good else "keine Chance" if one.bad else "weder Preis noch Chance"


def _sorting(read: Sequence[Read]) -> Metric:
    """How evenly each text tells good and bad; one that tells little of either is not one-sided."""
    bright = [one.narrative.title for one in read if _one_sided(one.sides) == "good"]
    dark = [one.narrative.title for one in read if _one_sided(one.sides) == "bad"]
    told = "".join(f"„{one}“ erzählt fast nur Gutes. " for one in bright)
    told += "".join(f"„{one}“ erzählt fast nur Schlechtes. " for one in dark)
    told += "Die Reihe ist nach Gut und Schlecht sortiert." if bright and dark else ""
    return share(
        "sorting",
        "Gutes und Schlechtes gemischt",
        [(one.narrative.cluster, _mixture(one.sides)) for one in read if one.narrative.sentences],
        told.rstrip() or "Kein Text ist einseitig.",
    )


def _mixture(one: Sides) -> float:
    return 1.0 if one.mixture is None or one.told < FEWEST else one.mixture


def _one_sided(one: Sides) -> str:
    if _mixture(one) >= ONE_SIDED:
        return ""
    return "good" if len(one.good) > len(one.bad) else "bad"


SUITE = Suite(
    5,
    "language",
    "Sprache und Ausgewogenheit",
    KINDS,
    METRICS,
    judge,
    partial(prove, KINDS, LanguageCase, found_in),
)
