"""A scenario project and its run, as folders on disk: what is where, and who may write.

A project holds what people wrote; a run holds what was made of it. Two processes never write the
same run: a lock of the operating system guards it and is gone with the process that held it.
"""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pipeline.core.errors import LockedError, OutputError, ProjectError, RunError
from pipeline.core.files import digest

SETTINGS = "szenario.toml"
DOCUMENTS = "documents"
RUNS = "runs"
RECORD = "run.json"
LOCK = ".lock"
PATIENCE = 30
"""Seconds that a command waits for another one on the same project; each takes a few."""


@dataclass(frozen=True)
class Project:
    """The folder of a project; `name` is the folder's own."""

    folder: Path

    @property
    def name(self) -> str:
        return self.folder.resolve().name

    @property
    def documents(self) -> Path:
        return self.folder / DOCUMENTS

    @property
    def settings(self) -> Path:
        return self.folder / SETTINGS


@dataclass(frozen=True)
class Run:
    """The folder of a run, and the files in it."""

    folder: Path

    @property
    def record(self) -> Path:
        return self.folder / RECORD

    @property
    def index(self) -> Path:
        return self.folder / "index"

    def file(self, name: str) -> Path:
        """A file of the run by its name below the folder."""
        return self.folder / name

    def made(self, name: str, stage: str) -> Path:
        """A file that a stage makes; raises RunError where it is not there."""
        path = self.file(name)
        if not path.is_file():
            raise RunError(
                f"Im Lauf „{self.folder}“ fehlt {name} (Stufe {stage}). Bitte „szenario run PROJEKT“ "
                "ausführen; fertige Stufen werden nicht wiederholt."
            )
        return path


def open_project(folder: Path) -> Project:
    """The project in a folder; raises ProjectError where there is none."""
    if not folder.exists():
        raise ProjectError(
            f"Den Ordner „{folder}“ gibt es nicht. Bitte den Pfad prüfen oder mit „szenario new "
            f"{folder}“ ein Projekt anlegen."
        )
    if not folder.is_dir():
        raise ProjectError(f"„{folder}“ ist kein Ordner. Bitte den Projektordner nennen.")
    if not any(folder.iterdir()):
        raise ProjectError(
            f"Der Ordner „{folder}“ ist leer. Gebraucht werden {SETTINGS}, {DOCUMENTS}/ und eine "
            "Wertetafel (values.yaml); ein Muster legt „szenario new ORDNER“ an."
        )
    return Project(folder)


def run_of(project: Project, out: Path | None) -> Run:
    """Where the run of a project goes: `out`, or runs/<project> below the current folder."""
    return Run(out if out is not None else Path(RUNS) / project.name)


def open_run(folder: Path) -> Run:
    """An existing run; a project's folder stands for its run. Raises RunError where there is none."""
    if (folder / RECORD).is_file():
        return Run(folder)
    default = Path(RUNS) / folder.resolve().name
    if (folder / SETTINGS).is_file() and (default / RECORD).is_file():
        return Run(default)
    raise RunError(
        f"In „{folder}“ liegt kein Lauf (keine {RECORD}). Bitte den Ordner eines Laufs nennen, zum "
        "Beispiel runs/mein-projekt, oder zuerst „szenario run PROJEKT“ ausführen."
    )


@contextmanager
def being_changed(project: Project) -> Iterator[None]:
    """Hold a project's own files (sheet, votes, decisions, cards) while they are changed.

    Waits a while for another command of this machine, then raises LockedError. The lock lies among the
    temporary files: a command that changes nothing leaves no trace in the project.
    """
    from filelock import FileLock, Timeout

    name = digest(str(project.folder.resolve()).encode())[:16]
    lock = FileLock(Path(tempfile.gettempdir()) / f"szenario-{name}.lock", timeout=PATIENCE)
    try:
        lock.acquire()
    except Timeout as error:
        raise LockedError(
            f"An den Dateien von „{project.folder}“ arbeitet gerade ein anderer Befehl. Bitte warten, bis "
            "er fertig ist, und noch einmal aufrufen."
        ) from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def locked(run: Run, waiting: Callable[[str], None] | None = None) -> Iterator[None]:
    """Hold the run alone; raises LockedError where another process does, OutputError where the
    folder cannot be written. With `waiting`, which is told once, the other one is waited for a while."""
    from filelock import FileLock, Timeout

    try:
        run.folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(run.folder / LOCK, timeout=0)
        try:
            lock.acquire()
        except Timeout:
            if waiting is None:
                raise
            waiting(f"An „{run.folder}“ arbeitet gerade ein anderer Befehl; es geht danach weiter.")
            lock.acquire(timeout=PATIENCE)
    except Timeout as error:
        raise LockedError(
            f"An „{run.folder}“ arbeitet gerade ein anderer Lauf. Bitte warten, bis er fertig ist, "
            "oder mit --out einen anderen Ordner nennen."
        ) from error
    except OSError as error:
        raise OutputError(
            f"In „{run.folder}“ kann nicht geschrieben werden: {error.strerror or error}. Bitte "
            "Schreibrechte prüfen oder mit --out einen anderen Ordner nennen."
        ) from error
    try:
        yield
    finally:
        lock.release()
