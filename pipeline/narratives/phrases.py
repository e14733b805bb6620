"""The joining phrases of the Rohgerüst, four sets, each with an order of its own: no two share a skeleton.

They open, look back, turn and close; they claim neither cause nor consequence, and what they name comes
from the plan. `{labels}` is a list of names, `{region}` stands in the nominative, `{today}`, `{reason}`,
`{source}` and `{target}` are quoted word for word, and the words that depend on how many labels there
are come from `COUNTED`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Part = Literal["path", "rest", "price", "closing"]


@dataclass(frozen=True)
class Phrases:
    """One set: what opens, joins and closes, and in which `order` the parts follow the first paragraph.

    `past` introduce the states of today as what once was, the last of them as often as needed; `on`
    leads to further themes where they do not begin a paragraph. `drives`, `hinders` and `strains` tell
    links, the first two as what people rated; `because` follows where a reason was given. `price`,
    `gain` and `odd` announce the counterpoint: valued as bad, as good, or not valued; `tentative`
    announces what is not known to belong here.
    """

    order: tuple[tuple[Part, ...], ...]
    opening: str
    joints_first: tuple[str, ...]
    joints_second: tuple[str, ...]
    past: tuple[str, ...]
    on: str
    drives: str
    hinders: str
    strains: str
    because: str
    price: str
    gain: str
    odd: str
    tentative: str
    closing: str
    closing_without: str


PHRASES: tuple[Phrases, ...] = (
    Phrases(
        order=(("path", "rest"), ("price", "closing")),
        opening="{labels}: An {these} ist {region} im Jahr {year} zu erkennen.",
        joints_first=("Zugleich", "Daneben"),
        joints_second=("Überdies", "Außerdem"),
        past=(
            "Am Anfang des Weges stand ein Befund: {today}",
            "Ein zweiter lautete damals: {today}",
            "Ein dritter gehörte dazu: {today}",
            "Auch dies war damals festgehalten: {today}",
        ),
        on="Von dort führt der Weg in das Jahr {year}.",
        drives="Das befördert, so die Bewertung der Gruppen, {target}",
        hinders="{source} hemmt, so die Bewertung der Gruppen, {target}",
        strains="Nicht ohne Weiteres zusammen gehen {source} und {target}",
        because="; als Grund steht dabei: {reason}",
        price="Einen Preis hat auch diese Zukunft.",
        gain="Einen Gewinn hat auch diese Zukunft.",
        odd="Ein Zug steht für sich.",
        tentative="Ob auch das Folgende zu diesem Bild gehört, ist noch offen.",
        closing="So hat {region} im Jahr {year} ihren Platz gefunden, mit {labels} auf der einen "
        "und {against} auf der anderen Seite der Rechnung.",
        closing_without="So hat {region} im Jahr {year} ihren Platz gefunden, mit {labels}.",
    ),
    Phrases(
        order=(("rest", "price"), ("path", "closing")),
        opening="Wer {region} im Jahr {year} beschreiben will, kommt an {keywords} nicht vorbei: {labels}.",
        joints_first=("Außerdem", "Zugleich"),
        joints_second=("Daneben", "Überdies"),
        past=(
            "Lange vorher hieß es: {today}",
            "Zur selben Zeit war zu lesen: {today}",
            "Und festgehalten wurde auch: {today}",
            "Ebenso stand geschrieben: {today}",
        ),
        on="Weiter zeigt das Jahr {year} dies.",
        drives="Die Gruppen sehen darin einen Antrieb für {target}",
        hinders="Die Gruppen sehen in {source} ein Hindernis für {target}",
        strains="Zwischen {source} und {target} bleibt eine Spannung",
        because=", mit der Begründung {reason}",
        price="Auf der anderen Seite des Blattes steht ein Preis.",
        gain="Auf der anderen Seite des Blattes steht ein Gewinn.",
        odd="Auf der anderen Seite des Blattes steht ein Zug für sich.",
        tentative="Nicht gesichert ist, ob dies ebenfalls dazugehört.",
        closing="Was bleibt, ist eine Abwägung, und {region} hat sie {year} vor sich: {labels} auf dem "
        "einen Blatt, {against} auf dem anderen.",
        closing_without="Was {region} {year} vor sich hat, ist ein klares Profil: {labels}.",
    ),
    Phrases(
        order=(("rest", "path"), ("price", "closing")),
        opening="{observations} in das Jahr {year}, in dem {region} auf eigene Weise "
        "lebt und arbeitet: {labels}.",
        joints_first=("Zugleich", "Daneben"),
        joints_second=("Überdies", "Außerdem"),
        past=(
            "Wer zurückblättert, stößt auf das, was vor diesem Weg galt: {today}",
            "Dazu kam damals: {today}",
            "Und ein weiterer Eintrag lautete: {today}",
            "Auch das war die Ausgangslage: {today}",
        ),
        on="Ähnliches lässt sich aus weiteren Bereichen berichten.",
        drives="Nach der Bewertung der Gruppen stützt das {target}",
        hinders="Nach der Bewertung der Gruppen bremst {source} {target}",
        strains="Schwer zusammen gehen dabei {source} und {target}",
        because="; begründet ist das so: {reason}",
        price="Ohne Kehrseite bleibt das nicht.",
        gain="Ohne Lichtblick bleibt das nicht.",
        odd="Eines steht dabei für sich.",
        tentative="Einiges lässt sich noch nicht sicher zuordnen.",
        closing="Damit hat {region} {year} ein eigenes Gesicht: {labels} machen es aus, {against} "
        "gehört dazu.",
        closing_without="Damit hat {region} {year} ein eigenes Gesicht: {labels} machen es aus.",
    ),
    Phrases(
        order=(("price", "rest"), ("path", "closing")),
        opening="In {stories} lässt sich {region} im Jahr {year} erzählen: {labels}.",
        joints_first=("Daneben", "Zugleich"),
        joints_second=("Überdies", "Außerdem"),
        past=(
            "Die Geschichte fing mit einer Bestandsaufnahme an: {today}",
            "Auf demselben Blatt stand: {today}",
            "Eine Zeile weiter hieß es: {today}",
            "Und noch eine Zeile lautete: {today}",
        ),
        on="Die Geschichte geht weiter.",
        drives="Das gibt, so bewerten es die Gruppen, Rückenwind für {target}",
        hinders="Gegenwind kommt, so bewerten es die Gruppen, von {source} für {target}",
        strains="Zwei Stücke dieser Geschichte reiben sich, {source} und {target}",
        because="; dazu notierten sie: {reason}",
        price="Eine offene Rechnung gehört zu dieser Geschichte.",
        gain="Ein Trost gehört zu dieser Geschichte.",
        odd="Ein Stück dieser Geschichte steht für sich.",
        tentative="Vielleicht gehört auch dies zu der Geschichte, entschieden ist es nicht.",
        closing="So erzählt sich {region} im Jahr {year}: {labels} stehen vorn, doch im Kleingedruckten "
        "steht {against}.",
        closing_without="So erzählt sich {region} im Jahr {year}: {labels} stehen vorn.",
    ),
)


COUNTED: dict[int, dict[str, str]] = {
    1: {
        "these": "diesem Zug",
        "keywords": "einem Stichwort",
        "observations": "Eine Beobachtung führt",
        "stories": "einer kurzen Geschichte",
    },
    2: {
        "these": "diesen zwei Zügen",
        "keywords": "zwei Stichworten",
        "observations": "Zwei Beobachtungen führen",
        "stories": "zwei kurzen Geschichten",
    },
    3: {
        "these": "diesen drei Zügen",
        "keywords": "drei Stichworten",
        "observations": "Drei Beobachtungen führen",
        "stories": "drei kurzen Geschichten",
    },
}
"""What the openings say by the number of labels they name (1–3)."""


def listed(names: Sequence[str]) -> str:
    """Names as a German enumeration: "A, B und C"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} und {names[-1]}"


def quoted(text: str) -> str:
    """Words in German quotation marks; marks within them become single ones."""
    inner = text.replace("„", "‚").replace("“", "‘").replace("”", "‘")
    return f"„{inner}“"
