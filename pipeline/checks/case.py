"""What a check is given: a text, its cluster, and the ground both stand on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.checks.prose.style_sheet import StyleSheet
from pipeline.core.settings import Settings
from pipeline.core.types import Cluster, Clusters, Finding, Narrative, Passage, Rating, Severity, Sheet
from pipeline.language.number_words import german_number
from pipeline.language.numbers import numbers
from pipeline.language.words import stem, tokens

if TYPE_CHECKING:
    from pipeline.checks.matching import Matcher
    from pipeline.checks.suspicion.belonging import Belongings


@dataclass(frozen=True)
class Ground:
    """What all texts of a run are held against; `style` is the house's own, empty where it has none.

    `ratings` are those that people gave: their reasons may be quoted.
    """

    sheet: Sheet
    clusters: Clusters
    passages: Sequence[Passage]
    settings: Settings
    style: StyleSheet = field(default_factory=StyleSheet)
    ratings: Sequence[Rating] = ()

    @cached_property
    def source_text(self) -> str:
        """Everything a fact may come from: passages, headings, values, reasons, the project's words."""
        parts = [f"{passage.heading}\n{passage.text}" for passage in self.passages]
        parts += [f"{f.name}\n{f.definition}\n{f.heute}\n{f.trend}" for f in self.sheet.factors]
        parts += [f"{v.label}\n{v.text}" for f in self.sheet.factors for v in f.values]
        settings = self.settings
        parts += [settings.title, settings.region, settings.name_pattern, str(settings.horizon)]
        parts += [name for cluster in self.clusters.clusters for name in (cluster.name,)]
        parts += [one.reason for one in self.ratings]
        return "\n".join(parts)

    @cached_property
    def source_tokens(self) -> frozenset[str]:
        """The lower-case words of all sources."""
        return frozenset(tokens(self.source_text))

    @cached_property
    def source_stems(self) -> frozenset[str]:
        """The stems of these words."""
        return frozenset(stem(token) for token in self.source_tokens)

    @cached_property
    def source_numbers(self) -> frozenset[str]:
        """The numbers of all sources in one form, spelt ones ("siebzig") included."""
        spelt = (german_number(token) for token in self.source_tokens)
        return numbers(self.source_text) | {str(value) for value in spelt if value is not None}

    @cached_property
    def matcher(self) -> "Matcher":
        """Compares sentences with all values; made once a sheet."""
        from pipeline.checks.matching import matcher_of

        return matcher_of(self.sheet)

    @cached_property
    def belongings(self) -> "Belongings":
        """Reads whose values sentences say; made once a sheet."""
        from pipeline.checks.suspicion.belonging import belongings_of

        return belongings_of(self.sheet)


@dataclass(frozen=True)
class Case:
    """One text and the ground it is held against.

    `settled` are the numbers of sentences on which a verdict stands: nobody is asked about them.
    """

    narrative: Narrative
    ground: Ground
    settled: frozenset[int] = frozenset()

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
