"""A model that names, plans and drafts as a well-behaved one would: ids from the request, rules kept.

Its prose is four sets of sentences of ours, chosen by the way in that the request asks for; which values a
sentence rests on, and the themes it names, come from the request.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from model_server import Said, say
from narrative_prose import PROSE, Prose

ADJECTIVES = """
    alte breite dichte enge ferne grüne helle kluge leise neue offene ruhige bunte feste flache frühe ganze
    glatte große halbe harte heiße karge klare kleine kühle kurze lange laute leere milde müde nahe rasche
    reife runde sanfte scheue schlichte schnelle
    """.split()
_DOCUMENT = re.compile(r"<dokument>.*?</dokument>", re.DOTALL)
_PLANNED = re.compile(r"^- (?P<id>\S+) \[(?P<factor>[^\]\n]+)\] (?P<label>.+)$", re.MULTILINE)
_THEME = re.compile(
    r"^### (?P<factor>.+)\n(?:heute: .+\n)?Ausprägung (?P<id>\S+?)(?: \(.*?\))?: ", re.MULTILINE
)
_COUNTERPOINT = re.compile(r"^## Gegenpunkt\n\nAusprägung (\S+):", re.MULTILINE)
_WAYS = ("Ort", "Regel", "Veränderung", "Gewohnheit")


def named(body: dict[str, Any]) -> Said:
    """Five titles and a leitmotif for every scenario."""
    asked = _asked(body)
    before, _, after = re.search(r"^Muster der Titel: (.+)$", asked, re.MULTILINE)[1].partition("…")
    words = iter(ADJECTIVES)
    ids = re.findall(r"^## Szenario (\S+)$", asked, re.MULTILINE)
    return say(
        {
            "szenarien": [
                {
                    "id": one,
                    "titel": [f"{before}{next(words)}{after}" for _ in range(5)],
                    "leitmotiv": "Die Nachbarn entscheiden gemeinsam, was gebaut wird, und nehmen "
                    "dafür lange Abende in Kauf.",
                }
                for one in ids
            ]
        }
    )


def planned(body: dict[str, Any]) -> Said:
    """A plan that keeps to the order of the request: key factors first, the rest as room is left."""
    sure, _, _ = _asked(body).partition("## Zuordnung offen")
    asked = _asked(body)
    values = list(_PLANNED.finditer(sure))
    ids = [one["id"] for one in values]
    keys = [one["id"] for one in values if "Schlüsselfaktor" in one["factor"]]
    carrying = int(re.search(r"in \"tragend\" genau (\d+)", asked)[1])
    fewest = int(re.search(r"in \"themen\" (\d+) bis", asked)[1])
    against = re.search(r"^Von den Gruppen gegen den Grundton bewertet: (.+)$", asked, re.MULTILINE)
    counterpoint = against[1].split(", ")[0] if against else ids[-1] if len(ids) > fewest else ""
    told = [one for one in dict.fromkeys([*keys[:7], *ids]) if one != counterpoint][: max(fewest, 1)]
    themes = [one for one in ids if one in told]
    return say(
        {
            "leitidee": "Wer mit anderen teilt, kommt ans Ziel, weil allein keiner genug Leute hat.",
            "tragend": themes[:carrying],
            "themen": themes,
            "gegenpunkt": counterpoint,
            "begruendung": "Den Preis zahlen die, die ihre Entscheidungen lieber allein getroffen hätten.",
            "weg": [
                {
                    "text": "Am Anfang arbeitete jeder für sich, bis die Fachleute fehlten.",
                    "grundlage": themes[:1],
                },
                {
                    "text": "Darauf legten Betriebe ihre Mittel zusammen, weil es anders nicht ging.",
                    "grundlage": themes[:2],
                },
                {
                    "text": "Aus der Not wurde eine Regel, an die sich am Schluss alle hielten.",
                    "grundlage": themes[-1:],
                },
            ],
            "querlage": [],
        }
    )


def drafted(body: dict[str, Any]) -> Said:
    """A text within the wanted length, from the guiding values to the counterpoint and an attitude."""
    asked = _asked(body)
    low, high = map(int, re.search(r"^Länge: (\d+) bis (\d+) Wörter", asked, re.MULTILINE).groups())
    guiding = re.search(r"^Tragende Ausprägungen .*: (.+)$", asked, re.MULTILINE)[1].split(", ")
    names = {one["id"]: one["factor"] for one in _THEME.finditer(asked) if "kosystem" not in one["factor"]}
    counterpoint = _COUNTERPOINT.search(asked)
    against = counterpoint[1] if counterpoint else guiding[-1]
    way_in = re.search(r"^Dieses Szenario beginnt mit (.+)\.$", asked, re.MULTILINE)[1]
    prose = PROSE[next((at for at, word in enumerate(_WAYS) if word in way_in.split(",")[0]), 0)]
    others = _round([one for one in names if one not in guiding] or guiding)
    return say({"saetze": list(_sentences(prose, (low, high), guiding, against, names, others))})


def _sentences(
    prose: Prose,
    words: tuple[int, int],
    guiding: Sequence[str],
    against: str,
    names: dict[str, str],
    others: Iterator[str],
) -> Iterator[dict[str, Any]]:
    low, high = words
    start = [(1, form, guiding[at % len(guiding)], "inference") for at, form in enumerate(prose.opening)]
    start += [(2, form, next(others), "inference") for form in prose.way[:3]]
    end = [(4, prose.against, against, "value"), (4, prose.closing, against, "inference")]
    filling = [(2, prose.way[3], next(others), "inference")]
    filling += [(3, form, next(others), "illustration") for form in prose.state]
    count = sum(len(form.split()) for _, form, _, _ in (*start, *end)) + 8
    middle = []
    for one in filling:
        if count < (low + high) / 2:
            middle.append(one)
            count += len(one[1].split()) + 1
    paragraph, last = 0, 0
    for wanted, form, value, basis in [*start, *middle, *end]:
        paragraph, last = paragraph + (wanted != last), wanted
        theme = names.get(value) or next(iter(names.values()), "Alltag")
        yield {
            "absatz": paragraph,
            "text": form.format(thema=theme),
            "grundlage": basis,
            "auspraegungen": [value],
            "passagen": [],
        }


def _round(ids: Sequence[str]) -> Iterator[str]:
    while True:
        yield from ids


def _asked(body: dict[str, Any]) -> str:
    return _DOCUMENT.sub("", body["messages"][1]["content"])


ACTS: dict[str, Callable[[dict[str, Any]], Said]] = {
    "NamedScenarios": named,
    "PlannedNarrative": planned,
    "Draft": drafted,
}
