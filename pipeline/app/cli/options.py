"""Options that several commands share, with one German text each."""

from pathlib import Path
from typing import Annotated

import typer

ProjectFolder = Annotated[Path, typer.Argument(metavar="PROJEKT", help="Ordner des Projekts.")]
RunFolder = Annotated[Path, typer.Argument(metavar="LAUF", help="Ordner des Laufs (runs/…).")]
AsJson = Annotated[bool, typer.Option("--json", help="Ergebnis als ein JSON-Dokument.")]
Out = Annotated[
    Path | None,
    typer.Option("--out", metavar="ORDNER", help="Ordner des Laufs (sonst runs/PROJEKT)."),
]
Model = Annotated[
    str | None, typer.Option("--model", metavar="MODELL", help="Sprachmodell; ohne Angabe keines.")
]
Offline = Annotated[bool, typer.Option("--offline", help="Ohne Sprachmodell, ohne Netz.")]
Batch = Annotated[
    Path | None,
    typer.Option("--batch", metavar="DATEI", help="Viele auf einmal, eine Zeile je Fall."),
]
Yes = Annotated[bool, typer.Option("--yes", help="Kostenpflichtige Aufrufe ohne Rückfrage.")]
Variant = Annotated[
    int, typer.Option("--variant", min=0, metavar="N", help="Das Modell neu fragen: Fassung N.")
]
