"""What a model says of measures in scenarios, and what such a reply has to fulfil.

All faults are told at once: each time a model is asked again is a call.
"""

from collections import Counter
from collections.abc import Collection, Sequence

from pipeline.llm.schema import Reply

STEPS = range(-2, 3)
_TOLD = 8


class JudgedMeasure(Reply):
    """One measure, by its number, in one scenario: the reason first, then the rating (−2 to 2).

    The reason stands first, so that something in the scenario is looked for before a grade is given.
    """

    massnahme: int
    szenario: str
    grund: str
    bewertung: int
    bedingung: str
    passagen: list[str]


class JudgedMeasures(Reply):
    """Every measure of a call in every scenario, each once."""

    urteile: list[JudgedMeasure]


def fault(reply: JudgedMeasures, count: int, clusters: Sequence[str], passages: Collection[str]) -> str:
    """What is wrong with a reply, told to the model; "" where nothing is."""
    wanted = [(number, cluster) for number in range(1, count + 1) for cluster in clusters]
    given = Counter((one.massnahme, one.szenario) for one in reply.urteile)
    wrong = [
        f"{what} {_cells(cells)}"
        for what, cells in (
            ("es fehlen", [cell for cell in wanted if cell not in given]),
            ("unbekannt sind", [cell for cell in given if cell not in wanted]),
            ("mehrfach da sind", [cell for cell in given if given[cell] > 1]),
        )
        if cells
    ]
    told = []
    if wrong:
        told.append(f"Verlangt ist jede Maßnahme in jedem Szenario genau einmal; {'; '.join(wrong)}.")
    for one in reply.urteile:
        where = f"Maßnahme {one.massnahme} in {one.szenario}"
        if one.bewertung not in STEPS:
            told.append(f"{where} hat die Bewertung {one.bewertung}; möglich sind -2, -1, 0, 1 und 2.")
        if not one.grund.strip():
            told.append(f"{where} hat keinen Grund.")
        unknown = [passage for passage in one.passagen if passage not in passages]
        if unknown:
            told.append(f"{where} nennt Passagen, die nicht gezeigt sind: {', '.join(unknown[:3])}.")
    return " ".join(told[:_TOLD])


def _cells(cells: Sequence[tuple[int, str]]) -> str:
    more = f" und {len(cells) - _TOLD} weitere" if len(cells) > _TOLD else ""
    return ", ".join(f"{number} in {cluster}" for number, cluster in cells[:_TOLD]) + more
