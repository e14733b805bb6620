"""The tables of an edition as they stand on slides; at most four scenarios beside each other."""

from collections.abc import Iterator, Sequence

from pipeline.publish.colours import COLOURS, SOFT
from pipeline.publish.edition import Cell, Edition, Row
from pipeline.publish.slides.tables import Box, Grid
from pipeline.publish.wording import OPEN, VERDICTS, certainty, side_by_side, sign
from pipeline.scenarios.windkanal.nouns import WindCell

_NOTHING = "nichts gesagt"
_ROOMY = 1.2


def method(edition: Edition) -> Grid:
    """The steps beside each other, each under its name."""
    head = tuple(
        Box(f"{number}. {step.title}", bold=True, colour=COLOURS[0])
        for number, step in enumerate(edition.method, start=1)
    )
    return Grid(head, (tuple(Box(step.text) for step in edition.method),), (1,) * len(head))


def comparison(edition: Edition) -> Iterator[Grid]:
    """Themes × scenarios; none where nothing was compared."""
    if edition.comparison is None or not edition.comparison.rows:
        return
    for places in side_by_side(len(edition.chapters)):
        clusters = [edition.chapters[place].cluster for place in places]
        rows = tuple(
            (
                Box(row.theme, bold=True),
                *(Box(row.entries[one].text if one in row.entries else _NOTHING) for one in clusters),
            )
            for row in edition.comparison.rows
        )
        yield Grid(_head("Thema", edition, places), rows, (0.7, *(1,) * len(places)))


def values(edition: Edition) -> Iterator[Grid]:
    """Factors × scenarios, each factor under its trend."""
    if not edition.table:
        return
    for places in side_by_side(len(edition.chapters)):
        rows = tuple(
            (Box(_factor(row)), *(_value(row.cells[one]) for one in places)) for row in edition.table
        )
        yield Grid(_head("Faktor", edition, places), rows, (_ROOMY, *(1,) * len(places)))


def windkanal(edition: Edition) -> Iterator[Grid]:
    """Measures × scenarios, and what follows for each measure."""
    tunnel = edition.windkanal
    if tunnel is None or not tunnel.measures:
        return
    colours = {chapter.cluster: chapter.colour for chapter in edition.chapters}
    clusters = list(tunnel.names)
    for places in side_by_side(len(clusters)):
        shown = [clusters[place] for place in places]
        heads = (Box(tunnel.names[one], bold=True, colour=colours.get(one, SOFT)) for one in shown)
        rows = []
        for one in tunnel.measures:
            cells = {cell.cluster: cell for cell in one.cells}
            signs = (Box(_sign(cells.get(cluster))) for cluster in shown)
            verdict = Box(f"{VERDICTS[one.verdict]}: {one.why}" if one.why else VERDICTS[one.verdict])
            rows.append((Box(one.measure.title, bold=True), *signs, verdict))
        shares = (2, *(1,) * len(shown), 2)
        yield Grid((Box("Maßnahme", bold=True), *heads, Box("Ergebnis", bold=True)), tuple(rows), shares)


def _head(first: str, edition: Edition, places: Sequence[int]) -> tuple[Box, ...]:
    chapters = [edition.chapters[place] for place in places]
    return (Box(first, bold=True), *(Box(one.title, bold=True, colour=one.colour) for one in chapters))


def _factor(row: Row) -> str:
    return f"{row.factor} ({row.trend})" if row.trend else row.factor


def _value(cell: Cell) -> Box:
    sure = "" if cell.confidence == "fest" else f" ({certainty(cell.confidence)})"
    return Box(f"{cell.label}{sure}")


def _sign(cell: WindCell | None) -> str:
    if cell is None:
        return OPEN
    return f"{sign(cell)}, {cell.condition}" if cell.condition else sign(cell)
