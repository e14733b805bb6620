"""The Windkanal as it holds now: the measures of a file, the scenarios of a run, what was filled before.

Verdicts are always computed, never believed. What a person said of a measure is kept even where the file
of measures no longer names it; what was said of a scenario that is gone has no place any more, and is told.
What was said of an id that now stands for another scenario is kept aside and counts for nothing.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.core.errors import InputError
from pipeline.scenarios.windkanal.former import aside, told_of
from pipeline.scenarios.windkanal.nouns import Assessed, Measure, WindCell, Windkanal
from pipeline.scenarios.windkanal.verdicts import assessed
from pipeline.scenarios.windkanal.voices import cell_of, voices_of

NAME = "windkanal.yaml"
FEW = 3
"""From this many judged measures on, more than half of them under another title are other measures."""


@dataclass(frozen=True)
class Held:
    """The Windkanal and what a person should know about how it came about."""

    windkanal: Windkanal
    remarks: tuple[str, ...] = ()


def held(
    measures: Sequence[Measure] | None,
    names: Mapping[str, str],
    earlier: Windkanal | None = None,
    members: Mapping[str, str] | None = None,
) -> Held:
    """Measures × scenarios with all that was filled; `measures` None: those of `earlier` alone.

    `members` are hashes of what the scenarios are made of. Raises InputError where the earlier one
    contradicts itself or was about other measures.
    """
    members = members or {}
    if earlier is not None:
        _check(earlier)
        earlier = aside(earlier, members)
    before = {one.measure.id: one for one in earlier.measures} if earlier else {}
    remarks = _gone(earlier, names) if earlier is not None else []
    given = [one.measure for one in before.values()] if measures is None else list(measures)
    if measures is not None:
        _check_same(given, before)
        ids = {one.id for one in given}
        for one in before.values():
            if one.measure.id in ids:
                continue
            kept = earlier is not None and any(cell.measure == one.measure.id for cell in earlier.former)
            if one.measure.added or kept or any(voices_of(cell) for cell in one.cells):
                given.append(one.measure)
                if not one.measure.added:
                    remarks.append(
                        f"{one.measure.id} „{one.measure.title}“ fehlt in der Maßnahmendatei, ist aber "
                        "bewertet und bleibt."
                    )
    rows = [_row(one, before.get(one.id), names) for one in given]
    former = earlier.former if earlier is not None else ()
    found = Windkanal(names=dict(names), members=dict(members), measures=tuple(rows), former=former)
    return Held(found, (*remarks, *told_of(found, NAME)))


def _row(measure: Measure, before: Assessed | None, names: Mapping[str, str]) -> Assessed:
    filled = {cell.cluster: cell for cell in before.cells} if before else {}
    cells = [filled.get(cluster) or WindCell(cluster=cluster) for cluster in names]
    return assessed(measure, cells, names)


def _check(earlier: Windkanal) -> None:
    """Raise InputError where a file changed by hand contradicts itself."""
    counts = Counter(one.measure.id for one in earlier.measures)
    doubled = next((one for one, count in counts.items() if count > 1), "")
    if doubled:
        raise InputError(f"{NAME}: die Maßnahme {doubled} steht mehrfach. Bitte eine davon streichen.")
    for one in earlier.measures:
        clusters = [cell.cluster for cell in one.cells]
        if len(set(clusters)) < len(clusters):
            raise InputError(
                f"{NAME}: bei {one.measure.id} steht ein Szenario zweimal. Bitte je Szenario eine Zelle."
            )
        for cell in one.cells:
            voted = cell_of(cell.cluster, cell.votes)
            if cell.votes and voted.rating != cell.rating:
                raise InputError(
                    f"{NAME}: bei {one.measure.id} in {cell.cluster} steht rating {cell.rating}, die "
                    f"Stimmen ergeben {voted.rating}. Bitte die Stimme unter votes ändern."
                )


def _check_same(given: Sequence[Measure], before: Mapping[str, Assessed]) -> None:
    """Raise InputError where ids that people judged now stand for other measures."""
    judged = {
        id_: one.measure.title
        for id_, one in before.items()
        if not one.measure.added and any(voices_of(cell) for cell in one.cells)
    }
    renamed = [one for one in given if one.id in judged and judged[one.id] != one.title]
    if len(judged) >= FEW and 2 * len(renamed) > len(judged):
        first = renamed[0]
        raise InputError(
            f"Die Maßnahmen sind andere als im Windkanal des Laufs ({first.id} hieß „{judged[first.id]}“, "
            f"jetzt „{first.title}“). Bitte {NAME} beiseitelegen oder den Maßnahmen neue Ids geben."
        )


def _gone(earlier: Windkanal, names: Mapping[str, str]) -> list[str]:
    lost = Counter(
        cell.cluster
        for one in earlier.measures
        for cell in one.cells
        if cell.cluster not in names and voices_of(cell)
    )
    return [
        f"Das Szenario {cluster} gibt es nicht mehr; {count} Angaben dazu stehen noch in history/."
        for cluster, count in lost.items()
    ]
