"""Many like questions as few calls: in batches, several at a time, and smaller where one is too long.

A batch that does not fit the model's context halves itself, until it fits or a single item does not.
One that a model cannot answer as asked halves itself once: long lists are hard for weak models.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_EXCEPTION, Future, wait
from functools import partial
from itertools import pairwise
from typing import TypeVar

from pipeline.core.errors import AnswerError, ContextError, ModelError
from pipeline.llm.stopping import pool

T = TypeVar("T")
R = TypeVar("R")


def in_batches(
    items: Sequence[T],
    size: int,
    ask: Callable[[Sequence[T]], R],
    *,
    at_once: int,
    unanswered: Callable[[Sequence[T], ModelError], R] | None = None,
) -> list[tuple[Sequence[T], R]]:
    """The batches as they were asked, in the order of the items, each with its reply.

    Batches are as even as `size` allows. What fails ends all that has not begun, and is raised;
    where the model can be asked but has no usable answer, `unanswered` may stand in for one.
    """
    return together([partial(_halving, batch, ask, unanswered) for batch in even(items, size)], at_once)


def together(tasks: Sequence[Callable[[], list[R]]], at_once: int) -> list[R]:
    """The results of all tasks, chained in their order; the first error ends what has not begun.

    One that is no matter of a single question ends it in the pools around and within as well.
    """
    if not tasks:
        return []
    with pool(min(at_once, len(tasks))) as submit:
        running: list[Future[list[R]]] = [submit(task) for task in tasks]
        ended = wait(running, return_when=FIRST_EXCEPTION).done
        for failed in (future for future in running if future in ended and future.exception()):
            failed.result()
        return [one for future in running for one in future.result()]


def _halving(
    batch: Sequence[T],
    ask: Callable[[Sequence[T]], R],
    unanswered: Callable[[Sequence[T], ModelError], R] | None,
    half: bool = False,
) -> list[tuple[Sequence[T], R]]:
    try:
        return [(batch, ask(batch))]
    except (AnswerError, ContextError) as error:
        unfit = isinstance(error, AnswerError)
        if len(batch) < 2 or (unfit and half):
            if unanswered is None:
                raise
            return [(batch, unanswered(batch, error))]
        half = half or unfit
    middle = len(batch) // 2
    return [
        *_halving(batch[:middle], ask, unanswered, half),
        *_halving(batch[middle:], ask, unanswered, half),
    ]


def even(items: Sequence[T], size: int) -> list[Sequence[T]]:
    """As few batches as possible, the largest one item longer than the smallest."""
    count = -(-len(items) // size)
    bounds = [len(items) * number // count for number in range(count + 1)] if count else [0]
    return [items[start:end] for start, end in pairwise(bounds)]
