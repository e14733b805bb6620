"""What was said of a scenario that is another one now: kept aside, and back when that scenario is back.

Clusters are made anew under the same ids. Words about the old c1 are none about the new one, but they are
people's words: they stay in the file.
"""

from collections import Counter
from collections.abc import Mapping

from pipeline.scenarios.windkanal.nouns import Former, WindCell, Windkanal
from pipeline.scenarios.windkanal.verdicts import assessed
from pipeline.scenarios.windkanal.voices import voices_of


def aside(earlier: Windkanal, members: Mapping[str, str]) -> Windkanal:
    """The earlier one with open cells where a scenario has other members now, its words in `former`.

    A file that does not know its members, or a scenario whose members nobody tells, is left as it is.
    """
    other = {one: now for one, now in members.items() if earlier.members.get(one, now) != now}
    if not other:
        return earlier
    kept = {(one.measure, one.cell.cluster, one.members): one for one in earlier.former}
    rows = []
    for row in earlier.measures:
        cells = []
        for cell in row.cells:
            if cell.cluster not in other:
                cells.append(cell)
                continue
            id_, then = row.measure.id, earlier.members[cell.cluster]
            if voices_of(cell):
                kept[id_, cell.cluster, then] = Former(measure=id_, members=then, cell=cell)
            back = kept.pop((id_, cell.cluster, other[cell.cluster]), None)
            cells.append(back.cell if back else WindCell(cluster=cell.cluster))
        rows.append(assessed(row.measure, cells, earlier.names))
    return earlier.model_copy(update={"measures": tuple(rows), "former": tuple(kept.values())})


def told_of(windkanal: Windkanal, file: str) -> tuple[str, ...]:
    """For each scenario, in German, what no longer counts; nothing where people have judged anew."""
    open_ = {
        (row.measure.id, cell.cluster)
        for row in windkanal.measures
        for cell in row.cells
        if not voices_of(cell)
    }
    waiting = {(one.measure, one.cell.cluster) for one in windkanal.former} & open_
    return tuple(
        f"{cluster} „{windkanal.names[cluster]}“ ist heute ein anderes Szenario als bei der Bewertung: "
        f"{'1 Angabe zählt' if count == 1 else f'{count} Angaben zählen'} nicht mehr, der Wortlaut bleibt "
        f"in {file}. Bitte neu bewerten (szenario windkanal LAUF --xlsx DATEI)."
        for cluster, count in sorted(Counter(cluster for _, cluster in waiting).items())
    )
