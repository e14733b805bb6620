"""What a figure is worth where no machine can tell: nothing, until what is to be read was read.

Who stands for it then is counted: people, a model that is trusted to decide, and a ranking that was
measured and leaves the least suspicious unread.
"""

from pipeline.evaluation.expressed import all_read
from pipeline.evaluation.material import Material
from pipeline.evaluation.results import Metric
from pipeline.evaluation.selection import select


def vouched(metric: Metric, material: Material) -> Metric:
    """The metric; where all it counts is open, those stand for it who read and decided."""
    if metric.value is not None or not material.sentences or not all_read(material):
        return metric
    return metric.model_copy(update={"value": 1.0, "told": _told(material)})


def _told(material: Material) -> str:
    read, left = 0, 0
    for text in material.narratives:
        decided = material.by_model.get(text.cluster, frozenset[int]())
        chosen = select(text, material.findings, material.reviewed, material.trust, decided)
        by_hand = [
            material.reviewed.of(text.cluster, sentence.text) is not None for sentence in text.sentences
        ]
        read += sum(by_hand)
        left += sum(not by_hand[number - 1] for number in chosen.left)
    told = f"{read} von {material.sentences} Sätzen hat ein Mensch gelesen" if read else ""
    if others := material.sentences - read - left:
        told += f"{', ' if told else ''}{others} hat ein Prüfer entschieden"
    if left:
        told += f", {left} ließ die gemessene Rangfolge ungelesen"
    return f"Am Wortlaut ist nichts zu erkennen; {told}."
