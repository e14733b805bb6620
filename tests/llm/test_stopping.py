"""One error ends a run with all its pools; an interrupt does so at once, even while calls hang."""

import os
import pty
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import pytest
from model_server import WRONG_KEY, Act, Hang, ModelServer, desk_at, say

from pipeline.core.errors import AnswerError, ModelError
from pipeline.llm.batches import in_batches, together
from pipeline.llm.chain import Chain, Desk
from pipeline.llm.probe import Doubled
from pipeline.llm.prompts import load
from pipeline.llm.stopping import pool

CHAIN = Chain(load("llm/probe"), Doubled, "probe")
HERE = Path(__file__).resolve().parent


@pytest.fixture(autouse=True)
def _heeding() -> Iterator[None]:
    """Interrupts are heard, also where a shell started the tests in the background, deaf to them."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def asking(desk: Desk, numbers: Sequence[int]) -> list[int]:
    return [CHAIN.ask(desk, {"zahl": number}).ergebnis for number in numbers]


def many(desk: Desk, first: int) -> list[int]:
    found = in_batches(range(first, first + 20), 1, partial(asking, desk), at_once=2)
    return [one for _, part in found for one in part]


def slowly(body: dict[str, object]) -> Act:
    return say({"ergebnis": 1}, after=0.05)


@pytest.mark.parametrize("error", [ModelError("aus"), ValueError("unser Fehler"), KeyboardInterrupt()])
def test_an_error_ends_pools_within_pools(
    server: ModelServer, tmp_path: Path, error: BaseException
) -> None:
    server.always(slowly)
    desk = desk_at(server, tmp_path, parallel=2)

    def failing() -> list[int]:
        asking(desk, [500])
        raise error

    with pytest.raises(type(error)) as caught:
        together([lambda: many(desk, 1), failing], 2)
    assert caught.value is error and server.count < 8
    assert together([partial(asking, desk, [700])], 1) == [1], "der nächste Lauf beginnt neu"


def test_a_pool_beside_ends_with_the_one_it_stands_beside(server: ModelServer, tmp_path: Path) -> None:
    server.script(WRONG_KEY)
    server.always(slowly)
    desk = desk_at(server, tmp_path, parallel=2)

    def first() -> list[int]:
        return asking(desk, [500])

    with pytest.raises(ModelError, match="Schlüssel"), pool(1) as beside:
        reading = beside(first)
        threading.Event().wait(0.2)
        many(desk, 1)
        reading.result()
    assert server.count <= 8


def test_an_error_of_one_question_stops_no_other(server: ModelServer, tmp_path: Path) -> None:
    server.always(slowly)
    desk = desk_at(server, tmp_path, parallel=2)

    def unfit() -> list[int]:
        raise AnswerError("nicht wie verlangt")

    def standing() -> list[int]:
        with pytest.raises(AnswerError):
            together([unfit], 1)
        return [0]

    assert len(together([standing, lambda: many(desk, 1)], 2)) == 21 and server.count == 20


def interrupting(when: Callable[[], bool]) -> None:
    """Ctrl-C for this process as soon as this is so."""

    def work() -> None:
        while not when():
            time.sleep(0.02)
        time.sleep(0.1)
        os.kill(os.getpid(), signal.SIGINT)

    threading.Thread(target=work, daemon=True).start()


def test_an_interrupt_does_not_wait_for_calls_that_hang(server: ModelServer, tmp_path: Path) -> None:
    server.always(Hang())
    desk = desk_at(server, tmp_path, parallel=2, timeout=60)
    interrupting(lambda: server.count == 2)
    started = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        together([partial(many, desk, 1), partial(many, desk, 100)], 2)
    assert time.monotonic() - started < 3 and server.count == 2


def test_an_interrupt_at_the_approval_sends_nothing_whatever_is_said_later(
    server: ModelServer, tmp_path: Path
) -> None:
    server.always(slowly)
    desk, asked, answer = desk_at(server, tmp_path, parallel=2), threading.Event(), threading.Event()

    def approve() -> None:
        asked.set()
        answer.wait(20)

    desk.approve = approve
    interrupting(asked.is_set)
    started = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        together([partial(many, desk, 1), partial(many, desk, 100)], 2)
    assert time.monotonic() - started < 3
    answer.set()
    threading.Event().wait(0.3)
    assert server.count == 0


ASKING = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.path[:0] = sys.argv[1:3]
from functools import partial
from pathlib import Path
from model_server import ModelServer, desk_at
from test_stopping import asking
from pipeline.app.cli.terminal import asked, lines
from pipeline.llm.batches import together

desk = desk_at(ModelServer(), Path(sys.argv[3]))
desk.approve = lambda: print(asked(lines(), "Fortfahren? [j/N]"))
try:
    together([partial(asking, desk, [1]), partial(asking, desk, [2])], 2)
except KeyboardInterrupt:
    sys.exit(130)
"""


def test_a_process_that_asks_at_the_terminal_ends_with_an_interrupt(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", ASKING, HERE, HERE.parents[1], tmp_path],
        stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stderr is not None and process.stdout is not None
    try:
        said = b""
        while not said.endswith(b"[j/N] "):
            said += os.read(process.stderr.fileno(), 1)
        time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        assert process.wait(5) == 130
        assert process.stderr.read() == b""
    finally:
        process.kill()
        process.communicate()
        os.close(ours)
        os.close(theirs)
