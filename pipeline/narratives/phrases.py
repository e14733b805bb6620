"""The joining phrases of the Rohgerüst, four sets, so that no two neighbours share a skeleton.

They open, turn and close; they claim neither cause nor consequence, and what they name comes from
the plan. `{labels}` and `{themes}` are lists of names, `{region}` stands in the nominative, and the
words that depend on how many labels there are come from `COUNTED`.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Phrases:
    """One set: opening with the year, joints, the turn to further themes, counterpoint, closing.

    `price`, `gain` and `odd` announce the counterpoint: valued as bad, as good, or not valued;
    `tentative` announces what is not known to belong here.
    """

    opening: str
    joints_first: tuple[str, ...]
    turn: str
    joints_second: tuple[str, ...]
    price: str
    gain: str
    odd: str
    tentative: str
    closing: str
    closing_without: str


PHRASES: tuple[Phrases, ...] = (
    Phrases(
        opening="{labels}: An {these} ist {region} im Jahr {year} zu erkennen.",
        joints_first=("Zugleich", "Daneben"),
        turn="Der Blick geht weiter zu den Feldern {themes}.",
        joints_second=("Überdies", "Außerdem"),
        price="Einen Preis hat auch diese Zukunft.",
        gain="Einen Gewinn hat auch diese Zukunft.",
        odd="Ein Zug steht für sich.",
        tentative="Ob auch das Folgende zu diesem Bild gehört, ist noch offen.",
        closing="So hat {region} im Jahr {year} ihren Platz gefunden, mit {labels} auf der einen "
        "und {against} auf der anderen Seite der Rechnung.",
        closing_without="So hat {region} im Jahr {year} ihren Platz gefunden, mit {labels}.",
    ),
    Phrases(
        opening="Wer {region} im Jahr {year} beschreiben will, kommt an {keywords} nicht vorbei: {labels}.",
        joints_first=("Außerdem", "Zugleich"),
        turn="Weiter führt der Weg durch Themen wie {themes}.",
        joints_second=("Daneben", "Überdies"),
        price="Auf der anderen Seite des Blattes steht ein Preis.",
        gain="Auf der anderen Seite des Blattes steht ein Gewinn.",
        odd="Auf der anderen Seite des Blattes steht ein Zug für sich.",
        tentative="Nicht gesichert ist, ob dies ebenfalls dazugehört.",
        closing="Was bleibt, ist eine Abwägung: {labels} stehen für den Weg, den {region} bis "
        "{year} gegangen ist, {against} für das, was er verlangt.",
        closing_without="Was bleibt, ist ein klares Profil: {labels} stehen für den Weg, den "
        "{region} bis {year} gegangen ist.",
    ),
    Phrases(
        opening="{observations} in das Jahr {year}, in dem {region} auf eigene Weise "
        "lebt und arbeitet: {labels}.",
        joints_first=("Zugleich", "Daneben"),
        turn="Ähnliches lässt sich aus weiteren Bereichen berichten, darunter {themes}.",
        joints_second=("Überdies", "Außerdem"),
        price="Ohne Kehrseite bleibt das nicht.",
        gain="Ohne Lichtblick bleibt das nicht.",
        odd="Eines steht dabei für sich.",
        tentative="Einiges lässt sich noch nicht sicher zuordnen.",
        closing="Am Ende ist {region} {year} ein Ort mit eigenem Gesicht: {labels} "
        "machen es aus, {against} gehört dazu.",
        closing_without="Am Ende ist {region} {year} ein Ort mit eigenem Gesicht: {labels} machen es aus.",
    ),
    Phrases(
        opening="In {stories} lässt sich {region} im Jahr {year} erzählen: {labels}.",
        joints_first=("Daneben", "Zugleich"),
        turn="Die Reihe lässt sich fortsetzen, etwa mit {themes}.",
        joints_second=("Überdies", "Außerdem"),
        price="Eine offene Rechnung gehört zu dieser Geschichte.",
        gain="Ein Trost gehört zu dieser Geschichte.",
        odd="Ein Stück dieser Geschichte steht für sich.",
        tentative="Vielleicht gehört auch dies zu der Geschichte, entschieden ist es nicht.",
        closing="Unter den Regionen Europas fällt {region} {year} durch {labels} auf, und wer "
        "genauer hinsieht, stößt auf {against}.",
        closing_without="Unter den Regionen Europas fällt {region} {year} durch {labels} auf.",
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
