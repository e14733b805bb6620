"""A small world to judge in: three factors, two clusters, one passage, and a retriever that knows it."""

from collections.abc import Sequence

from pipeline.checks.case import Ground
from pipeline.core.settings import DraftSettings, Settings
from pipeline.core.types import (
    Cluster,
    Clusters,
    Factor,
    FactorValue,
    Narrative,
    Passage,
    Placement,
    Sentence,
    Sheet,
    Stability,
)

OWN = (
    "Nachbarn betreiben gemeinsam einen Rufbus und teilen sich die Fahrten zum Bahnhof.",
    "Betriebe teilen sich am Kai ein Lager und bedienen den Kran abwechselnd.",
    "Auf den Dächern der Siedlung erzeugen Genossenschaften ihren Strom.",
)
OTHER = (
    "Ein Konzern schickt Wagen, wo es sich lohnt, und bucht den Preis sofort ab.",
    "Ein Konzern hat alle Plätze am Kai gepachtet und vergibt sie nach Gebot.",
    "Ein Versorger ändert den Tarif jede Stunde und sperrt, wer nicht zahlt.",
)
PASSAGE = Passage(
    id="p1", document="d.md", anchor="Seite 1", heading="Verkehr", text="Der Rufbus fährt seit Mai."
)


class Shelf:
    """A retriever with one passage; remembers what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def near(self, texts: Sequence[str], limit: int) -> list[list[Passage]]:
        self.asked += texts
        return [[PASSAGE][:limit] for _ in texts]

    def get(self, ids: Sequence[str]) -> list[Passage]:
        return [PASSAGE for one in ids if one == PASSAGE.id]


def world(unsure: str = "") -> Ground:
    """The ground; `unsure` is a value whose place is open."""
    factors = tuple(
        Factor(
            id=f"f{number}",
            name=name,
            heute=f"{name} ist heute Sache der Stadt.",
            rolle="Schlüsselfaktor" if number < 3 else None,
            values=(
                FactorValue(id=f"f{number}a", label=f"Eigenes {name}", text=own),
                FactorValue(id=f"f{number}b", label=f"Fremdes {name}", text=other),
                FactorValue(id=f"f{number}c", label=f"Kein {name}", text=""),
            ),
        )
        for number, (name, own, other) in enumerate(
            zip(("Fahren", "Lagern", "Strom"), OWN, OTHER, strict=True), start=1
        )
    )
    placed = (Placement(value=unsure, confidence="offen", share=0.4),) if unsure else ()
    clusters = tuple(
        Cluster(
            id=name,
            name=f"Die {title} Region",
            members={f"f{number}": f"f{number}{letter}" for number in (1, 2, 3)},
            placements=placed,
        )
        for name, title, letter in (("c1", "geteilte", "a"), ("c2", "verkaufte", "b"))
    )
    return Ground(
        Sheet(factors=factors),
        Clusters(
            mode="buendel",
            seed=1,
            clusters=clusters,
            objective=1.0,
            bound="",
            stability=Stability(restarts=1, best=1, median=1, worst=1, agreement=1),
        ),
        (PASSAGE,),
        Settings(
            title="T", region="Region", name_pattern="Die … Region", draft=DraftSettings(words=(5, 90))
        ),
    )


def told(*texts: str, cluster: str = "c1", each: int = 2) -> Narrative:
    """A narrative of these sentences, so many a paragraph."""
    return Narrative(
        cluster=cluster,
        title=f"Titel {cluster}",
        rohgeruest=False,
        sentences=tuple(
            Sentence(text=text, basis="value", values=("f1a",), paragraph=1 + number // each)
            for number, text in enumerate(texts)
        ),
    )
