"""Ratings that people gave: how one value bears on another, −3 to +3, origins kept apart.

Optional. A pair without a rating is unknown, not zero: it simply adds nothing.
"""

import csv
import io
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from pipeline.core.errors import InputError
from pipeline.core.types import Rating, Sheet
from pipeline.sources.read.encoding import read_text

NAME = "ratings.csv"
HEADER = ("source", "target", "score", "origin", "reason")


def load(project: Path, sheet: Sheet) -> tuple[Rating, ...]:
    """The ratings of a project's ratings.csv, none where there is no such file.

    Raises InputError naming the line: unknown ids, a score off the scale, one factor's own values.
    """
    path = project / NAME
    if not path.is_file():
        return ()
    text = read_text(path)
    delimiter = ";" if text.split("\n", 1)[0].count(";") else ","
    reader = csv.DictReader(io.StringIO(text), delimiter=delimiter)
    missing = {"source", "target", "score"} - set(reader.fieldnames or ())
    if missing:
        raise InputError(
            f"„{NAME}“: die Spalte {', '.join(sorted(missing))} fehlt. Erwartet wird die Kopfzeile "
            "source,target,score,reason,by."
        )
    factor_of = {value.id: factor.id for factor in sheet.factors for value in factor.values}
    found: list[Rating] = []
    said: dict[tuple[str, str, str], int] = {}
    for row in reader:
        if any(map(_filled, row.values())):
            rating = _rating(row, reader.line_num, factor_of)
            _check_once(rating, (row.get("by") or "").strip(), said, reader.line_num)
            found.append(rating)
    return tuple(found)


def read(path: Path, sheet: Sheet) -> tuple[Rating, ...]:
    """All ratings of a run as its file says, people's and a model's; raises InputError naming the line."""
    factor_of = {value.id: factor.id for factor in sheet.factors for value in factor.values}
    reader = csv.DictReader(io.StringIO(read_text(path)))
    return tuple(
        _rating({**row, "by": row.get("origin") or ""}, reader.line_num, factor_of, path.name)
        for row in reader
    )


def _check_once(rating: Rating, by: str, said: dict[tuple[str, str, str], int], number: int) -> None:
    """Raise InputError where one named person rates one pair twice: which of the two would hold?"""
    key = (rating.source, rating.target, by)
    if by and key in said:
        raise InputError(
            f"„{NAME}“, Zeile {number}: {by} hat {rating.source} → {rating.target} schon in Zeile "
            f"{said[key]} bewertet. Bitte eine der beiden Zeilen streichen."
        )
    said[key] = number


def _filled(cells: Any) -> bool:
    return bool("".join(cells or "").strip())


def _rating(row: dict[str | Any, str], number: int, factor_of: dict[str, str], file: str = NAME) -> Rating:
    if _filled(row.get(None)):
        raise InputError(
            f"„{file}“, Zeile {number}: mehr Zellen als Spalten. Bitte Texte, die das Trennzeichen "
            "enthalten, in Anführungszeichen setzen."
        )
    source, target = (row.get("source") or "").strip(), (row.get("target") or "").strip()
    unknown = [value for value in (source, target) if value not in factor_of]
    if unknown:
        raise InputError(
            f"„{file}“, Zeile {number}: die Ausprägung „{unknown[0]}“ gibt es nicht. Bitte die Id "
            "aus der Wertetafel eintragen."
        )
    if factor_of[source] == factor_of[target]:
        raise InputError(
            f"„{file}“, Zeile {number}: {source} und {target} gehören zum selben Einflussfaktor und "
            "schließen einander aus. Bitte die Zeile streichen."
        )
    try:
        return Rating(
            source=source,
            target=target,
            score=float((row.get("score") or "").strip().replace(",", ".").replace("−", "-")),
            origin=(row.get("by") or "").strip() or "expert",
            reason=(row.get("reason") or "").strip(),
        )
    except (ValidationError, ValueError) as error:
        raise InputError(
            f"„{file}“, Zeile {number}: der Wert „{row.get('score')}“ ist keine Zahl von −3 bis +3. "
            "Bitte berichtigen; unbewertete Paare bleiben einfach weg."
        ) from error
