"""A model that rates pairs as a well-behaved one would: mostly no effect, a mechanism where there is one.

What it says of a pair follows from the words of the pair alone, never from its number.
"""

import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from model_server import Said, say

_PAIR = re.compile(
    r"^## Paar (?P<number>\d+)\n+A \((?P<a_factor>.+?)\): (?P<a>.+)\n+B \((?P<b_factor>.+?)\): (?P<b>.+)$",
    re.MULTILINE,
)
_DOCUMENT = re.compile(r"<dokument>.*?</dokument>", re.DOTALL)

EFFECTS = {
    "PromotedPairs": "Weil „{a}“ gilt, richten sich Betriebe darauf ein, so dass „{b}“ leichter eintritt.",
    "HinderedPairs": "„{a}“ bindet Geld und Menschen, die dann für „{b}“ fehlen.",
}


@dataclass(frozen=True)
class Shown:
    """A pair as a request shows it: its number, and the labels of both values."""

    number: int
    a: str
    b: str


def shown(body: dict[str, Any]) -> list[Shown]:
    """The pairs of a request, in its order."""
    text = _DOCUMENT.sub("", body["messages"][1]["content"])
    return [Shown(int(m["number"]), _label(m["a"]), _label(m["b"])) for m in _PAIR.finditer(text)]


def kind_of(body: dict[str, Any]) -> str:
    """The class name of the reply that is wanted."""
    return str(body["response_format"]["json_schema"]["name"])


def judging(grade: Callable[[str, Shown], int]) -> Callable[[dict[str, Any]], Said]:
    """A model that gives every pair the grade of a rule over the kind of reply and the pair."""

    def judge(body: dict[str, Any]) -> Said:
        kind = kind_of(body)
        return say({"urteile": [_verdict(kind, one, grade(kind, one)) for one in shown(body)]})

    return judge


def _verdict(kind: str, one: Shown, grade: int) -> dict[str, Any]:
    reason = EFFECTS[kind].format(a=one.a, b=one.b) if grade else ""
    return {"nummer": one.number, "grund": reason, "grad": grade}


def _label(line: str) -> str:
    return line.partition(" – ")[0]


def _mostly_none(kind: str, one: Shown) -> int:
    return (0, 0, 0, 0, 0, 0, 1, 1, 2, 3)[zlib.crc32(f"{kind}|{one.a}|{one.b}".encode()) % 10]


ACTS: dict[str, Callable[[dict[str, Any]], Said]] = {
    "PromotedPairs": judging(_mostly_none),
    "HinderedPairs": judging(_mostly_none),
}
