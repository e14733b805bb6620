"""A metric made of its items: a mean of what is known, and None where there is nothing to look at."""

from collections.abc import Iterable, Mapping
from statistics import fmean

from pipeline.evaluation.results import Item, Metric


def share(
    name: str,
    title: str,
    values: Mapping[str, bool | float] | Iterable[tuple[str, bool | float]],
    told: str = "",
    kinds: Iterable[str] = (),
) -> Metric:
    """The mean of values of 0–1 by the id of their item; higher is better."""
    pairs = values.items() if isinstance(values, Mapping) else values
    items = tuple(Item(id=one, value=float(value)) for one, value in pairs)
    return Metric(
        name=name,
        title=title,
        value=fmean(one.value for one in items) if items else None,
        told=told,
        kinds=tuple(kinds),
        items=items,
    )


def unknown(metric: Metric, told: str) -> Metric:
    """The metric without a value: what it would be the mean of does not speak for all it is about."""
    return metric.model_copy(update={"value": None, "items": (), "told": told})
