"""Votes written into votes.csv: whole or not at all, with a copy of what stood there before."""

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from pipeline.core.cells import defused
from pipeline.core.errors import SheetError
from pipeline.core.files import keep_copy, write_bytes
from pipeline.core.types import Sheet
from pipeline.scenarios.grid.csv_text import delimiter_of
from pipeline.scenarios.opinions.votes import NAME, Vote, find, load_votes
from pipeline.sources.read.encoding import read_text

HEADER = ("value_id", "group", "plausibel", "wertung", "reason")


def record_votes(
    project: Path, sheet: Sheet, votes: Sequence[Vote], *, dry_run: bool = False
) -> Path | None:
    """Add votes to votes.csv, each in place of what its group said of that value before.

    A vote that says nothing takes the earlier one back. Returns the copy of the earlier file in
    history/, None where there was none or nothing changed. Raises SheetError; a dry run does no more.
    """
    path = find(project) or project / NAME
    if path.name != NAME:
        raise SheetError(
            f"In „{project}“ liegen die Stimmen in {path.name}; ergänzt wird nur {NAME}. Bitte die Tabelle "
            f"als {NAME} speichern und {path.name} entfernen."
        )
    known = {value.id for factor in sheet.factors for value in factor.values}
    unknown = next((vote.value for vote in votes if vote.value not in known), None)
    if unknown is not None:
        raise SheetError(
            f"Die Ausprägung „{unknown}“ gibt es nicht; ihre Stimme wird nicht in {NAME} aufgenommen. "
            "Bitte die Id aus der Wertetafel verwenden."
        )
    held = {(vote.value, vote.group): vote for vote in load_votes(project, sheet).votes}
    whole = held | {(vote.value, vote.group): vote for vote in votes}
    if dry_run or whole == held or not (held or any(not vote.empty for vote in votes)):
        return None
    delimiter = delimiter_of(read_text(path)) if path.is_file() else ";"
    copy = keep_copy(path) if path.is_file() else None
    write_bytes(path, _to_csv((vote for vote in whole.values() if not vote.empty), delimiter))
    return copy


def _to_csv(votes: Iterable[Vote], delimiter: str) -> bytes:
    """With byte-order mark, as Excel opens it; text that would run is defused."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(HEADER)
    for vote in votes:
        plausibel = "" if vote.plausibel is None else str(vote.plausibel)
        row = (vote.value, vote.group, plausibel, vote.wertung or "", vote.reason)
        writer.writerow([defused(cell) for cell in row])
    return buffer.getvalue().encode("utf-8-sig")
