"""Documents and an answerer made ready for `ask` and `chat`.

What is wrong with the settings or the filter is told before any document is read.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pipeline.app import configuration
from pipeline.app.embedding import embedder
from pipeline.app.inquiry import Inquiry
from pipeline.app.model_settings import model_settings
from pipeline.app.reading import read_anew
from pipeline.app.wiring import Approve, answerer
from pipeline.core.errors import FilterError
from pipeline.core.progress import Progress
from pipeline.project import Project, open_project, run_of
from pipeline.run.asking import open_together
from pipeline.sources.search.finding import on_dates
from pipeline.sources.search.library import Browsable
from pipeline.sources.search.matching import undated
from pipeline.sources.search.only import Only


@dataclass(frozen=True)
class Thinker:
    """What the command line says of who answers; `variant` asks a model anew, `questions` are likely."""

    model: str | None
    offline: bool
    variant: int
    approve: Approve
    questions: int = 1


@dataclass(frozen=True)
class Counter:
    """Where a project's documents can be asked; `folders` are the projects' by name, "" the first's.

    `at_once` questions may be asked side by side.
    """

    project: Project
    library: Browsable
    inquiry: Inquiry
    folders: Mapping[str, Path]
    at_once: int


def open_counter(
    folders: Sequence[Path],
    out: Path | None,
    only: Only,
    thinker: Thinker,
    reading: Progress,
    asking: Progress,
) -> Counter:
    """The documents of the projects, opened, and who answers from them as the first is set up.

    Documents that a filter by date passes over are told to `asking`, a filter that can fit none is refused.

    Raises ProjectError, InputError, SurroundingsError.
    """
    project = open_project(folders[0])
    chosen = model_settings(
        configuration.model_table(project), thinker.model, thinker.offline, thinker.variant
    )
    library = open_together(
        folders,
        out,
        reading,
        lambda folder, where: read_anew(folder, where, chosen.offline, reading),
        store=configuration.vector_store(thinker.offline),
        embedder=embedder(thinker.offline),
    )
    with suppress(FilterError):  # which each answer then says
        if note := on_dates(undated(library.sources(), only)):
            asking.said(note)
        library.sources(only)
    who = answerer(chosen, project, run_of(project, out), asking, thinker.approve, thinker.questions)
    named = {open_project(folder).name: folder for folder in folders}
    return Counter(
        project,
        library,
        Inquiry(who, library, only, chosen.name),
        {**named, "": folders[0]},
        1 if chosen.offline else chosen.parallel,
    )
