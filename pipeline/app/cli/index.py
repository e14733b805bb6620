"""`szenario index PROJECT --rebuild`: the index made anew from the passages."""

from typing import Annotated

import typer

from pipeline.app.cli.options import AsJson, Out, ProjectFolder
from pipeline.app.cli.terminal import finished, print_json, progress


def command(
    project: ProjectFolder,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Neu aufbauen, auch wenn er zu passen scheint.")
    ] = False,
    out: Out = None,
    json: AsJson = False,
) -> None:
    """Prüft den Suchindex und baut ihn aus passages.jsonl neu auf, wenn er nicht passt."""
    from pipeline.app.work import at_work
    from pipeline.run.context import read_passages
    from pipeline.run.engine import run_stages
    from pipeline.run.stages import READ
    from pipeline.sources import index

    narrator = progress()
    try:
        with at_work(project, out, narrator) as context:
            run_stages(context, [READ], None)
            passages = read_passages(context.run)
            if rebuild:
                file = context.run.file("passages.jsonl")
                index.build(context.run.index, file, narrator, anew=True)
                index.forget_meanings(context.run.index)
            folder = context.run.index
    finally:
        finished(narrator)
    if json:
        print_json({"path": str(folder), "passages": len(passages), "rebuilt": rebuild})
    else:
        print(f"{len(passages)} Passagen im Index: {folder}")
