"""`szenario redraft RUN CLUSTER`: alternatives beside a text, for a place of it or for all."""

from typing import Annotated

import typer

from pipeline.app.cli.options import AsJson, Model, Offline, RunFolder, Variant, Yes
from pipeline.app.cli.terminal import finished, print_json, progress


def command(
    run: RunFolder,
    cluster: Annotated[str, typer.Argument(metavar="SZENARIO", help="Szenario des Textes, etwa c1.")],
    paragraph: Annotated[int | None, typer.Option("--paragraph", metavar="N", help="Nur Absatz N.")] = None,
    sentence: Annotated[
        int | None, typer.Option("--sentence", metavar="N", help="Nur Satz N (durch den Text gezählt).")
    ] = None,
    note: Annotated[
        str | None,
        typer.Option("--note", metavar="TEXT", help="Was anders werden soll: „kürzer, mehr zu Bildung“."),
    ] = None,
    take: Annotated[
        int | None, typer.Option("--take", metavar="K", help="Fassung K in den Text setzen.")
    ] = None,
    model: Model = None,
    offline: Offline = False,
    variant: Variant = 0,
    yes: Yes = False,
    json: AsJson = False,
) -> None:
    """Schreibt andere Fassungen neben den Text; mit --take kommt eine davon hinein."""
    from pipeline.app.approval import approval
    from pipeline.app.cli import redraft_told
    from pipeline.app.redraft_work import Thinking, put_in, redraft
    from pipeline.core.errors import ProjectError
    from pipeline.narratives.redraft.nouns import Place
    from pipeline.project import open_run

    found = open_run(run)
    place = Place(paragraph=paragraph, sentence=sentence)
    if take is not None and note is not None:
        raise ProjectError("--note gehört zum Schreiben von Fassungen, --take zum Einsetzen; bitte eines.")
    narrator = progress()
    try:
        if take is not None:
            taken = put_in(found, cluster, place, take, narrator)
        else:
            thinking = Thinking(model, offline, variant, approval(yes, narrator))
            kept = redraft(found, cluster, place, note, thinking, narrator)
    finally:
        finished(narrator)
    if take is not None:
        told = redraft_told.taken_as_json(found, taken)
        print_json(told) if json else redraft_told.tell_taken(taken)
    else:
        told = redraft_told.as_json(found, kept)
        print_json(told) if json else redraft_told.tell(kept)
