"""The lexical index: stems and 4-grams of words in tantivy, asked without any heavy import.

Both features are made by us and handed over as blank-separated terms, so the index has no opinion
about German. A passage's heading counts with its text.
"""

import math
import shutil
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import tantivy

from pipeline.core.types import Passage
from pipeline.language.words import content_stems, content_tokens, grams, stem, stems, tokens
from pipeline.sources.index import vocabulary
from pipeline.sources.index.rows import Row, row_of

GRAM_WEIGHT = 0.2
"""Weight of the 4-gram field beside the stems; chosen on half of XQuAD-de, see docs/methode.md."""
HEADING_WEIGHT = 0.5
WRITER_BYTES = 50_000_000
EXACT = 50_000
"""Up to so many passages an index weighs its words as a fresh one does, whatever was deleted."""
LAGGING = 0.05
"""Above, so large a share may be deleted before the index is written anew."""
GONE = "gone.txt"
"""How many that is so far."""
_UMLAUTS = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"})


@dataclass(frozen=True)
class Scored:
    """A passage's id and its score (BM25, higher is better, comparable within one question)."""

    passage: str
    score: float


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw")
    builder.add_text_field("document", tokenizer_name="raw", index_option="basic")
    for field in ("stems", "grams", "heading"):
        builder.add_text_field(field, tokenizer_name="whitespace", index_option="freq")
    return builder.build()


def build(folder: Path, passages: Sequence[Passage]) -> None:
    """Write the index of all passages into a fresh `folder`."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    _add(tantivy.Index(_schema(), path=str(folder)), passages)
    vocabulary.write(folder, vocabulary.of(passages))


def renew(folder: Path, passages: Sequence[Passage], before: Path, held: Sequence[Row]) -> None:
    """Write the index of all passages into `folder` out of that in `before`, which holds the rows `held`.

    What is new is added to a copy. Where something is gone, all is written anew, 5,000 passages a second:
    tantivy counts what is deleted as if it still stood there, in the weight of every word and in the mean
    length, until its segments happen to merge; answers would depend on what was there before. Of very
    many passages a small part may lag behind like this.
    """
    wanted = {row_of(one): one for one in passages}
    known = set(held)
    gone = [row.passage for row in held if row not in wanted]
    lagging = len(gone) + (int((before / GONE).read_text()) if (before / GONE).is_file() else 0)
    if not held or (lagging and len(held) <= EXACT) or lagging > LAGGING * len(held):
        build(folder, passages)
        return
    shutil.copytree(before, folder)
    (folder / GONE).write_text(str(lagging))
    index = tantivy.Index.open(str(folder))
    _add(index, [one for row, one in wanted.items() if row not in known], gone)
    vocabulary.write(folder, vocabulary.of(passages))


def _add(index: tantivy.Index, passages: Sequence[Passage], gone: Sequence[str] = ()) -> None:
    writer = index.writer(WRITER_BYTES, num_threads=1)
    for passage_id in gone:
        writer.delete_documents_by_term("id", passage_id)
    for passage in passages:
        features = [_features(token) for token in tokens(passage.text)]
        heading = [_features(token) for token in tokens(passage.heading)]
        writer.add_document(
            tantivy.Document(
                id=passage.id,
                document=passage.document,
                stems=" ".join(one.stem for one in features),
                grams=" ".join(one.grams for one in (*heading, *features)),
                heading=" ".join(one.stem for one in heading),
            )
        )
    writer.commit()
    writer.wait_merging_threads()


@dataclass(frozen=True)
class _Features:
    """A word as it is indexed."""

    stem: str
    grams: str


@lru_cache(maxsize=100_000)
def _features(token: str) -> _Features:
    return _Features(stem(token), " ".join(grams(token.translate(_UMLAUTS))))


class LexicalIndex:
    """An index on disk, opened for questions."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._index = tantivy.Index.open(str(folder))
        self._searcher = self._index.searcher()

    def __len__(self) -> int:
        return int(self._searcher.num_docs)

    def search(self, question: str, limit: int, allowed: frozenset[str] | None = None) -> list[Scored]:
        """The best passages for a question; function words count only where there is nothing else.

        `allowed` are the documents to look in (None: all); it chooses and does not score.

        Ties are broken by passage id, so that the same question has the same answer tomorrow.
        """
        query = self._query(question)
        if query is None or limit < 1:
            return []
        if allowed is not None:
            query = self._within(query, allowed)
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

    @cached_property
    def written(self) -> frozenset[str]:
        """The words of the passages and headings as they are written, in lower case."""
        return frozenset(word.lower() for word in vocabulary.read(self._folder))

    def worth(self, question: str) -> float:
        """The sum of the weights (idf of BM25) of the question's stems: what a full match is about.

        A score divided by it compares across questions, however long they are.
        """
        total = len(self)
        known = [
            self._searcher.doc_freq("stems", one) for one in set(content_stems(question) or stems(question))
        ]
        return sum(math.log(1 + (total - found + 0.5) / (found + 0.5)) for found in known)

    def _within(self, query: tantivy.Query, documents: frozenset[str]) -> tantivy.Query:
        chosen = tantivy.Query.term_set_query(self._index.schema, "document", sorted(documents))
        return tantivy.Query.boolean_query(
            [
                (tantivy.Occur.Must, query),
                (tantivy.Occur.Must, tantivy.Query.const_score_query(chosen, 0.0)),
            ]
        )

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
            for term, times in Counter(terms).items():
                query = tantivy.Query.term_query(schema, field, term, index_option="freq")
                parts.append((tantivy.Occur.Should, tantivy.Query.boost_query(query, weight * times)))
        return tantivy.Query.boolean_query(parts)
