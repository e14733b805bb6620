"""Batches: nothing lost, nothing twice, in order; smaller where one is too much; an error ends the rest."""

import threading
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.core.errors import AnswerError, BudgetError, ContextError, ModelError
from pipeline.llm.batches import in_batches, together

some = settings(max_examples=60, deadline=None)


def fits(most: int) -> Callable[[Sequence[int]], tuple[int, ...]]:
    """A model whose context holds so many items; it says them back."""

    def ask(batch: Sequence[int]) -> tuple[int, ...]:
        if len(batch) > most:
            raise ContextError("zu lang")
        return tuple(batch)

    return ask


@some
@given(st.lists(st.integers(), max_size=60), st.integers(1, 20), st.integers(1, 20), st.integers(1, 8))
def test_every_item_is_asked_once_and_in_order(items: list[int], size: int, most: int, at_once: int):
    asked = in_batches(items, size, fits(most), at_once=at_once)
    assert [item for batch, _ in asked for item in batch] == items
    assert all(tuple(batch) == reply and 0 < len(batch) <= min(size, most) for batch, reply in asked)


@some
@given(st.lists(st.integers(), min_size=1, max_size=60), st.integers(1, 20))
def test_batches_are_as_few_and_as_even_as_can_be(items: list[int], size: int):
    lengths = [len(batch) for batch, _ in in_batches(items, size, fits(60), at_once=3)]
    assert len(lengths) == -(-len(items) // size)
    assert max(lengths) - min(lengths) <= 1


def test_a_single_item_that_does_not_fit_is_told():
    asked: list[int] = []

    def ask(batch: Sequence[int]) -> None:
        asked.append(len(batch))
        raise ContextError("zu lang")

    with pytest.raises(ContextError, match="zu lang"):
        in_batches(range(8), 8, ask, at_once=1)
    assert asked == [8, 4, 2, 1]


def test_a_batch_that_is_not_answered_as_asked_is_halved_once():
    asked: list[int] = []

    def ask(batch: Sequence[int]) -> int:
        asked.append(len(batch))
        if len(batch) > 2:
            raise AnswerError("nicht wie verlangt")
        return len(batch)

    assert [reply for _, reply in in_batches(range(4), 4, ask, at_once=1)] == [2, 2]
    with pytest.raises(AnswerError):
        in_batches(range(8), 8, ask, at_once=1)
    assert asked == [4, 2, 2, 8, 4]


def test_something_may_stand_in_for_the_answers_that_do_not_come_and_the_others_count():
    def ask(batch: Sequence[int]) -> str:
        if len(batch) > 4:
            raise ContextError("zu lang")
        if 5 in batch:
            raise AnswerError("nicht wie verlangt")
        return "da"

    missing: list[Sequence[int]] = []

    def unanswered(batch: Sequence[int], error: ModelError) -> str:
        missing.append(batch)
        return str(error)

    found = in_batches(range(8), 8, ask, at_once=1, unanswered=unanswered)
    assert [(list(batch), reply) for batch, reply in found] == [
        ([0, 1, 2, 3], "da"),
        ([4, 5], "nicht wie verlangt"),
        ([6, 7], "da"),
    ]
    assert [list(batch) for batch in missing] == [[4, 5]]


@pytest.mark.parametrize("error", [BudgetError("aufgebraucht"), ValueError("ein Fehler von uns")])
def test_any_other_error_is_raised_as_it_is(error: Exception):
    asked: list[int] = []

    def ask(batch: Sequence[int]) -> None:
        asked.append(len(batch))
        raise error

    with pytest.raises(type(error), match=str(error)):
        in_batches(range(9), 3, ask, at_once=1)
    assert asked == [3]


def test_an_error_ends_what_has_not_begun_while_an_earlier_task_is_still_busy():
    begun: list[str] = []
    failed = threading.Event()

    def slow() -> list[str]:
        begun.append("langsam")
        failed.wait(5)
        # Long enough for the other worker to take one task after the other, if nobody stopped it.
        threading.Event().wait(0.2)
        return ["langsam"]

    def broken() -> list[str]:
        begun.append("kaputt")
        failed.set()
        raise ContextError("zu lang")

    def late() -> list[str]:
        begun.append("spät")
        threading.Event().wait(0.05)
        return ["spät"]

    with pytest.raises(ContextError):
        together([slow, broken, *[late] * 40], 2)
    assert begun.count("spät") < 4


def test_results_come_in_the_order_of_the_tasks_whoever_is_ready_first():
    second = threading.Event()

    def first() -> list[int]:
        second.wait(5)
        return [1, 2]

    def other() -> list[int]:
        second.set()
        return [3]

    assert together([first, other], 2) == [1, 2, 3]
    assert together([], 4) == []


def test_no_more_at_once_than_allowed():
    lock, running, most = threading.Lock(), [0], [0]

    def task() -> list[int]:
        with lock:
            running[0] += 1
            most[0] = max(most[0], running[0])
        threading.Event().wait(0.01)
        with lock:
            running[0] -= 1
        return []

    together([task] * 20, 3)
    assert most[0] == 3
