"""What `szenario impact` prints of the draws: how often a scenario survives them, and what was drawn."""

from collections.abc import Iterable
from math import ceil
from typing import TYPE_CHECKING

from pipeline.app.cli.impact_tableau import figure

if TYPE_CHECKING:
    from pipeline.scenarios.impact.nouns import Disputed, MonteCarlo, Scenario

_AT_MOST = 3
"""Rule of three: what never happened in n draws happens, at 95 %, in fewer than 3/n of them."""
_WHOLE = 0.5  # a smaller error would be rounded to ± 0


def survived(one: "Scenario", draws: int) -> str:
    """The share of draws with its standard error; a bound where all or none were survived.

    There the error would be 0, which nobody knows (Hanley and Lippman-Hand 1983).
    """
    if one.survival is None or one.survival_error is None:
        return "–"
    share, error = 100 * one.survival, 100 * one.survival_error
    if not error:
        bound = ceil(100 * _AT_MOST / draws)
        if bound >= 100:
            return "–"
        return f"mehr als {100 - bound} %" if share else f"weniger als {bound} %"
    decimals = 0 if error >= _WHOLE else 1
    return f"{figure(round(share, decimals))} % ± {figure(round(error, decimals))}"


def drawing(drawn: "MonteCarlo") -> Iterable[str]:
    """What the draws changed and what they held, and on what people differ most."""
    noise = (
        f"{figure(drawn.noisy)} Bewertungen zugleich unsicher, Streuung {figure(drawn.spread)}, "
        f"{'gerundet, ' if drawn.rounded else ''}höchstens ±{figure(drawn.bound)}"
    )
    lots = f"; {figure(drawn.chosen)} strittige unter den Stimmen ausgelost" if drawn.chosen else ""
    yield (
        f"Übersteht (Monte Carlo): in so vielen von {figure(drawn.draws)} Ziehungen bleibt es "
        f"konsistent ({noise}{lots}); ± ist der Standardfehler. Auch das ist keine Wahrscheinlichkeit."
    )
    held = [
        f"{figure(count)} {what}"
        for count, what in (
            (drawn.empty, "leere (unbewertete)"),
            (drawn.idle, "mit einer 0 in Blöcken ohne jede Wirkung"),
        )
        if count
    ]
    if held:
        yield f"Unverändert bleiben dabei Zellen: {' und '.join(held)}."
    if drawn.disputed:
        most = "Am strittigsten: " if drawn.chosen > len(drawn.disputed) else "Strittig: "
        yield most + "; ".join(map(_disputed, drawn.disputed)) + "."


def _disputed(one: "Disputed") -> str:
    return f"{one.source} → {one.target} ({_signed(one.lowest)} bis {_signed(one.highest)})"


def _signed(score: float) -> str:
    return f"{'+' if score > 0 else ''}{figure(score)}"
