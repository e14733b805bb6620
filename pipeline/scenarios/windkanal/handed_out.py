"""The state in which a sheet was handed out, and to whom, kept in a hidden tab of it.

A filled sheet comes back days later. Only what differs from this state was said by whoever filled it:
what stood there before is no voice of theirs, and what changed in the run meanwhile is not their doing.
"""

import base64
import binascii
import zlib
from typing import Any

from pydantic import Field, ValidationError

from pipeline.core.types import SCHEMA_VERSION, Noun
from pipeline.scenarios.windkanal.nouns import Voice, Windkanal
from pipeline.scenarios.windkanal.voices import voice_by

TAB = "Stand"
_PER_CELL = 30_000


class HandedOut(Noun):
    """Of a sheet: the project it is of, for whom it was written, and what stood in each filled cell, by
    "measure cluster"; `members` are hashes of what the scenarios were made of, by cluster id."""

    schema_version: int = SCHEMA_VERSION
    project: str
    by: str
    cells: dict[str, Voice]
    members: dict[str, str] = Field(default={})


def key(measure: str, cluster: str) -> str:
    """A cell by the ids of its measure and scenario, which have no blanks."""
    return f"{measure} {cluster}"


def handed_out(windkanal: Windkanal, project: str, by: str) -> HandedOut:
    """What a sheet shows: one person's own voice where it is for somebody, else what holds now."""
    cells = {}
    for row in windkanal.measures:
        for cell in row.cells:
            if by:
                shown = voice_by(cell, by) or Voice()
            elif cell.proposed:
                shown = Voice()
            else:
                shown = Voice(rating=cell.rating, reason=cell.reason, condition=cell.condition)
            if not shown.empty:
                cells[key(row.measure.id, cell.cluster)] = shown
    return HandedOut(project=project, by=by, cells=cells, members=windkanal.members)


def write(page: Any, state: HandedOut) -> None:
    """Put the state into a tab, packed, in as many rows as it takes, and hide it."""
    packed = base64.urlsafe_b64encode(zlib.compress(state.model_dump_json().encode(), 9)).decode()
    for row, start in enumerate(range(0, len(packed), _PER_CELL), start=1):
        page.cell(row=row, column=1, value=f"x{packed[start : start + _PER_CELL]}")
    page.sheet_state = "hidden"


def read(rows: list[str]) -> HandedOut | None:
    """The state from the first cells of that tab; None where they say nothing of it."""
    packed = "".join(row[1:] for row in rows)
    try:
        data = zlib.decompress(base64.urlsafe_b64decode(packed))
        return HandedOut.model_validate_json(data)
    except (ValueError, binascii.Error, zlib.error, ValidationError):
        return None
