"""Measures answers on the questions of evals/qa: offline, on the examples and on the raw documents.

    python -m evals.answering                # the half for tuning
    python -m evals.answering --set test     # the half that is only reported: figures, never questions
    python -m evals.answering --wrong        # which questions of the tuning half went wrong

The raw documents are those beside the project (../shared/seeds), or beside the folder that
SZENARIO_BENCH_DATA names; where they are missing this is said and their questions are left out.
"""

import argparse
import os
import shutil
import sys
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from evals.measuring.answers import Asking, Outcome, asked, table
from pipeline.app.reading import read_anew
from pipeline.ask.offline import QuotingAnswerer
from pipeline.core.progress import Silent
from pipeline.evaluation.questions import UNANSWERABLE
from pipeline.project import SETTINGS
from pipeline.run.asking import open_library
from pipeline.sources.search.library import Library

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / "runs" / "answering"
SEEDS = "quellen"
_SEED_SETTINGS = 'title = "Quellen"\nregion = "Ruhrregion"\nname_pattern = "Die … Ruhrregion"\n'


def main(arguments: Sequence[str] | None = None) -> int:
    chosen = _parser().parse_args(arguments)
    found = asked(chosen.set, QuotingAnswerer(), lru_cache(library))
    if not found.outcomes:
        print("Keines der Projekte ist da: nicht gemessen.")
        return 1
    print(f"Fragen der Hälfte „{chosen.set}“, ohne Modell\n")
    print(table(found.outcomes))
    for name in found.missing:
        print(f"Nicht gemessen: Projekt „{name}“ (SZENARIO_BENCH_DATA nennt keinen Ordner neben „seeds“).")
    if chosen.wrong and chosen.set == "tune":
        print(_wrong(found))
    return 0


def _wrong(found: Asking) -> str:
    return "\n".join(f"{one.case.id}: {one.case.turns[-1]}" for one in found.outcomes if not _right(one))


def _right(one: Outcome) -> bool:
    return not one.answered if one.case.kind == UNANSWERABLE else one.quoted and one.document


def library(name: str) -> Library | None:
    """A project of the questions, read where it is new; None where its documents are not here."""
    folder = ROOT / "corpus" / name
    if name == SEEDS:
        seeds = _seeds()
        if seeds is None:
            return None
        folder = WORK / "projekte" / SEEDS
        shutil.copytree(seeds, folder / "documents", dirs_exist_ok=True)
        (folder / SETTINGS).write_text(_SEED_SETTINGS, encoding="utf-8")
    out = WORK / name
    return open_library(folder, out, Silent(), lambda: read_anew(folder, out, True, Silent()))


def _seeds() -> Path | None:
    """The folder of the raw documents; None where it is not here."""
    data = os.environ.get("SZENARIO_BENCH_DATA", "")
    places = [Path(data).parent / "seeds"] if data else []
    places.append(ROOT.parent / "shared" / "seeds")
    return next((one for one in places if one.is_dir()), None)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="answering", description="Misst Antworten ohne Modell.")
    parser.add_argument("--set", choices=("tune", "test"), default="tune", help="welche Hälfte")
    parser.add_argument("--wrong", action="store_true", help="falsch beantwortete Fragen nennen (nur tune)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
