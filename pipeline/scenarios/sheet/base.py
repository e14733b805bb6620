"""The state in which a workbook was handed out, kept in a hidden tab of it.

A filled workbook comes back days later. Only what differs from this state was changed in it; whatever
changed in the project meanwhile is not its doing and must not be undone by it.
"""

import base64
import binascii
import zlib
from typing import Any

from pydantic import ValidationError

from pipeline.core.types import Sheet
from pipeline.scenarios.grid.tab import Grid
from pipeline.scenarios.sheet.columns import BASE

_PER_CELL = 30_000


def write(page: Any, sheet: Sheet) -> None:
    """Put a sheet into a tab, packed, in as many rows as it takes."""
    packed = base64.urlsafe_b64encode(zlib.compress(sheet.model_dump_json().encode(), 9)).decode()
    for row, start in enumerate(range(0, len(packed), _PER_CELL), start=1):
        page.cell(row=row, column=1, value=f"x{packed[start : start + _PER_CELL]}")
    page.sheet_state = "hidden"


def read(grid: Grid) -> Sheet | None:
    """The sheet that a workbook was handed out as; None where it says nothing of it."""
    tab = next((one for one in grid.tabs if one.name == BASE), None)
    if tab is None:
        return None
    packed = "".join(line.cells[0][1:] for line in tab.lines if line.cells)
    try:
        data = zlib.decompress(base64.urlsafe_b64decode(packed))
        return Sheet.model_validate_json(data)
    except (ValueError, binascii.Error, zlib.error, ValidationError):
        return None
