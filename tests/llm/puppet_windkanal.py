"""A model that proposes how measures do in scenarios as a well-behaved one would.

What it says of a measure in a scenario follows from their words alone, never from their numbers; it names
the first passage it is shown, where there is one.
"""

import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from model_server import Said, say

_DOCUMENT = re.compile(r"<dokument>.*?</dokument>", re.DOTALL)
_SCENARIO = re.compile(r"^## Szenario (\S+): (.+)$", re.MULTILINE)
_MEASURE = re.compile(r"^## Maßnahme (\d+)\n\n<dokument>\n(.+)$", re.MULTILINE)
_PASSAGE = re.compile(r"^Passage (\S+):$", re.MULTILINE)


@dataclass(frozen=True)
class Asked:
    """What a request shows: scenarios and measures by id and number, ids of passages."""

    scenarios: dict[str, str]
    measures: dict[int, str]
    passages: list[str]


def asked(body: dict[str, Any]) -> Asked:
    """The matter of a request."""
    whole = body["messages"][1]["content"]
    text = _DOCUMENT.sub("", whole)
    measures = {int(number): title for number, title in _MEASURE.findall(whole)}
    return Asked(dict(_SCENARIO.findall(text)), measures, _PASSAGE.findall(text))


def verdicts(body: dict[str, Any]) -> list[dict[str, Any]]:
    """One verdict for each measure in each scenario."""
    found = asked(body)
    return [
        {
            "massnahme": number,
            "szenario": cluster,
            "grund": f"Weil in „{name}“ viele darauf warten, käme „{title}“ dort gerade recht.",
            "bewertung": zlib.crc32(f"{name}|{title}".encode()) % 5 - 2,
            "bedingung": "",
            "passagen": found.passages[:1],
        }
        for number, title in found.measures.items()
        for cluster, name in found.scenarios.items()
    ]


def weighed(body: dict[str, Any]) -> Said:
    """The whole reply."""
    return say({"urteile": verdicts(body)})


ACTS: dict[str, Callable[[dict[str, Any]], Said]] = {"JudgedMeasures": weighed}
