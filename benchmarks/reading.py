"""How fast PDF, Word and PowerPoint files are read, and what of them is found again where it stands.

The files are made for this measurement (generated.py: text recombined from the corpus, every sentence
and its place known). The peer is markitdown 0.1.8, never a dependency of ours: SZENARIO_MARKITDOWN (or the
first argument) names a Python that has it; else its rows say "nicht gemessen". Both read the same files
in turn; seconds are the median of three, without imports. A place is the page of a PDF, the slide, the
heading in Word; the peer's are taken from its form feeds, slide comments and Markdown headings. "Text"
counts sentences with blanks and hyphens left out, "wörtlich" as they were written.
"""

import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import generated
from generated import Known

from pipeline.sources.read import read_document

PAGES, RUNS = 200, 3
MAKERS: dict[str, Callable[[Path, int], list[Known]]] = {
    "pdf": generated.pdf,
    "docx": generated.docx,
    "pptx": generated.pptx,
}
UNIT = {"pdf": "Seiten", "docx": "Abschnitte", "pptx": "Folien"}
PEER = """
import json, sys, time
from markitdown import MarkItDown
reader = MarkItDown()
reader.convert(sys.argv[1])
for line in sys.stdin:
    started = time.perf_counter()
    text = reader.convert(line.strip()).text_content
    print(json.dumps([time.perf_counter() - started, text]), flush=True)
"""


@dataclass(frozen=True)
class Stretch:
    """Text as a reader gave it, with the page or slide (0: none) and the heading it gave along."""

    number: int
    heading: str
    text: str


@dataclass(frozen=True)
class Timed:
    """One reading of a file."""

    seconds: float
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True)
class Kept:
    """Shares, 0–1: markers at their place, markers under their heading, sentences kept, kept as written."""

    place: float
    heading: float
    text: float
    exact: float


class Ours:
    def read(self, path: Path) -> Timed:
        started = time.perf_counter()
        document = read_document(path, path.name)
        seconds = time.perf_counter() - started
        return Timed(
            seconds,
            tuple(
                Stretch(_number(one.anchor), one.heading.rpartition(" › ")[2], one.text)
                for one in document.sections
            ),
        )


class Peer:
    """markitdown in a process of its own, warmed by a first file."""

    def __init__(self, python: str, warm: Path) -> None:
        self._process = subprocess.Popen(
            [python, "-c", PEER, str(warm)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def read(self, path: Path) -> Timed:
        assert self._process.stdin and self._process.stdout
        print(path, file=self._process.stdin, flush=True)
        seconds, text = json.loads(self._process.stdout.readline())
        return Timed(seconds, tuple(_of_markdown(text)))

    def close(self) -> None:
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait()


def _number(anchor: str) -> int:
    found = re.fullmatch(r"(?:Seite|Folie) (\d+)", anchor)
    return int(found[1]) if found else 0


def _of_markdown(text: str) -> list[Stretch]:
    """Markdown in stretches: a slide comment, a form feed or a heading begins the next one."""
    found, number, heading = list[Stretch](), 1 if "\f" in text else 0, ""
    for line in re.split(r"\n|(?=\f)", re.sub(r"\\([_*.\[\]()#>+-])", r"\1", text)):
        if slide := re.match(r"<!-- Slide number: (\d+) -->", line):
            number = int(slide[1])
        elif line.startswith("\f"):
            number, line = number + 1, line[1:]
        if title := re.match(r"#+ (.*)", line):
            heading = title[1].strip()
        found.append(Stretch(number, heading, line))
    return found


def _bare(text: str) -> str:
    return re.sub(r"[\s\-\u00ad]+", "", text)


def kept(known: Sequence[Known], stretches: Sequence[Stretch]) -> Kept:
    markers = [one for one in known if one.marker]
    by_number, by_heading = dict[int, str](), dict[str, str]()
    for one in stretches:
        by_number[one.number] = f"{by_number.get(one.number, '')} {_bare(one.text)}"
        by_heading[one.heading] = f"{by_heading.get(one.heading, '')} {_bare(one.text)}"
    headed = sum(_bare(one.text) in by_heading.get(one.heading, "") for one in markers) / len(markers)
    placed = sum(_bare(one.text) in by_number.get(one.number, "") for one in markers) / len(markers)
    whole = " ".join(" ".join(one.text for one in stretches).split())
    return Kept(
        placed if any(one.number for one in known) else headed,
        headed,
        _share([_bare(one.text) for one in known], _bare(whole)),
        _share([one.text for one in known], whole),
    )


def _share(sentences: Sequence[str], whole: str) -> float:
    wanted = Counter(sentences)
    return sum(min(count, whole.count(one)) for one, count in wanted.items()) / wanted.total()


def _row(name: str, seconds: float, found: Kept, ratio: str) -> None:
    shares = "".join(f"{share:>13.1%}" for share in (found.place, found.heading, found.text, found.exact))
    print(f"  {name:<14}{PAGES / seconds:>11.1f}{ratio:>12}{shares}")


def measure(kind: str, folder: Path, peer_python: str) -> None:
    path, first = folder / f"probe.{kind}", folder / f"erste.{kind}"
    known = MAKERS[kind](path, PAGES)
    MAKERS[kind](first, 2)
    ours, theirs = list[Timed](), list[Timed]()
    Ours().read(first)
    peer = Peer(peer_python, first) if peer_python else None
    for _ in range(RUNS):
        ours.append(Ours().read(path))
        if peer:
            theirs.append(peer.read(path))
    if peer:
        peer.close()
    mine = statistics.median(one.seconds for one in ours)
    other = statistics.median(one.seconds for one in theirs) if theirs else 0.0
    print(f"\n{kind.upper()}: {PAGES} {UNIT[kind]}, {path.stat().st_size / 1e6:.1f} MB, {len(known)} Sätze")
    print(
        f"  {'':<14}{'je Sekunde':>11}{'Verhältnis':>12}{'Stelle':>13}{'Überschrift':>13}"
        f"{'Text':>13}{'wörtlich':>13}"
    )
    _row("Szenarienwerk", mine, kept(known, ours[-1].stretches), f"{other / mine:.1f}" if other else "–")
    if theirs:
        _row("markitdown", other, kept(known, theirs[-1].stretches), "1")
    else:
        print("  markitdown    nicht gemessen")


if __name__ == "__main__":
    python = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("SZENARIO_MARKITDOWN", "")
    print("Text aus Sätzen des Korpus, neu gemischt; Median aus drei Läufen")
    with tempfile.TemporaryDirectory() as place:
        for chosen in MAKERS:
            measure(chosen, Path(place), python)
