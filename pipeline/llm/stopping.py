"""One error ends a whole run at once, however deep its pools are nested.

What leaves a task or the body of a pool, and is no matter of a single question, stops all pools around
and within: no further call goes out. Calls under way are waited for, since they are paid for; only an
interrupt (Strg+C) leaves them behind as well.
"""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from contextvars import ContextVar, copy_context
from typing import Any, TypeVar

from pipeline.core.errors import AnswerError, ContextError

R = TypeVar("R")
Submit = Callable[[Callable[[], Any]], "Future[Any]"]


class Late(Exception):
    """A call has not come back in time."""


class Stop:
    """What ended a run, shared by all its threads; `interrupted` raises it where somebody waits."""

    def __init__(self) -> None:
        self._error: BaseException | None = None
        self._lock = threading.Lock()
        self.interrupted: Future[Any] = Future()

    def because(self, error: BaseException) -> None:
        """End everything for this error, unless it is one of a single question."""
        if isinstance(error, AnswerError | ContextError):
            return
        interrupts = not isinstance(error, Exception)
        with self._lock:
            if self._error is None or (interrupts and not self.interrupted.done()):
                self._error = error
            if interrupts and not self.interrupted.done():
                self.interrupted.set_exception(error)

    def look(self) -> None:
        """Raise what has ended the run, if anything has."""
        if self._error is not None:
            raise self._error


_SHARED: ContextVar[Stop | None] = ContextVar("stop", default=None)


def look() -> None:
    """Raise what has ended the run of this thread, if anything has."""
    stop = _SHARED.get()
    if stop is not None:
        stop.look()


@contextmanager
def pool(at_once: int) -> Iterator[Submit]:
    """Threads for tasks, which share the fate of the pools around them; yields what takes a task."""
    stop = _SHARED.get() or Stop()
    threads = ThreadPoolExecutor(at_once, initializer=_SHARED.set, initargs=(stop,))

    def done(task: Callable[[], R]) -> R:
        stop.look()
        try:
            return task()
        except BaseException as error:
            stop.because(error)
            raise

    before = _SHARED.set(stop)
    try:
        yield lambda task: threads.submit(done, task)
    except BaseException as error:
        stop.because(error)
        raise
    finally:
        _SHARED.reset(before)
        threads.shutdown(wait=True, cancel_futures=True)


def aside(call: Callable[[], R], seconds: float | None = None) -> R:
    """The call's result, from a thread that is left behind when time is over (Late) or interrupted."""
    done: Future[R] = Future()

    def work() -> None:
        try:
            done.set_result(call())
        except BaseException as error:
            done.set_exception(error)

    # In the context of this thread, where LangChain keeps the callbacks of the call.
    threading.Thread(target=copy_context().run, args=(work,), daemon=True).start()
    stop = _SHARED.get()
    waiting = [done] if stop is None else [stop.interrupted, done]
    ended = wait(waiting, timeout=seconds, return_when=FIRST_COMPLETED).done
    for future in waiting:
        if future in ended:
            return future.result()
    raise Late
