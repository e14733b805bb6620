"""`szenario impact PROJECT_OR_SCW`: what cross-impact balance says of a matrix."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.app.cli.options import AsJson
from pipeline.app.cli.terminal import finished, progress

LONG, SHORT = 60.0, 10.0
"""Seconds of a search that is not told otherwise; the short one where nobody judged."""


def command(
    source: Annotated[
        Path, typer.Argument(metavar="PROJEKT|MATRIX", help="Projekt oder Matrix (.scw, .xlsx, .csv).")
    ],
    epsilon: Annotated[
        float, typer.Option("--epsilon", metavar="N", help="Auch bis zu dieser Inkonsistenz listen.")
    ] = 0.0,
    limit: Annotated[int, typer.Option("--limit", metavar="N", help="So viele höchstens.")] = 100_000,
    seconds: Annotated[
        float | None,
        typer.Option("--seconds", metavar="N", help="So lange höchstens (60, ohne Urteile 10)."),
    ] = None,
    best: Annotated[
        int | None,
        typer.Option("--best", metavar="K", help="Die besten K davon, die sich deutlich unterscheiden."),
    ] = None,
    distance: Annotated[
        int | None,
        typer.Option("--distance", metavar="D", help="In so vielen Deskriptoren (sonst in einem Drittel)."),
    ] = None,
    seed: Annotated[int, typer.Option("--seed", metavar="N", min=0, help="Startwert des Zufalls.")] = 0,
    spread: Annotated[
        float, typer.Option("--spread", metavar="N", help="Wie unsicher eine Bewertung ist, in Punkten.")
    ] = 0.5,
    incremental: Annotated[
        bool, typer.Option("--incremental", help="Sukzession: ein Deskriptor nach dem anderen.")
    ] = False,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DATEI", help="Ergebnis als .json oder .yaml.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Eine vorhandene Datei überschreiben.")] = False,
    json: AsJson = False,
) -> None:
    """Wirkungsbilanzen (Cross-Impact): welche Szenarien in sich stimmig sind, und wie sicher."""
    from pipeline.app.cli.impact_told import print_analysis
    from pipeline.app.impact_work import asked, check_out, written
    from pipeline.core.errors import InputError
    from pipeline.core.files import to_json
    from pipeline.scenarios.impact.analysis import analyse

    check_out(out, force)
    if distance is not None and best is None:
        raise InputError(
            f"--distance {distance} gilt für die Auswahl der besten Szenarien, verlangt ist keine. Bitte "
            "--best K dazu angeben oder --distance weglassen."
        )
    narrator = progress()
    try:
        found = asked(source, narrator)
        if found.judges == "model" or (json and found.judges == "nobody"):  # else it heads what is printed
            narrator.said(f"Achtung: {found.basis}.")
        # Texts give both directions of a pair one score: all moving at once would swing to and fro
        # (a project of 26 factors: 9,102 cycles of two), one after the other always comes to rest. And they
        # score every pair, so that no search of minutes would come to an end either.
        computed = found.judges == "nobody"
        analysis = analyse(
            found.matrix,
            epsilon=epsilon,
            limit=limit,
            seconds=seconds if seconds is not None else SHORT if computed else LONG,
            seed=seed,
            order="incremental" if incremental or computed else "global",
            spread=spread,
            choices=found.choices,
            best=best,
            distance=distance,
            basis=found.basis,
            progress=narrator,
        )
    finally:
        finished(narrator)
    if out is not None:
        written(out, analysis)
    if json:
        print(to_json(analysis), end="")
        return
    print_analysis(analysis)
    if out is not None:
        print(f"\nGeschrieben: {out}")
