"""A search as a person asks for it: places, and what has to be said beside them.

A filter that fits no document finds nothing and says so; what was left out because nobody knows when
it is from is said too.
"""

from collections.abc import Callable
from dataclasses import dataclass

from pipeline.core.errors import FilterError, InputError
from pipeline.language.typed import plain
from pipeline.sources.search.hit import Hit
from pipeline.sources.search.joining import places
from pipeline.sources.search.library import Browsable, Library
from pipeline.sources.search.matching import undated
from pipeline.sources.search.only import EVERYTHING, Only


@dataclass(frozen=True)
class Found:
    """What a search found, best first, and a note on what its filter kept out ("" where nothing)."""

    hits: tuple[Hit, ...]
    note: str = ""


def found(library: Library, question: str, limit: int, only: Only = EVERYTHING) -> Found:
    """The best `limit` places for a question, in which what cannot be seen does not count."""
    asked = plain(question)
    return _filtered(library, only, lambda deep: library.find(asked, deep, only), limit)


def similar(library: Browsable, passage_id: str, limit: int, only: Only = EVERYTHING) -> Found:
    """The `limit` places nearest in meaning to a passage; raises InputError where there is none such."""
    passage = library.passage(passage_id)
    if passage is None:
        raise InputError(
            f"Eine Passage „{passage_id}“ gibt es nicht. Die Id steht bei jedem Treffer von „szenario "
            "search“ und in passages.jsonl."
        )
    return _filtered(library, only, lambda deep: library.near(passage, deep, only), limit)


def _filtered(library: Library, only: Only, search: Callable[[int], list[Hit]], limit: int) -> Found:
    try:
        hits = places(search, limit)
    except FilterError as error:
        return Found((), str(error))
    return Found(tuple(hits), on_dates(undated(library.sources(), only)))


def on_dates(unknown: int) -> str:
    """What is said of so many documents that a filter by date kept out for want of one; "" for none."""
    if unknown == 0:
        return ""
    documents = "1 Dokument" if unknown == 1 else f"{unknown} Dokumente"
    return f"Nicht durchsucht: {documents} ohne Datum oder mit einem, das dafür zu ungenau ist."
