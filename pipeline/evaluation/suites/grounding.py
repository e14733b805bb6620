"""Suite 2: numbers, years, names and quotations have to stand in a passage or a value, and each sentence of
evidence in its passage."""

from collections.abc import Sequence

from pipeline.checks import facts, names, quotations
from pipeline.evaluation.material import Material
from pipeline.evaluation.results import Item, Metric
from pipeline.evaluation.suites.proving import texts_of
from pipeline.evaluation.suites.suite import Shown, Suite

KINDS = frozenset({facts.KIND, names.KIND, quotations.KIND})
_METRICS = (
    ("numbers", "Zahlen und Jahre mit Quelle", facts.KIND),
    ("names", "Namen mit Quelle", names.KIND),
    ("quotations", "Zitate mit Wortlaut", quotations.KIND),
)


def judge(material: Material) -> Shown:
    """The share of sentences without a finding of each kind."""
    return Shown(
        data=material.sentences,
        metrics=tuple(_clean(material, name, title, kind) for name, title, kind in _METRICS),
    )


def _clean(material: Material, name: str, title: str, kind: str) -> Metric:
    wrong = {(one.cluster, one.sentence) for one in material.found(kind) if one.severity != "info"}
    items = [
        Item(id=f"{one.cluster}/{number}", value=float((one.cluster, number) not in wrong))
        for one in material.narratives
        for number in range(1, len(one.sentences) + 1)
    ]
    return Metric(
        name=name,
        title=title,
        value=_mean(items),
        told=f"{len(wrong)} von {len(items)} Sätzen mit Befund.",
        kinds=(kind,),
        items=tuple(items),
    )


def _mean(items: Sequence[Item]) -> float | None:
    return sum(one.value for one in items) / len(items) if items else None


SUITE = Suite(
    2,
    "grounding",
    "Belege",
    KINDS,
    frozenset(name for name, _, _ in _METRICS),
    judge,
    texts_of(KINDS),
)
