"""What `szenario sheet` prints: differences, dissent, what is left to do, key factors proposed."""

import statistics
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.scenarios.influence import Proposal
    from pipeline.scenarios.merging import Merges
    from pipeline.scenarios.opinions import Decided, Opinion
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


def print_merging(decided: int) -> None:
    """What a decision to merge values, or to take that back, has changed so far."""
    if not decided:
        print("Nichts zu entscheiden: das ist schon so.")
        return
    many = "1 Entscheidung" if decided == 1 else f"{decided} Entscheidungen"
    print(
        f"Ins Entscheidungsprotokoll: {many}. Die Wertetafel des Projekts bleibt, wie sie ist; „szenario "
        "run PROJEKT“ rechnet nun damit."
    )


def print_merges(merges: "Merges") -> None:
    """Each value that stands with another one, by whom and why."""
    if not merges.merges:
        return
    print(f"Zusammengelegt ({len(merges.merges)}; --unmerge nimmt es zurück):")
    for one in merges.merges:
        named = f"{one.value.id} {_cited(one.value.label or one.value.text)}"
        print(f"  {named} steht bei {one.into} ({one.by}: {one.reason})")


def print_dissent(dissent: "Sequence[Opinion]", decided: "Sequence[Decided]" = ()) -> None:
    """Each matter on which groups lie apart, with all that was said of it and what holds."""
    if not dissent:
        return
    set_by: dict[tuple[str, str], Decided] = {(one.value, one.field): one for one in decided}
    print(f"Strittig unter den Gruppen ({len(dissent)}; nicht bewertet zählt nicht mit):")
    for one in dissent[:SHOWN]:
        said = ", ".join(f"{group} {_score(one, score)}" for group, score in one.scores.items())
        settled = set_by.get((one.about, one.field))
        holds = f"entschieden {settled.decided or 'offen'} von {settled.by}" if settled else _holds(one)
        print(f"  {one.about}, {_FIELDS[one.field]}: {said}; {holds}")
    if len(dissent) > SHOWN:
        print(f"  … und {len(dissent) - SHOWN} weitere (alle mit --json)")


def _holds(opinion: "Opinion") -> str:
    """What counts as long as nobody decides: of plausibility the more cautious middle."""
    if opinion.field == "plausibel":
        return f"es gilt {_score(opinion, statistics.median_low(opinion.scores.values()))}"
    if opinion.field == "wertung":
        most = statistics.multimode(opinion.scores.values())
        whole = len(most) == 1 and 2 * [*opinion.scores.values()].count(most[0]) > opinion.n
        return f"es gilt {_score(opinion, most[0])}" if whole else "offen, bis eine die Mehrheit hat"
    return f"es gilt der Median {_score(opinion, opinion.median)}"


def print_proposal(proposal: "Proposal") -> None:
    """Sums of all factors, the proposed ones marked."""
    rated = f"{100 * proposal.rated:.0f} % der Felder bewertet"
    many = "1 Schlüsselfaktor" if proposal.cut == 1 else f"{proposal.cut} Schlüsselfaktoren"
    groups = ", ".join(proposal.groups) or "noch keiner Gruppe"
    print(f"Einflussmatrix von {groups}: {rated}; {many} vorgeschlagen (▶).")
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
