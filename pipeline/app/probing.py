"""Trying a model out, and forgetting what was kept of it."""

import datetime
import random
import tempfile
from pathlib import Path

from pipeline.app.configuration import Surroundings
from pipeline.app.wiring import desk_of
from pipeline.core.errors import ProjectError
from pipeline.core.settings import ModelSettings
from pipeline.llm.memory import Memory
from pipeline.llm.probe import Ability, probe


def probed(settings: ModelSettings) -> Ability:
    """What the model of these settings can do; nothing of it is kept."""
    with tempfile.TemporaryDirectory() as place:
        desk = desk_of(settings, "probe")
        desk.memory = Memory(Path(place))
        return probe(desk, random.randint(11, 499))


def forgotten(what: str) -> int:
    """Delete the kept answers of a project's folder, or those before a date; returns how many.

    Raises ProjectError where it is neither.
    """
    memory = Memory(Surroundings().home)
    folder = Path(what)
    if folder.is_dir():
        return memory.forget(project=str(folder.resolve()))
    try:
        return memory.forget(before=datetime.date.fromisoformat(what).isoformat())
    except ValueError as error:
        raise ProjectError(
            f"„{what}“ ist weder der Ordner eines Projekts noch ein Datum. Erwartet wird zum Beispiel "
            "--forget mein-projekt oder --forget 2026-11-01."
        ) from error
