"""Ratings read from whichever file a project has, with what a person should know about it."""

from pathlib import Path

from pipeline.core.types import Rating, Sheet
from pipeline.scenarios import scw
from pipeline.scenarios.merging import Merges, unmerged
from pipeline.scenarios.ratings import scw_form, tabs
from pipeline.scenarios.ratings.collecting import Given
from pipeline.scenarios.ratings.finding import SCW, found
from pipeline.scenarios.ratings.following import followed


def given(project: Path, sheet: Sheet, merges: Merges = Merges()) -> Given:
    """The ratings of a project, none where it has no such file.

    With the `merges` that a sheet was made with, what was rated of a merged value counts for the one
    that stays: the file is read against the sheet as it was, by names and by position too.
    Raises InputError naming line or cell: unknown values, a score off the scale, one pair rated twice by
    a person, a matrix that does not fit the sheet; or naming the files, where several hold ratings.
    """
    path = found(project)
    if path is None:
        return Given()
    merged = merges.within(sheet)
    return followed(_read(path, unmerged(sheet, merged)), merged.aliases)


def _read(path: Path, sheet: Sheet) -> Given:
    if path.suffix.lower() == SCW:
        return scw_form.rated(scw.read(path), sheet, path.name)
    return tabs.rated(path, sheet)


def load(project: Path, sheet: Sheet, merges: Merges = Merges()) -> tuple[Rating, ...]:
    """The ratings of a project alone; raises InputError as `given` does."""
    return given(project, sheet, merges).ratings
