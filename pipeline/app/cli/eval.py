"""`szenario eval RUN`: the gate before publishing, with all that it rests on."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from pipeline.app.cli.options import AsJson, Model, Offline, RunFolder, Yes
from pipeline.app.cli.terminal import finished, print_json, progress

OutFolder = Annotated[
    Path | None,
    typer.Option("--out", metavar="ORDNER", help="Ordner für eval.json und die anderen (sonst der Lauf)."),
]

Compare = Annotated[
    Path | None,
    typer.Option(
        "--compare",
        metavar="LAUF|DATEI",
        help="Daneben halten: ein anderer Lauf, eine eval.json, oder Ausgangswerte (evals/baseline.json).",
    ),
]
Repeat = Annotated[
    int,
    typer.Option(
        "--repeat",
        metavar="N",
        min=0,
        max=20,
        help="N-mal neu urteilen lassen, am Antwortspeicher vorbei; sagt, wie sehr die Urteile schwanken.",
    ),
]
Labels = Annotated[
    Path | None,
    typer.Option(
        "--labels", metavar="DATEI", help="Beispiele aus eval.html in die calibration.yaml des Projekts."
    ),
]


def command(
    run: RunFolder,
    model: Model = None,
    offline: Offline = False,
    yes: Yes = False,
    out: OutFolder = None,
    compare: Compare = None,
    repeat: Repeat = 0,
    labels: Labels = None,
    json: AsJson = False,
) -> None:
    """Prüft, ob die Texte veröffentlicht werden dürfen; Code 1, wenn etwas sperrt oder offen ist."""
    from pipeline.app.approval import approval
    from pipeline.app.cli.eval_told import print_evaluated
    from pipeline.app.evaluating import Judging, evaluate_run
    from pipeline.app.labels_work import take_labels
    from pipeline.core.errors import InputError
    from pipeline.project import open_run

    if repeat == 1:
        raise InputError("Verlangt ist --repeat 1; erst zwei Urteile lassen sich vergleichen. Bitte N ≥ 2.")
    found = open_run(run)
    narrator = progress()
    try:
        if labels is not None:
            take_labels(found, labels, narrator)
        judging = Judging(model, offline, approval(yes, narrator))
        done = evaluate_run(found, judging, narrator, date.today().isoformat(), out, compare, repeat)
    finally:
        finished(narrator)
    if json:
        print_json(done.evaluation.model_dump(mode="json"))
    else:
        print_evaluated(done, found)
    if done.evaluation.verdict != "pass":
        raise typer.Exit(1)
