"""A model that words a place anew as a well-behaved one would: two ways of the wanted length, known ids."""

import re
from typing import Any

from model_server import Said, say

WAYS = (
    (
        "Am Kanal warten morgens die Boote, weil der Schleusenwärter jede Fahrt einzeln vergibt.",
        "Wer früh kommt, bekommt einen Platz, und die anderen frühstücken noch einmal.",
        "Eine Pflegerin hat daraus eine Regel gemacht, an die sich das ganze Viertel hält.",
        "Deshalb klagt kaum jemand über die Stunde, die dabei verloren geht.",
    ),
    (
        "Die Werkstatt öffnet erst, wenn alle Schlüssel am Brett hängen.",
        "Daran hat sich der Meister gewöhnt, seit die Lehrlinge den Plan selbst schreiben.",
        "Manche Kundin wartet dafür länger, denn niemand springt mehr für den anderen ein.",
        "Im Hof steht eine Bank, auf der sie solange miteinander reden.",
    ),
)
_VALUE = re.compile(r"^Ausprägung (\S+?)(?: \(.*?\))?: ", re.MULTILINE)
_LENGTH = re.compile(r"Jede Fassung hat (\d+) bis (\d+) Wörter\.")


def reworded(body: dict[str, Any]) -> Said:
    """Two ways to word the place, each on the first value of the request."""
    asked = next(str(one["content"]) for one in body["messages"] if one["role"] == "user")
    value = _VALUE.search(asked)[1]
    fewest = int(_LENGTH.search(asked)[1])
    ways = []
    for number, prose in enumerate(WAYS, start=1):
        count = 1
        while "genau ein Satz" not in asked and count < len(prose) and _words(prose[:count]) < fewest:
            count += 1
        told = [
            {
                "absatz": 1,
                "text": text,
                "grundlage": "inference",
                "auspraegungen": [value],
                "passagen": [],
            }
            for text in prose[:count]
        ]
        ways.append({"ansatz": f"anderer Einstieg {number}", "saetze": told})
    return say({"fassungen": ways})


def _words(prose: tuple[str, ...]) -> int:
    return sum(len(one.split()) for one in prose)


ACTS = {"RewordedPlaces": reworded}
