"""Metrics that count findings: the share of sentences, or of texts, of which nothing was found.

A remark ("info") is no finding. What was found of a whole text counts as one more sentence of it.
"""

from pipeline.evaluation.material import Material
from pipeline.evaluation.results import Metric
from pipeline.evaluation.suites.measuring import share


def sentences(material: Material, name: str, title: str, *kinds: str) -> Metric:
    """The share of sentences without a finding of these kinds."""
    wrong = {_id(one.cluster, one.sentence) for one in material.found(*kinds) if one.severity != "info"}
    every = {
        _id(one.cluster, number): True
        for one in material.narratives
        for number in range(1, len(one.sentences) + 1)
    }
    whole = len([one for one in wrong if one not in every])
    told = f"{len(wrong) - whole} von {len(every)} Sätzen mit Befund."
    if whole:
        told += f" {whole}-mal betrifft er einen ganzen Text."
    return share(name, title, every | dict.fromkeys(sorted(wrong), False), told, kinds)


def texts(material: Material, name: str, title: str, *kinds: str) -> Metric:
    """The share of texts without a finding of these kinds; of one without sentences nothing is known."""
    wrong = {one.cluster for one in material.found(*kinds) if one.severity != "info"}
    every = {one.cluster: one.cluster not in wrong for one in material.narratives if one.sentences}
    return share(name, title, every, f"{len(wrong)} von {len(every)} Texten mit Befund.", kinds)


def _id(cluster: str, sentence: int | None) -> str:
    return cluster if sentence is None else f"{cluster}/{sentence}"
