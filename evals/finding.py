"""Measures the search on the questions of evals/qa, on the examples and on the raw documents.

    python -m evals.finding                # the half for tuning
    python -m evals.finding --set test     # the half that is only reported: figures, never questions

The raw documents are found as in evals/answering.py.
"""

import argparse
import sys
from collections.abc import Sequence

from evals.answering import library
from evals.measuring.found import found_of, table


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Wie gut die Suche die richtige Passage findet.")
    parser.add_argument("--set", choices=("tune", "test"), default="tune")
    chosen = parser.parse_args(arguments)
    finding = found_of(chosen.set, library)
    if not finding.found:
        print("Keines der Projekte ist da: nicht gemessen.")
        return 1
    print(f"Suche, Fragen der Hälfte „{chosen.set}“\n")
    print(table(finding.found))
    for name in finding.missing:
        print(f"Nicht gemessen: Projekt „{name}“ (SZENARIO_BENCH_DATA nennt keinen Ordner neben „seeds“).")
    return 0


if __name__ == "__main__":
    sys.exit(main())
