"""A small ground of three factors, two clusters, and the sentences that are held against it."""

from pipeline.checks.case import Case, Ground
from pipeline.core.settings import Settings
from pipeline.core.types import (
    Cluster,
    Clusters,
    Factor,
    FactorValue,
    Narrative,
    Sentence,
    Sheet,
    Stability,
)

TOLD = {
    "Wasser": (
        "Die Brunnenbesitzer teilen das knappe Wasser am Wirtshaustisch unter sich auf.",
        "Ein Konzern versteigert das Wasser täglich an den Betrieb, der am meisten bezahlt.",
    ),
    "Pflege": (
        "Nachbarn pflegen die Alten reihum, und jeder Wochentag hat seine Helfer.",
        "Roboter und Bildschirme überwachen die Alten, ein Mensch kommt selten vorbei.",
    ),
    "Busse": (
        "Ein kostenloser Bus fährt stündlich durch alle Dörfer.",
        "Wer mitfahren will, bezahlt einen teuren Wagen, der nur in der Stadt hält.",
    ),
}


def ground() -> Ground:
    factors = tuple(
        Factor(
            id=f"f{n}",
            name=name,
            values=(
                FactorValue(id=f"f{n}a", label=f"{name} gemeinsam", text=own),
                FactorValue(id=f"f{n}b", label=f"{name} nach Preis", text=foreign),
            ),
        )
        for n, (name, (own, foreign)) in enumerate(TOLD.items(), start=1)
    )
    clusters = Clusters(
        mode="partition",
        seed=1,
        objective=1.0,
        bound="",
        stability=Stability(restarts=1, best=1, median=1, worst=1, agreement=1),
        clusters=tuple(
            Cluster(id=f"c{at}", name=end, members={f"f{n}": f"f{n}{end}" for n in (1, 2, 3)})
            for at, end in enumerate("ab", start=1)
        ),
    )
    return Ground(Sheet(factors=factors), clusters, (), Settings(title="T", region="R", name_pattern="…"))


def case(held: Ground, *texts: str, cluster: str = "c1") -> Case:
    sentences = tuple(Sentence(text=text, basis="edited", paragraph=1) for text in texts)
    return Case(Narrative(cluster=cluster, title="T", rohgeruest=False, sentences=sentences), held)
