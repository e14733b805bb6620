"""What a filled card table asks for: cards that back values, and decisions for the log.

Reading a table back changes nothing but what a person has changed in it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.core.errors import SheetError
from pipeline.core.types import Card, Factor, FactorValue, Sheet
from pipeline.scenarios.cards.account import Account, Fate, texts_of
from pipeline.scenarios.cards.desk import ACTIONS, COLUMNS, OWN_TABS, PARTS
from pipeline.scenarios.decisions import Decision, decision
from pipeline.scenarios.grid.files import open_grid
from pipeline.scenarios.grid.headed import Entry, tables
from pipeline.scenarios.sheet import base


@dataclass(frozen=True)
class Assignment:
    """A card that backs a value: under which factor and label, and the value's text where given."""

    card: Card
    factor: str
    label: str
    text: str
    place: str


@dataclass(frozen=True)
class Deskwork:
    """What a card table asks for: assignments and decisions, and remarks on how it was read.

    `rows` is what stands in it, by card.
    """

    assignments: tuple[Assignment, ...]
    decisions: tuple[Decision, ...]
    remarks: tuple[str, ...]
    rows: Mapping[str, Mapping[str, str]]


def read(path: Path, account: Account, sheet: Sheet, by: str, date: str) -> Deskwork:
    """What a filled card table asks for beyond what holds already; raises SheetError with the row."""
    grid = open_grid(path)
    found, remarks = tables(grid, COLUMNS, OWN_TABS)
    handed = _handed_out(base.read(grid))
    fates = {fate.card.id: fate for fate in account.fates}
    labels = {value.id: (factor, value) for factor in sheet.factors for value in factor.values}
    assignments: list[Assignment] = []
    decisions: list[Decision] = []
    seen: dict[str, Entry] = {}
    kept: list[str] = []
    for entry in (entry for table in found for entry in table.entries):
        card_id = entry.text("card_id")
        if not card_id:
            raise SheetError(
                f"{entry.place}: die Karten-Id (card_id) fehlt. Bitte eintragen oder die Zeile löschen."
            )
        if card_id not in fates:
            raise SheetError(
                f"{entry.place}: die Karte „{card_id}“ gibt es nicht. Neue Karten bitte in die Kartendatei "
                "des Projekts eintragen."
            )
        if card_id in seen:
            raise SheetError(
                f"{entry.place}: die Karte {card_id} steht schon in {seen[card_id].place}. Bitte eine der "
                "beiden Zeilen streichen."
            )
        seen[card_id] = entry
        fate = fates[card_id]
        if entry.text("card") and " ".join(entry.text("card").split()) != " ".join(fate.card.text.split()):
            remarks.append(
                f"{entry.place}: der Wortlaut der Karte {card_id} bleibt, wie die Gruppe ihn schrieb."
            )
        state = _state(entry)
        if state == "used":
            assignments.extend(_assigned(entry, fate, labels, handed))
        elif not state:
            _check_idle(entry)
            kept.extend([card_id] if fate.state != "open" else [])
        else:
            decisions.extend(_decided(entry, fate, state, fates, by, date, account))
    if kept:
        remarks.append(
            f"Ohne „action“ bleibt, was schon entschieden ist ({', '.join(kept[:5])}"
            f"{' …' if len(kept) > 5 else ''}); „offen“ nimmt es zurück."
        )
    missing = len(fates.keys() - seen.keys())
    if missing:
        many = "Karte kommt" if missing == 1 else "Karten kommen"
        remarks.append(f"{missing} {many} in der Datei nicht vor; daran ändert sich nichts.")
    rows = {card_id: entry.cells for card_id, entry in seen.items()}
    return Deskwork(tuple(assignments), tuple(decisions), tuple(remarks), rows)


def _state(entry: Entry) -> str:
    """What a row wants, "" where nothing; a label without an action means a value."""
    said = entry.text("action").casefold()
    if not said:
        return "used" if entry.text("label") else ""
    for state, action in ACTIONS.items():
        if said in (state, action.casefold()):
            return state
    raise SheetError(
        f"{entry.place}: unter „action“ steht „{entry.text('action')}“. Möglich sind "
        f"{', '.join(ACTIONS.values())} oder nichts."
    )


