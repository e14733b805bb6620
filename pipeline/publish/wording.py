"""What all formats of an edition say in the same words: the state of release, dates, what a cell says."""

import datetime
from collections.abc import Mapping, Sequence
from itertools import pairwise

from pipeline.core.types import Confidence
from pipeline.publish.edition import Edition
from pipeline.scenarios.windkanal.nouns import WindCell
from pipeline.scenarios.windkanal.scale import MEANING, SIGNS
from pipeline.scenarios.windkanal.scale import sign as rated
from pipeline.scenarios.windkanal.verdicts import WORDS

WORKING_COPY = "Arbeitsfassung, nicht freigegeben"
NO_FORECAST = "Keine Prognose"
OPEN = "offen"
PROPOSAL = "(Vorschlag)"
VERDICTS = WORDS
CONFIDENCE: Mapping[Confidence | None, str] = {
    "fest": "fest",
    "wahrscheinlich": "wahrscheinlich",
    "offen": "offen",
    None: "von Hand gesetzt",
}
_STEPS = " · ".join(f"{SIGNS[step]} {meaning}" for step, meaning in MEANING.items())
WIND_LEGEND = (
    f"{_STEPS} · {OPEN}: von niemandem ausgefüllt · {PROPOSAL}: von einem Sprachmodell, von niemandem "
    "übernommen, zählt nicht"
)
_MONTHS = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()
_MOST_COLUMNS = 4


def state(edition: Edition) -> str:
    """The line of the release, or that there is none."""
    return edition.released or WORKING_COPY


def day(iso: str) -> str:
    """An ISO date as it is written in German: "20. November 2026"."""
    date = datetime.date.fromisoformat(iso)
    return f"{date.day}. {_MONTHS[date.month - 1]} {date.year}"


def certainty(confidence: Confidence | None) -> str:
    """How sure a value's place is."""
    return CONFIDENCE[confidence]


def sign(cell: WindCell) -> str:
    """A cell of the Windkanal as people write it; a proposal nobody took says that it is one."""
    told = rated(cell.rating) or OPEN
    return f"{told} {PROPOSAL}" if cell.proposed and cell.rating is not None else told


def side_by_side(count: int) -> Sequence[range]:
    """Which of so many scenarios stand in one table: at most four, evenly shared out."""
    tables = -(-count // _MOST_COLUMNS)
    bounds = [count * number // tables for number in range(tables + 1)] if tables else []
    return [range(low, high) for low, high in pairwise(bounds)]
