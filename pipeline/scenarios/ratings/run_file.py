"""The ratings of a run as its own file has them: people's and a model's, one a line, by id."""

import csv
import io
from pathlib import Path

from pipeline.core.errors import InputError
from pipeline.core.types import Rating, Sheet
from pipeline.scenarios.merging import Merges
from pipeline.scenarios.ratings.collecting import UNNAMED, Given, score_of, unknown
from pipeline.scenarios.ratings.following import followed
from pipeline.sources.read.encoding import read_text

HEADER = ("source", "target", "score", "origin", "reason")
_BEYOND = "beyond the header"


def read(path: Path, sheet: Sheet, merges: Merges = Merges()) -> tuple[Rating, ...]:
    """All ratings of a run's file, those of values merged since for the one that stays.

    Raises InputError naming the line.
    """
    aliases = merges.within(sheet).aliases
    known = {*aliases, *(value.id for factor in sheet.factors for value in factor.values)}
    reader = csv.DictReader(io.StringIO(read_text(path)), restkey=_BEYOND)
    ratings = []
    for row in reader:
        place = f"„{path.name}“, Zeile {reader.line_num}"
        if any(row.get(_BEYOND, ())):
            raise InputError(
                f"{place}: mehr Zellen als Spalten. Bitte Texte, die das Trennzeichen enthalten, in "
                "Anführungszeichen setzen."
            )
        source, target, score, origin, reason = ((row.get(name) or "").strip() for name in HEADER)
        for value in (source, target):
            if value not in known:
                raise unknown(value, place)
        ratings.append(
            Rating(
                source=source,
                target=target,
                score=score_of(score, place),
                origin=origin or UNNAMED,
                reason=reason,
            )
        )
    return followed(Given(ratings=tuple(ratings)), aliases).ratings
