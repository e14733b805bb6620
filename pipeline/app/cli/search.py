"""`szenario search PROJECT TEXT`: the passages that answer, by words and by meaning."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.app.cli import options
from pipeline.app.cli.options import AsJson, Batch, Offline, Out, ProjectFolder, Yes
from pipeline.app.cli.terminal import finished, print_json, print_json_line, progress

if TYPE_CHECKING:
    from pipeline.sources.search.library import Browsable


def command(
    project: ProjectFolder,
    text: Annotated[str | None, typer.Argument(metavar="TEXT", help="Frage oder Stichworte.")] = None,
    k: Annotated[int, typer.Option("-k", min=1, max=1000, help="Wie viele Stellen.")] = 10,
    batch: Batch = None,
    like: Annotated[
        str | None,
        typer.Option("--like", metavar="PASSAGE", help="Was einer Passage nahesteht (ihre Id)."),
    ] = None,
    document: options.OnlyDocuments = None,
    kind: options.OnlyKinds = None,
    since: options.Since = "",
    until: options.Until = "",
    together: options.With = None,
    only_project: options.OnlyProjects = None,
    lexical: Annotated[
        bool, typer.Option("--lexical", help="Nur nach Wörtern suchen, ohne Bedeutung: schneller.")
    ] = False,
    offline: Offline = False,
    yes: Yes = False,
    out: Out = None,
    json: AsJson = False,
) -> None:
    """Sucht Passagen in den Dokumenten; liest und indexiert vorher, was neu ist."""
    from pipeline.app.batch import read_cases
    from pipeline.app.cli import search_told
    from pipeline.ask.answering import Asked
    from pipeline.ask.question.understanding import understood
    from pipeline.core.errors import ProjectError
    from pipeline.language.typed import plain
    from pipeline.sources.search.finding import found, similar

    if sum(one is not None for one in (text, batch, like)) != 1:
        raise ProjectError(
            "Gebraucht wird entweder ein Suchtext, --batch DATEI oder --like PASSAGE. Beispiel: szenario "
            'search mein-projekt "Glasfaser in Gewerbegebieten".'
        )
    if text is not None and not plain(text):
        raise ProjectError("Der Suchtext ist leer. Bitte Frage oder Stichworte angeben.")
    only = options.only(document, kind, since, until, only_project)
    cases = read_cases(batch, "query") if batch is not None else []
    for one in [text] if text is not None else [case.text for case in cases]:
        understood(Asked(one))  # what is no question to ask is none to search for
    library = _opened([project, *(together or ())], out, lexical, offline, yes)
    for case in cases:
        hits = found(library, case.text, k, only)
        print_json_line({"id": case.id, "query": plain(case.text), **search_told.as_json(hits, library)})
    if batch is not None:
        return
    hits = similar(library, like, k, only) if like is not None else found(library, text or "", k, only)
    if json:
        print_json(search_told.as_json(hits, library))
    else:
        search_told.tell(hits, text or "", library, by_project=bool(together))


def _opened(
    folders: Sequence[Path], out: Path | None, lexical: bool, offline: bool, yes: bool
) -> "Browsable":
    """The documents to search, with a bar while something has to be read."""
    from pipeline.app.approval import approval
    from pipeline.app.configuration import vector_store
    from pipeline.app.embedding import embedder
    from pipeline.app.reading import read_anew
    from pipeline.project import open_project
    from pipeline.run.asking import open_together

    narrator = progress()
    try:
        return open_together(
            folders,
            out,
            narrator,
            lambda folder, where: read_anew(folder, where, offline, narrator),
            by_words=lexical,
            store=vector_store(offline),
            embedder=embedder(offline or lexical, [open_project(one) for one in folders]),
            approve=approval(yes, narrator),
        )
    finally:
        finished(narrator)
