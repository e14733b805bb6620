"""`szenario formats` at work: who makes what, under the run's lock, and how all of it stands afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.app.wiring import Approve, format_maker
from pipeline.app.work import thinker_of
from pipeline.core.errors import InputError
from pipeline.core.files import read_yaml_as
from pipeline.core.progress import Progress
from pipeline.narratives.formats.making import BESIDE, NAMES, FormatName, Matter
from pipeline.narratives.formats.nouns import Comparison, Formats
from pipeline.project import Run, locked
from pipeline.run import record
from pipeline.run.format_keeping import Asked, Status
from pipeline.run.formats import (
    COMPARISON,
    comparison_outdated,
    files,
    name_beside,
    outdated,
    read_comparison,
    read_matter,
)
from pipeline.run.formatting import make_formats, narratives_asked
from pipeline.run.members import members_of


@dataclass(frozen=True)
class BesideOne:
    """The formats of one narrative as their file has them now; `status` None where none was asked for."""

    title: str
    rohgeruest: bool
    file: str
    formats: Formats
    status: Status | None
    outdated: bool


@dataclass(frozen=True)
class Compared:
    """The comparison as its file has it now."""

    file: str
    comparison: Comparison
    status: Status | None
    outdated: bool


@dataclass(frozen=True)
class Formatted:
    """All that stands beside the narratives asked for; `matter` has the words behind the ids.

    `broken` says in German which files a person left unreadable; they stay as they are.
    """

    beside: Sequence[BesideOne]
    compared: Compared | None
    matter: Matter
    broken: tuple[str, ...] = ()


def asked_names(texts: Sequence[str], cluster: str | None) -> frozenset[FormatName]:
    """The formats that were named, separated by commas; all without any. Raises InputError.

    For one cluster alone the comparison of all is made only where it is named.
    """
    given = [one.strip() for text in texts for one in text.split(",") if one.strip()]
    if not given:
        return frozenset(BESIDE if cluster else NAMES)
    unknown = [one for one in given if one not in NAMES]
    if unknown:
        raise InputError(f"Das Format „{unknown[0]}“ gibt es nicht. Möglich sind {', '.join(NAMES)}.")
    return frozenset(name for name in NAMES if name in given)


def make(
    run: Run,
    narrator: Progress,
    names: frozenset[FormatName],
    cluster: str | None,
    *,
    redo: bool,
    model: str | None,
    offline: bool,
    variant: int,
    approve: Approve,
) -> Formatted:
    """Make what is asked for and read all of it; raises InputError, LockedError, ModelError."""
    with locked(run):
        written = record.load(run)
        matter = read_matter(run, written.settings)
        texts = narratives_asked(run, matter, cluster)
        thinker = thinker_of(run, model=model, offline=offline, variant=variant)
        maker = format_maker(
            thinker.settings, thinker.project, run, len(texts), names, matter, narrator, approve
        )
        asked = Asked(names, cluster, redo, over_models=offline)
        done = make_formats(run, written, matter, maker, asked, narrator)
    return _as_they_stand(run, matter, cluster, {one.name: one.status for one in done})


def _as_they_stand(run: Run, matter: Matter, cluster: str | None, status: dict[str, Status]) -> Formatted:
    formats, comparison, broken = _readable(run)
    beside, members = [], members_of(run)
    for one in narratives_asked(run, matter, cluster):
        narrative, name = one.narrative, name_beside(one)
        found = formats.get(narrative.cluster)
        if found is not None:
            state = status.get(name)
            beside.append(
                BesideOne(
                    narrative.title,
                    narrative.rohgeruest,
                    name,
                    found,
                    state,
                    outdated(found, narrative, members),
                )
            )
    compared = None
    if comparison is not None and (cluster is None or COMPARISON in status):
        late = comparison_outdated(comparison, matter)
        compared = Compared(COMPARISON, comparison, status.get(COMPARISON), late)
    return Formatted(beside, compared, matter, broken)


def _readable(run: Run) -> tuple[dict[str, Formats], Comparison | None, tuple[str, ...]]:
    """What can be read of formats/, and in German what cannot."""
    formats: dict[str, Formats] = {}
    comparison, broken = None, []
    for path in files(run):
        try:
            one = read_yaml_as(Formats, path)
        except InputError as error:
            broken.append(str(error))
        else:
            formats[one.cluster] = one
    try:
        comparison = read_comparison(run)
    except InputError as error:
        broken.append(str(error))
    return formats, comparison, tuple(broken)
