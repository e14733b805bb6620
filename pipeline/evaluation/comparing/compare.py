"""Two evaluations, metric by metric: better, worse, the same, or nobody can tell.

A difference counts only where its interval leaves out zero; the same value twice is told as just that.
What cannot be compared is told, never left out in silence: a suite or a metric that only one of them has, a
line that was moved.
"""

from collections.abc import Iterator, Sequence
from typing import Literal

from pipeline.evaluation.comparing.resampling import Interval, apart, paired
from pipeline.evaluation.results import Change, Comparison, Metric, SuiteResult

EXACT = 4
"""Decimals of a value that count, and that a kept one has."""


def compare(
    now: Sequence[SuiteResult], before: Sequence[SuiteResult], against: str, same_texts: bool
) -> Comparison:
    """What changed from `before` to `now`; `against` names the other evaluation.

    `same_texts` says that a sentence's number means the same sentence in both.
    """
    earlier = {one.name: one for one in before}
    changes, told = [], []
    for suite in now:
        other = earlier.pop(suite.name, None)
        if other is None:
            told.append(f"„{suite.title}“ fehlt in {against}.")
            continue
        known = {one.name: one for one in other.metrics}
        for metric in suite.metrics:
            if metric.name in known:
                changes.append(_change(suite.name, metric, known[metric.name], same_texts))
        told += _not_alike(suite, other, against)
    told += [f"„{one.title}“ steht nur in {against}." for one in earlier.values()]
    return Comparison(against=against, changes=tuple(changes), told=tuple(told))


def _not_alike(suite: SuiteResult, other: SuiteResult, against: str) -> Iterator[str]:
    """Metrics that only one has, and lines that were moved."""
    mine, theirs = ({one.name: one for one in some.metrics} for some in (suite, other))
    for name in [*mine, *(one for one in theirs if one not in mine)]:
        one, two = mine.get(name), theirs.get(name)
        if one is None or two is None:
            title = one.title if one else two.title if two else name
            yield f"„{title}“ gibt es nur {'hier' if one else f'in {against}'}."
        elif one.better != two.better:
            yield f"„{one.title}“ zählt jetzt andersherum als in {against}; der Vergleich sagt nichts."
        elif one.threshold != two.threshold:
            yield f"„{one.title}“: Die Schwelle war {_line(two)} und ist jetzt {_line(one)}."


def _line(metric: Metric) -> str:
    return "nicht gesetzt" if metric.threshold is None else f"{100 * metric.threshold:.0f} %"


def _change(suite: str, now: Metric, before: Metric, same_texts: bool) -> Change:
    untouched = _is_same(now, before) and _items(now) == _items(before)
    between = None if untouched else _interval(now, before, same_texts)
    return Change(
        suite=suite,
        metric=now.name,
        title=now.title,
        before=before.value,
        now=now.value,
        low=between.low if between else None,
        high=between.high if between else None,
        verdict=_verdict(now, before, between),
        told="" if untouched or between else _why_not(now, before),
    )


def _is_same(now: Metric, before: Metric) -> bool:
    """Whether both have the same value."""
    known = now.value is not None and before.value is not None
    return known and not round((now.value or 0) - (before.value or 0), EXACT)


def _items(metric: Metric) -> dict[str, float]:
    return {one.id: round(one.value, EXACT) for one in metric.items}


def _interval(now: Metric, before: Metric, same_texts: bool) -> Interval | None:
    """The interval of the difference; None where a value is not the mean of things to draw from."""
    if now.value is None or before.value is None:
        return None
    first, second = _items(before), _items(now)
    if len(first) < len(before.items) or len(second) < len(now.items):
        return None  # an id that stands there twice pairs with nothing
    if first.keys() == second.keys() and (same_texts or not any(_is_sentence(one) for one in first)):
        return paired(list(first.values()), [second[one] for one in first])
    return apart(list(first.values()), list(second.values()))


def _is_sentence(item: str) -> bool:
    """Whether an id is that of a sentence ("c1/7"): another text has another one there."""
    return item.rpartition("/")[2].isdecimal()


def _verdict(
    now: Metric, before: Metric, between: Interval | None
) -> Literal["better", "worse", "unclear", "same"]:
    if _is_same(now, before):
        return "same"
    if between is None or now.better != before.better or between.low <= 0 <= between.high:
        return "unclear"
    return "better" if (between.low > 0) == (now.better == "higher") else "worse"


def _why_not(now: Metric, before: Metric) -> str:
    """Why there is no interval, in German."""
    if now.value is None or before.value is None:
        return "unbekannt"
    count = min(len(now.items), len(before.items))
    return "ohne Einzelwerte" if count == 0 else f"zu wenige Einzelwerte ({count})"
