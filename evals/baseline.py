"""evals/baseline.json: what the gate measures on the shipped examples, to see what a change has done.

    make baseline                                     # --check: what is other than it was; code 1
    python -m evals.baseline --write                  # the figures of now are the new baseline
    python -m evals.baseline --check runs/a runs/b    # of runs that are there already

Whoever changes a prompt, a check or a line looks at what this says, and writes the baseline anew where it
was meant. Without runs that are named, the examples are run first, without a model and with the answers
written by hand. `szenario eval RUN --compare evals/baseline.json` holds any run of the same project to it.
"""

import argparse
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from pipeline.app.configuration import declared_suites
from pipeline.app.work import on_run
from pipeline.core.errors import SzenarioError
from pipeline.core.files import write_text
from pipeline.core.progress import Silent
from pipeline.evaluation.comparing.baseline import Baseline, Kept, key_of, load_baseline, to_text
from pipeline.evaluation.comparing.compare import compare
from pipeline.evaluation.limits import load_limits
from pipeline.evaluation.results import Change
from pipeline.evaluation.suites import known_metrics
from pipeline.project import Run, open_run
from pipeline.run.compared import kept_now
from pipeline.run.reporting import models

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "evals" / "baseline.json"
WORK = ROOT / "runs" / "baseline"
EXAMPLES = ("konnektivitaet-2035", "sicherheit-2035")
RECORDED = "konnektivitaet-2035"
VERDICTS = {"better": "besser", "worse": "schlechter", "unclear": "nicht zu sagen", "same": "andere Sätze"}


def main(arguments: Sequence[str] | None = None) -> int:
    chosen = _parser().parse_args(arguments)
    try:
        now = measured([open_run(one) for one in chosen.runs or list(_made())])
        if chosen.write:
            write_text(FILE, to_text(Baseline(projects=now)))
            print(FILE)
            return 0
        lines = list(differences(now, load_baseline(FILE).projects))
    except SzenarioError as error:
        print(error, file=sys.stderr)
        return 2
    print("\n".join(lines) or "Alles wie in evals/baseline.json.")
    if lines:
        print("So gewollt? Dann: python -m evals.baseline --write")
    return 1 if lines else 0


def measured(runs: Sequence[Run]) -> dict[str, Kept]:
    """The figures of runs as they stand, by their names in a baseline."""
    limits, found = load_limits(known_metrics()), {}
    for run in runs:
        context = on_run(run, Silent())
        name = key_of(context.record.project, models(run))
        found[name] = kept_now(context, declared_suites(context), limits)
    return found


def differences(now: Mapping[str, Kept], before: Mapping[str, Kept]) -> Iterator[str]:
    """All that is other than it was, in German, a line each; what was not run again is not told."""
    for name, kept in now.items():
        if name not in before:
            yield f"{name}: steht nicht in evals/baseline.json."
            continue
        other = before[name]
        found = compare(kept.results, other.results, "evals/baseline.json", kept.texts == other.texts)
        if kept.texts != other.texts:
            yield f"{name}: Die Texte sind andere."
        yield from (f"{name}: {_told(one)}" for one in found.changes if _is_other(one, kept, other))
        yield from (f"{name}: {one}" for one in found.told)


def _is_other(change: Change, now: Kept, before: Kept) -> bool:
    items = [one.suites[change.suite][change.metric].items for one in (now, before)]
    return change.verdict != "same" or items[0] != items[1]


def _told(one: Change) -> str:
    before, now = ("unbekannt" if v is None else f"{100 * v:.1f} %" for v in (one.before, one.now))
    return f"{one.title}: {before} → {now} ({VERDICTS[one.verdict]})".replace(".", ",")


def _made() -> Iterator[Path]:
    """The examples, run from the beginning: a stage does not know that its code has changed."""
    for name in EXAMPLES:
        yield _run(WORK / name, ["run", f"corpus/{name}", "--offline"])
    play = ["-m", "evals.recordings.play", f"evals/recordings/{RECORDED}", "--", sys.executable]
    told = ["run", f"corpus/{RECORDED}", "--model", "openai:handgeschrieben"]
    yield _run(WORK / f"{RECORDED}-handgeschrieben", told, play)


def _run(folder: Path, arguments: Sequence[str], player: Sequence[str] = ()) -> Path:
    command = [sys.executable, *player, "-m", "pipeline.app", *arguments, "--out", str(folder), "--json"]
    shutil.rmtree(folder, ignore_errors=True)
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return folder


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    way = parser.add_mutually_exclusive_group(required=True)
    way.add_argument("--check", action="store_true", help="was anders ist als in evals/baseline.json")
    way.add_argument("--write", action="store_true", help="die Werte von jetzt festhalten")
    parser.add_argument("runs", nargs="*", type=Path, help="fertige Läufe (sonst die Beispiele, neu)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
