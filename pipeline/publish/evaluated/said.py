"""What was found about a text or a sentence, in words: whether it stands in the way, or who let it pass."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.checks import coverage
from pipeline.core.types import Finding
from pipeline.evaluation.gate import overruled
from pipeline.evaluation.material import Material
from pipeline.evaluation.nouns import Obstacle, Ruling
from pipeline.evaluation.results import Tone
from pipeline.publish.evaluated.anchors import Link
from pipeline.publish.evaluated.linking import Links
from pipeline.publish.evaluated.obstacles import kind_in_words
from pipeline.publish.evaluated.permitted import Permitted
from pipeline.publish.report import SEVERITIES

COUNTED = (
    "Hier zählt nur der Text, wie er entworfen ist oder dem Wortlaut nahekommt; Suite 1 zählt, was auch "
    "gelesen oder umformuliert als erzählt gilt, und nennt deshalb andere Zahlen."
)
_TONES: dict[str, Tone] = {"block": "bad", "warn": "open", "info": ""}
_Key = tuple[str, int, str, str]


@dataclass(frozen=True)
class Said:
    """A finding in words; `obstacle` is its id where it stands in the way, `settled` who let it pass or
    does not share it."""

    kind: str
    level: str
    tone: Tone
    message: str
    sources: Sequence[Link]
    obstacle: str = ""
    settled: str = ""


@dataclass(frozen=True)
class Sayings:
    """All findings of a run by what they are about; `ruling` is that of the evaluation, as it was made."""

    ruling: Ruling
    material: Material
    permitted: Permitted
    links: Links

    def about(self, cluster: str, number: int | None = None) -> Sequence[Said]:
        """What was found about a sentence (from 1), or about the whole text."""
        return self._all.get((cluster, number or 0), ())

    @cached_property
    def _all(self) -> dict[tuple[str, int], list[Said]]:
        found: dict[tuple[str, int], list[Said]] = {}
        pairs = zip(self.material.findings.findings, self.permitted.findings(), strict=True)
        for one, allowed in pairs:
            found.setdefault((one.cluster, one.sentence or 0), []).append(self._said(one, allowed))
        return found

    def _said(self, one: Finding, allowed: Finding) -> Said:
        return Said(
            kind=kind_in_words(one.kind),
            level=SEVERITIES[one.severity],
            tone=_TONES[one.severity],
            message=f"{allowed.message} {COUNTED}" if one.kind == coverage.KIND else allowed.message,
            sources=self.links.of_evidence(allowed.evidence),
            obstacle=self._obstacles.get(_key(one), ""),
            settled=self._granted.get(_key(one), "") or self._overruled(one),
        )

    def _overruled(self, one: Finding) -> str:
        texts = {each.cluster: each for each in self.material.narratives}
        if not overruled(one, texts, self.material.reviewed):
            return ""
        return "Ein Mensch hat den Satz gelesen und teilt den Einwand nicht."

    @cached_property
    def _obstacles(self) -> dict[_Key, str]:
        return {_key(one): one.id for one in self.ruling.obstacles}

    @cached_property
    def _granted(self) -> dict[_Key, str]:
        return {
            _key(one.obstacle): f"Zugelassen von {one.waiver.by}: {self.permitted.words(one.waiver.reason)}"
            for one in self.ruling.waived
        }


def _key(one: Finding | Obstacle) -> _Key:
    return one.cluster, one.sentence or 0, one.kind, one.message
