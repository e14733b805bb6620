"""A scripted model for clustering by concepts: it places values by a rule over the labels of a factor.

`concept_acts(place)` gives the acts for a rule: the labels of one factor in the order shown → for each
label the clusters it belongs to. ACTS use the labels' place in the alphabet, which is steady whatever
the order of a request.
"""

import random
import re
from collections.abc import Callable, Sequence
from typing import Any

from model_server import Said, say

Places = Sequence[tuple[int, ...]]
Place = Callable[[Sequence[str], int], Places]
"""The labels of one factor and the number of clusters → the clusters of each label."""

_FACTOR = re.compile(r"^Faktor \d+: ", re.MULTILINE)
_VALUE = re.compile(r"^\[(\d+)\] (.+?)(?: – .*)?$", re.MULTILINE)
_DOCUMENT = re.compile(r"<dokument>.*?</dokument>", re.DOTALL)
_SURE, _NEVER = 9, 1


def alphabetical(labels: Sequence[str], clusters: int) -> Places:
    """The first label of the alphabet to the first cluster; a lone one to all."""
    if len(labels) == 1:
        return [tuple(range(clusters))]
    return [(at,) if (at := sorted(labels).index(label)) < clusters else () for label in labels]


def asked(body: dict[str, Any]) -> str:
    """The request's own text, without what stands in documents."""
    return _DOCUMENT.sub("", str(body["messages"][1]["content"]))


def concept(number: int) -> dict[str, str]:
    """A concept that can be told by its number (from 0)."""
    return {
        "leitidee": f"Logik Nummer {number}: Alle richten sich nach einer eigenen Regel.",
        "gehoert_dazu": f"Was der Regel Nummer {number} folgt, gehört dazu.",
        "gehoert_nicht_dazu": f"Was einer anderen Regel als {number} folgt, gehört nicht dazu.",
        "gewinn": f"Die Nachbarn mit Regel {number} sparen Zeit.",
        "preis": f"Die Fremden ohne Regel {number} zahlen mehr.",
    }


def shown_factors(body: dict[str, Any]) -> list[list[tuple[int, str]]]:
    """The values of each factor of a request, number and label, in its order."""
    text = asked(body)
    if "## Zu verteilen" in text:
        parts = re.split(r"\n\s*\n", text.split("## Zu verteilen")[1])
    else:
        parts = _FACTOR.split(text)[1:]
    blocks = [[(int(number), label) for number, label in _VALUE.findall(part)] for part in parts]
    return [block for block in blocks if block]


def shown_concepts(body: dict[str, Any]) -> list[int]:
    """The numbers of the concepts of a request, in its order."""
    found = re.findall(r"^(?:Bisherige Logik|Logik): Logik Nummer (\d+)", asked(body), re.MULTILINE)
    return [int(number) for number in found]


def concept_acts(place: Place = alphabetical) -> dict[str, Callable[[dict[str, Any]], Said]]:
    """What a model says that places values by this rule."""

    def induced(body: dict[str, Any]) -> Said:
        found = re.search(r"^Anzahl der Konzepte: (\d+)", asked(body), re.MULTILINE)
        assert found is not None
        wanted = int(found[1])
        rows = [
            {"faktor": number, "auspraegungen": row_of(values, wanted, place)}
            for number, values in enumerate(shown_factors(body), start=1)
        ]
        return say({"konzepte": [concept(k) for k in range(wanted)], "verteilung": rows})

    def scored(body: dict[str, Any]) -> Said:
        order = shown_concepts(body)
        scores = [
            {"nummer": one, "punkte": [_SURE if number in mine else _NEVER for number in order]}
            for values in shown_factors(body)
            for (one, _), mine in zip(values, place([v for _, v in values], len(order)), strict=True)
        ]
        return say({"bewertungen": scores})

    def renewed(body: dict[str, Any]) -> Said:
        return say({"konzepte": [concept(number) for number in shown_concepts(body)]})

    return {"Induced": induced, "Scored": scored, "Renewed": renewed}


def row_of(values: Sequence[tuple[int, str]], clusters: int, place: Place) -> list[int]:
    """For each cluster the number of its value, 0 for none."""
    row = [0] * clusters
    for (number, _), mine in zip(values, place([label for _, label in values], clusters), strict=True):
        for cluster in mine:
            row[cluster] = row[cluster] or number
    return row


def mistaken(place: Place, share: float, chance: random.Random) -> Place:
    """The rule of a model that mixes up this share of the factors: their places go round by chance."""

    def placed(labels: Sequence[str], clusters: int) -> Places:
        right = list(place(labels, clusters))
        if chance.random() < share:
            chance.shuffle(right)
        return right

    return placed


ACTS = concept_acts()