def _check_idle(entry: Entry) -> None:
    """Raise SheetError where a row says something and does not say what is to happen with the card."""
    said = next((column for column in ("text", "with", *PARTS, "reason") if entry.text(column)), "")
    if said:
        raise SheetError(
            f"{entry.place}: unter „{said}“ steht „{entry.text(said)[:40]}“, aber weder „action“ noch "
            "„label“ ist ausgefüllt. Bitte sagen, was mit der Karte geschehen soll, oder die Zelle leeren."
        )


def _handed_out(before: Sheet | None) -> Mapping[str, tuple[str, str, str]]:
    """Card → factor, label and text beside it when the table was handed out."""
    shown: dict[str, tuple[str, str, str]] = {}
    for factor in before.factors if before else ():
        for value in factor.values:
            for card_id in value.cards:
                shown.setdefault(card_id, (factor.name, value.label, value.text))
    return shown


def _assigned(
    entry: Entry,
    fate: Fate,
    labels: Mapping[str, tuple[Factor, FactorValue]],
    handed: Mapping[str, tuple[str, str, str]],
) -> list[Assignment]:
    """The assignment a row asks for; none where it holds, or nobody touched the row."""
    factor, label, text = entry.text("factor"), entry.text("label"), entry.text("text")
    if not factor or not label:
        lacking = "Einflussfaktor (factor)" if not factor else "Kurztitel (label)"
        raise SheetError(
            f"{entry.place}: die Karte {fate.card.id} soll zu einer Ausprägung werden, aber der {lacking} "
            "fehlt. Bitte eintragen oder „action“ leeren."
        )
    if (factor, label, text) == handed.get(fate.card.id):
        return []
    for now, value in (labels[value] for value in fate.values):
        same_factor = factor.casefold() in (now.name.casefold(), now.id.casefold())
        if same_factor and label.casefold() == value.label.casefold() and text in ("", value.text):
            return []
    return [Assignment(fate.card, factor, label, text, entry.place)]


def _decided(
    entry: Entry, fate: Fate, state: str, fates: Mapping[str, Fate], by: str, date: str, account: Account
) -> list[Decision]:
    """The decision a row asks for; none where it holds already."""
    card_id = fate.card.id
    if state == "open":
        if fate.state == "open":
            return []
        return [decision("restore", [card_id], by, entry.text("reason") or "wieder offen", date)]
    reason = entry.text("reason")
    if not reason:
        raise SheetError(
            f"{entry.place}: die Karte {card_id} soll „{entry.text('action')}“ werden, aber es fehlt der "
            "Grund. Bitte unter „reason“ eintragen."
        )
    if state == "discarded":
        same = fate.state == state and fate.reason == reason
        return [] if same else [decision("discard", [card_id], by, reason, date)]
    if state == "merged":
        leading = entry.text("with")
        if leading not in fates or leading == card_id:
            raise SheetError(
                f"{entry.place}: die Karte {card_id} soll mit einer anderen zusammengelegt werden, unter "
                f"„with“ steht „{leading}“. Bitte dort die Id der Karte eintragen, die bleibt."
            )
        same = fate.state == state and fate.into == (leading,) and fate.reason == reason
        return [] if same else [decision("merge", [card_id, leading], by, reason, date)]
    texts = tuple(entry.text(part) for part in PARTS if entry.text(part))
    if len(texts) < 2:
        raise SheetError(
            f"{entry.place}: die Karte {card_id} soll geteilt werden, aber es stehen nicht zwei Teile da. "
            "Bitte part_1 und part_2 ausfüllen."
        )
    # A split by command may have more parts than the table has columns; those it shows are compared.
    same = fate.state == state and texts == texts_of(fate, account)[: len(PARTS)] and fate.reason == reason
    return [] if same else [decision("split", [card_id], by, reason, date, into=texts)]
