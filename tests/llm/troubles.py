"""Models and servers that are not as one would wish: each makes an act out of the scripted model's.

    server.always(Held("Draft"))            # the first request for a draft is never answered
    server.always(Moody(seed=7, share=0.2)) # one in five goes wrong, each in a way of its own
    server.always(Narrow(9_000))            # what is longer does not fit
    server.always(without_schemas)

What goes wrong follows from the words of a request and how often it came, never from the order in
which calls that are under way together happen to arrive.
"""

import json
import random
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from model_server import NO_SCHEMA, TOO_LONG, Act, Fault, Said, cut_off, fenced, refused
from puppet import act, wanted

LONG = 60.0
Texts = tuple[str, ...]


def texts_of(body: dict[str, Any]) -> Texts:
    """What tells one question from another: the texts of its messages."""
    return tuple(str(message["content"]) for message in body["messages"])


@dataclass
class Held:
    """Holds the answer to the first request for a reply of this name; `reached` is set when it came."""

    name: str
    model: Callable[[dict[str, Any]], Act] = act
    reached: threading.Event = field(default_factory=threading.Event)
    question: Texts = ()

    def __post_init__(self) -> None:
        self._door = threading.Lock()

    def __call__(self, body: dict[str, Any]) -> Act:
        said = self.model(body)
        with self._door:
            if wanted(body) != self.name or self.question:
                return said
            self.question = texts_of(body)
        self.reached.set()
        assert isinstance(said, Said)
        return replace(said, after=LONG)


_TRANSPORT = ("429", "429 later", "500", "503", "broken")
_CONTENT = ("nothing", "fenced", "cut off", "other JSON", "English", "invented")


@dataclass
class Moody:
    """Lets this share of calls go wrong; `met` counts how. A question gets one bad answer at most, so
    that what is lost is never more than asking once more makes good."""

    seed: int
    share: float = 0.2
    met: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self._came: Counter[Texts] = Counter()
        self._door = threading.Lock()

    def __call__(self, body: dict[str, Any]) -> Act:
        texts = texts_of(body)
        with self._door:
            self._came[texts] += 1
            chance = random.Random(f"{self.seed} {self._came[texts]} {texts}")
            corrected = len(body["messages"]) > 2
            kind = chance.choice(_TRANSPORT if corrected else _TRANSPORT + _CONTENT)
            if chance.random() >= self.share:
                return act(body)
            self.met[kind] += 1
        return _wrong(kind, act(body))


def _wrong(kind: str, said: Act) -> Act:
    """The answer as it comes in this way of going wrong."""
    assert isinstance(said, Said)
    value = json.loads(said.text or "")
    ways: dict[str, Act] = {
        "429": Fault(429, "slow down"),
        "429 later": Fault(429, "slow down", retry_after="0.05"),
        "500": Fault(500),
        "503": Fault(503),
        "broken": replace(said, broken=True),
        "nothing": replace(said, text=None),
        "fenced": replace(fenced(value), tokens=said.tokens),
        "cut off": cut_off(value),
        "other JSON": replace(said, text='{"ok": true}'),
        "English": replace(said, text="Sure! Here is a summary of what the region could look like."),
        "invented": replace(said, text=json.dumps(_renumbered(value), ensure_ascii=False)),
    }
    return ways[kind]


def _renumbered(value: Any) -> Any:
    """Every id and number of an answer as one that was never given."""
    if isinstance(value, list):
        return [_renumbered(one) for one in value]
    if isinstance(value, dict):
        return {name: _renumbered(one) for name, one in value.items()}
    if isinstance(value, int) and not isinstance(value, bool):
        return value + 700
    return f"{value}-erfunden" if isinstance(value, str) and value and " " not in value else value


@dataclass(frozen=True)
class Narrow:
    """A model into which only so many characters fit."""

    room: int

    def __call__(self, body: dict[str, Any]) -> Act:
        return TOO_LONG if sum(map(len, texts_of(body))) > self.room else act(body)


def without_schemas(body: dict[str, Any]) -> Act:
    """A server that knows no JSON schemas."""
    return NO_SCHEMA if "response_format" in body else act(body)


@dataclass(frozen=True)
class Refusing:
    """A model that does not want to give replies of these names."""

    names: frozenset[str]

    def __call__(self, body: dict[str, Any]) -> Act:
        return refused() if wanted(body) in self.names else act(body)


@dataclass
class Reluctant:
    """Refuses the first so many questions for a reply of this name, asked once more as well; no other."""

    name: str
    left: int = 1

    def __post_init__(self) -> None:
        self._door = threading.Lock()
        self._refused: set[str] = set()

    def __call__(self, body: dict[str, Any]) -> Act:
        question = str(body["messages"][1]["content"])
        with self._door:
            if wanted(body) == self.name and self.left and question not in self._refused:
                self.left -= 1
                self._refused.add(question)
            if question in self._refused:
                return refused()
        return act(body)
