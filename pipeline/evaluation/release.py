"""A release: a named person answers, for a body and a scope, for exactly these texts.

It binds to the hash of every text and lapses with any change of any of them.
"""

from collections.abc import Sequence

from pydantic import Field

from pipeline.core.types import SCHEMA_VERSION, Narrative, Noun
from pipeline.narratives.ledger import text_hash, to_markdown

NAME = "release.yaml"


class Release(Noun):
    """Freigabe: who, in whose name, for what, when (ISO), and the hash of each text by cluster."""

    schema_version: int = SCHEMA_VERSION
    by: str = Field(min_length=1)
    body: str = Field(min_length=1)
    scope: str = Field(min_length=1)
    date: str
    texts: dict[str, str]

    @property
    def told(self) -> str:
        """The release as a line of a publication."""
        return f"Freigegeben von {self.by}, {self.body}, am {german_date(self.date)} für: {self.scope}"


def hashes(narratives: Sequence[Narrative]) -> dict[str, str]:
    """The hash of each text by cluster."""
    return {one.cluster: text_hash(to_markdown(one)) for one in narratives}


def stands(release: Release, narratives: Sequence[Narrative]) -> bool:
    """Whether a release still speaks of exactly these texts."""
    return release.texts == hashes(narratives)


def german_date(iso: str) -> str:
    """An ISO date as German readers write it: 2026-11-22 is 22.11.2026."""
    return ".".join(reversed(iso.split("-")))
