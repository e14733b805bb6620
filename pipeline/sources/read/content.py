"""What every reader returns: what the file says about itself, and its sections."""

from dataclasses import dataclass
from pathlib import Path

from pipeline.core.types import Document, Rights, Section


@dataclass(frozen=True)
class Meta:
    """What a document says about itself; empty (rights: None) where it says nothing."""

    title: str = ""
    kind: str = ""
    source: str = ""
    publisher: str = ""
    date: str = ""
    origin: str = ""
    rights: Rights | None = None

    def document(self, path: str, sections: tuple[Section, ...], rights: Rights) -> Document:
        """The document of that path under these rights; a missing title becomes the file's name."""
        return Document(
            path=path,
            title=self.title or Path(path).stem.replace("_", " "),
            kind=self.kind,
            source=self.source,
            publisher=self.publisher,
            date=self.date,
            origin=self.origin,
            rights=rights,
            sections=sections,
        )


@dataclass(frozen=True)
class Content:
    """A file, read: what it says about itself and its sections in order.

    `gap` tells a person what of the file could not be read (German), "" where nothing is missing.
    """

    meta: Meta
    sections: tuple[Section, ...]
    gap: str = ""
