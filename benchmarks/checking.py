"""How well suspicion ranks faulty sentences above fair ones, next to likeness of words alone.

evals/consistency holds narratives in own words, and mutants of their sentences: one from another
cluster (swap), a turned meaning (flip), an invented fact (invented), a harmless rewording as
control. The figure is the area under the ROC curve: how often a faulty sentence is more suspicious
than a fair one. The peer is 1 − the largest cosine of words with a value of the own cluster.
Konnektivität was tuned on; a second set that was not does not exist yet, and is said so.
"""

import json
import os
from pathlib import Path

for library in ("OPENBLAS", "OMP"):
    os.environ.setdefault(f"{library}_NUM_THREADS", "1")

import numpy as np

from pipeline.checks import check_one
from pipeline.checks.case import Case, Ground
from pipeline.checks.judging import StatementJudge
from pipeline.core.settings import Settings
from pipeline.core.types import Cluster, Clusters, Narrative, Sentence, Stability
from pipeline.scenarios import sheet
from pipeline.sources.read import read_document
from pipeline.sources.split import split_all

ROOT = Path(__file__).resolve().parent.parent
PROJECT = ROOT / "corpus" / "konnektivitaet-2035"
KINDS = ("swap", "flip", "invented")


def auc(faulty: list[float], fair: list[float]) -> float:
    """How often a faulty sentence ranks above a fair one; ties count half."""
    first, second = np.array(faulty)[:, None], np.array(fair)[None, :]
    return float((first > second).mean() + 0.5 * (first == second).mean())


def ground(data: dict) -> Ground:
    documents = PROJECT / "documents"
    paths = sorted(documents.rglob("*.md"))
    clusters = tuple(
        Cluster(id=name, name=name, members=one["members"]) for name, one in data["clusters"].items()
    )
    return Ground(
        sheet.load(PROJECT / "values.yaml").sheet,
        Clusters(
            mode="partition",
            seed=1,
            clusters=clusters,
            objective=0,
            bound="",
            stability=Stability(restarts=1, best=0, median=0, worst=0, agreement=0),
        ),
        split_all(read_document(path, path.name) for path in paths),
        Settings(title="Konnektivität", region="Ruhrregion", name_pattern="Die … Ruhrregion"),
    )


def told(cluster: str, texts: list[str]) -> Narrative:
    sentences = tuple(Sentence(text=text, basis="edited", paragraph=1) for text in texts)
    return Narrative(cluster=cluster, title=cluster, rohgeruest=False, sentences=sentences)


def main() -> None:
    data = json.loads((ROOT / "evals/consistency/konnektivitaet.json").read_text(encoding="utf-8"))
    held = ground(data)
    ours: dict[str, list[float]] = {}
    peer: dict[str, list[float]] = {}

    def measure(kind: str, cluster: str, texts: list[str]) -> None:
        found = check_one(Case(told(cluster, texts), held), StatementJudge())
        ours.setdefault(kind, []).extend(sentence.suspicion for sentence in found.sentences)
        members = [held.matcher.position[v] for v in held.clusters.cluster(cluster).members.values()]
        words = held.matcher.match(texts).words[:, members].max(axis=1)
        peer.setdefault(kind, []).extend((1 - words).tolist())

    for name, one in data["clusters"].items():
        measure("fair", name, one["sentences"])
    for mutant in data["mutants"]:
        kind = "fair" if mutant["kind"] == "paraphrase" else mutant["kind"]
        measure(kind, mutant["cluster"], [mutant["text"]])
    print(f"{len(ours['fair'])} unverfälschte Sätze (abgestimmt auf diesen Satz)\n")
    print(f"{'Fehler':<12}{'Zahl':>6}{'AUC':>8}{'nur Wörter':>12}")
    for kind in KINDS:
        print(
            f"{kind:<12}{len(ours[kind]):>6}{auc(ours[kind], ours['fair']):>8.3f}"
            f"{auc(peer[kind], peer['fair']):>12.3f}"
        )
    every = [score for kind in KINDS for score in ours[kind]]
    peers = [score for kind in KINDS for score in peer[kind]]
    print(f"{'alle':<12}{len(every):>6}{auc(every, ours['fair']):>8.3f}{auc(peers, peer['fair']):>12.3f}")


if __name__ == "__main__":
    main()
