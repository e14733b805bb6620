"""A model that judges and revises as a well-behaved one would, and flags what a test tells it to.

A sentence that holds CONTRADICTS is objected to, and the objection is confirmed; one that holds SEEMS_TO
is objected to as well, and the sceptic finds nothing. A revision leaves both words out. Paragraphs go to
the scenario with whose values they share most words; what they share with none is unclear.
"""

import re
from collections.abc import Callable
from typing import Any

from model_server import Said, say

CONTRADICTS = "Widerspruchsprobe"
SEEMS_TO = "Scheinprobe"
FIGURE = re.compile(r"\b\d+ [A-ZÄÖÜ]\w+|\b\w+zehn \w+")
NAME = re.compile(r"\b(?:Firma|Frau) ([A-ZÄÖÜ]\w+)")
_BLOCK = re.compile(r"<dokument>\n(.*?)\n</dokument>", re.DOTALL)
_LINE = re.compile(r"^(\d+): (.+)$", re.MULTILINE)
_LETTER = re.compile(r"^## Szenario ([A-Z])$", re.MULTILINE)


def judged(body: dict[str, Any]) -> Said:
    """A verdict on every sentence asked for: supported, unless it holds one of the two words."""
    asked = _asked(body)
    told = dict(_LINE.findall(_BLOCK.findall(asked)[-1]))
    return say({"saetze": [_verdict(number, told[str(number)]) for number in _wanted(asked)]})


def doubted(body: dict[str, Any]) -> Said:
    """Confirms the objections to sentences that hold CONTRADICTS."""
    asked = _asked(body)
    cases = re.split(r"^## Einwand zu Satz (\d+)$", asked, flags=re.MULTILINE)[1:]
    answers = []
    for number, case in zip(cases[::2], cases[1::2], strict=True):
        sentence = _BLOCK.findall(case)[0]
        confirmed = CONTRADICTS in sentence
        answers.append(
            {
                "nummer": int(number),
                "zitat": CONTRADICTS if confirmed else sentence.split()[0].strip(",."),
                "grund": "Der Satz sagt das Gegenteil." if confirmed else "Der Satz erzählt Vergangenes.",
                "bestaetigt": confirmed,
            }
        )
    return say({"einwaende": answers})


def placed(body: dict[str, Any]) -> Said:
    """Every paragraph with the scenario whose values share most words with it."""
    asked = _asked(body)
    parts = _LETTER.split(asked.partition("\nAbsatz ")[0])[1:]
    words = {letter: _words(values) for letter, values in zip(parts[::2], parts[1::2], strict=True)}
    paragraphs = re.findall(
        r"^Absatz (\d+):\n<dokument>\n(.*?)\n</dokument>", asked, re.DOTALL | re.MULTILINE
    )
    answers = []
    for number, text in paragraphs:
        shared = {letter: len(known & _words(text)) for letter, known in words.items()}
        best = max(shared, key=lambda letter: shared[letter])
        sure = list(shared.values()).count(shared[best]) == 1
        answers.append(
            {"absatz": int(number), "szenario": best, "sicherheit": "eher" if sure else "unklar"}
        )
    return say({"absaetze": answers})


def revised(body: dict[str, Any]) -> Said:
    """The flagged sentences without the words that were flagged and without figures, years aside."""
    asked = _asked(body)
    told = dict(_LINE.findall(asked.partition("## Der ganze Text")[2].partition("## Neu zu fassen")[0]))
    value = re.search(r"^Ausprägung (\S+):", asked, re.MULTILINE)[1]
    return say(
        {
            "saetze": [
                {
                    "nummer": number,
                    "text": _plain(told[str(number)]),
                    "grundlage": "value",
                    "auspraegungen": [value],
                    "passagen": [],
                }
                for number in _wanted(asked)
            ]
        }
    )


def _verdict(number: int, text: str) -> dict[str, Any]:
    word = next((one for one in (CONTRADICTS, SEEMS_TO) if one in text), "")
    return {
        "nummer": number,
        "zahlen": FIGURE.findall(text),
        "namen": NAME.findall(text),
        "faktor": 1,
        "zitat": word,
        "grund": "Die Zeile sagt etwas anderes." if word else "",
        "urteil": "widerspricht" if word else "stuetzt",
    }


def _plain(text: str) -> str:
    for word in (CONTRADICTS, SEEMS_TO):
        text = text.replace(word, "Absprache")
    return re.sub(r"\b(?!20\d\d\b)\d+", "etliche", text)


def _asked(body: dict[str, Any]) -> str:
    return str(body["messages"][1]["content"])


def _wanted(asked: str) -> list[int]:
    """The numbers that the last line asks for."""
    return [int(one) for one in re.findall(r"\d+", asked.rpartition("genau einem Eintrag")[2])]


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w{5,}", text.lower()))


ACTS: dict[str, Callable[[dict[str, Any]], Said]] = {
    "JudgedSentences": judged,
    "DoubtedSentences": doubted,
    "PlacedParagraphs": placed,
    "RevisedSentences": revised,
}
