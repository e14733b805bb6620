"""A scripted model that proposes a value sheet: it reads the request and answers as a good model would.

    server.always(lambda body: ACTS[body["response_format"]["json_schema"]["name"]](body))

Quotes are cut from the passages shown, names from their words, so that every reply fits whatever the
documents say. Nothing is drawn by chance: the same request, the same reply.
"""

import re
from collections import Counter
from collections.abc import Callable
from typing import Any

from model_server import Said, say

_BORDERED = re.compile(r"<dokument>\n(.*?)\n</dokument>", re.DOTALL)
_PASSAGE = re.compile(r"^Passage (\S+):\n<dokument>\n(.*?)\n</dokument>", re.DOTALL | re.MULTILINE)
_NOUN = re.compile(r"(?<=[a-zäöüß] )[A-ZÄÖÜ][a-zäöüß]{4,}\b")
USUAL = "Verkehr Energie Arbeit Wohnen Bildung Handel Pflege Freizeit Hafen Klima Daten Ämter".split()
LOGICS = (
    (
        "Nachbarn regeln es gemeinsam",
        "Über {} stimmt eine Genossenschaft ab, und wer mitredet, gibt freie Abende her.",
    ),
    (
        "Ein Konzern bietet es an",
        "Bei {} verkauft ein Anbieter von außen Zugänge im Abo; wer nicht zahlt, bleibt draußen.",
    ),
    (
        "Das Amt teilt zu",
        "Die Kreisverwaltung legt zu {} feste Regeln aus, was lange Wartelisten zur Folge hat.",
    ),
    (
        "Jeder hilft sich selbst",
        "Um {} kümmern sich Haushalte und Betriebe einzeln, und das Gefälle zwischen ihnen wächst.",
    ),
)


def user_text(body: dict[str, Any]) -> str:
    """What the request is about: the first message of the user."""
    return next(str(one["content"]) for one in body["messages"] if one["role"] == "user")


def trends(body: dict[str, Any]) -> Said:
    """Four trends from the nouns that the outline shows most often."""
    shown = " ".join(_BORDERED.findall(user_text(body)))
    nouns = [noun for noun, _ in Counter(_NOUN.findall(shown)).most_common(12)]
    known = list(dict.fromkeys([*nouns, *USUAL]))
    entries = [
        {"name": f"Wandel bei {known[at]}", "suchworte": [known[at], known[at + 4], known[at + 8]]}
        for at in range(4)
    ]
    return say({"trends": entries})


def factors(body: dict[str, Any]) -> Said:
    """A factor from each of the first three passages that hold a sentence to be quoted."""
    entries = []
    for passage, shown in _PASSAGE.findall(user_text(body)):
        quote = _quote(shown)
        name = f"Stellenwert von {_noun(quote)}"
        if quote and name not in [one["name"] for one in entries]:
            entries.append(
                {
                    "name": name,
                    "definition": f"Wie viel {_noun(quote)} im Alltag der Region zählt.",
                    "heute": "Davon ist in den Unterlagen die Rede, entschieden ist nichts.",
                    "passage": passage,
                    "zitat": quote,
                }
            )
    return say({"faktoren": entries[:3]})


def values(body: dict[str, Any]) -> Said:
    """As many values as wanted, each after a logic of its own."""
    asked = user_text(body)
    count = int(re.findall(r"^Schreibe genau (\d+) Ausprägungen", asked, re.MULTILINE)[-1])
    factor = re.findall(r"^Einflussfaktor: (.+)$", asked, re.MULTILINE)[0]
    subject = factor.rpartition(" ")[2]
    entries = [{"label": label, "text": text.format(subject)} for label, text in LOGICS]
    return say({"auspraegungen": entries[:count]})


def _quote(shown: str) -> str:
    """The first twelve words of the longest line below the heading, "" where it has fewer than five."""
    longest = max(shown.splitlines()[1:], key=len, default="")
    words = [word for word in longest.split()[:12] if any(map(str.isalnum, word))]
    return " ".join(longest.split()[:12]) if len(words) >= 5 else ""


def _noun(quote: str) -> str:
    found = _NOUN.findall(quote) or re.findall(r"[^\W\d_]{5,}", quote)
    return max(found, key=len) if found else "Gemeinsinn"


ACTS: dict[str, Callable[[dict[str, Any]], Said]] = {
    "TrendList": trends,
    "FactorList": factors,
    "ValueList": values,
}
