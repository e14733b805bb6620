"""Whether a list of ratings ends where its author ended it: a copy that broke off says less than it seems.

What tells is the last row, shorter than all others and without the line end that programs write.
"""

from pathlib import Path

from pipeline.core.errors import InputError
from pipeline.scenarios.grid.csv_text import records
from pipeline.sources.read.encoding import decode


def check_whole(path: Path) -> None:
    """Raise InputError naming the last row of a CSV file where that is cut off."""
    text = decode(path.read_bytes())
    rows = records(text, path)
    if text.endswith(("\n", "\r")) or len(rows) < 3:
        return
    *full, last = (len(row) for row in rows if any(row))
    if len(set(full)) == 1 and last < full[0]:
        raise InputError(
            f"„{path.name}“, Zeile {len(rows)}: die letzte Zeile ist abgeschnitten, sie hat {last} von "
            f"{full[0]} Zellen und kein Zeilenende. Bitte die Datei vollständig ablegen oder die Zeile "
            "ergänzen."
        )
