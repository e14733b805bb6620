"""Options that several commands share, with one German text each."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pipeline.sources.search.only import Only

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
OnlyDocuments = Annotated[
    list[str] | None,
    typer.Option("--document", metavar="MUSTER", help="Nur diese Datei, dieser Ordner, *.pdf; mehrfach."),
]
OnlyKinds = Annotated[
    list[str] | None,
    typer.Option("--kind", metavar="ART", help="Nur Dokumente dieser Art (kind); mehrfach."),
]
Since = Annotated[str, typer.Option("--since", metavar="DATUM", help="Nur ab diesem Datum: 2025-11, 2025.")]
Until = Annotated[str, typer.Option("--until", metavar="DATUM", help="Nur bis einschließlich.")]
With = Annotated[
    list[Path] | None,
    typer.Option("--with", metavar="PROJEKT", help="Ein weiteres Projekt zugleich befragen; mehrfach."),
]
OnlyProjects = Annotated[
    list[str] | None,
    typer.Option("--only-project", metavar="NAME", help="Nur Treffer aus diesem der Projekte; mehrfach."),
]


def only(
    documents: list[str] | None,
    kinds: list[str] | None,
    since: str,
    until: str,
    projects: list[str] | None,
) -> "Only":
    """The filter that a command was given; raises InputError for a date that is none."""
    from pipeline.sources.search.only import Only

    return Only(
        documents=tuple(documents or ()),
        kinds=tuple(kinds or ()),
        since=since.strip(),
        until=until.strip(),
        projects=tuple(projects or ()),
    )
