"""`szenario impact-of` at work: what rests on a factor or value, what changed of it, and other words."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.app.redraft_work import Thinking, follow, redraft_all
from pipeline.core.errors import ProjectError, RunError
from pipeline.core.files import digest, digest_of
from pipeline.core.progress import Progress
from pipeline.core.types import Narrative, Sheet
from pipeline.narratives.redraft.nouns import Place
from pipeline.narratives.resting import Resting, resting_on
from pipeline.project import Run
from pipeline.run import record
from pipeline.run.context import read_sheet
from pipeline.run.narratives import Written, read_narratives
from pipeline.run.redrafting import Asked, Kept
from pipeline.scenarios import decisions
from pipeline.scenarios import sheet as sheets
from pipeline.scenarios.merging import merged_values
from pipeline.scenarios.rewording import Rewording, named, reworded, rewording, values_of
from pipeline.scenarios.written_from import reworded_since, told_now


@dataclass(frozen=True)
class ImpactOf:
    """The ids asked for (or all that have changed), the sentences that rest on them, what changed.

    `remarks` say in German what could not be known; `kept` are alternatives where they were wanted.
    `reworded` are the ids of which the run knows the new wording already while sentences rest on the old.
    """

    ids: tuple[str, ...]
    sentences: tuple[Resting, ...]
    since: Rewording
    remarks: tuple[str, ...]
    kept: tuple[Kept, ...] = ()
    reworded: tuple[str, ...] = ()
    reworded_told: str = ""


def impact_of(run: Run, asked: str | None, progress: Progress, thinking: Thinking | None) -> ImpactOf:
    """What rests on a factor or value, or on all that have changed since; `thinking` wants other words.

    Raises InputError for an unknown id, RunError without narratives, ProjectError where the project that
    is to be compared with is gone.
    """
    follow(run, progress)
    written = read_narratives(run)
    if not written:
        raise RunError(
            f"Der Lauf „{run.folder}“ hat noch keine Narrative. Bitte zuerst „szenario run PROJEKT“ "
            "ausführen."
        )
    sheet = read_sheet(run)
    now = _sheet_now(run)
    if now is None and (asked is None or thinking is not None):
        raise ProjectError(
            "Der Projektordner dieses Laufs oder seine Wertetafel ist nicht da; ob sich seit dem Entwurf "
            "etwas geändert hat, ist nicht bekannt. Bitte den Ordner zurücklegen oder eine Id nennen."
        )
    since = rewording(sheet, now) if now is not None else Rewording((), ())
    narratives = [one.narrative for one in written]
    older = _older(narratives, sheet)
    wanted = named(asked, sheet) if asked is not None else since.ids
    values = values_of(wanted, sheet)
    about = since.of(wanted | values | _factors_of(values, sheet)) if asked is not None else since
    found = resting_on(narratives, values)
    if asked is None:
        found = _with(found, narratives, older, sheet)
        wanted |= frozenset(id_ for ids in older.values() for id_ in ids)
    behind = tuple(sorted({id_ for ids in older.values() for id_ in ids} & {*wanted, *values}))
    remarks = tuple(_remarks(run, known=now is not None))
    kept: list[Kept] = []
    if thinking is not None and now is not None and found:
        places = [_asked(one, written, about, sheet, older) for one in found]
        kept = redraft_all(run, places, thinking, progress, reworded(sheet, now))
    told = told_now(behind, sheet)
    return ImpactOf(tuple(sorted(wanted)), found, about, remarks, tuple(kept), behind, told)


_Older = dict[tuple[str, int], tuple[str, ...]]


def _older(narratives: Sequence[Narrative], sheet: Sheet) -> _Older:
    """By cluster and number the sentences that were written from another wording than the run's own."""
    numbered = [
        (one.cluster, number, sentence)
        for one in narratives
        for number, sentence in enumerate(one.sentences, start=1)
    ]
    since = {(cluster, number): reworded_since(one, sheet) for cluster, number, one in numbered}
    return {place: ids for place, ids in since.items() if ids}


def _with(
    found: Sequence[Resting], narratives: Sequence[Narrative], older: _Older, sheet: Sheet
) -> tuple[Resting, ...]:
    """What was found, and in the order of the texts the sentences that were written from older wording."""
    there = {(one.cluster, one.number): one for one in found}
    concerned = {id_ for ids in older.values() for id_ in ids}
    for one in resting_on(narratives, values_of(frozenset(concerned), sheet) | concerned):
        if (one.cluster, one.number) in older:
            there.setdefault((one.cluster, one.number), one)
    order = [one.cluster for one in narratives]
    return tuple(there[place] for place in sorted(there, key=lambda at: (order.index(at[0]), at[1])))


def _asked(
    one: Resting, written: Sequence[Written], since: Rewording, sheet: Sheet, older: _Older
) -> Asked:
    """A sentence to be worded anew, told what has changed of what it rests on."""
    home = next(each for each in written if each.narrative.cluster == one.cluster)
    concerned = frozenset(one.on)
    told = since.of(concerned | _factors_of(concerned, sheet)).told
    ids = older.get((one.cluster, one.number), ())
    behind = (f"Neu gefasst, seit der Satz geschrieben wurde: {told_now(ids, sheet)}",) if ids else ()
    return Asked(home, Place(sentence=one.number), "", (*told, *behind))


def _factors_of(values: frozenset[str], sheet: Sheet) -> frozenset[str]:
    return frozenset(one.id for one in sheet.factors if any(value.id in values for value in one.values))


def _sheet_now(run: Run) -> Sheet | None:
    """The sheet as the project has it now; None where it is not there. Raises SheetError."""
    written = record.load(run)
    folder = Path(written.folder or written.project)
    if not folder.is_dir() or not sheets.given(folder):
        return None
    loaded = sheets.load(sheets.find(folder)).sheet
    return merged_values(loaded, decisions.load(folder), sheets.struck(folder)).sheet


def _remarks(run: Run, *, known: bool) -> list[str]:
    """What could not be known of the time since the draft."""
    remarks = []
    if not known:
        remarks.append(
            "Der Projektordner oder seine Wertetafel ist nicht da; ob sich etwas geändert hat, ist "
            "nicht bekannt."
        )
    drafted = record.load(run).stages.get("draft")
    then = drafted.reads.get("sheet.yaml", "") if drafted is not None else ""
    here = digest(digest_of(run.file("sheet.yaml")).encode())[:16]
    if then and then != here:
        remarks.append(
            "Die Wertetafel des Laufs ist neuer als seine Texte; was sich zwischen beiden geändert hat, "
            "ist nicht bekannt. „szenario run PROJEKT“ bringt die Texte auf ihren Stand."
        )
    return remarks
