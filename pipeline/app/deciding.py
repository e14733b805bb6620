"""A decision on a value's rating, put on record: what holds beside, or against, what the groups said."""

import re
from collections.abc import Sequence
from pathlib import Path

from pipeline.app.exchange import current_sheet
from pipeline.core.errors import ProjectError
from pipeline.core.progress import Progress
from pipeline.core.types import Sheet
from pipeline.project import open_project
from pipeline.scenarios import decisions
from pipeline.scenarios.opinions.scales import plausibility, valence

_WISH = re.compile(r"(?P<id>\S+)\.(?P<field>plausibel|wertung)=(?P<value>.*)")


def decide(
    folder: Path, wishes: Sequence[str], progress: Progress, *, by: str, reason: str, date: str
) -> int:
    """Record `f01a.plausibel=4` and the like; returns how many. An empty value withdraws the last one.

    Raises InputError, and then nothing has been recorded.
    """
    if not wishes:
        return 0
    project = open_project(folder)
    _, sheet = current_sheet(project.folder, progress, may_be_new=False)
    taken = [_decision(wish, sheet, by, reason, date) for wish in wishes]
    decisions.add(project.folder, taken)
    return len(taken)


def _decision(wish: str, sheet: Sheet, by: str, reason: str, date: str) -> decisions.Decision:
    found = _WISH.fullmatch(wish.strip())
    if found is None:
        raise ProjectError(
            f"Die Festlegung „{wish}“ ist unklar. Erwartet wird zum Beispiel f01a.plausibel=4 oder "
            "f01a.wertung=+."
        )
    about, field, value = found["id"], found["field"], found["value"].strip()
    if all(about != one.id for factor in sheet.factors for one in factor.values):
        raise ProjectError(
            f"Die Ausprägung „{about}“ gibt es nicht. Bitte die Id aus der Wertetafel angeben."
        )
    (plausibility if field == "plausibel" else valence)(value, f"--set {wish}")
    return decisions.decision("set", [about], by, reason, date, field=field, value=value)
