"""Values merged, and taken apart again, by a decision put on record; a run then follows it."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from pipeline.app.exchange import current_sheet
from pipeline.core.errors import ProjectError
from pipeline.core.progress import Progress
from pipeline.core.types import Sheet
from pipeline.project import open_project
from pipeline.scenarios import decisions
from pipeline.scenarios import sheet as sheets
from pipeline.scenarios.merging import Merged, merged_values, objection, standing


def merged_sheet(folder: Path, progress: Progress, *, dry_run: bool = False) -> Merged:
    """The sheet of a project as its decisions merge it, which is told; raises InputError.

    In a dry run, ids that had to be made are not written.
    """
    _, sheet = current_sheet(folder, progress, may_be_new=False, dry_run=dry_run)
    merged = merged_values(sheet, decisions.load(folder), sheets.struck(folder))
    for remark in merged.remarks:
        progress.said(remark)
    return merged


def merge_values(
    folder: Path,
    merge: Mapping[str, str],
    unmerge: Sequence[str],
    progress: Progress,
    *,
    by: str,
    reason: str,
    date: str,
) -> int:
    """Record that values go into others, or no longer do; returns how many decisions that took.

    `merge` maps a value's id to that of the value that stays. What is so already is not decided again.
    Raises InputError, and then nothing has been recorded.
    """
    if not merge and not unmerge:
        return 0
    project = open_project(folder)
    _, sheet = current_sheet(project.folder, progress, may_be_new=False)
    log = decisions.load(project.folder)
    held = standing(sheet, log)
    taken = [_restored(value, held, by, reason, date) for value in dict.fromkeys(unmerge)]
    for value, into in merge.items():
        _check(value, into, sheet)
        if value in unmerge:
            raise ProjectError(
                f"Die Ausprägung {value} soll zweierlei werden. Bitte nur eine Angabe je Ausprägung machen."
            )
        if value not in held or held[value].about[-1] != into:
            taken.append(decisions.decision("merge", [value, into], by, reason, date))
    _check_log(sheet, decisions.Log(decisions=(*log.decisions, *taken)), taken, project.folder)
    decisions.add(project.folder, taken)
    return len(taken)


def _restored(
    value: str, held: Mapping[str, decisions.Decision], by: str, reason: str, date: str
) -> decisions.Decision:
    if value not in held:
        there = f"; zusammengelegt sind {', '.join(held)}" if held else ", und keine andere ist es"
        raise ProjectError(
            f"Die Ausprägung „{value}“ ist mit keiner zusammengelegt{there}. Bitte die Id der Ausprägung "
            "angeben, die in einer anderen aufging."
        )
    return decisions.decision("restore", [value], by, reason, date)


def _check(value: str, into: str, sheet: Sheet) -> None:
    known = {one.id for factor in sheet.factors for one in factor.values}
    for one in (value, into):
        if one not in known:
            raise ProjectError(
                f"Die Ausprägung „{one}“ gibt es nicht. Bitte die Id aus der Wertetafel angeben."
            )
    if value == into:
        raise ProjectError(
            f"Die Ausprägung {value} kann nicht in sich selbst aufgehen. Bitte zuletzt die nennen, die "
            "bleibt."
        )


def _check_log(sheet: Sheet, log: decisions.Log, taken: Sequence[decisions.Decision], folder: Path) -> None:
    """Raise InputError where the log cannot be followed: by its line, or as it was just asked."""
    struck = sheets.struck(folder)
    wrong = objection(sheet, standing(sheet, log), struck)
    if wrong is not None and any(wrong.decision is one for one in taken):
        raise ProjectError(
            f"{wrong.value} lässt sich nicht mit {wrong.decision.about[-1]} zusammenlegen: {wrong.told}. "
            "Bitte zwei Ausprägungen eines Einflussfaktors nennen, der danach noch zwei hat, oder eine "
            "frühere Entscheidung mit --unmerge zurücknehmen."
        )
    merged_values(sheet, log, struck)
