"""Where groups disagree, and where a person decided, told so that nobody is overruled in silence."""

from dataclasses import dataclass

from pipeline.core.types import Sheet
from pipeline.scenarios.opinions import Decided, Opinion, Opinions

FIELDS = {"plausibel": "Plausibilität", "wertung": "Wertung"}
_SIGNS = {1: "+", 0: "0", -1: "−"}


@dataclass(frozen=True)
class Row:
    """One matter: who said what, the median and range, and what was decided; all in words."""

    factor: str
    value: str
    field: str
    scores: str
    middle: str
    decided: str


def rows(opinions: Opinions, sheet: Sheet) -> list[Row]:
    """The opinions that differ or that a decision set aside, in the order of the sheet."""
    names = {value.id: (factor.name, value.label) for factor in sheet.factors for value in factor.values}
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
            return _SIGNS.get(int(number), "?") if number.is_integer() else "strittig"
        return f"{number:g}".replace(".", ",")

    scores = ", ".join(f"{group}: {score(one)}" for group, one in opinion.scores.items())
    return scores, f"{score(opinion.median)} ({score(opinion.low)} bis {score(opinion.high)})"


def _decision(one: Decided | None) -> str:
    return f"{one.decided or 'offen'}, {one.by}: {one.reason}" if one else "keine Entscheidung"
