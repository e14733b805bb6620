"""`szenario formats RUN`: what an editor needs beside each narrative, and the comparison of all."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.app.cli.options import AsJson, Model, Offline, RunFolder, Variant, Yes
from pipeline.app.cli.terminal import finished, print_json, progress

if TYPE_CHECKING:
    from pipeline.app.format_work import Formatted


def command(
    run: RunFolder,
    only: Annotated[
        list[str] | None,
        typer.Option(
            "--only",
            metavar="NAME,…",
            help="headline, teaser, key_values, signals, winners, milestones, comparison.",
        ),
    ] = None,
    cluster: Annotated[
        str | None, typer.Option("--cluster", metavar="c1", help="Nur neben dem Text dieses Szenarios.")
    ] = None,
    redo: Annotated[
        bool, typer.Option("--redo", help="Auch von Hand Bearbeitetes neu machen (Kopie in history/).")
    ] = False,
    markdown: Annotated[
        Path | None, typer.Option("--markdown", metavar="DATEI", help="Alles als Markdown schreiben.")
    ] = None,
    model: Model = None,
    offline: Offline = False,
    variant: Variant = 0,
    yes: Yes = False,
    json: AsJson = False,
) -> None:
    """Schlagzeile, Teaser, Schlüsselwerte, Frühsignale, Gewinner, Meilensteine und der Vergleich aller."""
    from pipeline.app.approval import approval
    from pipeline.app.cli.formats_told import print_formats
    from pipeline.app.format_work import asked_names, make
    from pipeline.core.errors import InputError
    from pipeline.core.files import write_text
    from pipeline.narratives.formats.making import restricted
    from pipeline.narratives.formats.markdown import Titled, to_markdown
    from pipeline.project import open_run

    names = asked_names(only or [], cluster)
    found = open_run(run)
    narrator = progress()
    try:
        done = make(
            found,
            narrator,
            names,
            cluster,
            redo=redo,
            model=model,
            offline=offline,
            variant=variant,
            approve=approval(yes, narrator),
        )
    finally:
        finished(narrator)
    if markdown is not None:
        chapters = [Titled(one.title, restricted(one.formats, names)) for one in done.beside]
        comparison = done.compared.comparison if done.compared and "comparison" in names else None
        write_text(markdown, to_markdown(chapters, comparison, done.matter.ground))
    if json:
        print_json(_as_json(done))
    else:
        print_formats(done, names, found.folder)
        if markdown is not None:
            print(f"\nGeschrieben: {markdown}")
    if done.broken:
        raise InputError("\n".join(done.broken))


def _as_json(done: "Formatted") -> dict[str, Any]:
    return {
        "formats": [
            {
                **one.formats.model_dump(mode="json"),
                "title": one.title,
                "rohgeruest": one.rohgeruest,
                "file": one.file,
                "status": one.status,
                "outdated": one.outdated,
            }
            for one in done.beside
        ],
        "comparison": None
        if done.compared is None
        else {
            **done.compared.comparison.model_dump(mode="json"),
            "file": done.compared.file,
            "status": done.compared.status,
            "outdated": done.compared.outdated,
        },
    }
