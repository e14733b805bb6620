"""The value sheet between project and people: taken in, written out, told what it lacks.

A file that a person may have filled is never written over before it has been taken in.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.app import configuration
from pipeline.core.errors import InputError, ProjectError, SheetError
from pipeline.core.files import write_bytes
from pipeline.core.progress import Progress
from pipeline.core.settings import Settings
from pipeline.core.types import Sheet
from pipeline.project import open_project
from pipeline.scenarios import decisions, ratings
from pipeline.scenarios import sheet as sheets
from pipeline.scenarios.cards import desk, pile
from pipeline.scenarios.cards.account import account
from pipeline.scenarios.grid.files import open_grid
from pipeline.scenarios.grid.tab import Unread
from pipeline.scenarios.merging import Merged, Merges, merged_values
from pipeline.scenarios.opinions import (
    Decided,
    Opinion,
    Vote,
    dissent_of,
    load_votes,
    record_votes,
    settled,
)
from pipeline.scenarios.opinions.filled import Filled, by_group
from pipeline.scenarios.sheet import tables, workbook
from pipeline.scenarios.sheet.columns import OVERVIEW
from pipeline.scenarios.sheet.difference import Difference, compare
from pipeline.scenarios.sheet.intake import Taken, take_in
from pipeline.scenarios.sheet.todo import Todo, todos
from pipeline.scenarios.sheet.unrated import unrated

FEW, MANY = 5, 0.2
"""An import that strikes more than this many entries, and this share of all, wants to be confirmed."""
CLEARED = 3
"""From this many ratings on, losing all of them at once is no wish but a mistake."""


@dataclass(frozen=True)
class Exchanged:
    """What came in, what went out, what is left to do, where groups disagree, which values are merged.

    `before` is the copy of the old sheet, `votes` how many were taken in, `conflicts` what the file
    wanted and did not get.
    """

    difference: Difference
    kept: tuple[str, ...]
    conflicts: tuple[str, ...]
    before: Path | None
    files: tuple[Path, ...]
    factors: int
    values: int
    todos: tuple[Todo, ...]
    votes: int
    dissent: tuple[Opinion, ...]
    decided: tuple[Decided, ...]
    merges: Merges


def exchange(
    folder: Path,
    progress: Progress,
    *,
    taken_from: Path | None,
    group: str,
    whole: bool,
    dry_run: bool,
    outputs: Mapping[str, Path | None],
    blank: bool,
    without_ratings: bool,
) -> Exchanged:
    """Take a filled table in, then write the sheet as `print` (PDF), `xlsx` and `csv`.

    With a `group` the ratings in the table are its votes. Raises InputError, and then nothing has
    been written; nor is anything in a dry run, which tells what would be.
    """
    project = open_project(folder)
    settings = configuration.load(project)
    path, sheet = current_sheet(
        project.folder, progress, may_be_new=taken_from is not None, dry_run=dry_run
    )
    difference, before = Difference(), None
    kept: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    votes: tuple[Vote, ...] = ()
    if taken_from is not None:
        _check_kind(taken_from)
        group = _as_before(project.folder, sheet, group, progress)
        taken = take_in(
            sheet,
            taken_from,
            whole=whole,
            by_group=bool(group),
            reserved=sheets.struck(project.folder),
        )
        for remark in taken.remarks:
            progress.said(remark)
        filled = by_group(sheet, taken.sheet, group) if group else Filled(taken.sheet, ())
        if not group:
            _check_ratings(sheet, taken.sheet, taken_from)
            if not (whole or dry_run):
                _check_strikes(sheet, taken, taken_from)
        conflicts = taken.conflicts
        difference, kept, votes = compare(sheet, filled.sheet), taken.kept, filled.votes
        sheet = filled.sheet
    struck = sheets.struck(project.folder) | {item.id for item in difference.removed}
    merged = _merged(project.folder, sheet, struck, progress)
    left = (*todos(merged.sheet), *_cards_left(project.folder, sheet, fill=not dry_run))
    if taken_from is not None and group:
        record_votes(project.folder, sheet, votes, dry_run=True)
    made: dict[Path, bytes] = {}
    for kind, target in outputs.items():
        if target is not None:
            shown = unrated(sheet) if without_ratings else sheet
            _check_target(kind, target, shown, path, taken_from)
            made[target] = _rendered(kind, shown, settings, blank)
    if dry_run:
        made = {}
    else:
        if not difference.empty:
            before = sheets.replace(path, sheet)
        if taken_from is not None and group:
            record_votes(project.folder, sheet, votes)
    for target, data in made.items():
        write_bytes(target, data)
    told = _told(project.folder, sheet, merged, progress)
    return Exchanged(
        difference=difference,
        kept=kept,
        conflicts=conflicts,
        before=before,
        files=tuple(made),
        factors=len(sheet.factors),
        values=sum(len(factor.values) for factor in sheet.factors),
        todos=left,
        votes=len(votes),
        dissent=told.dissent,
        decided=told.decided,
        merges=merged.merges,
    )


def _cards_left(folder: Path, sheet: Sheet, *, fill: bool) -> tuple[Todo, ...]:
    """What is left to do about the cards of a project, where it has any; cards in disorder are told."""
    try:
        path = pile.find(folder)
        if path is None:
            return ()
        left = account(pile.load(path, fill=fill).cards, sheet, decisions.load(folder))
    except InputError as error:
        return (Todo("odd_card", "", str(error)),)
    told = [Todo("odd_card", "", remark) for remark in left.remarks]
    if left.open():
        many = "1 Karte ist" if len(left.open()) == 1 else f"{len(left.open())} Karten sind"
        message = f"{many} noch offen; „szenario cards PROJEKT“ zeigt sie."
        told.insert(0, Todo("open_cards", "", message))
    return tuple(told)


@dataclass(frozen=True)
class _Told:
    """Where groups or raters disagree, and what was decided."""

    dissent: tuple[Opinion, ...] = ()
    decided: tuple[Decided, ...] = ()


def _merged(folder: Path, sheet: Sheet, struck: frozenset[str], progress: Progress) -> Merged:
    """The sheet as merged; as it stands where the log does not fit it (any more), which is told."""
    try:
        return merged_values(sheet, decisions.load(folder), struck)
    except InputError as error:
        progress.said(str(error))
        return Merged(sheet=sheet)


def _told(folder: Path, sheet: Sheet, merged: Merged, progress: Progress) -> _Told:
    """Votes on values and ratings of pairs as they are told on the screen.

    What does not fit the sheet (any more) is told instead: the sheet itself is in order.
    """
    try:
        held = settled(sheet, load_votes(folder, sheet).votes, decisions.load(folder))
        apart = tuple(one for one in held.opinions if one.dissent)
        return _Told((*apart, *dissent_of(ratings.load(folder, merged.sheet, merged.merges))), held.decided)
    except InputError as error:
        progress.said(str(error))
        return _Told()


def _as_before(folder: Path, sheet: Sheet, group: str, progress: Progress) -> str:
    """A group's code as it stands in the votes already: "a1" is no second group beside "A1"."""
    if not group:
        return ""
    known = dict.fromkeys(vote.group for vote in load_votes(folder, sheet).votes)
    if group in known:
        return group
    found = next((one for one in known if one.casefold() == group.casefold()), group)
    if found != group:
        progress.said(f"„{group}“ gilt als die Gruppe „{found}“, von der schon Stimmen da sind.")
    return found


