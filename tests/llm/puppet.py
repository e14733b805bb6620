"""A scripted model for whole runs: the acts of all puppet_*.py together.

    server.always(act)          # every request is answered by the part that knows its reply

A request names its reply by the schema it wants; in plain JSON mode the schema stands in the system
message. What nobody knows fails with 418, which no client repeats. Tokens are counted as characters
over 3.3, as German text comes out.
"""

import importlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from model_server import Act, Fault, Said, say

from pipeline.llm.schema import Reply, flat

CHARACTERS = 3.3
"""Of German text, in one token."""
_ADJECTIVES = (
    "alte breite dichte enge ferne grüne helle kluge leise neue offene ruhige schnelle stille tiefe "
    "volle warme weite wilde zarte große kleine lange kurze frühe späte harte weiche klare trübe "
    "runde eckige flache steile feste lose bunte blasse milde raue"
).split()
_ROOT = Path(__file__).resolve().parents[2]
_SCHEMA = re.compile(r"Schema passt:\n(\{.*\})", re.DOTALL)
_TWO = re.compile(r"-?\d+")


def act(body: dict[str, Any]) -> Act:
    """What the model says to a request."""
    known = acts()
    name = wanted(body)
    if name not in known:
        return Fault(418, f"no act for the reply {name!r}")
    # A part may look for its name where most servers are told it.
    said = known[name]({**body, "response_format": {"json_schema": {"name": name}}})
    return counted(body, said) if isinstance(said, Said) else said


def counted(body: dict[str, Any], said: Said) -> Said:
    """The answer with the tokens it would cost."""
    asked = sum(len(str(message["content"])) for message in body["messages"])
    return replace(said, tokens=(round(asked / CHARACTERS), round(len(said.text or "") / CHARACTERS)))


def wanted(body: dict[str, Any]) -> str:
    """The name of the reply a request wants, "" where it wants none that is known."""
    form = body.get("response_format") or {}
    if "json_schema" in form:
        return str(form["json_schema"]["name"])
    found = _SCHEMA.search(str(body["messages"][0]["content"]))
    return _by_schema().get(_steady(json.loads(found[1])), "") if found else ""


@lru_cache(maxsize=1)
def acts() -> Mapping[str, Callable[[dict[str, Any]], Act]]:
    """By the name of the reply; what a part brings itself comes before what stands here."""
    found: dict[str, Callable[[dict[str, Any]], Act]] = {
        "NamedScenarios": named,
        "Draft": drafted,
        "Doubled": doubled,
    }
    for path in sorted(Path(__file__).parent.glob("puppet_*.py")):
        found.update(importlib.import_module(path.stem).ACTS)
    return found


def named(body: dict[str, Any]) -> Said:
    """Five titles after the pattern and a leitmotif for every scenario."""
    text = _asked(body)
    pattern = text.split("\n", 1)[0].removeprefix("Muster der Titel: ")
    words = iter(_ADJECTIVES)
    scenarios = [
        {
            "id": one,
            "titel": [pattern.replace("…", next(words)) for _ in range(5)],
            "leitmotiv": f"In {one} teilen Nachbarn, was sie haben, und zahlen dafür mit freier Zeit.",
        }
        for one in re.findall(r"^## Szenario (\S+)$", text, re.MULTILINE)
    ]
    return say({"szenarien": scenarios})


def drafted(body: dict[str, Any]) -> Said:
    """Sentences about the values of the plan, four a paragraph."""
    ids = re.findall(r"^Ausprägung (\S+?)(?: \(|:)", _asked(body), re.MULTILINE)
    sentences = [
        {
            "absatz": 1 + number // 4,
            "text": f"Satz {number}: Die Nachbarn fahren zusammen in die Stadt und teilen den Weg.",
            "grundlage": "value",
            "auspraegungen": [ids[number % len(ids)]],
            "passagen": [],
        }
        for number in range(8)
    ]
    return say({"saetze": sentences})


def doubled(body: dict[str, Any]) -> Said:
    """Twice the number that was asked for."""
    found = _TWO.search(_asked(body))
    return say({"ergebnis": 2 * int(found[0]) if found else 0})


def _asked(body: dict[str, Any]) -> str:
    return str(body["messages"][1]["content"])


@lru_cache(maxsize=1)
def _by_schema() -> Mapping[str, str]:
    """The schemas of all replies the program knows → their names."""
    for path in (_ROOT / "pipeline").rglob("*.py"):
        if "(Reply):" in path.read_text(encoding="utf-8"):
            importlib.import_module(".".join(path.relative_to(_ROOT).with_suffix("").parts))
    return {_steady(flat(kind)): kind.__name__ for kind in _kinds(Reply)}


def _kinds(kind: type[Reply]) -> list[type[Reply]]:
    return [one for sub in kind.__subclasses__() for one in (sub, *_kinds(sub))]


def _steady(schema: Any) -> str:
    return json.dumps(schema, sort_keys=True, ensure_ascii=False)
