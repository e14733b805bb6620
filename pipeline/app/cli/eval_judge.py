"""`szenario eval-judge RUN`: how well who judges the texts finds faults that were made on purpose."""

import typer

from pipeline.app.cli.options import AsJson, Model, Offline, RunFolder, Yes
from pipeline.app.cli.terminal import finished, print_json, progress


def command(
    run: RunFolder,
    model: Model = None,
    offline: Offline = False,
    yes: Yes = False,
    json: AsJson = False,
) -> None:
    """Misst an eigens verfälschten Sätzen, was die Prüfung findet; Code 1, wenn etwas ungemessen blieb."""
    from pipeline.app.approval import approval
    from pipeline.app.cli.eval_judge_told import as_json, is_whole, print_measured
    from pipeline.app.judging_work import measure_judges
    from pipeline.project import open_run

    found = open_run(run)
    narrator = progress()
    try:
        done = measure_judges(
            found, model=model, offline=offline, approve=approval(yes, narrator), progress=narrator
        )
    finally:
        finished(narrator)
    if json:
        print_json(as_json(done))
    else:
        print_measured(done)
    if not is_whole(done):
        raise typer.Exit(1)