def _check_kind(path: Path) -> None:
    """Raise SheetError for a table of ours that is no value sheet, with the command it belongs to."""
    tabs = {tab.name for tab in open_grid(path).tabs} if path.suffix.lower() == ".xlsx" else set()
    if desk.TAB in tabs and OVERVIEW not in tabs:
        raise SheetError(
            f"„{path.name}“ ist ein Kartentisch, keine Wertetafel. Bitte „szenario cards PROJEKT --import "
            f"{path.name}“ aufrufen."
        )


def _check_ratings(before: Sheet, after: Sheet, source: Path) -> None:
    """Raise SheetError where a file would take back every rating: that is a group's, not the sheet's."""
    lost = len(before.rated()) >= CLEARED and not after.rated()
    if lost and {value.id for value in before.rated()} & {v.id for f in after.factors for v in f.values}:
        raise SheetError(
            f"„{source.name}“ enthält keine Bewertung; die {len(before.rated())} der Wertetafel gingen "
            "alle verloren. Kommt die Datei aus einer Gruppe, bitte --group CODE angeben."
        )


def _check_strikes(before: Sheet, taken: Taken, source: Path) -> None:
    """Raise SheetError where a file would strike a good part of the sheet: more likely it is a part."""
    struck, all_of_it = len(taken.difference.removed), len(before.ids())
    if struck > FEW and struck > MANY * all_of_it:
        raise SheetError(
            f"„{source.name}“ würde {struck} von {all_of_it} Faktoren und Ausprägungen streichen; nichts "
            "ist geschehen. Bitte mit --dry-run ansehen und, wenn es stimmt, mit --whole übernehmen."
        )


