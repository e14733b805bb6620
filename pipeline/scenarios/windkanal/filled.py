"""A filled sheet, read back: what each row says of which measure in which scenario, all faults at once.

Rows, columns and tabs may have been moved and renamed; a tab is known by its headings. An empty cell says
nothing. Nothing that stands in a cell of ours is dropped unseen.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.core.errors import InputError
from pipeline.scenarios.windkanal import handed_out
from pipeline.scenarios.windkanal.faults import refuse
from pipeline.scenarios.windkanal.handed_out import HandedOut
from pipeline.scenarios.windkanal.nouns import Measure, Voice, Windkanal
from pipeline.scenarios.windkanal.pages import Page, Place, pages
from pipeline.scenarios.windkanal.scale import OffScale, rating
from pipeline.scenarios.windkanal.tab_heads import Heads, heads_of


@dataclass(frozen=True)
class FilledRow:
    """What a row says of a measure, by cluster; `id` is "" for a measure that is new.

    `fields` are the columns there are, by (cluster, field): what has none was not said to be empty.
    `places` are the addresses at which people find it, by cluster.
    """

    id: str
    measure: Measure
    voices: Mapping[str, Voice]
    fields: Collection[tuple[str, str]]
    places: Mapping[str, str]


@dataclass(frozen=True)
class Filled:
    """All rows of a file, the state in which it was handed out (None: unknown), the scenarios it has."""

    file: str
    rows: tuple[FilledRow, ...]
    state: HandedOut | None
    clusters: frozenset[str]


@dataclass
class _Reading:
    """What is known before, and what has been found wrong so far."""

    windkanal: Windkanal
    faults: list[str] = field(default_factory=list)
    ids: dict[str, str] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)


def read(path: Path, windkanal: Windkanal) -> Filled:
    """The rows of a filled sheet (.xlsx, .csv); raises InputError naming every cell that does not fit."""
    found = pages(path)
    reading = _Reading(windkanal)
    state, rows, clusters = None, [], set()
    tables = 0
    for page in found:
        if page.tab == handed_out.TAB:
            state = handed_out.read([text for (_, at), text in sorted(page.cells.items()) if at == 1])
            continue
        heads = heads_of(page, windkanal.names, reading.faults)
        if heads is None:
            continue
        tables += 1
        clusters |= {cluster for cluster, _ in heads.cells}
        rows += _rows(page, heads, reading)
    if not tables:
        raise InputError(
            f"„{path.name}“ enthält keinen Windkanal: kein Blatt hat die Überschriften Maßnahme und, zum "
            f"Beispiel, {next(iter(windkanal.names))} · Bewertung. Bitte den Bogen von „szenario windkanal "
            "LAUF --xlsx DATEI“ füllen."
        )
    refuse(path.name, reading.faults)
    return Filled(path.name, tuple(rows), state, frozenset(clusters))


def _rows(page: Page, heads: Heads, reading: _Reading) -> list[FilledRow]:
    places = [place for place in (*page.cells, *page.odd) if place[0] > heads.row]
    filled = sorted({row for row, at in places if at in heads.columns})
    rows = [_row(page, number, heads, reading) for number in filled]
    return [one for one in rows if one is not None]


def _row(page: Page, number: int, heads: Heads, reading: _Reading) -> FilledRow | None:
    """What one row says; None where it cannot be told of which measure, which is a fault."""
    for at in heads.columns:
        if (number, at) in page.odd:
            what = page.odd[number, at]
            reading.faults.append(f"{page.at((number, at))}: dort steht {what}; bitte den Text eintragen.")
    own = {name: " ".join(page.cells.get((number, at), "").split()) for name, at in heads.own.items()}
    voices = {cluster: _voice(page, number, heads, cluster, reading.faults) for cluster in heads.clusters}
    place = page.at((number, heads.own.get("id", heads.own.get("title", 1))))
    id_ = None if (number, heads.own.get("id", 0)) in page.odd else _id(own, place, reading)
    if id_ is None:
        return None
    # The foremost column of a scenario stands for its cell: the last to be set here.
    places = {cluster: page.at((number, at)) for (cluster, _), at in sorted(heads.cells.items(), key=_last)}
    return FilledRow(id_, Measure(**{**own, "id": id_}), voices, heads.cells.keys(), places)


def _last(column: tuple[tuple[str, str], int]) -> int:
    return -column[1]


def _voice(page: Page, number: int, heads: Heads, cluster: str, faults: list[str]) -> Voice:
    texts = {
        name: (place, page.cells.get(place, ""))
        for (one, name), at in heads.cells.items()
        if one == cluster and (place := (number, at))
    }
    score = None
    if "rating" in texts:
        place, text = texts["rating"]
        try:
            score = rating(text)
        except OffScale as error:
            faults.append(f"{page.at(place)}: {error}.")
    empty: tuple[Place, str] = ((0, 0), "")
    return Voice(
        rating=score, reason=texts.get("reason", empty)[1], condition=texts.get("condition", empty)[1]
    )


def _id(own: Mapping[str, str], place: str, reading: _Reading) -> str | None:
    """The id of the measure that a row is about, "" for a new one; None where it is a fault."""
    known = {row.measure.id: row.measure for row in reading.windkanal.measures}
    by_title = {_plain(one.title): one.id for one in known.values()}
    given, title = own.get("id", ""), own.get("title", "")
    if given and given not in known:
        reading.faults.append(
            f"{place}: die Maßnahme „{given}“ gibt es nicht; bei einer neuen bitte die Id leer lassen."
        )
        return None
    if not given and not title:
        reading.faults.append(f"{place}: die Zeile nennt keine Maßnahme; bitte Id oder Titel eintragen.")
        return None
    found = given or by_title.get(_plain(title), "")
    seen = reading.ids if found else reading.titles
    first = seen.setdefault(found or _plain(title), place)
    if first != place:
        reading.faults.append(f"{place}: „{found or title}“ steht schon in {first}; bitte eine streichen.")
        return None
    return found


def _plain(title: str) -> str:
    return " ".join(title.casefold().split())


def titles_changed(rows: Sequence[FilledRow], windkanal: Windkanal) -> list[str]:
    """Ids of known measures that carry another title in the file."""
    before = {row.measure.id: _plain(row.measure.title) for row in windkanal.measures}
    return [
        one.id
        for one in rows
        if one.id and one.measure.title and _plain(one.measure.title) != before[one.id]
    ]
