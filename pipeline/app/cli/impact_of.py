"""`szenario impact-of RUN [ID]`: which sentences rest on a factor or value, and what of it has changed."""

from typing import Annotated

import typer

from pipeline.app.cli.options import AsJson, Model, Offline, RunFolder, Variant, Yes
from pipeline.app.cli.terminal import finished, print_json, progress


def command(
    run: RunFolder,
    about: Annotated[
        str | None,
        typer.Argument(metavar="ID", help="Faktor oder Ausprägung; ohne Angabe alles seither Geänderte."),
    ] = None,
    redraft: Annotated[
        bool, typer.Option("--redraft", help="Fassungen für genau diese Sätze danebenlegen.")
    ] = False,
    model: Model = None,
    offline: Offline = False,
    variant: Variant = 0,
    yes: Yes = False,
    json: AsJson = False,
) -> None:
    """Nennt die Sätze, die auf einem Faktor oder einer Ausprägung beruhen, und was sich geändert hat."""
    from pipeline.app.approval import approval
    from pipeline.app.cli import impact_of_told
    from pipeline.app.impact_of_work import impact_of
    from pipeline.app.redraft_work import Thinking
    from pipeline.project import open_run

    found = open_run(run)
    narrator = progress()
    try:
        thinking = Thinking(model, offline, variant, approval(yes, narrator)) if redraft else None
        told = impact_of(found, about, narrator, thinking)
    finally:
        finished(narrator)
    if json:
        print_json(impact_of_told.as_json(found, told))
    else:
        impact_of_told.tell(told, redraft)
