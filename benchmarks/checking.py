"""How well suspicion ranks faulty sentences above fair ones, next to likeness of words alone.

evals/consistency holds narratives in own words, some with sentences that no value states, and mutants of
their sentences: a turned meaning (flip), an invented fact (invented), a harmless rewording as control; a
sentence of another cluster (swap) is theirs or taken from the other narratives, where it speaks of a factor
that has another value here. Every sentence is judged alone. The figure is the area under the ROC curve: how
often a faulty sentence is more suspicious than a fair one. The peer is 1 − the largest cosine of words with
a value of the own cluster.

The second table tells supports, contradicts (swap and flip) and neutral apart. Weights were fitted on the
sets marked "abgestimmt"; a set whose name ends in "-test" was not looked at and is only reported.
"""

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

for library in ("OPENBLAS", "OMP"):
    os.environ.setdefault(f"{library}_NUM_THREADS", "1")

import numpy as np

from pipeline.checks import check_one
from pipeline.checks.case import Case, Ground
from pipeline.checks.judging import StatementJudge
from pipeline.checks.suspicion import at_odds
from pipeline.core.settings import Settings
from pipeline.core.types import Cluster, Clusters, Narrative, Sentence, Stability
from pipeline.evaluation.ranked import auc
from pipeline.scenarios import sheet
from pipeline.sources.read import read_document
from pipeline.sources.split import split_all

ROOT = Path(__file__).resolve().parent.parent
PROJECT = ROOT / "corpus" / "konnektivitaet-2035"
KINDS = ("swap", "flip", "invented")
LABELS = ("supports", "contradicts", "neutral")
CONTRADICTS = 0.6
"""From here on a sentence counts as contradicting: of 0.4 to 0.7 the best mean on the tuned sets."""


@dataclass(frozen=True)
class Labelled:
    """A sentence of a cluster, what kind of case it is, and its label, "" where it has none."""

    cluster: str
    text: str
    kind: str
    label: str


@dataclass(frozen=True)
class Measured:
    """What the check and the peer make of it."""

    case: Labelled
    suspicion: float
    peer: float
    told: str


def ground(data: dict) -> Ground:
    documents = () if "sheet" in data else sorted((PROJECT / "documents").rglob("*.md"))
    path = ROOT / data["sheet"] if "sheet" in data else PROJECT / "values.yaml"
    clusters = tuple(
        Cluster(id=name, name=name, members=one["members"]) for name, one in data["clusters"].items()
    )
    return Ground(
        sheet.load(path).sheet,
        Clusters(
            mode="partition",
            seed=1,
            clusters=clusters,
            objective=0,
            bound="",
            stability=Stability(restarts=1, best=0, median=0, worst=0, agreement=0),
        ),
        split_all(read_document(path, path.name) for path in documents),
        Settings(title="Konnektivität", region="Ruhrregion", name_pattern="Die … Ruhrregion"),
    )


def labelled(data: dict) -> Iterator[Labelled]:
    """All sentences of a set with what they are."""
    told = {name: [_sentence(one) for one in c["sentences"]] for name, c in data["clusters"].items()}
    for name, sentences in told.items():
        for one in sentences:
            yield Labelled(name, one["text"], "fair", one.get("label", "supports"))
    for one in data["mutants"]:
        if one["kind"] == "paraphrase":
            label = told[one["cluster"]][one["index"]].get("label", "supports")
            yield Labelled(one["cluster"], one["text"], "fair", label)
        else:
            label = "" if one["kind"] == "invented" else "contradicts"
            yield Labelled(one["cluster"], one["text"], one["kind"], label)
    if all(one["kind"] != "swap" for one in data["mutants"]):
        yield from _swapped(data, told)


def _sentence(one: str | dict) -> dict:
    return {"text": one} if isinstance(one, str) else one


def _swapped(data: dict, told: dict[str, list[dict]]) -> Iterator[Labelled]:
    members = {name: one["members"] for name, one in data["clusters"].items()}
    for name in told:
        for other, sentences in told.items():
            for one in sentences:
                factor = one.get("factor")
                if other != name and factor and members[name][factor] != members[other][factor]:
                    yield Labelled(name, one["text"], "swap", "contradicts")


def measured(cases: Sequence[Labelled], held: Ground) -> list[Measured]:
    """Each sentence judged alone."""
    found = []
    for one in cases:
        told = Sentence(text=one.text, basis="edited", paragraph=1)
        narrative = Narrative(cluster=one.cluster, title=one.cluster, rohgeruest=False, sentences=(told,))
        case = Case(narrative, held)
        (verdict,) = check_one(case, StatementJudge()).sentences
        (belonging,) = held.belongings.read(case.texts, case.cluster)
        nothing = 1 - belonging.own - belonging.foreign
        plain = "supports" if belonging.own > nothing else "neutral"
        members = [held.matcher.position[value] for value in case.cluster.members.values()]
        peer = 1 - float(held.matcher.match(case.texts).words[0, members].max())
        (odds,) = at_odds([one.text], [belonging])
        label = "contradicts" if odds >= CONTRADICTS else plain
        found.append(Measured(one, verdict.suspicion, peer, label))
    return found


def ranking(name: str, found: Sequence[Measured]) -> None:
    fair = [one for one in found if one.case.kind == "fair"]
    rows = [(kind, [one for one in found if one.case.kind == kind]) for kind in KINDS]
    rows.append(("alle", [one for one in found if one.case.kind != "fair"]))
    for kind, faulty in rows:
        ours = auc([one.suspicion for one in faulty], [one.suspicion for one in fair])
        peer = auc([one.peer for one in faulty], [one.peer for one in fair])
        print(f"{name:<34}{kind:<10}{len(faulty):>5}{len(fair):>10}{ours:>8.3f}{peer:>12.3f}")
        name = ""


def labelling(name: str, found: Sequence[Measured]) -> None:
    """Each label's recall, and their mean, so that the many swaps do not decide it."""
    recalls = []
    for label in LABELS:
        mine = [one for one in found if one.case.label == label]
        recalls.append(np.mean([one.told == label for one in mine]) if mine else np.nan)
    shares = "".join(f"{share:>13.0%}" if share == share else f"{'–':>13}" for share in recalls)
    print(f"{name:<34}{shares}{np.nanmean(recalls):>9.0%}")


def main() -> None:
    sets = {}
    for path in sorted((ROOT / "evals" / "consistency").glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        mark = "nur berichtet" if path.stem.endswith("-test") else "abgestimmt"
        sets[f"{path.stem} ({mark})"] = measured(list(labelled(data)), ground(data))
    print(f"{'Satz':<34}{'Fehler':<10}{'Zahl':>5}{'fair':>10}{'AUC':>8}{'nur Wörter':>12}")
    for name, found in sets.items():
        ranking(name, found)
    print(f"\n{'richtig erkannt':<34}" + "".join(f"{label:>13}" for label in LABELS) + f"{'Mittel':>9}")
    for name, found in sets.items():
        labelling(name, found)
    print("Ein Prototyp aus Wörtern erreicht 41 % über die drei Urteile.")


if __name__ == "__main__":
    main()
