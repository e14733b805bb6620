"""Clusters, and how many there should be, as the terminal tells of them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.core.types import Cluster, Clusters, Sheet
    from pipeline.scenarios.proposing import Proposal

MARKS = {"fest": "●", "wahrscheinlich": "◐", "offen": "○"}
UNPLACED = MARKS["offen"]


def tell(found: "Clusters", sheet: "Sheet") -> None:
    """Each cluster with its values and what to know of it, and the bound."""
    from pipeline.scenarios.placed import changed_by_hand

    for cluster in found.clusters:
        _tell_one(cluster, sheet)
    goal = f"{found.objective:.2f}".replace(".", ",")
    print("● fest  ◐ wahrscheinlich  ○ offen  ! erzwungen")
    changed = any(changed_by_hand(one) for one in found.clusters)
    if changed:
        print("Von Hand geändert, nicht neu berechnet: Angaben zu den Bündeln gelten denen davor.")
    else:
        print(f"Zielwert {goal}: {found.bound}.")
    if found.smallest_distance is not None and not changed:
        print(
            f"Je zwei Szenarien unterscheiden sich in mindestens {found.smallest_distance} von "
            f"{len(sheet.factors)} Einflussfaktoren."
        )
    for first, second in found.apart:
        print(f"Nie zusammen: {_named([first, second], sheet)}.")
    if found.orphans:
        print(f"Ohne Anschluss an einen Cluster: {_named(found.orphans, sheet)}.")
    if found.good_bad is not None:
        print(found.good_bad.told)
    print("Das sind Bündel von Annahmen, keine Prognose.")


def _tell_one(cluster: "Cluster", sheet: "Sheet") -> None:
    working = " (Arbeitstitel)" if cluster.name_is_working_title else ""
    print(f"{cluster.id}  {cluster.name}{working}\n    {cluster.leitmotif}")
    placed = {placement.value: placement for placement in cluster.placements}
    for factor, value in cluster.members.items():
        place = placed.get(value)
        mark = MARKS[place.confidence] if place is not None else UNPLACED
        forced = " !" if place is not None and place.forced else ""
        lock = " (festgelegt)" if value in cluster.locks else ""
        label = f"{sheet.factor(factor).name}: {sheet.value(value).label}"
        print(f"    {mark} {label}{lock}{forced}")
    if cluster.implausible:
        print(f"    Unwahrscheinlich nach Meinung der Gruppen: {_named(cluster.implausible, sheet)}")
    for tension in cluster.tensions:
        if tension.origin != "text":
            print(f"    Spannung: {_named([tension.first, tension.second], sheet)} ({tension.origin})")
    print()


def tell_proposal(proposal: "Proposal") -> None:
    """The trade-off between numbers of scenarios, and the one proposed."""
    print("Szenarien  Passung je Paar  Übereinstimmung  fest  kleinster Abstand  nicht verwendet")
    for one in proposal.tried:
        mark = "→" if one.clusters == proposal.clusters else " "
        fit = f"{one.fit:.3f}".replace(".", ",")
        print(
            f"{mark} {one.clusters:<8} {fit:>15} {100 * one.agreement:>14.0f} % {100 * one.firm:>4.0f} % "
            f"{one.smallest_distance:>17} {one.unused:>17}"
        )
    print(f"Vorschlag: {proposal.clusters} Szenarien. {proposal.why}")
    print(f"Übernehmen: derselbe Befehl mit --k {proposal.clusters} statt --propose")


def _named(values: Sequence[str], sheet: "Sheet") -> str:
    return ", ".join(f"„{sheet.value(value).label}“ ({value})" for value in values)
