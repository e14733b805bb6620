"""A filled sheet taken into the Windkanal as one person's voice: what changed is told before anything is.

Only what differs from the state in which the sheet was handed out was said by that person. What others
said stays; an emptied cell takes back the person's own word and nobody else's.
"""

from dataclasses import dataclass, field

from pipeline.core.types import Noun
from pipeline.scenarios.windkanal.doubts import (
    check_clashes,
    check_named,
    check_project,
    check_scenarios,
    whose,
)
from pipeline.scenarios.windkanal.filled import Filled, FilledRow, titles_changed
from pipeline.scenarios.windkanal.handed_out import HandedOut, key
from pipeline.scenarios.windkanal.measure_ids import new
from pipeline.scenarios.windkanal.nouns import Assessed, Voice, WindCell, Windkanal
from pipeline.scenarios.windkanal.scale import sign
from pipeline.scenarios.windkanal.verdicts import assessed
from pipeline.scenarios.windkanal.voices import as_known, voice_by, with_voice


class Change(Noun):
    """A cell of which that person says something else than before; a new measure has no `cluster`."""

    measure: str
    cluster: str = ""
    before: str = ""
    after: str = ""


class Difference(Noun):
    """What a sheet changes: cells (and measures) that are new, said otherwise, or taken back."""

    added: tuple[Change, ...] = ()
    changed: tuple[Change, ...] = ()
    removed: tuple[Change, ...] = ()

    @property
    def empty(self) -> bool:
        return not (self.added or self.changed or self.removed)


@dataclass(frozen=True)
class Taken:
    """The Windkanal afterwards, what differs, and what a person should know."""

    windkanal: Windkanal
    difference: Difference
    remarks: tuple[str, ...]


@dataclass
class _Changes:
    """What differs so far, and the places of cells in which the sheet cannot be taken at its word."""

    added: list[Change] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    removed: list[Change] = field(default_factory=list)
    clashes: list[str] = field(default_factory=list)
    others: list[tuple[str, str]] = field(default_factory=list)

    def note(self, measure: str, cluster: str, before: Voice, after: Voice) -> None:
        one = Change(measure=measure, cluster=cluster, before=_told(before), after=_told(after))
        (self.removed if after.empty else self.added if before.empty else self.changed).append(one)

    @property
    def told(self) -> Difference:
        return Difference(added=tuple(self.added), changed=tuple(self.changed), removed=tuple(self.removed))


def take(windkanal: Windkanal, filled: Filled, project: str, by: str = "") -> Taken:
    """The sheet of `by` taken in; raises InputError where it is unclear whose word it is, or of what.

    Without a name it is that of the person for whom the sheet was written.
    """
    cells = [cell for row in windkanal.measures for cell in row.cells]
    who = as_known(whose(filled, by), cells)
    check_project(filled, project)
    taken = {row.measure.id for row in windkanal.measures}
    changes = _Changes()
    rows = {row.measure.id: row for row in windkanal.measures}
    for one in filled.rows:
        row = rows[one.id] if one.id else _new(one, len(rows) + 1, taken, windkanal, changes)
        rows[row.measure.id] = _said(row, one, filled.state, who, windkanal, changes)
    difference = changes.told
    if not difference.empty:
        check_named(windkanal, who, filled)
    check_clashes(changes.clashes, filled)
    clusters = dict.fromkeys(cluster for cluster, _ in changes.others)
    check_scenarios([place for _, place in changes.others], list(clusters), filled)
    after = windkanal.model_copy(update={"measures": tuple(rows.values())})
    return Taken(after, difference, tuple(_remarks(windkanal, filled, who)))


def _new(one: FilledRow, number: int, taken: set[str], windkanal: Windkanal, changes: _Changes) -> Assessed:
    measure = one.measure.model_copy(update={"id": new(number, taken), "added": True})
    changes.added.append(Change(measure=measure.id, after=measure.title))
    return assessed(measure, [WindCell(cluster=cluster) for cluster in windkanal.names], windkanal.names)


def _said(
    row: Assessed,
    one: FilledRow,
    state: HandedOut | None,
    who: str,
    windkanal: Windkanal,
    changes: _Changes,
) -> Assessed:
    cells = []
    for cell in row.cells:
        told = cell
        if cell.cluster in one.voices:
            before = voice_by(cell, who) or Voice(by=who)
            shown = _shown(before, state, key(row.measure.id, cell.cluster))
            voice = _completed(one, cell.cluster, shown)
            if voice != shown and not (state is None and voice.empty):
                told = with_voice(cell, voice)
            if told != cell:
                changes.note(row.measure.id, cell.cluster, before, voice)
                place = one.places[cell.cluster]
                if not who and not before.empty and (state is None or before != shown):
                    changes.clashes.append(place)
                if _other(state, windkanal, cell.cluster):
                    changes.others.append((cell.cluster, place))
        cells.append(told)
    return assessed(row.measure, cells, windkanal.names)


def _shown(before: Voice, state: HandedOut | None, place: str) -> Voice:
    """What stood in the cell when the sheet was handed out; of a table of their own, what they said."""
    if state is None:
        return before
    return state.cells.get(place, Voice()).model_copy(update={"by": before.by})


def _other(state: HandedOut | None, windkanal: Windkanal, cluster: str) -> bool:
    """Whether that id stood for another scenario when the sheet was handed out."""
    then, now = (state.members if state else {}).get(cluster), windkanal.members.get(cluster)
    return then is not None and now is not None and then != now


def _completed(one: FilledRow, cluster: str, shown: Voice) -> Voice:
    """What a row says of a scenario; a field that has no column there is as it was shown."""
    said = one.voices[cluster]
    fields = ("rating", "reason", "condition")
    given = {name: getattr(said if (cluster, name) in one.fields else shown, name) for name in fields}
    return Voice(by=shown.by, **given)


def _remarks(windkanal: Windkanal, filled: Filled, who: str) -> list[str]:
    remarks = []
    missing = [one for one in windkanal.names if one not in filled.clusters]
    if missing:
        remarks.append(f"Ohne Spalten in der Datei, unverändert: {', '.join(missing)}.")
    left = len(windkanal.measures) - sum(bool(one.id) for one in filled.rows)
    if left:
        many = "1 Maßnahme kommt" if left == 1 else f"{left} Maßnahmen kommen"
        remarks.append(f"{many} in der Datei nicht vor, unverändert.")
    renamed = titles_changed(filled.rows, windkanal)
    if renamed:
        remarks.append(
            f"Andere Titel in der Datei, nicht übernommen: {', '.join(renamed)}. Titel stehen in der "
            "Maßnahmendatei."
        )
    if who and filled.state is not None and not filled.state.by and filled.state.cells:
        remarks.append(
            f"Die Datei war nicht für {who} ausgegeben: was schon darin stand, zählt nicht als Stimme. "
            f"Einen eigenen Bogen gibt --xlsx DATEI --by {who}."
        )
    return remarks


def _told(voice: Voice) -> str:
    """A voice in one line: ++ Grund (Bedingung: …)."""
    condition = f"(Bedingung: {voice.condition})" if voice.condition else ""
    return " ".join(part for part in (sign(voice.rating), voice.reason, condition) if part)
