"""Footnotes and endnotes of a Word file, given out where they are called, each once.

python-docx does not know them. They have no number here: Word counts them on the page, by rules of
its own, and a wrong number is worse than none.
"""

from typing import Any

from pipeline.sources.read.docx_words import W, only_visible, words

_KINDS = {"footnote": "Fußnote", "endnote": "Endnote"}
_CALLS = {f"{W}{kind}Reference": kind for kind in _KINDS}


class Notes:
    """The notes of one document, by kind and id."""

    def __init__(self, part: Any) -> None:
        self._notes: dict[tuple[str, str], str] = {}
        for relation in part.rels.values():
            kind = relation.reltype.rpartition("/")[2].removesuffix("s")
            if kind in _KINDS and not relation.is_external:
                self._read(kind, relation.target_part.blob)

    def _read(self, kind: str, data: bytes) -> None:
        from docx.oxml import parse_xml

        for note in only_visible(parse_xml(data)).iterchildren(f"{W}{kind}"):
            self._notes[kind, note.get(f"{W}id")] = words(note)

    def called_in(self, element: Any) -> list[str]:
        """The notes that a paragraph or row calls, in the order of their calls."""
        called = [(_CALLS[call.tag], call.get(f"{W}id")) for call in element.iter(*_CALLS)]
        found = [(kind, self._notes.pop((kind, key), "")) for kind, key in called]
        return [f"{_KINDS[kind]}: {text}" for kind, text in found if text]
