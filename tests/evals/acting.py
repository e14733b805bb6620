"""What a well-behaved model says to every call of a run: the scripted replies of all parts together.

Each part brings its own in tests/llm/puppet_*.py (`ACTS`, by the name of the reply); titles and drafts
stand here.
"""

import importlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from model_server import Fault, Said, say

Act = Callable[[dict[str, Any]], Said]
_ADJECTIVES = "alte breite dichte enge ferne grüne helle kluge leise neue offene ruhige stille".split()
_LLM = Path(__file__).resolve().parent.parent / "llm"


def named(body: dict[str, Any]) -> Said:
    """Five titles after the pattern and a leitmotif for every scenario."""
    asked = body["messages"][1]["content"]
    pattern = re.search(r"^Muster der Titel: (.+)$", asked, re.MULTILINE)
    assert pattern is not None
    words = iter(f"{first}{more}" for more in ("", "re", "ste") for first in _ADJECTIVES)
    told = [
        {
            "id": one,
            "titel": [pattern[1].replace("…", next(words)) for _ in range(5)],
            "leitmotiv": f"In {one} teilen Nachbarn, was sie haben, und zahlen dafür mit ihrer Zeit.",
        }
        for one in re.findall(r"^## Szenario (\S+)$", asked, re.MULTILINE)
    ]
    return say({"szenarien": told})


def drafted(body: dict[str, Any]) -> Said:
    """Sentences about the neighbours, as many as the length asked for wants."""
    asked = body["messages"][1]["content"]
    ids = re.findall(r"^Ausprägung (\S+?)(?: \(|:)", asked, re.MULTILINE)
    length = re.search(r"^Länge: (\d+) bis (\d+) ", asked, re.MULTILINE)
    assert length is not None
    count = round((int(length[1]) + int(length[2])) / 2 / 13)
    text = "Satz {}: Die Nachbarn fahren zusammen in die Stadt und teilen den Weg."
    sentences = [
        {
            "absatz": 1 + number // 6,
            "text": text.format(number),
            "grundlage": "value",
            "auspraegungen": [ids[number % len(ids)]],
            "passagen": [],
        }
        for number in range(max(count, 8))
    ]
    return say({"saetze": sentences})


def acts() -> dict[str, Act]:
    """By the name of the reply; what a part brings itself weighs more."""
    found: dict[str, Act] = {"NamedScenarios": named, "Draft": drafted}
    for path in sorted(_LLM.glob("puppet*.py")):
        found |= getattr(importlib.import_module(path.stem), "ACTS", {})
    return found


def scripted(body: dict[str, Any]) -> Said | Fault:
    """The reply of whichever part asks."""
    name = body["response_format"]["json_schema"]["name"]
    act = acts().get(name)
    return act(body) if act else Fault(418, f"no act for {name}")
