"""Search on XQuAD-de (Artetxe et al. 2020, CC BY-SA 4.0) next to plain BM25.

`SZENARIO_BENCH_DATA` names a folder that holds xquad.de.json. A question's passage is the paragraph
it was asked of; the figure is the mean reciprocal rank of it among the first ten. The peer is BM25
(k1 1.2, b 0.75) over lower-case words, and over stems, on the same passages, in the same run.
"""

import json
import math
import os
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from pipeline.core.types import Passage
from pipeline.language.words import content_stems, content_tokens, stems, tokens
from pipeline.sources import lexical

K1, B = 1.2, 0.75


class PlainBm25:
    """BM25 as in the textbook (Robertson & Zaragoza 2009)."""

    def __init__(self, texts: list[str], terms: Callable[[str], list[str]]) -> None:
        self.bags = [Counter(terms(text)) for text in texts]
        self.lengths = [sum(bag.values()) for bag in self.bags]
        self.mean = statistics.mean(self.lengths)
        spread = Counter(term for bag in self.bags for term in bag)
        self.idf = {t: math.log(1 + (len(texts) - n + 0.5) / (n + 0.5)) for t, n in spread.items()}

    def ranked(self, terms: list[str]) -> list[int]:
        scores = []
        for bag, length in zip(self.bags, self.lengths, strict=True):
            norm = K1 * (1 - B + B * length / self.mean)
            scores.append(sum(self.idf[t] * bag[t] * (K1 + 1) / (bag[t] + norm) for t in terms if t in bag))
        return sorted(range(len(scores)), key=lambda n: -scores[n])[:10]


def mrr(ranks: list[int]) -> float:
    """Mean reciprocal rank; 0 stands for "not among the first ten"."""
    return sum(1 / rank for rank in ranks if rank) / len(ranks)


def main() -> int:
    folder = os.environ.get("SZENARIO_BENCH_DATA", "")
    source = Path(folder) / "xquad.de.json"
    if not folder or not source.is_file():
        print("SZENARIO_BENCH_DATA nennt keinen Ordner mit xquad.de.json: nicht gemessen.")
        return 0
    articles = json.loads(source.read_text(encoding="utf-8"))["data"]
    contexts = [p for article in articles for p in article["paragraphs"]]
    passages = [
        Passage(id=f"p{n}", document="xquad", anchor="", heading="", text=p["context"])
        for n, p in enumerate(contexts)
    ]
    questions = [(qa["question"], n) for n, p in enumerate(contexts) for qa in p["qas"]]
    print(f"XQuAD-de: {len(passages)} Absätze, {len(questions)} Fragen\n")
    print(f"{'Verfahren':<34}{'MRR@10':>8}{'erster':>8}{'ms/Frage':>10}")
    with tempfile.TemporaryDirectory() as place:
        lexical.build(Path(place) / "index", passages)
        index = lexical.LexicalIndex(Path(place) / "index")
        ours = lambda question: [int(hit.passage[1:]) for hit in index.search(question, 10)]  # noqa: E731
        _row("Szenarienwerk (Stämme + 4-Gramme)", questions, ours)
        texts = [passage.text for passage in passages]
        for name, terms, asked in (
            ("BM25, Wörter", tokens, content_tokens),
            ("BM25, Stämme", stems, content_stems),
        ):
            peer = PlainBm25(texts, terms)
            _row(name, questions, lambda question, p=peer, a=asked: p.ranked(a(question)))
    return 0


def _row(name: str, questions: list[tuple[str, int]], find: Callable[[str], list[int]]) -> None:
    started = time.perf_counter()
    ranks = []
    for question, wanted in questions:
        found = find(question)
        ranks.append(found.index(wanted) + 1 if wanted in found else 0)
    each = 1000 * (time.perf_counter() - started) / len(questions)
    first = sum(rank == 1 for rank in ranks) / len(ranks)
    print(f"{name:<34}{mrr(ranks):>8.3f}{first:>8.3f}{each:>10.2f}")


if __name__ == "__main__":
    sys.exit(main())
