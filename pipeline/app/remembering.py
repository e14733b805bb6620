"""The history of a project as its szenario.toml has it; where it cannot be written, answers come anyway."""

import datetime
from dataclasses import dataclass

from pipeline.app import configuration
from pipeline.ask.history.file import history_path
from pipeline.ask.history.kept import STAGE, Place
from pipeline.ask.history.records import History
from pipeline.core.errors import OutputError, ProjectError
from pipeline.core.progress import Progress
from pipeline.core.types import Answer
from pipeline.llm.memory import Memory
from pipeline.project import Project


def history_of(project: Project) -> History:
    """The history of a project's folder; raises ProjectError where [ask] does not fit."""
    return History(
        history_path(configuration.Surroundings().home, project.folder),
        configuration.ask_settings(project).keep_days,
        lambda: datetime.datetime.now(datetime.UTC),
    )


@dataclass(frozen=True)
class Forgotten:
    """What is gone: questions of the history, and answers of a model; `remains`: some are still kept."""

    questions: int
    model_answers: int = 0
    remains: bool = False


def forget_all(project: Project, before: str) -> Forgotten:
    """Delete a project's history, and what a model answered there, for good; `before` (ISO) only older.

    Raises OutputError where one of the files cannot be used.
    """
    gone = history_of(project).forget_all(before)
    memory = Memory(configuration.Surroundings().home)
    return Forgotten(gone, memory.forget_stage(str(project.folder.resolve()), STAGE, before))


def forget_one(project: Project, about: Place) -> Forgotten:
    """Delete a dialogue or a question for good; raises InputError where there is none such.

    Which of a model's answers belong to it cannot be told for sure (follow-ups, pseudonyms): they remain.
    """
    gone = history_of(project).forget(about)
    memory = Memory(configuration.Surroundings().home)
    return Forgotten(gone, remains=memory.holds(str(project.folder.resolve()), STAGE))


class Notes:
    """The dialogue under way, as it goes into a history, or nowhere; what fails there is told once."""

    def __init__(self, history: History | None, narrator: Progress) -> None:
        self._history, self._narrator = history, narrator
        self._dialogue: int | None = None
        self._last: Place | None = None

    def keep(self, answer: Answer) -> Place | None:
        """Where the answer is kept now; None where it is not."""
        self._last = None
        if self._history is None:
            return None
        try:
            self._last = self._history.keep(answer, self._dialogue)
        except OutputError as error:
            self._history = None
            self._narrator.said(f"Nicht im Verlauf: {error}")
        if self._last is not None:
            self._dialogue = self._last.dialogue
        return self._last

    def judge(self, helpful: bool, reason: str) -> Place | None:
        """Where feedback on the last answer went; None where that answer is kept nowhere."""
        if self._history is None or self._last is None:
            return None
        return self._history.judge(self._last, helpful, reason)

    def new_dialogue(self) -> None:
        """What comes next belongs to no dialogue before."""
        self._dialogue = self._last = None


def begun(project: Project, wanted: bool, narrator: Progress) -> Notes:
    """Notes of a dialogue that begins; not `wanted` (--no-history): kept nowhere."""
    history = history_of(project)
    return Notes(history if wanted else None, narrator)


def start_of(day: str) -> str:
    """The beginning of a day (ISO) of the calendar here, as an ISO time in UTC; raises ProjectError."""
    try:
        local = datetime.datetime.strptime(day, "%Y-%m-%d")
    except ValueError as error:
        raise ProjectError(
            f"„{day}“ ist kein Tag. Erwartet wird JJJJ-MM-TT, zum Beispiel --before 2026-11-01."
        ) from error
    return local.astimezone(datetime.UTC).isoformat(timespec="seconds")


def here(at: str) -> str:
    """An ISO time as a clock here shows it, to the minute."""
    return datetime.datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M")
