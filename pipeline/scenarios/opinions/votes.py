"""votes.csv or votes.xlsx: how plausible and how welcome each group finds each value.

Optional. One row per value and group; an empty field is unrated, not zero.
"""

from collections.abc import Sequence
from pathlib import Path

from pydantic import Field

from pipeline.core.errors import SheetError
from pipeline.core.types import Noun, Sheet, Valence
from pipeline.scenarios.grid.files import open_grid
from pipeline.scenarios.grid.headed import Columns, Entry, tables
from pipeline.scenarios.opinions.scales import plausibility, valence
from pipeline.scenarios.sheet import struck

NAME = "votes.csv"
NAMES = (NAME, "votes.xlsx")
COLUMNS = Columns(
    known=("value_id", "factor", "label", "group", "plausibel", "wertung", "reason"),
    required=("group",),
    aliases={
        "id": "value_id", "kennung": "value_id", "faktor": "factor", "einflussfaktor": "factor",
        "ausprägung": "label", "kurztitel": "label", "gruppe": "group", "plausibilität": "plausibel",
        "bewertung": "wertung", "grund": "reason", "begründung": "reason",
    },
)  # fmt: skip


class Vote(Noun):
    """Stimme: what one group says of one value (by id); None is unrated."""

    value: str
    group: str = Field(min_length=1)
    plausibel: int | None = Field(default=None, ge=1, le=5)
    wertung: Valence | None = None
    reason: str = ""

    @property
    def empty(self) -> bool:
        return self.plausibel is None and self.wertung is None and not self.reason


class Votes(Noun):
    """All votes of a project in the order of its file, and what a person should know about it."""

    votes: tuple[Vote, ...] = ()
    remarks: tuple[str, ...] = ()


def find(project: Path) -> Path | None:
    """The file that holds a project's votes, None where there is none; SheetError where several."""
    found = [project / name for name in NAMES if (project / name).is_file()]
    if len(found) > 1:
        raise SheetError(
            f"In „{project}“ liegen die Stimmen mehrfach ({' und '.join(path.name for path in found)}). "
            "Bitte nur eine Datei behalten, damit klar ist, welche gilt."
        )
    return found[0] if found else None


def load_votes(project: Path, sheet: Sheet) -> Votes:
    """The votes of a project, none where it has no such file.

    Raises SheetError naming the row: unknown values, scores off the scale, no group, one value rated
    twice by a group. Rows without any score or reason are unrated and left aside; votes on a value
    that was struck are told and do not count.
    """
    path = find(project)
    if path is None:
        return Votes()
    found, remarks = tables(open_grid(path), COLUMNS)
    values, gone = _Values(sheet), struck(project) - set(sheet.ids())
    places: dict[tuple[str, str], str] = {}
    votes = []
    for table in found:
        _check_columns(table.columns, f"„{path.name}“" + (f", Blatt „{table.tab}“" if table.tab else ""))
        for entry in table.entries:
            if not any(entry.text(column) for column in ("plausibel", "wertung", "reason")):
                continue  # a row of a form that the group left open
            if entry.text("value_id") in gone:
                remarks.append(f"{entry.place}: die Ausprägung ist gestrichen, ihre Stimme zählt nicht.")
                continue
            vote = _vote(entry, values)
            first = places.setdefault((vote.value, vote.group), entry.place)
            if first != entry.place:
                raise SheetError(
                    f"{entry.place}: „{vote.group}“ hat die Ausprägung {vote.value} schon bewertet "
                    f"({first}). Bitte eine der beiden Zeilen streichen."
                )
            votes.append(vote)
    return Votes(votes=tuple(votes), remarks=tuple(remarks))


def _check_columns(columns: Sequence[str], where: str) -> None:
    if "value_id" not in columns and not {"factor", "label"} <= set(columns):
        raise SheetError(
            f"{where}: die Spalte „value_id“ fehlt in der Kopfzeile, und „factor“ und „label“ stehen nicht "
            f"beide da. Bekannt sind {', '.join(COLUMNS.known)}."
        )
    if not {"plausibel", "wertung"} & set(columns):
        raise SheetError(
            f"{where}: weder „plausibel“ noch „wertung“ steht in der Kopfzeile. Bekannt sind "
            f"{', '.join(COLUMNS.known)}."
        )


class _Values:
    """Which value a row means: by its id, or by factor (id or name) and label."""

    def __init__(self, sheet: Sheet) -> None:
        self._ids = {value.id for factor in sheet.factors for value in factor.values}
        self._labelled: dict[tuple[str, str], list[str]] = {}
        for factor in sheet.factors:
            for name in {factor.id, factor.name}:
                for value in factor.values:
                    self._labelled.setdefault((name, value.label), []).append(value.id)

    def find(self, entry: Entry) -> str:
        """The id of the value; raises SheetError where there is none, several, or two different ones."""
        given, factor, label = (entry.text(column) for column in ("value_id", "factor", "label"))
        named = self._labelled.get((factor, label), [])
        if given and given not in self._ids:
            raise SheetError(
                f"{entry.place}: die Ausprägung „{given}“ gibt es nicht. Bitte die Id aus der Wertetafel "
                "eintragen."
            )
        if given and named and given not in named:
            raise SheetError(
                f"{entry.place}: die value_id „{given}“ gehört nicht zu „{label}“. Bitte prüfen, ob die "
                "Zeile verrutscht ist."
            )
        if given:
            return given
        if len(named) != 1:
            found = "gibt es mehrfach" if named else "gibt es nicht"
            raise SheetError(
                f"{entry.place}: die Ausprägung „{label}“ {found} bei „{factor}“. Bitte die value_id aus "
                "der Wertetafel eintragen."
            )
        return named[0]


def _vote(entry: Entry, values: _Values) -> Vote:
    group = entry.text("group")
    if not group:
        raise SheetError(f"{entry.place}: die Spalte „group“ ist leer. Bitte die Gruppe nennen.")
    return Vote(
        value=values.find(entry),
        group=group,
        plausibel=plausibility(entry.text("plausibel"), f"{entry.place}, Spalte „plausibel“"),
        wertung=valence(entry.text("wertung"), f"{entry.place}, Spalte „wertung“"),
        reason=entry.text("reason"),
    )
