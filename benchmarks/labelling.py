"""How far people who labelled sentences agree with each other, and the judge without a model with them.

    .venv/bin/python benchmarks/labelling.py [LABELS [SET]]

evals/consistency/calibration.yaml holds labels of several readers who do not know the check; SET is the
file of evals/consistency with the values of their scenarios. Each sentence is judged alone; "wrong" is an
alarm.
Kappa is 1 for the same labels and 0 for no more than chance; what the judge does worse than two people
between themselves is what it is short of.
"""

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

for library in ("OPENBLAS", "OMP"):
    os.environ.setdefault(f"{library}_NUM_THREADS", "1")

from checking import ROOT, ground

from pipeline.checks.case import Ground
from pipeline.evaluation.alarms import Alarms, line
from pipeline.evaluation.calibration import Label, load_labels
from pipeline.evaluation.labelling import OFFLINE, Said, agreements, said_alone

LABELS = ROOT / "evals" / "consistency" / "calibration.yaml"
SET = ROOT / "evals" / "consistency" / "konnektivitaet-2035-test.json"


def judged(labels: Sequence[Label], held: Ground) -> Said:
    """What the judge without a model says of each labelled sentence."""
    alarms = Alarms(line())
    distinct = {one.sentence: one for one in labels}
    return Said(
        OFFLINE,
        {key: said_alone(one.cluster, one.text, held, alarms) for key, one in distinct.items()},
    )


def main(arguments: Sequence[str]) -> None:
    labels_file, set_file = (*map(Path, arguments), *(LABELS, SET)[len(arguments) :])
    labels = load_labels(labels_file)
    if not labels:
        sys.exit(f"{labels_file} hat keine Beispiele.")
    held = ground(json.loads(set_file.read_text(encoding="utf-8")))
    said = judged(labels, held)
    people = {one.who for one in labels}
    wrong = sum(one == "wrong" for one in said.verdicts.values())
    print(f"{len(said.verdicts)} Sätze, {len(people)} Urteilende; Alarm bei {wrong}")
    print(f"{'Wer':<38}{'Mit wem':<38}{'Sätze':>6}{'Kappa':>8}")
    for one in agreements(labels, [said]):
        figure = "–" if one.kappa is None else f"{one.kappa:.2f}".replace(".", ",")
        print(f"{one.first:<38}{one.second:<38}{one.sentences:>6}{figure:>8}")


if __name__ == "__main__":
    main(sys.argv[1:])
