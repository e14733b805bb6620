"""A release: a named person answers, for a body and a scope, for exactly these texts.

It binds to the hash of every text, of what is handed over beside it and of all that is printed as a whole,
and lapses with any change of any of them.
"""

from collections.abc import Mapping, Sequence

from pydantic import Field

from pipeline.core.dates import german_date
from pipeline.core.types import SCHEMA_VERSION, Narrative, Noun
from pipeline.narratives.ledger import narrative_hash

NAME = "release.yaml"


class Release(Noun):
    """Freigabe: who, in whose name, for what, when (ISO), and the hash of each text by
    cluster, of what stands beside them by its name, and of the edition as a whole."""

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
    """The hash of each text by cluster: of its words and of its paragraphs."""
    return {one.cluster: narrative_hash(one) for one in narratives}


def stands(release: Release, now: Mapping[str, str]) -> bool:
    """Whether a release still speaks of exactly what there is, given the hashes of now."""
    return release.texts == dict(now)
