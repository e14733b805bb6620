"""What became of every card: used by a value, split, merged, discarded, or still open.

The cards stay as the groups wrote them; what was decided stands in the decision log, and the latest
decision on a card holds. A part of a split card is a card of its own: `k05-1`, `k05-2`.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from pipeline.core.errors import SheetError
from pipeline.core.types import Card, Noun, Sheet
from pipeline.scenarios.decisions import Decision, Log
from pipeline.scenarios.merging import about_values

State = Literal["used", "merged", "split", "discarded", "open"]
STATES: Mapping[State, str] = {
    "used": "in Ausprägungen",
    "merged": "zusammengelegt",
    "split": "geteilt",
    "discarded": "verworfen",
    "open": "offen",
}


class Fate(Noun):
    """What became of one card: the values it backs, or the cards it went into; by whom and why."""

    card: Card
    state: State
    values: tuple[str, ...] = ()
    into: tuple[str, ...] = ()
    by: str = ""
    reason: str = ""


class Account(Noun):
    """All cards with their fates, parts behind the card they came from; remarks on what is odd."""

    fates: tuple[Fate, ...]
    remarks: tuple[str, ...] = ()

    def open(self) -> tuple[Fate, ...]:
        """The cards that nobody has dealt with yet."""
        return tuple(fate for fate in self.fates if fate.state == "open")

    def count(self, state: State) -> int:
        return sum(fate.state == state for fate in self.fates)


def account(cards: Sequence[Card], sheet: Sheet, log: Log) -> Account:
    """The fate of each card and of each part that a card was split into.

    Raises SheetError where a card bears the id of another one's part.
    """
    used: dict[str, list[str]] = {}
    for factor in sheet.factors:
        for value in factor.values:
            for card_id in value.cards:
                used.setdefault(card_id, []).append(value.id)
    known = {value.id for factor in sheet.factors for value in factor.values}
    decided = {card: one for card, one in _latest(log).items() if not about_values(one, known)}
    fates = tuple(fate for card in cards for fate in _fates(card, used, decided))
    counts = Counter(fate.card.id for fate in fates)
    doubled = next((one.id for one in cards if counts[one.id] > 1), "")
    if doubled:
        raise SheetError(
            f"Die Karte „{doubled}“ der Kartendatei heißt wie ein Teil der geteilten Karte "
            f"„{doubled.rsplit('-', 1)[0]}“. Bitte ihr eine andere Id geben oder jene Karte nicht teilen."
        )
    return Account(fates=fates, remarks=tuple(_remarks(fates, used, decided)))


def parts(card: Card, decision: Decision) -> tuple[Card, ...]:
    """The cards that a card was split into."""
    return tuple(
        card.model_copy(update={"id": f"{card.id}-{number}", "text": text})
        for number, text in enumerate(decision.into, start=1)
    )


def texts_of(fate: Fate, account: Account) -> tuple[str, ...]:
    """The texts of the cards that a card went into."""
    texts = {one.card.id: one.card.text for one in account.fates}
    return tuple(texts[piece] for piece in fate.into)


def end_of(fates: Mapping[str, Fate], card_id: str) -> str:
    """The card that a merged one ends in, however many lie between; itself where it runs in a circle."""
    here, passed = card_id, [card_id]
    while here in fates and fates[here].state == "merged":
        here = fates[here].into[0]
        if here in passed:
            return card_id
        passed.append(here)
    return here


def _latest(log: Log) -> dict[str, Decision]:
    """The decision that holds for each card; restored ones have none."""
    latest: dict[str, Decision] = {}
    for decision in log.decisions:
        for card_id in decision.cards():
            if decision.action == "restore":
                latest.pop(card_id, None)
            else:
                latest[card_id] = decision
    return latest


def _fates(card: Card, used: Mapping[str, list[str]], decided: Mapping[str, Decision]) -> Iterator[Fate]:
    decision = decided.get(card.id)
    values = tuple(used.get(card.id, ()))
    if values:
        yield Fate(card=card, state="used", values=values)
    elif decision is None:
        yield Fate(card=card, state="open")
    if decision is None:
        return
    told = {"by": decision.by, "reason": decision.reason}
    if decision.action == "split":
        pieces = parts(card, decision)
        if not values:
            yield Fate(card=card, state="split", into=tuple(piece.id for piece in pieces), **told)
        for piece in pieces:
            yield from _fates(piece, used, decided)
    elif not values and decision.action == "merge":
        yield Fate(card=card, state="merged", into=decision.about[-1:], **told)
    elif not values:
        yield Fate(card=card, state="discarded", **told)


def _remarks(
    fates: Sequence[Fate], used: Mapping[str, list[str]], decided: Mapping[str, Decision]
) -> Iterator[str]:
    known = {fate.card.id: fate for fate in fates}
    for card_id, values in used.items():
        if card_id not in known:
            yield f"Die Ausprägung {values[0]} nennt die Karte {card_id}, die es nicht gibt."
        elif card_id in decided:
            done = {"split": "geteilt", "merge": "zusammengelegt", "discard": "verworfen"}
            yield (
                f"Die Karte {card_id} ist {done[decided[card_id].action]} und steht zugleich in der "
                f"Ausprägung {values[0]}."
            )
    for card_id in decided:
        if card_id not in known:
            yield f"Das Entscheidungsprotokoll nennt die Karte {card_id}, die es nicht gibt."
        elif known[card_id].state == "merged":
            leading = end_of(known, card_id)
            if leading == card_id:
                yield f"Die Karte {card_id} geht im Kreis in sich selbst auf und damit verloren."
            elif leading not in known or known[leading].state not in ("used", "open"):
                state = STATES[known[leading].state] if leading in known else "nicht vorhanden"
                yield f"Die Karte {card_id} ging in {leading} auf, und diese ist {state}."
