"""The cards of a project at work: accounted for, decided on, turned into values, all on record."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.app.exchange import current_sheet
from pipeline.core.cells import clean
from pipeline.core.errors import InputError, ProjectError
from pipeline.core.files import write_bytes
from pipeline.core.progress import Progress
from pipeline.core.types import Card, Sheet
from pipeline.project import open_project
from pipeline.scenarios import decisions
from pipeline.scenarios import sheet as sheets
from pipeline.scenarios.cards import asked, desk, pile
from pipeline.scenarios.cards.account import Account, account, end_of
from pipeline.scenarios.cards.alike import Pair, alike
from pipeline.scenarios.cards.asked import Assignment
from pipeline.scenarios.cards.assign import assign
from pipeline.scenarios.grid.tab import Unread
from pipeline.scenarios.sheet.difference import Difference, compare


@dataclass(frozen=True)
class Wish:
    """What a person wants done: a filled table, or single cards by id.

    `split` maps a card to its parts, `merge` a card to the one that stays, `assign` a card to a
    value's id, `discard` lists cards, `restore` cards to be open again. `by` and `reason` answer for it.
    """

    table: Path | None = None
    split: Mapping[str, Sequence[str]] | None = None
    merge: Mapping[str, str] | None = None
    assign: Mapping[str, str] | None = None
    discard: Sequence[str] = ()
    restore: Sequence[str] = ()
    by: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Dealt:
    """The cards after the work: their fates, pairs alike, cards without their photo, what changed.

    `cards` is how many the groups wrote; parts of split ones come on top in the account.
    """

    cards: int
    account: Account
    pairs: tuple[Pair, ...]
    without_photo: tuple[Card, ...]
    difference: Difference
    decided: int
    before: Path | None
    files: tuple[Path, ...]


def deal(folder: Path, progress: Progress, wish: Wish, xlsx: Path | None, date: str) -> Dealt:
    """Do what is wished, then account for every card and write the card table where asked.

    Raises InputError, and then nothing has been changed (but that missing ids are filled in).
    """
    project = open_project(folder)
    found = pile.find(project.folder)
    if found is None:
        raise ProjectError(
            f"In „{folder}“ liegen keine Karten: gesucht wurde cards.yaml, cards.xlsx oder cards.csv mit "
            "einer Spalte text und, wo bekannt, factor, group, photo. Ein Muster steht im Handbuch."
        )
    cards = pile.load(found)
    path, sheet = current_sheet(project.folder, progress, may_be_new=True)
    for remark in cards.remarks:
        progress.said(remark)
    log = decisions.load(project.folder)
    now = account(cards.cards, sheet, log)
    assignments, taken = _wanted(wish, now, sheet, date, progress)
    whole = decisions.Log(decisions=(*log.decisions, *taken))
    after = _assigned(cards.cards, sheet, whole, now, assignments, taken, path)
    difference, before = compare(sheet, after), None
    now = account(cards.cards, after, whole)
    _check_merged(now, taken)
    if not difference.empty:
        before = sheets.replace(path, after)
    decisions.add(project.folder, taken)
    for remark in now.remarks:
        progress.said(remark)
    pairs = _undecided(alike([fate.card for fate in now.fates if fate.state in ("open", "used")]), now)
    if xlsx is not None:
        write_table(xlsx, now, pairs, after, wish.table)
    return Dealt(
        cards=len(cards.cards),
        account=now,
        pairs=pairs,
        without_photo=tuple(pile.missing_photos(project.folder, cards.cards)),
        difference=difference,
        decided=len(taken),
        before=before,
        files=(xlsx,) if xlsx else (),
    )


def _assigned(
    cards: Sequence[Card],
    sheet: Sheet,
    log: decisions.Log,
    before: Account,
    assignments: Sequence[Assignment],
    taken: Sequence[decisions.Decision],
    path: Path,
) -> Sheet:
    """The sheet after the work: a card that is decided on, or gone with its split, backs no value."""
    there = {fate.card.id for fate in account(cards, sheet, log).fates}
    gone = [fate.card.id for fate in before.fates if fate.card.id not in there]
    lost = next((one for one in assignments if one.card.id not in there), None)
    if lost is not None:
        raise ProjectError(
            f"{lost.place}: den Teil {lost.card.id} gibt es nicht mehr, wenn seine Karte nicht mehr oder "
            "anders geteilt ist. Bitte die Zeile leeren oder die Karte geteilt lassen."
        )
    freed = {*gone, *(card for one in taken for card in one.cards())}
    used = {card for factor in sheet.factors for value in factor.values for card in value.cards}
    if not assignments and not freed & used:
        return sheet
    groups = {fate.card.id: fate.card.group for fate in before.fates}
    return assign(sheet, assignments, path.name, freed, sheets.struck(path.parent), groups)


def _check_merged(now: Account, taken: Sequence[decisions.Decision]) -> None:
    """Raise ProjectError where merged cards would go into each other and none would stay."""
    fates = {fate.card.id: fate for fate in now.fates}
    for one in taken:
        if one.action == "merge" and end_of(fates, one.about[0]) == one.about[0]:
            raise ProjectError(
                f"Die Karte {one.about[0]} kann nicht in {one.about[-1]} aufgehen, weil diese am Ende "
                f"selbst in {one.about[0]} aufgeht. Bitte eine Karte nennen, die bleibt."
            )


def _undecided(pairs: Sequence[Pair], now: Account) -> tuple[Pair, ...]:
    """The pairs that do not back the same value yet."""
    values = {fate.card.id: set(fate.values) for fate in now.fates}
    return tuple(pair for pair in pairs if not values[pair.first] & values[pair.second])


def write_table(
    target: Path, now: Account, pairs: Sequence[Pair], sheet: Sheet, source: Path | None
) -> None:
    """Write the card table; raises ProjectError where it would lose what a person filled in."""
    if target.suffix.lower() != ".xlsx":
        raise ProjectError(f"„{target}“ soll mit --xlsx geschrieben werden. Bitte auf .xlsx enden lassen.")
    if target.name in pile.NAMES:
        raise ProjectError(
            f"„{target}“ würde als Kartendatei des Projekts gelten. Bitte einen anderen Namen nennen, zum "
            "Beispiel kartentisch.xlsx."
        )
    if target.is_file():
        taken_in = source is not None and source.resolve() == target.resolve()
        try:
            work = asked.read(target, now, sheet, "?", "")
            unread = [remark for remark in work.remarks if isinstance(remark, Unread)]
            lost = not taken_in and _filled_otherwise(work.rows, desk.rows(now, pairs, sheet))
        except InputError:
            unread, lost = [], not taken_in
        if lost:
            raise ProjectError(
                f"„{target}“ gibt es schon, und darin steht, was noch nicht übernommen ist. Bitte zuerst "
                "mit --import übernehmen oder einen anderen Namen nennen."
            )
        if unread:
            raise ProjectError(
                f"„{target}“ gibt es schon, und nicht alles darin gehört zum Kartentisch: {unread[0]} "
                "Bitte einen anderen Namen nennen."
            )
    write_bytes(target, desk.render(now, pairs, sheet))


def _filled_otherwise(rows: Mapping[str, Mapping[str, str]], made: Sequence[Mapping[str, str]]) -> bool:
    """Whether a table holds anything in the columns for people that would not be written again."""
    again = {row["card_id"]: row for row in made}
    return any(
        text and text.casefold() != again[card_id][column].casefold()
        for card_id, cells in rows.items()
        for column, text in cells.items()
        if column in desk.TO_FILL
    )


def _wanted(
    wish: Wish, now: Account, sheet: Sheet, date: str, progress: Progress
) -> tuple[list[Assignment], list[decisions.Decision]]:
    assignments: list[Assignment] = []
    taken: list[decisions.Decision] = []
    if wish.table is not None:
        work = asked.read(wish.table, now, sheet, wish.by, date)
        for remark in work.remarks:
            progress.said(remark)
        assignments.extend(work.assignments)
        taken.extend(work.decisions)
    _check_once(wish)
    fates = {fate.card.id: fate for fate in now.fates}
    named = [
        *(wish.split or {}), *(wish.merge or {}), *(wish.merge or {}).values(), *(wish.assign or {}),
        *wish.discard, *wish.restore,
    ]  # fmt: skip
    unknown = [card for card in named if card not in fates]
    if unknown:
        raise ProjectError(
            f"Die Karte „{unknown[0]}“ gibt es nicht. Vorhanden sind {next(iter(fates), 'keine')} bis "
            f"{next(reversed(fates), 'keine')}; „szenario cards PROJEKT“ zeigt alle."
        )
    for card, said in (wish.split or {}).items():
        texts = [clean(text) for text in said]
        if len(texts) < 2 or not all(texts):
            raise ProjectError(
                f"Die Karte {card} soll geteilt werden. Bitte mindestens zweimal --into TEXT angeben, "
                "jeweils mit Text."
            )
        taken.append(decisions.decision("split", [card], wish.by, wish.reason, date, into=tuple(texts)))
    for card, leading in (wish.merge or {}).items():
        if card == leading:
            raise ProjectError(
                f"Die Karte {card} kann nicht in sich selbst aufgehen. Bitte die Karte nennen, die bleibt."
            )
        taken.append(decisions.decision("merge", [card, leading], wish.by, wish.reason, date))
    taken.extend(decisions.decision("discard", [card], wish.by, wish.reason, date) for card in wish.discard)
    taken.extend(
        decisions.decision("restore", [card], wish.by, wish.reason, date)
        for card in wish.restore
        if fates[card].state != "open"
    )
    for card, value_id in (wish.assign or {}).items():
        factor = next((f for f in sheet.factors if any(v.id == value_id for v in f.values)), None)
        if factor is None:
            raise ProjectError(
                f"Die Ausprägung „{value_id}“ gibt es nicht. Bitte die Id aus der Wertetafel angeben."
            )
        label = sheet.value(value_id).label
        if value_id not in fates[card].values:
            assignments.append(Assignment(fates[card].card, factor.name, label, "", f"--assign {card}"))
    restored = {card for one in taken for card in one.cards()}
    for one in assignments:
        if one.card.id not in restored and fates[one.card.id].state not in ("open", "used"):
            reason = wish.reason or f"stützt die Ausprägung „{one.label}“"
            taken.append(decisions.decision("restore", [one.card.id], wish.by, reason, date))
    return assignments, taken


def _check_once(wish: Wish) -> None:
    """Raise ProjectError where one card is to become two things at once."""
    kept = {*(wish.assign or {}), *wish.restore}
    kinds = (set(wish.split or {}), set(wish.merge or {}), set(wish.discard), kept)
    counts = Counter(card for kind in kinds for card in sorted(kind))
    doubled = next((card for card, count in counts.items() if count > 1), "")
    if doubled:
        raise ProjectError(
            f"Die Karte {doubled} soll zweierlei werden. Bitte nur eine Angabe je Karte machen."
        )
