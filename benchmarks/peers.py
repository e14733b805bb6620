"""What search at scale is compared with: plain tantivy over words, and all vectors one by one in numpy."""

import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.core.types import Passage

LIMIT = 10


@dataclass(frozen=True)
class Times:
    """Milliseconds of each question: by the clock, and of the processor."""

    wall: tuple[float, ...]
    busy: tuple[float, ...]


def timed(find: Callable[[str], object], questions: Sequence[str], warm: int) -> Times:
    """Each question once, after the first `warm` of them were asked before."""
    for question in questions[:warm]:
        find(question)
    wall, busy = list[float](), list[float]()
    for question in questions:
        started, worked = time.perf_counter(), time.process_time()
        find(question)
        wall.append(1000 * (time.perf_counter() - started))
        busy.append(1000 * (time.process_time() - worked))
    return Times(tuple(wall), tuple(busy))


def p95(times: Sequence[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def plain_tantivy(folder: Path, passages: Iterable[Passage], questions: Sequence[str], warm: int) -> float:
    """p95 in ms of tantivy as it comes: lower-case words, BM25, the stored text of the first ten."""
    import re

    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", stored=True)
    folder.mkdir()
    index = tantivy.Index(builder.build(), path=str(folder))
    writer = index.writer(50_000_000, num_threads=1)
    for passage in passages:
        writer.add_document(tantivy.Document(text=f"{passage.heading} {passage.text}"))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def find(question: str) -> list[str]:
        query = index.parse_query(" ".join(re.findall(r"\w+", question.lower())), ["text"])
        return [searcher.doc(at)["text"][0] for _, at in searcher.search(query, LIMIT).hits]

    return p95(timed(find, questions, warm).wall)


def brute_force(index: Path, questions: Sequence[str], warm: int) -> float:
    """p95 in ms of the question's vector, computed, times all vectors of passages, held in memory."""
    import numpy as np

    from pipeline.language import meaning
    from pipeline.sources.index.dense import DENSE, PASSAGES

    vectors = np.array(np.load(index / DENSE / PASSAGES), dtype=np.float32)

    def find(question: str) -> list[int]:
        cosines = vectors @ meaning.embed([question])[0].astype(np.float32)
        best = np.argpartition(-cosines, LIMIT)[:LIMIT]
        return [int(one) for one in best[np.argsort(-cosines[best])]]

    return p95(timed(find, questions, warm).wall)
