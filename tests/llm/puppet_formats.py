"""A model that makes formats of work as a well-behaved one would: ids from the request, rules kept."""

import re
from collections.abc import Callable
from typing import Any

from model_server import Said, say

_VALUE = re.compile(r"^- (\S+) \[", re.MULTILINE)
_THEME = re.compile(r"^## Thema (\d+): ", re.MULTILINE)
_SCENARIO = re.compile(r"^(\S+):\n- (\S+) \[", re.MULTILINE)
_DOCUMENT = re.compile(r"<dokument>.*?</dokument>", re.DOTALL)
TEASER = (
    "Wer hier etwas braucht, fragt zuerst nebenan und bekommt meistens eine Zusage. Am Morgen steht der "
    "Bus bereit, weil jemand früh aufgestanden ist. Wer nie mitmacht, wartet länger und zahlt am Schluss "
    "mehr."
)


def entry(text: str, *values: str) -> dict[str, Any]:
    return {"text": text, "grundlage": "inference", "auspraegungen": list(values), "passagen": []}


def headline(body: dict[str, Any]) -> Said:
    first, *_ = _values(body)
    return say(
        {
            "schlagzeile": entry("Nachbarn fahren einander zum Bahnhof", first),
            "teaser": entry(TEASER, first),
        }
    )


def signals(body: dict[str, Any]) -> Said:
    first, *_ = _values(body)
    texts = (
        "Am Rathaus hängt eine Liste, in die sich Fahrerinnen eintragen.",
        "Im Amtsblatt steht die Gründung einer Genossenschaft.",
        "Am Kai steht ein Schild mit Zeiten für mehrere Betriebe.",
        "Auf der Rechnung für Strom fehlt der Name des Versorgers.",
    )
    when = ("zuerst", "zuerst", "danach", "danach")
    return say(
        {"signale": [{**entry(text, first), "wann": one} for text, one in zip(texts, when, strict=True)]}
    )


def winners(body: dict[str, Any]) -> Said:
    first, *_ = _values(body)
    return say(
        {
            "gewinner": [
                entry("Menschen ohne Führerschein kommen wieder zum Bahnhof.", first),
                entry("Kleine Betriebe sparen die Miete für ein eigenes Lager.", first),
            ],
            "verlierer": [
                entry("Wer abends allein sein will, gibt freie Zeit her.", first),
                entry("Taxibetriebe verlieren ihre kurzen Fahrten.", first),
            ],
        }
    )


def milestones(body: dict[str, Any]) -> Said:
    first, *_ = _values(body)
    asked = _asked(body)
    found = re.search(r"Meilenstein steht also im Jahr (\d+), der letzte (\d+) oder", asked)
    horizon, today = int(found[1]), int(found[2])
    years = [horizon, (2 * horizon + today) // 3, (horizon + 2 * today) // 3, today]
    texts = (
        "Der Rufbus fährt jeden Tag.",
        "Ein Rat beschließt, wer den Bus bezahlt.",
        "Ein Verein kauft den ersten Bus.",
        "Das Fahren ist noch Sache der Stadt.",
    )
    return say(
        {
            "meilensteine": [
                {**entry(text, first), "jahr": year} for text, year in zip(texts, years, strict=True)
            ]
        }
    )


def comparison(body: dict[str, Any]) -> Said:
    """A question for every theme, and for each scenario a sentence on its first value."""
    rows = []
    for part in re.split(r"(?=^## Thema )", _asked(body), flags=re.MULTILINE)[1:]:
        number = int(_THEME.search(part)[1])
        sentences = [
            {**entry("Darüber entscheiden die, die es betrifft.", value), "szenario": scenario}
            for scenario, value in _SCENARIO.findall(part)
        ]
        rows.append({"thema": number, "frage": "Wer entscheidet darüber?", "saetze": sentences})
    return say({"zeilen": rows})


def _values(body: dict[str, Any]) -> list[str]:
    return _VALUE.findall(_asked(body).partition("## Wie die Ausprägungen")[0])


def _asked(body: dict[str, Any]) -> str:
    return _DOCUMENT.sub("", body["messages"][1]["content"])


ACTS: dict[str, Callable[[dict[str, Any]], Said]] = {
    "HeadlineReply": headline,
    "SignalsReply": signals,
    "WinnersReply": winners,
    "MilestonesReply": milestones,
    "ComparisonReply": comparison,
}
