"""The lexical index: stems and 4-grams of words in tantivy, asked without any heavy import.

Both features are made by us and handed over as blank-separated terms, so the index has no opinion
about German. A passage's heading counts with its text.
"""

import math
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import tantivy

from pipeline.core.types import Passage
from pipeline.language.words import content_stems, content_tokens, grams, stems, word_grams

GRAM_WEIGHT = 0.2
"""Weight of the 4-gram field beside the stems; chosen on half of XQuAD-de, see docs/methode.md."""
HEADING_WEIGHT = 0.5
WRITER_BYTES = 50_000_000
_UMLAUTS = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"})


@dataclass(frozen=True)
class Scored:
    """A passage's id and its score (BM25, higher is better, comparable within one question)."""

    passage: str
    score: float


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw")
    for field in ("stems", "grams", "heading"):
        builder.add_text_field(field, tokenizer_name="whitespace", index_option="freq")
    return builder.build()


def build(folder: Path, passages: Sequence[Passage]) -> None:
    """Write the index of all passages into a fresh `folder`."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    index = tantivy.Index(_schema(), path=str(folder))
    writer = index.writer(WRITER_BYTES, num_threads=1)
    for passage in passages:
        writer.add_document(
            tantivy.Document(
                id=passage.id,
                stems=" ".join(stems(passage.text)),
                grams=" ".join(word_grams(f"{passage.heading}\n{passage.text}")),
                heading=" ".join(stems(passage.heading)),
            )
        )
    writer.commit()
    writer.wait_merging_threads()


class LexicalIndex:
    """An index on disk, opened for questions."""

    def __init__(self, folder: Path) -> None:
        self._index = tantivy.Index.open(str(folder))
        self._searcher = self._index.searcher()

    def __len__(self) -> int:
        return int(self._searcher.num_docs)

    def search(self, question: str, limit: int) -> list[Scored]:
        """The best passages for a question; function words count only where there is nothing else.

        Ties are broken by passage id, so that the same question has the same answer tomorrow.
        """
        query = self._query(question)
        if query is None or limit < 1:
            return []
        # Ask for more than needed until no tie is cut: tantivy breaks ties by the order of building.
        wanted = limit + 20
        hits = self._searcher.search(query, wanted).hits
        while len(hits) == wanted and round(hits[-1][0], 5) == round(hits[limit - 1][0], 5):
            wanted *= 4
            hits = self._searcher.search(query, wanted).hits
        found = [
            Scored(str(self._searcher.doc(address)["id"][0]), round(float(score), 5))
            for score, address in hits
        ]
        return sorted(found, key=lambda hit: (-hit.score, hit.passage))[:limit]

    def knows(self, stem: str) -> bool:
        """Whether a stem stands in any passage or heading."""
        return any(self._searcher.doc_freq(field, stem) > 0 for field in ("stems", "heading"))

    def worth(self, question: str) -> float:
        """The sum of the weights (idf of BM25) of the question's stems: what a full match is about.

        A score divided by it compares across questions, however long they are.
        """
        total = len(self)
        known = [
            self._searcher.doc_freq("stems", one) for one in set(content_stems(question) or stems(question))
        ]
        return sum(math.log(1 + (total - found + 0.5) / (found + 0.5)) for found in known)

    def _query(self, question: str) -> tantivy.Query | None:
        words = content_stems(question) or stems(question)
        pieces = [gram for token in content_tokens(question) for gram in grams(token.translate(_UMLAUTS))]
        if not words:
            return None
        schema = self._index.schema
        parts: list[tuple[tantivy.Occur, tantivy.Query]] = []
        for field, terms, weight in (
            ("stems", words, 1.0),
            ("heading", words, HEADING_WEIGHT),
            ("grams", pieces, GRAM_WEIGHT),
        ):
            for term in terms:
                query = tantivy.Query.term_query(schema, field, term, index_option="freq")
                parts.append((tantivy.Occur.Should, tantivy.Query.boost_query(query, weight)))
        return tantivy.Query.boolean_query(parts)
