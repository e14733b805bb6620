"""Why a place is not firm, in one German sentence: only what was computed, with the labels it came from.

A person's lock comes first, then a missing text, then a forced place, then how often the place held.
What goes best and worst with the value is added where the sentence stays short enough to be read.
"""

from pipeline.core.types import Cluster, Placement, Sheet
from pipeline.scenarios.trust.fit import Fit
from pipeline.scenarios.trust.forced import better_home

LONGEST = 30
"""Words of a sentence."""

LOCKED = "Von Hand festgelegt."
WITHOUT_TEXT = "Nur ein Kurztitel liegt vor, kein Text: das reicht für eine sichere Zuordnung nicht."


def why(placed: Placement, cluster: Cluster, fit: Fit, sheet: Sheet) -> str:
    """What makes a place less than firm, or who fixed it; "" for a firm one that nobody forced.

    `placed.forced` has to be known already.
    """
    if placed.value in cluster.locks:
        return LOCKED
    if placed.confidence == "fest" and not placed.forced:
        return ""
    if not sheet.value(placed.value).text:
        return WITHOUT_TEXT
    if placed.forced:
        return _forced(placed.value, cluster, fit, sheet)
    return _unsteady(placed, cluster, fit, sheet)


def _forced(value: str, cluster: Cluster, fit: Fit, sheet: Sheet) -> str:
    home = better_home(value, cluster, fit)
    if home is None:
        return (
            f"Passt zu {cluster.id} nicht besser als zu zufällig Gewähltem, doch auch hier braucht der "
            "Einflussfaktor eine Ausprägung."
        )
    factor = next(factor for factor, member in cluster.members.items() if member == value)
    said = f"Passt im Mittel besser zu {home.id}, doch dort steht {_quoted(sheet, home.members[factor])}"
    worst = _least(value, cluster, fit)
    if not worst:
        return f"{said}."
    return _first_short(f"{said}; hier passt sie am wenigsten zu {_quoted(sheet, worst)}.", f"{said}.")


def _unsteady(placed: Placement, cluster: Cluster, fit: Fit, sheet: Sheet) -> str:
    said = f"Nur in {100 * placed.share:.0f} % der Durchgänge steht sie hier"
    if placed.runner_up:
        said += f", sonst am häufigsten in {placed.runner_up}"
    best, worst = _most(placed.value, cluster, fit), _least(placed.value, cluster, fit)
    against = f", am wenigsten zu {_quoted(sheet, worst)}" if worst else ""
    tails = [
        f"; am besten passt sie zu {' und '.join(_quoted(sheet, one) for one in best[:count])}{against}."
        for count in range(len(best), 0, -1)
    ]
    return _first_short(*(said + tail for tail in tails), f"{said}.")


def _first_short(*sentences: str) -> str:
    """The first sentence that is not too long, else the last."""
    return next((one for one in sentences if len(one.split()) <= LONGEST), sentences[-1])


def _most(value: str, cluster: Cluster, fit: Fit) -> list[str]:
    """The two values of the cluster that go best with a value, as far as any goes with it."""
    return [one for one in _ranked(value, cluster, fit)[::-1] if fit.score(value, one) > 0][:2]


def _least(value: str, cluster: Cluster, fit: Fit) -> str:
    """The value of the cluster that goes least with a value, "" where none speaks against it."""
    ranked = _ranked(value, cluster, fit)
    return ranked[0] if ranked and fit.score(value, ranked[0]) < 0 else ""


def _ranked(value: str, cluster: Cluster, fit: Fit) -> list[str]:
    others = [one for one in cluster.members.values() if one != value]
    return sorted(others, key=lambda one: (fit.score(value, one), one))


def _quoted(sheet: Sheet, value: str) -> str:
    return f"„{sheet.value(value).label}“"
