"""Sections into passages that can be cited: one to a few paragraphs, never across a section.

A passage's id is made from what it says and where, so it stays the same while its text does;
changing one document leaves all other ids alone.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.core.files import digest
from pipeline.core.types import Document, Passage, Section

if TYPE_CHECKING:
    from langchain_text_splitters import RecursiveCharacterTextSplitter

LONGEST_CHARS = 1300
"""About 170 words: one idea of a study, and still readable in a margin."""


def split(document: Document) -> tuple[Passage, ...]:
    """The passages of a document in order."""
    passages: list[Passage] = []
    seen: dict[str, int] = {}
    for section in document.sections:
        for text in _pieces(section):
            key = digest("\n".join((document.path, section.anchor, section.heading, text)).encode())
            short = f"p{key[:10]}"
            seen[short] = seen.get(short, 0) + 1
            passage_id = short if seen[short] == 1 else f"{short}-{seen[short]}"
            passages.append(
                Passage(
                    id=passage_id,
                    document=document.path,
                    anchor=section.anchor,
                    heading=section.heading,
                    text=text,
                )
            )
    return tuple(passages)


def split_all(documents: Iterable[Document]) -> tuple[Passage, ...]:
    """The passages of all documents in order."""
    return tuple(passage for document in documents for passage in split(document))


def _pieces(section: Section) -> list[str]:
    if len(section.text) <= LONGEST_CHARS:
        return [section.text]
    return [piece.strip() for piece in _splitter().split_text(section.text) if piece.strip()]


@lru_cache(maxsize=1)
def _splitter() -> "RecursiveCharacterTextSplitter":
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    return RecursiveCharacterTextSplitter(
        chunk_size=LONGEST_CHARS,
        chunk_overlap=0,
        separators=["\n\n", r"(?<=[.!?])\s+(?=[A-ZÄÖÜ„])", r"\s+", ""],
        is_separator_regex=True,
        keep_separator="end",
    )
