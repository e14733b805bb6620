"""How well the judge finds faulty sentences, on the labelled ones and by the AUC.

A sentence raises an alarm where a finding that blocks or warns is about it. Harmless rewordings count
as fair.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.measuring.command import ROOT, Szenario
from evals.measuring.figures import Judged, JudgeFigures, KindFigures
from pipeline.core.files import to_yaml, write_text
from pipeline.evaluation.ranked import auc

LABELLED = ROOT / "evals" / "consistency" / "konnektivitaet.json"
PROJECT = ROOT / "corpus" / "konnektivitaet-2035"
FAIR = "fair"
_REWORDED = "paraphrase"


@dataclass(frozen=True)
class Verdict:
    """What came of one labelled sentence."""

    kind: str
    suspicion: float
    alarm: bool
    decided: bool


def measure(szenario: Szenario, date: str) -> JudgeFigures:
    """The figures with the model and without."""
    data = json.loads(LABELLED.read_text(encoding="utf-8"))
    cases = cases_of(data)
    run, batch = run_of(szenario, data), szenario.work / "cases.jsonl"
    write_text(batch, "".join(json.dumps(case, ensure_ascii=False) + "\n" for case in cases))
    asked = ("check", run, "--batch", batch)
    model = judged(verdicts(szenario.asking(*asked)))
    offline = judged(verdicts(szenario.offline(*asked)))
    return JudgeFigures(
        date=date, prompts=szenario.prompts(), spent=szenario.spent(), model=model, offline=offline
    )


def cases_of(data: dict[str, Any]) -> list[dict[str, Any]]:
    """The cases of a batch; the id begins with the kind of its sentences."""
    cases = [
        {"id": f"{FAIR} {name}", "cluster": name, "sentences": one["sentences"]}
        for name, one in data["clusters"].items()
    ]
    for number, mutant in enumerate(data["mutants"]):
        kind = FAIR if mutant["kind"] == _REWORDED else mutant["kind"]
        cases.append(
            {"id": f"{kind} {number}", "cluster": mutant["cluster"], "sentences": [mutant["text"]]}
        )
    return cases


def verdicts(said: str) -> list[Verdict]:
    """What the command said of every sentence, one case a line."""
    return [
        Verdict(
            kind=case["id"].partition(" ")[0],
            suspicion=sentence["suspicion"],
            alarm=bool(sentence["kinds"]),
            decided=sentence["judged"],
        )
        for case in map(json.loads, said.splitlines())
        for sentence in case["sentences"]
    ]


def judged(told: Sequence[Verdict]) -> Judged:
    """Recall and AUC by kind, against the fair sentences."""
    fair = [one for one in told if one.kind == FAIR]
    kinds = []
    for kind in dict.fromkeys(one.kind for one in told if one.kind != FAIR):
        faulty = [one for one in told if one.kind == kind]
        kinds.append(
            KindFigures(
                kind=kind,
                sentences=len(faulty),
                recall=_share([one.alarm for one in faulty]),
                auc=round(auc([one.suspicion for one in faulty], [one.suspicion for one in fair]), 4),
            )
        )
    return Judged(
        fair=len(fair),
        false_alarms=_share([one.alarm for one in fair]),
        decided=_share([one.decided for one in told]),
        kinds=tuple(kinds),
    )


def _share(found: Sequence[bool]) -> float:
    return round(sum(found) / len(found), 4)


def run_of(szenario: Szenario, data: dict[str, Any]) -> Path:
    """A run of the example whose clusters are those that the sentences were written for."""
    from benchmarks.checking import ground

    project, run = szenario.project(PROJECT, "projekt"), szenario.work / "lauf"
    szenario.call("read", project, "--json", "--out", run)
    szenario.offline("cluster", project, "--json", "--out", run)
    write_text(run / "clusters.yaml", to_yaml(ground(data).clusters))
    return run
