"""Who judged a sentence, if anybody did: a person, a model, exact comparison; or whether it waits.

Where all sentences of a text are to be read, none is read for its suspicion.
"""

from dataclasses import dataclass
from typing import ClassVar, Literal

from pipeline.core.dates import german_date
from pipeline.evaluation.material import Material
from pipeline.evaluation.results import Tone
from pipeline.evaluation.selecting import Drawn, Selection

Who = Literal["person", "model", "compared", "waits", "left"]
WHY: dict[Drawn, str] = {
    "rank": ", weil er zu den verdächtigsten gehört",
    "sample": ", als Stichprobe der übrigen",
    "changed": ", weil sein Wortlaut gelesen war und geändert ist",
    "finding": ", weil das Sprachmodell einen Einwand hat",
    "": "",
}


@dataclass(frozen=True)
class Standing:
    """Who judged it, in words, and how that looks; `waits` is true where a person's verdict is wanted."""

    KINDS: ClassVar[tuple[Who, ...]] = ("person", "model", "compared", "waits", "left")

    who: Who
    told: str
    tone: Tone
    waits: bool = False


def standing(material: Material, selection: Selection, cluster: str, number: int) -> Standing:
    """How it stands with a sentence (from 1) of a text."""
    narrative = material.of(cluster)
    review = material.reviewed.of(cluster, narrative.sentences[number - 1].text) if narrative else None
    if review is not None:
        by = f"{review.by} ({german_date(review.date)})"
        if review.verdict == "wrong":
            return Standing("person", f"Stimmt nicht, sagt {by}", "bad")
        return Standing("person", f"Stimmt, sagt {by}", "good")
    drawn = next((why for one, why in selection.reading if one == number), None)
    model = material.judged_by or "ein Sprachmodell"
    judged = number in material.by_model.get(cluster, frozenset())
    if drawn is not None:
        but = f"; das Urteil von {model} zählt hier nicht" if judged and drawn != "finding" else ""
        why = WHY[drawn] if selection.left or drawn in ("finding", "changed") else ""
        return Standing("waits", f"Wartet auf einen Menschen{why}{but}", "open", waits=True)
    if number in selection.left:
        return Standing("left", "Bleibt ungelesen; gelesen wird eine Stichprobe", "")
    if judged:
        return Standing("model", f"Beurteilt von {model}", "good")
    return Standing("compared", "Entschieden durch genauen Vergleich", "good")
