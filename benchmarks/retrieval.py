"""Search on XQuAD-de (Artetxe et al. 2020, CC BY-SA 4.0) and on the 40 Ruhrideen, next to plain BM25.

`SZENARIO_BENCH_DATA` names a folder that holds xquad.de.json. A question's passage is the paragraph
it was asked of; the figure is the mean reciprocal rank of it among the first ten. The peer is BM25
(k1 1.2, b 0.75) over lower-case words, and over stems, on the same passages, in the same run.
"""

import json
import math
import os
import re
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import yaml

from pipeline.core.progress import Silent
from pipeline.core.types import Passage
from pipeline.language.words import content_stems, content_tokens, stems, tokens
from pipeline.sources.index import compared, dense, lexical
from pipeline.sources.read import read_all
from pipeline.sources.search.ranking import search, search_meaning
from pipeline.sources.split import split_all

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
        found = Both(Path(place), passages)
        _row("Szenarienwerk", questions, found.by_both)
        _row("Szenarienwerk --lexical", questions, found.by_words)
        texts = [passage.text for passage in passages]
        for name, terms, asked in (
            ("BM25, Wörter", tokens, content_tokens),
            ("BM25, Stämme", stems, content_stems),
        ):
            peer = PlainBm25(texts, terms)
            _row(name, questions, lambda question, p=peer, a=asked: p.ranked(a(question)))
    _ruhrideen()
    return 0


class Both:
    """Our index of some passages, asked in both ways; answers are positions of passages."""

    def __init__(self, folder: Path, passages: Sequence[Passage]) -> None:
        self.passages = passages
        self.at = {passage.id: n for n, passage in enumerate(passages)}
        self.by_id = {passage.id: passage for passage in passages}
        lexical.build(folder / "lexical", passages)
        dense.build(folder / "dense", passages, Silent())
        self.words = lexical.LexicalIndex(folder / "lexical")
        self.meaning = compared.Closeness(folder / "dense")

    def by_words(self, question: str) -> list[int]:
        return [self.at[hit.passage.id] for hit in search(question, self.words, self.by_id, 10)]

    def by_both(self, question: str) -> list[int]:
        hits = search_meaning(question, self.words, self.meaning, self.passages, 10)
        return [self.at[hit.passage.id] for hit in hits]


def _ruhrideen() -> None:
    """Paraphrased questions on the 40 ideas among all documents of the example project."""
    root = Path(__file__).resolve().parents[1]
    readings = read_all(root / "corpus/konnektivitaet-2035/documents", Silent())
    passages = split_all(reading.document for reading in readings if reading.document)
    ideas = {
        int(found[1]): n
        for n, passage in enumerate(passages)
        if passage.document == "ruhrideen.md" and (found := re.search(r"Nr\. (\d+):", passage.heading))
    }
    sets: dict[str, list[tuple[str, int]]] = {}
    for name in ("ruhrideen", "ruhrideen-natural"):
        data = yaml.safe_load((root / f"evals/retrieval/{name}.yaml").read_text(encoding="utf-8"))
        for one in data["questions"]:
            sets.setdefault(one["id"][-1], []).append((one["question"], ideas[one["idea"]]))
    told = {"a": "a: umschrieben, abgestimmt", "b": "b: umschrieben", "c": "c: natürlich gefragt"}
    with tempfile.TemporaryDirectory() as place:
        found = Both(Path(place), passages)
        print(f"\n40 Ruhrideen unter {len(passages)} Passagen; wie oft die richtige zuerst steht\n")
        for key, questions in sorted(sets.items()):
            for name, find in (("", found.by_both), (" --lexical", found.by_words)):
                first = sum(find(question)[:1] == [wanted] for question, wanted in questions)
                print(f"{told[key] + name:<40}{first:>3} von {len(questions)}")


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
