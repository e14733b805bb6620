"""How reading, indexing and searching grow: to 100,000 passages with vectors, a million by words alone.

Passages are recombined from the corpus (recombined.py); questions are the 200 of evals/retrieval, each
asked once of a warm index, in the way `szenario search` asks. Each row is measured in processes of its own
(so memory is theirs), and next to two peers on the same passages in the same process: plain tantivy
BM25 over lower-case words (its own tokenizer, top ten) and brute force in numpy, the question's vector
times all passages' vectors. From 10,000 passages on vectors are not computed, which takes an hour for
100,000, but put together: a sentence's once, a passage's as the mean of its sentences'. What computing
them costs is in the row of 1,000.

`--largest N` leaves out what is larger, `--all` measures everything; the default goes to 10,000.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from cold import print_cold
from steps import Asked, Built

SIZES = (1_000, 10_000, 100_000)
BY_WORDS = 1_000_000
STEPS = Path(__file__).with_name("steps.py")


def measure(count: int, by_words: bool) -> None:
    with tempfile.TemporaryDirectory() as place:
        speed = 0.0 if by_words else _child("read", place, count)
        built = Built(**_child("words" if by_words else "build", place, count))
        asked = Asked(**_child("ask-words" if by_words else "ask", place, count))
    ratio = f"{asked.p95 / asked.tantivy:.1f}"
    brute = "–" if by_words else f"{asked.p95 / asked.numpy:.1f}"
    print(
        f"{f'{count:,}'.replace(',', '.'):>9}{' Wörter' if by_words else ' beides':<8}"
        f"{f'{speed:.0f}' if speed else '–':>9}{built.indexed:>9.0f}{built.busy:>9.0f}"
        f"{built.memory:>9.0f}{built.disk:>8.0f}"
        f"{asked.opened:>8.2f}{asked.memory:>8.0f}{asked.p50:>8.1f}{asked.p95:>8.1f}{asked.busy:>8.1f}"
        f"{asked.tantivy:>9.1f}{asked.numpy:>8.1f}{ratio:>8}{brute:>8}",
        flush=True,
    )


def _child(step: str, place: str, count: int) -> Any:
    """A step in a process of its own."""
    command = [sys.executable, str(STEPS), step, place, str(count)]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{step} mit {count} Passagen ist gescheitert:\n{done.stderr[-2000:]}")
    return json.loads(done.stdout)


def main() -> None:
    parser = argparse.ArgumentParser(description="Wie Lesen, Indexieren und Suchen wachsen.")
    parser.add_argument("--largest", type=int, default=10_000, metavar="N")
    parser.add_argument("--all", action="store_true")
    chosen = parser.parse_args()
    largest = BY_WORDS if chosen.all else chosen.largest
    print("Passagen aus neu gemischten Sätzen des Korpus; 200 Fragen, warm; Zeiten der Suche in ms, p95")
    print(
        f"{'Passagen':>9}{'':<8}{'gelesen/s':>9}{'indiz./s':>9}{'je CPU-s':>9}"
        f"{'MB Bau':>9}{'MB Pl.':>8}{'auf (s)':>8}{'MB':>8}{'p50':>8}{'p95':>8}{'p95 CPU':>8}"
        f"{'tantivy':>9}{'numpy':>8}{'zu t.':>8}{'zu n.':>8}"
    )
    for count in SIZES:
        if count <= largest:
            measure(count, by_words=False)
    for count in (*SIZES, BY_WORDS):
        if count <= largest:
            measure(count, by_words=True)
    print_cold()


if __name__ == "__main__":
    main()
