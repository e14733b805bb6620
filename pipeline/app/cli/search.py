"""`szenario search PROJECT TEXT`: the passages that answer, by words and by meaning."""

from pathlib import Path
from typing import Annotated, Any

import typer

from pipeline.app.cli.options import AsJson, Batch, Out, ProjectFolder
from pipeline.app.cli.terminal import finished, print_json, print_json_line, progress
from pipeline.core.progress import Progress


def command(
    project: ProjectFolder,
    text: Annotated[str | None, typer.Argument(metavar="TEXT", help="Frage oder Stichworte.")] = None,
    k: Annotated[int, typer.Option("-k", min=1, max=1000, help="Wie viele Passagen.")] = 10,
    batch: Batch = None,
    lexical: Annotated[
        bool, typer.Option("--lexical", help="Nur nach Wörtern suchen, ohne Bedeutung: schneller.")
    ] = False,
    out: Out = None,
    json: AsJson = False,
) -> None:
    """Sucht Passagen in den Dokumenten; liest und indexiert vorher, was neu ist."""
    from pipeline.app.batch import read_cases
    from pipeline.core.errors import ProjectError
    from pipeline.project import open_project, run_of
    from pipeline.run.asking import open_library
    from pipeline.run.documents import read_rights
    from pipeline.sources.search.excerpt import best_window

    if (text is None) == (batch is None):
        raise ProjectError(
            "Gebraucht wird entweder ein Suchtext oder --batch DATEI. Beispiel: szenario search "
            'mein-projekt "Glasfaser in Gewerbegebieten".'
        )
    if text is not None and not text.strip():
        raise ProjectError("Der Suchtext ist leer. Bitte Frage oder Stichworte angeben.")
    cases = read_cases(batch, "query") if batch is not None else []
    narrator = progress()
    try:
        library = open_library(
            project, out, narrator, lambda: _read(project, out, narrator), by_words=lexical
        )
    finally:
        finished(narrator)
    rights = read_rights(run_of(open_project(project), out))
    if batch is not None:
        for case in cases:
            print_json_line(
                {"id": case.id, "query": case.text, "hits": _hits(library.find(case.text, k), rights)}
            )
        return
    hits = library.find(text or "", k)
    if json:
        print_json({"hits": _hits(hits, rights)})
        return
    if not hits:
        print("Nichts gefunden: weder die Wörter noch Sinnverwandtes stehen in den Dokumenten.")
    for number, hit in enumerate(hits, start=1):
        passage = hit.passage
        mark = "" if rights[passage.document].quote == "free" else "  (nicht frei zitierbar)"
        print(f"{number}. {passage.document}, {passage.anchor}  [{hit.score:.2f}]{mark}")
        if passage.heading and passage.heading != passage.anchor:
            print(f"   {passage.heading}")
        print(f"   {best_window(text or '', passage.text, 320)}\n")


def _read(project: Path, out: Path | None, narrator: Progress) -> None:
    from pipeline.app.work import at_work
    from pipeline.run.engine import run_stages
    from pipeline.run.stages import READ

    with at_work(project, out, narrator) as context:
        run_stages(context, [READ], None)


def _hits(hits: Any, rights: Any) -> list[dict[str, Any]]:
    return [
        {
            "passage": hit.passage.id,
            "document": hit.passage.document,
            "anchor": hit.passage.anchor,
            "heading": hit.passage.heading,
            "score": hit.score,
            "text": hit.passage.text,
            "quote": rights[hit.passage.document].quote,
            "export": rights[hit.passage.document].export,
        }
        for hit in hits
    ]
