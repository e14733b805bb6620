"""The question sets of a run's project, put to its documents for the gate (suite 7).

Documents and model are opened with the first question: a gate that asks none pays for none. A run whose
documents changed is not read anew here, since what is judged would no longer be what was drafted.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from pipeline.app import configuration
from pipeline.app.embedding import embedder
from pipeline.app.wiring import Approve, answerer
from pipeline.app.work import thinker_of
from pipeline.ask.answering import Answerer
from pipeline.core.errors import RunError
from pipeline.core.progress import Progress
from pipeline.core.settings import ModelSettings
from pipeline.core.types import Answer
from pipeline.evaluation.cases import case_files
from pipeline.evaluation.material import Material
from pipeline.evaluation.questions import Question, answer_to, load_questions
from pipeline.evaluation.suites import Declared
from pipeline.evaluation.suites.qa import SUITE
from pipeline.project import Project, Run
from pipeline.run.about import own_questions
from pipeline.run.asking import open_library
from pipeline.sources.search.library import Browsable


@dataclass
class RunQuestions:
    """Asks the documents of a run, as its project is set up; each question once. Close it when done."""

    project: Project
    run: Run
    settings: ModelSettings
    progress: Progress
    approve: Approve
    _answers: dict[str, Answer] = field(default_factory=dict)

    def questions(self) -> Sequence[Question]:
        """The program's questions on this project, and all of the project's own."""
        return self._questions

    def answer(self, question: Question) -> Answer:
        """The answer; raises RunError where the run's documents cannot be asked as they were read."""
        if question.id not in self._answers:
            self._answers[question.id] = answer_to(question, self._answerer, self._library)
        return self._answers[question.id]

    def close(self) -> None:
        """Give back what others may wait for."""
        if "_library" in self.__dict__:
            self._library.close()

    @cached_property
    def _questions(self) -> tuple[Question, ...]:
        found = load_questions((*case_files(SUITE.name), *own_questions(self.project)))
        return tuple(one for one in found if one.project == self.project.name)

    @cached_property
    def _answerer(self) -> Answerer:
        return answerer(
            self.settings, self.project, self.run, self.progress, self.approve, len(self._questions)
        )

    @cached_property
    def _library(self) -> Browsable:
        return open_library(
            self.project.folder,
            self.run.folder,
            self.progress,
            self._refuse,
            store=configuration.vector_store(self.settings.offline),
            embedder=embedder(self.settings.offline, (self.project,)),
        )

    def _refuse(self) -> None:
        raise RunError(
            "Die Fragen der Suite 7 brauchen die Dokumente des Laufs; Dokumente oder Suchindex sind nicht "
            "auf seinem Stand. Bitte zuerst „szenario run PROJEKT“ ausführen."
        )


def with_questions(
    material: Material,
    suites: Declared,
    run: Run,
    progress: Progress,
    approve: Approve,
    *,
    model: str | None = None,
    offline: bool = False,
) -> Material:
    """The material with somebody who asks, where the suite is declared: with the model that the project or
    the caller names."""
    if SUITE not in suites.suites:
        return material
    thinker = thinker_of(run, model=model, offline=offline, variant=0)
    asking = RunQuestions(thinker.project, run, thinker.settings, progress, approve)
    return replace(material, asking=asking)