def current_sheet(
    folder: Path, progress: Progress, *, may_be_new: bool, dry_run: bool = False
) -> tuple[Path, Sheet]:
    """The sheet of a project with all ids; an empty one where the first is about to be taken in.

    In a dry run, ids that had to be made are not written.
    """
    if may_be_new and not any((folder / name).is_file() for name in sheets.NAMES):
        return folder / sheets.NAMES[0], Sheet(factors=())
    path = sheets.find(folder)
    loaded = sheets.load(path)
    if not dry_run and sheets.write_back_ids(path, loaded.sheet):
        progress.said(f"Fehlende Ids sind in {path.name} ergänzt.")
    for remark in loaded.remarks:
        progress.said(remark)
    return path, loaded.sheet


def _check_target(kind: str, target: Path, sheet: Sheet, own: Path, source: Path | None) -> None:
    """Raise ProjectError where writing would make a second sheet or lose what a person has filled in."""
    wanted = {"print": ".pdf", "xlsx": ".xlsx", "csv": ".csv"}[kind]
    if target.suffix.lower() != wanted:
        raise ProjectError(
            f"„{target}“ soll mit --{kind} geschrieben werden. Bitte auf {wanted} enden lassen."
        )
    if target.resolve() == own.resolve():
        raise ProjectError(
            f"„{target}“ ist die Wertetafel des Projekts selbst. Bitte eine andere Datei nennen."
        )
    if target.parent.resolve() == own.parent.resolve() and target.name in sheets.NAMES:
        raise ProjectError(
            f"„{target}“ würde neben {own.name} als zweite Wertetafel gelten. Bitte einen anderen Namen "
            "oder Ordner nennen."
        )
    if kind == "print" or not target.is_file():
        return
    taken = source is not None and target.resolve() == source.resolve()
    unread: list[str] = []
    try:
        found = take_in(sheet, target, whole=True)
        unread = [remark for remark in found.remarks if isinstance(remark, Unread)]
        lost = not taken and not found.difference.empty
    except InputError:
        lost = True
    if lost:
        raise ProjectError(
            f"„{target}“ gibt es schon, und darin steht anderes als in der Wertetafel. Ausgefülltes bitte "
            "zuerst mit --import übernehmen; sonst die Datei löschen oder einen anderen Namen nennen."
        )
    if unread:
        raise ProjectError(
            f"„{target}“ gibt es schon, und nicht alles darin passt in die Wertetafel: {unread[0]} Bitte "
            "einen anderen Namen nennen."
        )


def _rendered(kind: str, sheet: Sheet, settings: Settings, blank: bool) -> bytes:
    if kind == "xlsx":
        return workbook.render(sheet, settings.title)
    if kind == "csv":
        return tables.to_csv(sheet)
    from pipeline.publish import workshop

    return workshop.render(sheet, settings, blank=blank)
