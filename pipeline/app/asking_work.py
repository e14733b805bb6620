"""Documents and an answerer made ready for `ask` and `chat`.

What is wrong with the settings or the filter is told before any document is read.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.app import configuration
from pipeline.app.embedding import embedder
from pipeline.app.inquiry import Inquiry
from pipeline.app.model_settings import model_settings
from pipeline.app.reading import read_anew
from pipeline.app.wiring import answerer
from pipeline.core.errors import FilterError
from pipeline.core.progress import Progress
from pipeline.project import Project, open_project, run_of
from pipeline.run.asking import open_together, stand
from pipeline.sources.search.finding import on_dates
from pipeline.sources.search.library import Browsable
from pipeline.sources.search.matching import undated
from pipeline.sources.search.only import Only

if TYPE_CHECKING:
    from pipeline.app.estimate import Estimate
    from pipeline.sources.index import Leaving


@dataclass(frozen=True)
class Thinker:
    """What the command line says of who answers; `variant` asks a model anew, `questions` are likely."""

    model: str | None
    offline: bool
    variant: int
    approve: Callable[["Estimate | Leaving"], None]
    questions: int = 1


@dataclass(frozen=True)
class Opening:
    """Which documents are opened, and how; `offline` reads them without a model."""

    projects: Sequence[Project]
    out: Path | None
    thinker: Thinker
    offline: bool

    def library(self, reading: Progress) -> Browsable:
        """The documents as they are now, read anew where they changed; raises as open_together does."""
        return open_together(
            [one.folder for one in self.projects],
            self.out,
            reading,
            lambda folder, where: read_anew(folder, where, self.offline, reading),
            store=configuration.vector_store(self.thinker.offline),
            embedder=embedder(self.thinker.offline, self.projects),
            approve=self.thinker.approve,
        )

    def stands(self) -> tuple[str, ...]:
        """What the documents of each project are now; "" for those that have to be read anew."""
        return tuple(
            stand(one, self.out if number == 0 else None) for number, one in enumerate(self.projects)
        )


@dataclass(frozen=True)
class Counter:
    """Where a project's documents can be asked; `folders` are the projects' by name, "" the first's.

    `at_once` questions may be asked side by side; `stands` is what the library was made of.
    """

    project: Project
    library: Browsable
    inquiry: Inquiry
    folders: Mapping[str, Path]
    at_once: int
    opening: Opening
    stands: tuple[str, ...]

    @property
    def outdated(self) -> bool:
        """Whether documents or their rights changed since the library was opened."""
        return "" in (now := self.opening.stands()) or now != self.stands

    def anew(self, reading: Progress) -> "Counter":
        """The same with the documents as they are now; raises as open_counter does.

        Who answers stays the same, with its budget and what was approved.
        """
        library = self.opening.library(reading)
        inquiry = replace(self.inquiry, library=library)
        return replace(self, library=library, inquiry=inquiry, stands=self.opening.stands())


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
    projects = [open_project(folder) for folder in folders]
    project, *others = projects
    chosen = model_settings(
        configuration.model_table(project), thinker.model, thinker.offline, thinker.variant
    )
    opening = Opening(projects, out, thinker, chosen.offline)
    library = opening.library(reading)
    with suppress(FilterError):  # which each answer then says
        if note := on_dates(undated(library.sources(), only)):
            asking.said(note)
        library.sources(only)
    who = answerer(
        chosen, project, run_of(project, out), asking, thinker.approve, thinker.questions, others
    )
    named = {one.name: one.folder for one in projects}
    return Counter(
        project,
        library,
        Inquiry(who, library, only, chosen.name),
        {**named, "": folders[0]},
        1 if chosen.offline else chosen.parallel,
        opening,
        opening.stands(),
    )
