"""What follows from the cells of a measure: robust, option, risky or open.

The rule, in this order, over the cells that people rated (a proposal of a model never counts):

1. One cell below 0: risky. One harm is enough, and no cell that is still open could undo it.
2. One cell that nobody rated: open. Whether a measure hurts nowhere is known when all have answered.
3. All cells above 0, none of them under a condition: robust.
4. Some above 0: option. It pays in part or under a condition, and hurts nowhere.
5. All cells 0: open. A measure that changes nothing anywhere has not been shown to be worth anything.

To hold a plan against every scenario is the wind-tunnelling of K. van der Heijden (Scenarios: The Art of
Strategic Conversation, 1996); to tell what pays everywhere from what is kept as an option and from bets is
that of H. Courtney, J. Kirkland and P. Viguerie (Strategy under uncertainty, Harvard Business Review 1997).
Where several people rated a cell their median decides, and a verdict that rests on dissent says so.
"""

from collections.abc import Mapping, Sequence

from pipeline.scenarios.windkanal.nouns import Assessed, Measure, Verdict, WindCell
from pipeline.scenarios.windkanal.scale import sign

WORDS: dict[Verdict, str] = {"robust": "robust", "option": "Option", "risky": "riskant", "open": "offen"}
ORDER: tuple[Verdict, ...] = ("robust", "option", "risky", "open")


def assessed(measure: Measure, cells: Sequence[WindCell], names: Mapping[str, str]) -> Assessed:
    """A measure with what follows from its cells; `names` are those of the scenarios by cluster id."""
    verdict = verdict_of(cells)
    why = _WHY[verdict](cells, names)
    contested = [one for one in cells if one.dissent]
    if contested:
        why += f" Strittig: {_listed(contested, names)}."
    return Assessed(measure=measure, cells=tuple(cells), verdict=verdict, why=why)


def verdict_of(cells: Sequence[WindCell]) -> Verdict:
    """The verdict on cells, at least one, by the rule of this module."""
    ratings = [one.rating for one in cells if one.counts and one.rating is not None]
    if any(rating < 0 for rating in ratings):
        return "risky"
    if len(ratings) < len(cells) or not any(ratings):
        return "open"
    conditional = any(one.condition for one in cells)
    return "robust" if all(rating > 0 for rating in ratings) and not conditional else "option"


def _robust(cells: Sequence[WindCell], names: Mapping[str, str]) -> str:
    return f"Hilft in allen {len(cells)} Szenarien, ohne Bedingung."


def _option(cells: Sequence[WindCell], names: Mapping[str, str]) -> str:
    helping = [one for one in cells if one.rating and one.rating > 0]
    where = f" ({_listed(helping, names)})" if len(helping) < len(cells) else ""
    told = f"Hilft in {len(helping)} von {len(cells)} Szenarien{where} und schadet in keinem."
    bound = [one for one in cells if one.condition]
    return f"{told} An eine Bedingung gebunden: {_listed(bound, names)}." if bound else told


def _risky(cells: Sequence[WindCell], names: Mapping[str, str]) -> str:
    harm = [one for one in cells if one.counts and one.rating is not None and one.rating < 0]
    told = ", ".join(f"„{names[one.cluster]}“ ({sign(one.rating)})" for one in harm)
    left = _left(cells)
    return f"Schadet in {told}." + (f" {left}" if left else "")


def _open(cells: Sequence[WindCell], names: Mapping[str, str]) -> str:
    return _left(cells) or f"Ändert in keinem der {len(cells)} Szenarien Nennenswertes."


_WHY = {"robust": _robust, "option": _option, "risky": _risky, "open": _open}


def _left(cells: Sequence[WindCell]) -> str:
    """How much nobody has rated; "" where all is."""
    left = [one for one in cells if not one.counts]
    if not left:
        return ""
    proposed = sum(one.proposed and one.rating is not None for one in left)
    beside = f", {proposed} davon nur vorgeschlagen" if proposed else ""
    return f"In {len(left)} von {len(cells)} Szenarien nicht bewertet{beside}."


def _listed(cells: Sequence[WindCell], names: Mapping[str, str]) -> str:
    return ", ".join(f"„{names[one.cluster]}“" for one in cells)
