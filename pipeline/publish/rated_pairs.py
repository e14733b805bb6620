"""How much people rated, in words: that no pair hinders says something only of pairs that were rated."""

from collections.abc import Sequence

from pipeline.core.types import Cluster, Rating, Sheet
from pipeline.scenarios.pairs import by_people

NONE_HINDERS = "Bewertet ist kein Paar als hinderlich."


def none_hinders(cluster: Cluster, sheet: Sheet, ratings: Sequence[Rating]) -> str:
    """What it means that no pair of a cluster is rated as hindering, where people rated any pair."""
    pairs = {(one.source, one.target) for one in ratings if by_people(one)}
    if not pairs:
        return NONE_HINDERS
    said = {value for pair in pairs for value in pair}
    factors = sum(any(value.id in said for value in factor.values) for factor in sheet.factors)
    many = "ist 1 Paar" if len(pairs) == 1 else f"sind {len(pairs)} Paare"
    whole = f"Von Menschen bewertet {many} zu {factors} von {len(sheet.factors)} Einflussfaktoren"
    inside = sum({*pair} <= set(cluster.members.values()) for pair in pairs)
    if not inside:
        return f"{whole}; in diesem Szenario liegt keines, ob hier etwas hindert, ist also nicht bekannt."
    return f"{whole}; in diesem Szenario {'liegt' if inside == 1 else 'liegen'} {inside}, keines hindert."
