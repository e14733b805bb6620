"""The steps of scale.py, each run in a process of its own: reading, indexing, asking.

`python steps.py STEP FOLDER COUNT` prints what was measured as JSON.
"""

import json
import resource
import statistics
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import yaml
from recombined import IN_A_DOCUMENT, ROOT, Recombined

COMPUTED = 1_000
WARM = 20


@dataclass(frozen=True)
class Built:
    """Passages a second indexed, by the clock and of the processor; peak memory and disk in MB."""

    indexed: float
    busy: float
    memory: float
    disk: float


@dataclass(frozen=True)
class Asked:
    """Milliseconds a question: ours and the peers' (0: not measured); opening in seconds, memory in MB.

    `busy` is the p95 of processor time, which does not grow with what else the machine does.
    """

    p50: float
    p95: float
    busy: float
    tantivy: float
    numpy: float
    opened: float
    memory: float


def peak() -> float:
    """The most memory this process has had, MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def questions() -> list[str]:
    found = [
        one["question"]
        for name in ("ruhrideen", "ruhrideen-natural", "seeds", "seeds-natural")
        for one in yaml.safe_load((ROOT / f"evals/retrieval/{name}.yaml").read_text("utf-8"))["questions"]
    ]
    return found[:200]


def read(folder: Path, count: int) -> float:
    """Write so many passages as Markdown files, read and split them; passages a second."""
    from pipeline.core.files import to_jsonl, write_text
    from pipeline.core.progress import Silent
    from pipeline.sources.read import read_all
    from pipeline.sources.split import split_all

    documents = folder / "documents"
    documents.mkdir()
    made = Recombined(count)
    for start in range(0, count, IN_A_DOCUMENT):
        part = [made[number] for number in range(start, min(count, start + IN_A_DOCUMENT))]
        text = "\n\n".join(f"## {one.heading}\n\n{one.text}" for one in part)
        (documents / part[0].document).write_text(text, encoding="utf-8")
    started = time.perf_counter()
    passages = split_all(one.document for one in read_all(documents, Silent()) if one.document)
    seconds = time.perf_counter() - started
    write_text(folder / "passages.jsonl", to_jsonl(passages))
    return len(passages) / seconds


def build(folder: Path, count: int) -> Built:
    """The index as a run builds it."""
    from pipeline.core.progress import Silent
    from pipeline.sources import index

    if count > COMPUTED:
        from together import put_together

        put_together()
    started, worked = time.perf_counter(), time.process_time()
    index.build(folder / "index", folder / "passages.jsonl", Silent())
    seconds, busy = time.perf_counter() - started, time.process_time() - worked
    return Built(count / seconds, count / busy, peak(), _size(folder / "index"))


def build_by_words(folder: Path, count: int) -> Built:
    """Words alone, streamed: no passage is kept in memory."""
    from pipeline.sources.index import lexical, places

    made, file = Recombined(count), folder / "passages.jsonl"
    with file.open("w", encoding="utf-8") as lines:
        lines.writelines(one.model_dump_json() + "\n" for one in made)
    started, worked = time.perf_counter(), time.process_time()
    lexical.build(folder / "index" / "lexical", made)
    places.build(folder / "index", file, made)
    seconds, busy = time.perf_counter() - started, time.process_time() - worked
    return Built(count / seconds, count / busy, peak(), _size(folder / "index"))


def _size(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def ask(folder: Path, by_words: bool) -> Asked:
    """Our search as the command asks; opening counts up to the first answer."""
    import peers

    from pipeline.sources import index
    from pipeline.sources.search.finding import found
    from pipeline.sources.search.library import Source
    from pipeline.sources.search.shelf import Shelf

    asked = questions()
    started = time.perf_counter()
    passages = index.passages(folder / "index", folder / "passages.jsonl")
    names = {f"{number:05}.md" for number in range(-(-len(passages) // IN_A_DOCUMENT))}
    shelf = Shelf(
        {name: Source(name, name) for name in names},
        passages,
        index.lexical_index(folder / "index"),
        None if by_words else index.closeness(folder / "index"),
        lambda: index.VectorIndex(folder / "index"),
    )
    found(shelf, asked[0], 10)
    opened = time.perf_counter() - started
    times = peers.timed(lambda question: found(shelf, question, 10), asked, WARM)
    memory = peak()
    words = peers.plain_tantivy(folder / "peer", passages, asked, WARM)
    brute = 0.0 if by_words else peers.brute_force(folder / "index", asked, WARM)
    return Asked(
        statistics.median(times.wall),
        peers.p95(times.wall),
        peers.p95(times.busy),
        words,
        brute,
        opened,
        memory,
    )


def step(name: str, place: Path, count: int) -> Any:
    match name:
        case "read":
            return read(place, count)
        case "build":
            return asdict(build(place, count))
        case "words":
            return asdict(build_by_words(place, count))
        case _:
            return asdict(ask(place, name == "ask-words"))


if __name__ == "__main__":
    print(json.dumps(step(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))))
