"""What `szenario sheet` prints: differences, dissent, what is left to do, key factors proposed."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.scenarios.influence import Proposal
    from pipeline.scenarios.opinions import Opinion
    from pipeline.scenarios.sheet.difference import Difference
    from pipeline.scenarios.sheet.todo import Todo

SHOWN = 12
_FIELDS = {
    "plausibel": "Plausibilität", "wertung": "Wertung", "rating": "Bewertung", "influence": "Einfluss",
}  # fmt: skip


def print_difference(
    difference: "Difference", kept: Sequence[str], before: Path | None, dry_run: bool
) -> None:
    if difference.empty:
        print("Nichts hat sich geändert.")
    for title, sign, items in (("Neu", "+", difference.added), ("Gestrichen", "-", difference.removed)):
        if items:
            print(f"{title} ({len(items)})")
        for item in items:
            told = f"{item.factor}: {item.label or item.text}" if item.kind == "value" else item.factor
            print(f"  {sign} {item.id}  {told}")
    if difference.changed:
        print(f"Geändert ({len(difference.changed)})")
    for change in difference.changed:
        told = f"{_cited(change.before)} → {_cited(change.after)}"
        print(f"  ~ {change.id}  {change.factor}, {change.field}: {told}")
    if difference.moved:
        print(f"Verschoben ({len(difference.moved)})")
    for move in difference.moved:
        print(f"  ↕ {move.id}  {move.factor}: {move.before} → {move.after}")
    if kept:
        print(
            f"{len(kept)} Einflussfaktoren kommen in der Datei nicht vor und bleiben, wie sie sind "
            "(--whole streicht sie)."
        )
    if dry_run and not difference.empty:
        print("Nichts geschrieben (--dry-run).")
    elif before is not None:
        print(f"Die Fassung davor liegt in {before}.")


def _cited(text: str) -> str:
    plain = " ".join(text.split())
    return "(leer)" if not plain else f"„{plain if len(plain) <= 60 else plain[:58] + ' …'}“"


def print_todos(todos: "Sequence[Todo]") -> None:
    if not todos:
        print("Nichts offen.")
        return
    blocking = sum(todo.blocks for todo in todos)
    print(f"Offen ({len(todos)}{f', davon {blocking} vor dem Bündeln' if blocking else ''}):")
    for todo in todos[:SHOWN]:
        print(f"  {'!' if todo.blocks else '·'} {todo.message}")
    if len(todos) > SHOWN:
        print(f"  … und {len(todos) - SHOWN} weitere (alle mit --json)")


def print_dissent(dissent: "Sequence[Opinion]") -> None:
    """Each matter on which groups lie apart, with all that was said of it."""
    if not dissent:
        return
    print(f"Strittig unter den Gruppen ({len(dissent)}; nicht bewertet zählt nicht mit):")
    for one in dissent[:SHOWN]:
        said = ", ".join(f"{group} {_score(one, score)}" for group, score in one.scores.items())
        middle = "" if one.field == "wertung" else f"; Median {_score(one, one.median)}"
        print(f"  {one.about}, {_FIELDS[one.field]}: {said}{middle}")
    if len(dissent) > SHOWN:
        print(f"  … und {len(dissent) - SHOWN} weitere (alle mit --json)")


def print_proposal(proposal: "Proposal") -> None:
    """Sums of all factors, the proposed ones marked."""
    rated = f"{100 * proposal.rated:.0f} % der Felder bewertet"
    groups = ", ".join(proposal.groups) or "noch keiner Gruppe"
    print(f"Einflussmatrix von {groups}: {rated}; {proposal.cut} Schlüsselfaktoren vorgeschlagen (▶).")
    print("    aktiv  passiv  bewertet  Stellung   Einflussfaktor")
    for one in proposal.standings:
        mark = "▶" if one.proposed else " "
        sums = f"{_sum(one.active)} {_sum(one.passive)}"
        share = f"{100 * one.rated:5.0f} %"
        print(f"  {mark} {sums}   {share}   {one.quadrant or '–':<9}  {one.name} ({one.factor}): {one.why}")


def _sum(value: float | None) -> str:
    return f"{'–' if value is None else f'{value:.1f}'.replace('.', ','):>6}"


def _score(opinion: "Opinion", score: float) -> str:
    if opinion.field == "wertung":
        return {1: "+", 0: "0", -1: "−"}.get(int(score), "?")
    return f"{score:g}".replace(".", ",").replace("-", "−")
