"""What a check is given: a text, its cluster, and the ground both stand on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.core.settings import Settings
from pipeline.core.types import Cluster, Clusters, Finding, Narrative, Passage, Severity, Sheet
from pipeline.language.words import tokens

if TYPE_CHECKING:
    from pipeline.checks.matching import Matcher


@dataclass(frozen=True)
class Ground:
    """What all texts of a run are held against."""

    sheet: Sheet
    clusters: Clusters
    passages: Sequence[Passage]
    settings: Settings

    @cached_property
    def source_text(self) -> str:
        """Everything a fact may come from: passages, headings, values, and the project's own words."""
        parts = [f"{passage.heading}\n{passage.text}" for passage in self.passages]
        parts += [f"{f.name}\n{f.definition}\n{f.heute}\n{f.trend}" for f in self.sheet.factors]
        parts += [f"{v.label}\n{v.text}" for f in self.sheet.factors for v in f.values]
        settings = self.settings
        parts += [settings.title, settings.region, settings.name_pattern, str(settings.horizon)]
        parts += [name for cluster in self.clusters.clusters for name in (cluster.name,)]
        return "\n".join(parts)

    @cached_property
    def source_tokens(self) -> frozenset[str]:
        """The lower-case words of all sources."""
        return frozenset(tokens(self.source_text))

    @cached_property
    def matcher(self) -> "Matcher":
        """Compares sentences with all values; made once a sheet."""
        from pipeline.checks.matching import matcher_of

        return matcher_of(self.sheet)


@dataclass(frozen=True)
class Case:
    """One text and the ground it is held against."""

    narrative: Narrative
    ground: Ground

    @property
    def cluster(self) -> Cluster:
        """The cluster this text tells."""
        return self.ground.clusters.cluster(self.narrative.cluster)

    @property
    def texts(self) -> tuple[str, ...]:
        """The sentences as written."""
        return tuple(sentence.text for sentence in self.narrative.sentences)

    def numbers(self) -> range:
        """The sentences' numbers, from 1."""
        return range(1, len(self.narrative.sentences) + 1)

    def numbered(self) -> Iterator[tuple[int, str]]:
        """Number (from 1) and text of each sentence."""
        return enumerate(self.texts, start=1)

    def finding(
        self, sentence: int | None, kind: str, severity: Severity, message: str, evidence: str = ""
    ) -> Finding:
        """A finding of this text."""
        return Finding(
            cluster=self.narrative.cluster,
            sentence=sentence,
            kind=kind,
            severity=severity,
            message=message,
            evidence=evidence,
        )
