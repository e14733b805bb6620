"""All that is wrong with a file, told at once: who sends a sheet round does not want it back six times."""

from collections.abc import Sequence

from pipeline.core.errors import InputError

MOST = 40
"""Places told; a file with more faults is another file."""


def refuse(file: str, faults: Sequence[str]) -> None:
    """Raise InputError naming every place; nothing where there is no fault."""
    if not faults:
        return
    many = "1 Stelle passt" if len(faults) == 1 else f"{len(faults)} Stellen passen"
    more = [f"… und {len(faults) - MOST} weitere"] if len(faults) > MOST else []
    lines = "\n".join(f"  {one}" for one in (*faults[:MOST], *more))
    raise InputError(f"„{file}“: {many} nicht, übernommen ist nichts. Bitte berichtigen:\n{lines}")
