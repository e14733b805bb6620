"""`szenario ask PROJECT TEXT`: an answer with its quotes, or that it does not stand in the documents."""

import shlex
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.app.cli import options
from pipeline.app.cli.options import AsJson, Batch, Model, Offline, Out, ProjectFolder, Variant, Yes
from pipeline.app.cli.terminal import finished, lines, print_json, print_json_line, progress

if TYPE_CHECKING:
    from pipeline.app.asking_work import Counter
    from pipeline.app.questions import Case
    from pipeline.app.remembering import Notes
    from pipeline.sources.search.only import Only

NoHistory = Annotated[
    bool,
    typer.Option(
        "--no-history",
        help="Frage und Antwort nicht im Verlauf festhalten. Was ein Modell sagt, bleibt im "
        "Antwortspeicher bis „szenario model --forget PROJEKT“.",
    ),
]


def command(
    project: ProjectFolder,
    text: Annotated[str | None, typer.Argument(metavar="TEXT", help="Die Frage.")] = None,
    batch: Batch = None,
    model: Model = None,
    offline: Offline = False,
    variant: Variant = 0,
    yes: Yes = False,
    document: options.OnlyDocuments = None,
    kind: options.OnlyKinds = None,
    since: options.Since = "",
    until: options.Until = "",
    together: options.With = None,
    only_project: options.OnlyProjects = None,
    no_history: NoHistory = False,
    out: Out = None,
    json: AsJson = False,
) -> None:
    """Beantwortet eine Frage aus den Dokumenten, mit Zitaten; sagt, wenn es dort nicht steht."""
    from pipeline.app.inquiry import legible
    from pipeline.app.questions import read_questions
    from pipeline.app.remembering import begun
    from pipeline.ask.answering import Asked
    from pipeline.ask.question.understanding import understood
    from pipeline.core.errors import ProjectError
    from pipeline.project import open_project

    if (text is None) == (batch is None):
        raise ProjectError(
            "Gebraucht wird entweder eine Frage oder --batch DATEI. Beispiel: szenario ask mein-projekt "
            '"Wer bezahlt den Rufbus?".'
        )
    only = options.only(document, kind, since, until, only_project)
    cases = read_questions(batch) if batch is not None else []
    notes = begun(open_project(project), text is not None and not no_history, lines())
    if text is not None:
        understood(Asked(legible(text)))  # what is no question is refused before anything is read
    questions = sum(one.answer is None for case in cases for one in case.said) or 1
    folders = [project, *(together or ())]
    counter = opened(folders, out, only, model, offline, variant, yes, questions)
    if text is None:
        _answer_all(cases, counter)
    elif json:
        _answer_json(text, counter, notes)
    else:
        _answer(text, counter, notes)


def _answer_all(cases: "Sequence[Case]", counter: "Counter") -> None:
    from pipeline.app.batch import side_by_side
    from pipeline.app.inquiry import case_json, reached

    def line(case: "Case") -> dict[str, Any]:
        return case_json(case, reached(case, counter.inquiry))

    for one in side_by_side(cases, line, counter.at_once):
        print_json_line(one)


def _answer_json(text: str, counter: "Counter", notes: "Notes") -> None:
    from pipeline.app.inquiry import as_json

    answer = counter.inquiry.answer(text)
    kept = notes.keep(answer)
    print_json({**as_json(answer), "id": str(kept or "")})


def _answer(text: str, counter: "Counter", notes: "Notes") -> None:
    """At a terminal with the number under which the answer can be judged."""
    from pipeline.app.cli.answer_told import print_basis
    from pipeline.app.cli.telling import Telling

    telling = Telling()
    answer = counter.inquiry.answer(text, heard=telling.heard)
    kept = notes.keep(answer)
    telling.end(answer)
    print_basis(answer, counter.folders)
    if kept is not None and sys.stdout.isatty():
        command = f"szenario history {shlex.quote(str(counter.project.folder))} --mark {kept}"
        print(f"Hilfreich? {command} --helpful oder --not-helpful", file=sys.stderr)


def opened(
    folders: Sequence[Path],
    out: Path | None,
    only: "Only",
    model: str | None,
    offline: bool,
    variant: int,
    yes: bool,
    questions: int,
) -> "Counter":
    """Documents and answerer for so many questions, with a bar while something has to be read."""
    from pipeline.app.approval import approval
    from pipeline.app.asking_work import Thinker, open_counter

    narrator, asking = progress(), lines()
    thinker = Thinker(model, offline, variant, approval(yes, asking), questions)
    try:
        return open_counter(folders, out, only, thinker, narrator, asking)
    finally:
        finished(narrator)
