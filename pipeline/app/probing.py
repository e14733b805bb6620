"""Trying a model out, and forgetting what was kept of it."""

import datetime
import random
import tempfile
from dataclasses import dataclass
from pathlib import Path

from pipeline.app.configuration import Surroundings
from pipeline.app.desks import desk_of
from pipeline.core.errors import ProjectError
from pipeline.core.settings import ModelSettings
from pipeline.llm import name_table
from pipeline.llm.memory import Memory
from pipeline.llm.probe import Ability, probe


def probed(settings: ModelSettings) -> Ability:
    """What the model of these settings can do; nothing of it is kept."""
    with tempfile.TemporaryDirectory() as place:
        desk = desk_of(settings, "probe")
        desk.memory = Memory(Path(place))
        return probe(desk, random.randint(11, 499))


@dataclass(frozen=True)
class Forgotten:
    """How many kept answers are gone, and whether a project's table of pseudonyms is."""

    answers: int
    pseudonyms: bool = False


def forgotten(what: str) -> Forgotten:
    """Delete the kept answers and pseudonyms of a project's folder, or the answers before a date.

    Raises ProjectError where it is neither.
    """
    home = Surroundings().home
    memory = Memory(home)
    folder = Path(what)
    if folder.is_dir():
        project = str(folder.resolve())
        return Forgotten(memory.forget(project=project), name_table.forget(home, project))
    try:
        return Forgotten(memory.forget(before=datetime.date.fromisoformat(what).isoformat()))
    except ValueError as error:
        raise ProjectError(
            f"„{what}“ ist weder der Ordner eines Projekts noch ein Datum. Erwartet wird zum Beispiel "
            "--forget mein-projekt oder --forget 2026-11-01."
        ) from error
