"""A text that keeps every rule of the language, and the small world it is held against: to be spoiled."""

from pipeline.checks.case import Case, Ground
from pipeline.checks.prose.style_sheet import StyleSheet
from pipeline.core.settings import DraftSettings, Settings
from pipeline.core.types import (
    Cluster,
    Clusters,
    Factor,
    FactorValue,
    Narrative,
    Passage,
    Sentence,
    Sheet,
    Stability,
)

GOOD = (
    (
        "Wer in Herne zum Bahnhof will, ruft bei den Nachbarn an, denn den Bus lenkt reihum, wer Zeit hat.",
        "Eine Pflegerin fährt früh, ein Rentner am Abend, und die Tafel mit den Diensten hängt am Kanal.",
        "Auch Strom kommt aus der Straße, weil auf fast jedem Dach eine Anlage der Genossenschaft liegt.",
    ),
    (
        "Begonnen hat es mit einem Winter, als die Linie ausfiel und drei Familien einen Bus kauften.",
        "Die Sparkasse lieh ihnen das Geld, und deshalb wagten bald auch die Handwerker am Kai etwas.",
        "Sie legten ihre Lager zusammen, nachdem zwei Firmen die Tore für immer geschlossen hatten.",
        "Der Rat der Stadt sah lange zu und gab schließlich den Kran in die Hände der Betriebe.",
    ),
    (
        "Im Jahr 2035 öffnet der Lagermeister die Tore für alle, und keiner fragt, wem die Palette gehört.",
        "Dadurch sparen die Betriebe eine Miete, die sie früher einem Konzern überwiesen haben.",
        "Bezahlt wird mit Zeit: Die Versammlungen dauern bis zur Nacht, und wer Kinder hat, geht früh.",
        "Trotzdem will an der Ruhr kaum jemand tauschen, denn was allen gehört, kann niemand kündigen.",
    ),
)
OWN = (
    "Nachbarn betreiben gemeinsam einen Bus und teilen sich die Fahrten zum Bahnhof der Stadt.",
    "Betriebe teilen sich am Kai ein Lager und bedienen den Kran abwechselnd.",
    "Auf den Dächern der Straße erzeugt eine Genossenschaft den Strom.",
)
OTHER = (
    "Ein Konzern schickt Wagen, wo es sich lohnt, und bucht den Preis sofort ab.",
    "Ein Konzern hat alle Plätze gepachtet und vergibt sie nach Gebot.",
    "Ein Versorger ändert den Tarif jede Stunde und sperrt, wer nicht zahlt.",
)


def ground(
    style: StyleSheet | None = None, bright: bool = True, draft: DraftSettings | None = None
) -> Ground:
    """Three factors, two clusters; the first is valued as good where it is to be `bright`."""
    factors = tuple(
        Factor(
            id=f"f{number}",
            name=name,
            values=(
                FactorValue(
                    id=f"f{number}a", label=f"Eigenes {name}", text=own, wertung="+" if bright else None
                ),
                FactorValue(id=f"f{number}b", label=f"Fremdes {name}", text=other, wertung="-"),
            ),
        )
        for number, (name, own, other) in enumerate(
            zip(("Fahren", "Lagern", "Strom"), OWN, OTHER, strict=True), start=1
        )
    )
    clusters = tuple(
        Cluster(
            id=name,
            name=f"Die {title} Ruhrregion",
            members={f"f{number}": f"f{number}{letter}" for number in (1, 2, 3)},
            distinguishing=(f"f1{letter}",),
        )
        for name, title, letter in (("c1", "geteilte", "a"), ("c2", "verkaufte", "b"))
    )
    return Ground(
        Sheet(factors=factors),
        Clusters(
            mode="partition",
            seed=1,
            clusters=clusters,
            objective=1.0,
            bound="",
            stability=Stability(restarts=1, best=1, median=1, worst=1, agreement=1),
        ),
        (Passage(id="p1", document="d.md", anchor="A", heading="Orte", text="Herne liegt am Kanal."),),
        Settings(
            title="T",
            region="Ruhrregion",
            name_pattern="Die … Ruhrregion",
            draft=draft or DraftSettings(),
        ),
        style or StyleSheet(),
    )


def told(*paragraphs: tuple[str, ...], cluster: str = "c1", **more: object) -> Narrative:
    """A narrative of these paragraphs, as a person would have written it."""
    sentences = tuple(
        Sentence(text=text, basis="edited", paragraph=number)
        for number, paragraph in enumerate(paragraphs, start=1)
        for text in paragraph
    )
    fields = {"cluster": cluster, "title": cluster, "rohgeruest": False, "sentences": sentences, **more}
    return Narrative.model_validate(fields)


def spoiled(number: int, text: str) -> tuple[tuple[str, ...], ...]:
    """The good text with one sentence (from 1) in place of its own."""
    flat = [one for paragraph in GOOD for one in paragraph]
    flat[number - 1] = text
    return tuple(tuple(flat.pop(0) for _ in paragraph) for paragraph in GOOD)


def case(*paragraphs: tuple[str, ...], style: StyleSheet | None = None) -> Case:
    """A text in this world."""
    return Case(told(*paragraphs), ground(style))
