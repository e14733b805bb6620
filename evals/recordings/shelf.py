"""Finds the recording that answers a request: the same words, or nearly the same.

Nearly the same is what retrieval on another machine makes of a question, a passage more or less. It is
measured in pairs of neighbouring words: 2 · common / (pairs here + pairs there), in everything but the
system message, only among recordings of the same prompt, schema and number of messages. It has to reach
NEAR, and to be clear of the next best by CLEAR: of two that are alike, one may be the wrong one.
"""

import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import floor

from evals.recordings.origin import prompt_of
from evals.recordings.recording import Recording

NEAR = 0.9
CLEAR = 0.02

Messages = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Found:
    """The recording for a request and how like it is; where `recording` is None, `why` says so."""

    recording: Recording | None
    likeness: float
    why: str = ""


@dataclass(frozen=True)
class Tally:
    """What was asked of a shelf: answers in the same words, the others with prompt and likeness,
    requests without an answer, and how many recordings nobody asked for."""

    literal: int
    near: tuple[tuple[str, float], ...]
    missing: tuple[str, ...]
    unused: int


class Shelf:
    """Recordings by their words, for requests from many threads."""

    def __init__(self, recordings: Sequence[Recording]) -> None:
        self._all = list(recordings)
        self._exact = {(one.reply, one.messages): number for number, one in enumerate(self._all)}
        self._pairs = [_pairs(one.messages) for one in self._all]
        self._lock = threading.Lock()
        self._used: set[int] = set()
        self._literal = 0
        self._near: list[tuple[str, float]] = []
        self._missing: list[str] = []

    def find(self, reply: str | None, messages: Messages) -> Found:
        """The recording for a request with this schema and these messages."""
        number = self._exact.get((reply, messages))
        if number is not None:
            with self._lock:
                self._literal += 1
                self._used.add(number)
            return Found(self._all[number], 1.0)
        prompt = prompt_of(messages)
        name = prompt.name if prompt else f"unbekannt, Schema {reply or 'ohne'}"
        best, second = self._nearest(prompt.name if prompt else "", reply, messages)
        with self._lock:
            if best.likeness < NEAR or best.likeness - second < CLEAR:
                self._missing.append(name)
                return Found(None, best.likeness, _why(name, best.likeness))
            assert best.number is not None
            self._near.append((name, best.likeness))
            self._used.add(best.number)
        return Found(self._all[best.number], best.likeness)

    def tally(self) -> Tally:
        """What has been asked so far."""
        with self._lock:
            unused = len(self._all) - len(self._used)
            return Tally(self._literal, tuple(self._near), tuple(self._missing), unused)

    def _nearest(self, prompt: str, reply: str | None, messages: Messages) -> "tuple[_Likeness, float]":
        """The most similar recording, and how similar the next is."""
        asked = _pairs(messages)
        ranked = sorted(
            (
                _Likeness(_likeness(asked, self._pairs[number]), number)
                for number, one in enumerate(self._all)
                if one.prompt == prompt and one.reply == reply and len(one.messages) == len(messages)
            ),
            key=lambda found: -found.likeness,
        )
        nothing = _Likeness(0.0, None)
        first, second, *_ = [*ranked, nothing, nothing]
        return first, second.likeness


@dataclass(frozen=True)
class _Likeness:
    likeness: float
    number: int | None


def _pairs(messages: Messages) -> Counter[tuple[str, str]]:
    words = [word for role, text in messages if role != "system" for word in (role, *text.split())]
    return Counter(pairwise(words))


def _likeness(here: Counter[tuple[str, str]], there: Counter[tuple[str, str]]) -> float:
    whole = here.total() + there.total()
    return 2 * (here & there).total() / whole if whole else 0.0


def _why(name: str, likeness: float) -> str:
    told = f"Keine Aufzeichnung für diese Anfrage (prompt {name})."
    if not likeness:
        return f"{told} Zu diesem Prompt und Schema liegt keine vor."
    number = f"{floor(likeness * 100) / 100:.2f}".replace(".", ",")  # 0,899 is not enough, so not 0,90
    needed = f"{NEAR:.2f}".replace(".", ",")
    reason = "eine zweite ebenso gut" if likeness >= NEAR else f"verlangt sind {needed}"
    return f"{told} Die ähnlichste passt zu {number}, {reason}. Bitte neu aufzeichnen."
