"""What is done ahead of need breaks silently: whoever needs it later meets the error, once."""

import threading
from types import SimpleNamespace
from typing import Any

import pytest

from pipeline.run import ahead
from pipeline.scenarios.concepts.chains import Asked


def broken(*_: Any) -> None:
    raise OSError("der Index ist beschädigt")


@pytest.fixture
def raised(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    found: list[Any] = []
    monkeypatch.setattr(threading, "excepthook", found.append)
    return found


def ended(before: set[threading.Thread]) -> None:
    for thread in set(threading.enumerate()) - before:
        thread.join(10)


def test_thinking_ahead_is_silent(monkeypatch: pytest.MonkeyPatch, raised: list[Any]) -> None:
    monkeypatch.setattr("pipeline.language.grammar.tags", broken)
    before = set(threading.enumerate())
    ahead.think_ahead(SimpleNamespace(factors=()))  # type: ignore[arg-type]
    ended(before)
    assert raised == []


def test_looking_up_ahead_is_silent_and_the_call_itself_is_not(raised: list[Any]) -> None:
    retriever, factor = SimpleNamespace(near=broken), SimpleNamespace(name="Bus", definition="Wer fährt")
    asked = Asked(None, retriever, None, (), None)  # type: ignore[arg-type]
    before = set(threading.enumerate())
    asked.look_up([[factor]])  # type: ignore[list-item]
    ended(before)
    assert raised == []
    with pytest.raises(OSError, match="beschädigt"):
        asked._passages(["Bus"])
