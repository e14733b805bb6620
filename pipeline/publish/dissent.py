"""Where groups disagree, and where a person decided, told so that nobody is overruled in silence."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from pipeline.core.types import Sheet
from pipeline.scenarios.merging import Merges
from pipeline.scenarios.opinions import Decided, Opinion, Opinions

FIELDS = {"plausibel": "Plausibilität", "wertung": "Wertung"}
_SIGNS = {1: "+", 0: "0", -1: "−"}


@dataclass(frozen=True)
class Row:
    """One matter in words: who said what, the range and its median (of valences the majority), and
    what was decided."""

    factor: str
    value: str
    field: str
    scores: str
    middle: str
    decided: str


def rows(opinions: Opinions, sheet: Sheet, merges: Merges = Merges()) -> list[Row]:
    """The opinions that differ or that a decision set aside, in the order of the sheet.

    What was said of a value that was merged since is told of it, under its own name.
    """
    names = {value.id: (factor.name, value.label) for factor in sheet.factors for value in factor.values}
    for one in merges.within(sheet).merges:
        names[one.value.id] = (sheet.factor(one.factor).name, one.value.label)
    decided: dict[tuple[str, str], Decided] = {(one.value, one.field): one for one in opinions.decided}
    said: dict[tuple[str, str], Opinion] = {(one.about, one.field): one for one in opinions.opinions}
    shown = [key for key, one in said.items() if one.dissent or key in decided]
    shown += [key for key in decided if key not in said]
    return [
        Row(
            *names[about],
            FIELDS[field],
            *_told(said.get((about, field))),
            _decision(decided.get((about, field))),
        )
        for about, field in shown
        if about in names
    ]


def _told(opinion: Opinion | None) -> tuple[str, str]:
    if opinion is None:
        return "keine Stimmen", "–"

    def score(number: float) -> str:
        if opinion.field == "wertung":
            return _SIGNS[int(number)]
        return f"{number:g}".replace(".", ",")

    scores = ", ".join(f"{group}: {score(one)}" for group, one in opinion.scores.items())
    middle = _majority(opinion, score) if opinion.field == "wertung" else score(opinion.median)
    return scores, f"{middle} ({score(opinion.low)} bis {score(opinion.high)})"


def _majority(opinion: Opinion, score: Callable[[float], str]) -> str:
    """The valence that more than half of the groups gave: good and bad together are not neutral."""
    most, count = Counter(opinion.scores.values()).most_common(1)[0]
    return score(most) if 2 * count > opinion.n else "strittig"


def _decision(one: Decided | None) -> str:
    if one is None:
        return "keine Entscheidung"
    return f"{one.decided.replace('-', '−') or 'offen'}, {one.by}: {one.reason}"
