"""What stands beside the texts, without entries that repeat words which may not be shown.

Each entry that is left out is told in German with where its words stand, never with the words.
"""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from pipeline.core.types import Noun
from pipeline.narratives.formats.making import FIELDS, TITLES
from pipeline.narratives.formats.nouns import Comparison, Formats
from pipeline.publish.protection import Protection
from pipeline.scenarios.windkanal.nouns import Assessed, Measure, Voice, WindCell, Windkanal

N = TypeVar("N", bound=Noun)
_TITLES = {field: TITLES[name] for name, fields in FIELDS.items() for field in fields}


def formats_shown(formats: Formats, title: str, protection: Protection) -> tuple[Formats, list[str]]:
    """The formats of the narrative of that title, and what of them was left out."""
    shown: dict[str, Any] = {}
    told: list[str] = []
    for field, named in _TITLES.items():
        value = getattr(formats, field)
        where = f"{named} zu „{title}“"
        if isinstance(value, tuple):
            shown[field] = tuple(one for one in value if not _hit(_texts(one), where, protection, told))
        elif value is not None and _hit(_texts(value), where, protection, told):
            shown[field] = None
    for field in ("missing", "remarks"):
        shown[field] = tuple(one for one in getattr(formats, field) if not protection.repeats(one))
    return formats.model_copy(update=shown), told


def comparison_shown(comparison: Comparison, protection: Protection) -> tuple[Comparison, list[str]]:
    """The comparison, and what of it was left out."""
    told: list[str] = []
    rows = []
    for row in comparison.rows:
        if _hit((row.theme, row.question), "Vergleich, ein Thema", protection, told):
            continue
        kept = {
            cluster: one
            for cluster, one in row.entries.items()
            if not _hit((one.text,), f"Vergleich, „{row.theme}“", protection, told)
        }
        rows.append(row.model_copy(update={"entries": kept}))
    notes = {
        field: tuple(one for one in getattr(comparison, field) if not protection.repeats(one))
        for field in ("missing", "remarks")
    }
    return comparison.model_copy(update={"rows": tuple(rows), **notes}), told


def windkanal_shown(windkanal: Windkanal, protection: Protection) -> tuple[Windkanal, list[str]]:
    """The Windkanal with all its ratings, and which words beside them were left out."""
    told: list[str] = []
    measures = tuple(_assessed(one, protection, told) for one in windkanal.measures)
    return windkanal.model_copy(update={"measures": measures}), told


def _assessed(one: Assessed, protection: Protection, told: list[str]) -> Assessed:
    known = one.measure.title
    if protection.repeats(known):
        known = f"Maßnahme {one.measure.id}"
    where = f"Windkanal, „{known}“"
    measure: Measure = _emptied(one.measure, ("title", "field", "goal", "status"), where, protection, told)
    cells = tuple(_cell(cell, where, protection, told) for cell in one.cells)
    update = {"measure": measure.model_copy(update={"title": known}), "cells": cells}
    return _emptied(one, ("why",), where, protection, told).model_copy(update=update)


def _cell(cell: WindCell, where: str, protection: Protection, told: list[str]) -> WindCell:
    words = ("reason", "condition")
    votes: tuple[Voice, ...] = tuple(_emptied(one, words, where, protection, told) for one in cell.votes)
    return _emptied(cell, words, where, protection, told).model_copy(update={"votes": votes})


def _emptied(noun: N, fields: Sequence[str], where: str, protection: Protection, told: list[str]) -> N:
    """The noun with "" for each of these fields that repeats protected words."""
    hit = [field for field in fields if _hit((getattr(noun, field),), where, protection, told)]
    return noun.model_copy(update=dict.fromkeys(hit, ""))


def _hit(texts: Iterable[str], where: str, protection: Protection, told: list[str]) -> bool:
    """Whether one of the texts may not be shown; then `told` says so."""
    reference = next(filter(None, map(protection.repeats, texts)), "")
    if reference:
        told.append(f"{where}: Ein Eintrag wiederholt {reference} und fehlt hier. Bitte neu fassen.")
    return bool(reference)


def _texts(entry: Noun) -> list[str]:
    """All that an entry says: the text, of a key value its label as well."""
    return [getattr(entry, field) for field in ("label", "text") if hasattr(entry, field)]
