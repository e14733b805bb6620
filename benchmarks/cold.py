"""A search from cold: the command in a process of its own, on the example project, read beforehand."""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from recombined import ROOT

RUNS = 5
HEAVY = ("chromadb", "sklearn", "scipy", "numpy", "langchain_core", "openai", "tantivy", "pydantic")
QUESTION = "Wie wird der Güterverkehr entlastet?"


def print_cold() -> None:
    """Seconds from the command to its answer (of them the processor's), and what heavy it imported."""
    command = str(Path(sys.executable).with_name("szenario"))
    print(f"\nKalter Start: szenario search auf dem Beispiel, Median von {RUNS}")
    with tempfile.TemporaryDirectory() as place:
        base = [command, "search", str(ROOT / "corpus/konnektivitaet-2035"), QUESTION, "--out", place]
        subprocess.run(base, check=True, capture_output=True)
        for name, more in (("nach Wörtern (--lexical)", ["--lexical"]), ("beides", [])):
            runs = [_timed([*base, *more]) for _ in range(RUNS)]
            wall, busy = (statistics.median(one) for one in zip(*runs, strict=True))
            loaded = ", ".join(_imported([*base, *more]))
            print(f"  {name:<26}{wall:>6.2f} s, davon CPU {busy:.2f} s   lädt {loaded}")


def _timed(command: list[str]) -> tuple[float, float]:
    """Seconds by the clock and of the processor."""
    before, started = _processor(), time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - started, _processor() - before


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _imported(command: list[str]) -> list[str]:
    asked = os.environ | {"PYTHONPROFILEIMPORTTIME": "1"}
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=asked)
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if "|" in line}
    return [name for name in HEAVY if name in loaded]
