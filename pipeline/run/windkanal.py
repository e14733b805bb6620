"""windkanal.yaml: the measures of a run against its scenarios, for the command and for publishing."""

from pathlib import Path

from pipeline.core.files import keep_copy, read_yaml_as, to_yaml, write_text
from pipeline.core.settings import Settings
from pipeline.project import Run
from pipeline.publish.shown import Shown
from pipeline.run.context import read_clusters
from pipeline.run.members import members_of
from pipeline.scenarios.windkanal.holding import NAME, Held, held
from pipeline.scenarios.windkanal.nouns import Measure, Windkanal


def read_windkanal(run: Run) -> Windkanal | None:
    """The Windkanal of a run with its scenarios as they are now; None where nobody has begun one.

    Verdicts are computed anew. Raises InputError where the file was changed by hand and fits no more.
    """
    found = held_windkanal(run)
    return None if found is None else found.windkanal


def held_windkanal(run: Run) -> Held | None:
    """The same with what a person should know: which words are about scenarios that are others now."""
    earlier = kept(run)
    return None if earlier is None else held(None, names_of(run), earlier, members_of(run))


def shown_windkanal(run: Run, settings: Settings) -> tuple[Shown, ...]:
    """The Windkanal as pictures of a report; none where there is none, or no pictures are wanted."""
    found = read_windkanal(run) if settings.pictures else None
    if found is None:
        return ()
    from pipeline.publish.pictures.canvas import svg
    from pipeline.publish.pictures.windkanal import windkanal

    return tuple(Shown(one.title, one.alt, svg(one)) for one in windkanal(found))


def with_measures(run: Run, measures: tuple[Measure, ...] | None) -> Held:
    """The Windkanal of a run with the measures of a file (None: those it has); raises InputError."""
    return held(measures, names_of(run), kept(run), members_of(run))


def kept(run: Run) -> Windkanal | None:
    """What the file of a run says as it stands; None where there is none."""
    path = run.file(NAME)
    return read_yaml_as(Windkanal, path) if path.is_file() else None


def names_of(run: Run) -> dict[str, str]:
    """The names of a run's scenarios by cluster id."""
    return {one.id: one.name for one in read_clusters(run).clusters}


def write_windkanal(run: Run, windkanal: Windkanal) -> Path | None:
    """Write the file where it says something else now; returns the copy of what was there, in history/."""
    path, text = run.file(NAME), to_yaml(windkanal)
    if path.is_file() and path.read_bytes() == text.encode():
        return None
    copy = keep_copy(path) if path.is_file() else None
    write_text(path, text)
    return copy
