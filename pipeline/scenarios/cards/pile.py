"""cards.yaml, cards.xlsx or cards.csv: the cards of a project, read as they are.

Half-sentences, empty texts and missing factors are what cards are like, not errors. An id that is
missing is made from the order (`k01`) and written back; nothing else of the file is touched.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.core.cells import clean
from pipeline.core.errors import SheetError
from pipeline.core.files import read_yaml
from pipeline.core.types import Card
from pipeline.scenarios.cards import ids
from pipeline.scenarios.grid.files import open_grid
from pipeline.scenarios.grid.fill_in import fill_in
from pipeline.scenarios.grid.headed import Columns, Entry, Table, tables

NAMES = ("cards.yaml", "cards.yml", "cards.xlsx", "cards.xlsm", "cards.csv")
YAML = (".yaml", ".yml")
_NOT_READ = ("cards.xls", "cards.xlsb", "cards.ods")
FIELDS = ("id", "factor", "group", "text", "photo")
COLUMNS = Columns(
    known=FIELDS,
    required=("text",),
    aliases={
        "karte": "text",
        "kartentext": "text",
        "einflussfaktor": "factor",
        "faktor": "factor",
        "gruppe": "group",
        "foto": "photo",
        "card_id": "id",
        "nr": "id",
        "nr.": "id",
    },
)
PHOTOS = ("", "photos", "fotos")
"""Where a photo may lie, below the project's folder."""


@dataclass(frozen=True)
class Pile:
    """All cards of a project, the file they stand in, and what a person should know about it."""

    path: Path
    cards: tuple[Card, ...]
    remarks: tuple[str, ...]


def find(project: Path) -> Path | None:
    """The file of a project's cards, None where there is none; raises SheetError for several."""
    found = [project / name for name in NAMES if (project / name).is_file()]
    if not found:
        for name in _NOT_READ:
            if (project / name).is_file():
                open_grid(project / name)  # raises with what to do
        return None
    if len(found) > 1:
        names = " und ".join(path.name for path in found)
        raise SheetError(
            f"In „{project}“ liegen mehrere Kartendateien ({names}). Bitte nur eine behalten oder die "
            "Karten in einer zusammenführen."
        )
    return found[0]


def load(path: Path, *, fill: bool = True) -> Pile:
    """The cards of a file, with ids; raises SheetError naming the place.

    Ids that had to be made are written into the file, so that they stay; not so without `fill`.
    """
    in_yaml = path.suffix.lower() in YAML
    found, remarks = ((), []) if in_yaml else tables(open_grid(path), COLUMNS)
    raw = _yaml(path, remarks) if in_yaml else _rows(found)
    _check_ids([entry["id"] for entry in raw], path)
    taken = {entry["id"] for entry in raw if entry["id"]}
    made = [entry["id"] or ids.new(number, taken) for number, entry in enumerate(raw, start=1)]
    if fill and any(not entry["id"] for entry in raw):
        if in_yaml:
            ids.write_into_yaml(path, made)
        else:
            entries = [entry for table in found for entry in table.entries]
            wanted = {
                (entry.tab, entry.number): {"id": card_id}
                for entry, card_id in zip(entries, made, strict=True)
                if not entry.text("id")
            }
            fill_in(path, COLUMNS, {table.tab: table.head for table in found}, wanted)
        remarks.append(f"Fehlende Karten-Ids sind in {path.name} ergänzt.")
    cards = tuple(Card(**{**entry, "id": card_id}) for entry, card_id in zip(raw, made, strict=True))
    return Pile(path, cards, tuple(remarks))


def _check_ids(given: Sequence[str], path: Path) -> None:
    counts = Counter(found for found in given if found)
    doubled = next((found for found, count in counts.items() if count > 1), "")
    if doubled:
        raise SheetError(
            f"„{path.name}“: die Karten-Id „{doubled}“ kommt {counts[doubled]}-mal vor. Jede Id darf nur "
            "einmal stehen; ohne Angabe wird eine vergeben."
        )
    spaced = next((found for found in counts if any(sign.isspace() or sign in ",;" for sign in found)), "")
    if spaced:
        raise SheetError(
            f"„{path.name}“: die Karten-Id „{spaced}“ enthält ein Leer- oder Trennzeichen. Bitte ohne "
            "schreiben."
        )


def missing_photos(project: Path, cards: tuple[Card, ...]) -> list[Card]:
    """The cards whose photo lies neither in the project's folder nor in photos/ below it."""
    return [
        card
        for card in cards
        if card.photo and not any(_is_file(project / place / card.photo) for place in PHOTOS)
    ]


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # such as a whole sentence where a name is expected
        return False


def _yaml(path: Path, remarks: list[str]) -> list[dict[str, str]]:
    data = read_yaml(path, worded=True)
    entries = data.get("cards") if isinstance(data, dict) else None
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise SheetError(
            f"„{path.name}“ enthält keine Liste „cards“. Erwartet wird cards: mit je text und, wo "
            "bekannt, factor, group und photo."
        )
    unknown = dict.fromkeys(str(key) for entry in entries for key in entry if str(key) not in FIELDS)
    remarks.extend(
        f"Die Angabe „{key}“ in {path.name} ist unbekannt und bleibt ungenutzt." for key in unknown
    )
    return [_plain(entry, number, path) for number, entry in enumerate(entries, start=1)]


def _plain(entry: dict[Any, Any], number: int, path: Path) -> dict[str, str]:
    plain = {}
    for field in FIELDS:
        value = entry.get(field)
        if isinstance(value, (list, dict)):
            raise SheetError(
                f"„{path.name}“: bei der {number}. Karte steht unter „{field}“ eine Liste oder Gruppe. "
                "Bitte einen einzigen Text schreiben, mit Anführungszeichen, wenn er einen Doppelpunkt "
                "enthält."
            )
        plain[field] = clean(value or "")
    return plain


def _rows(found: Sequence[Table]) -> list[dict[str, str]]:
    return [
        {field: entry.text(field) or _spanned(entry, field) for field in FIELDS}
        for table in found
        for entry in table.entries
    ]


def _spanned(entry: Entry, field: str) -> str:
    """A factor, group or photo in a merged cell holds for all its rows; a text is one card's."""
    return entry.spanned.get(field, "") if field in ("factor", "group", "photo") else ""
