"""What the sentences of one text say of a factor, as far as it can be told, and on what that rests.

Known is what a model or a person decided, what the ledger says of a sentence the machine wrote, and what
comes near enough to the words of a value and to no other value of its factor. A sentence of a person's own
that comes near to nothing is unknown: nobody can say what it leaves out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.checks import chains, elsewhere, statements
from pipeline.checks.coverage import KIND as COVERAGE
from pipeline.checks.thresholds import threshold
from pipeline.core.types import Factor, Finding, Narrative
from pipeline.evaluation.material import Material
from pipeline.language.words import tokens

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NEAR = "erzaehlt"
_RESTS_ON = {
    chains.KIND: "Urteil des Sprachmodells",
    statements.FOREIGN_KIND: "nennt eine andere Ausprägung",
    statements.TURNED_KIND: "weicht in Verneinung oder Menge ab",
    elsewhere.KIND: "entworfen aus der Ausprägung eines anderen Szenarios",
}
AGAINST = frozenset(_RESTS_ON)
"""The kinds of findings that a sentence does not say what its cluster says."""


@dataclass(frozen=True)
class Saying:
    """A sentence (from 1) that speaks of a factor, and in German how that is known."""

    sentence: int
    why: str


@dataclass(frozen=True)
class Reading:
    """One text with all that is known of its sentences (numbers from 1).

    `refused` are those that a person or a finding stands against, `vouched` those that a person found
    right, `decided` those that a model decided.
    """

    material: Material
    narrative: Narrative
    near: "NDArray[np.float64]"
    findings: tuple[Finding, ...]
    refused: frozenset[int]
    vouched: frozenset[int]
    decided: frozenset[int]

    @property
    def numbers(self) -> range:
        """The sentences' numbers."""
        return range(1, len(self.narrative.sentences) + 1)

    @property
    def unknown(self) -> list[int]:
        """Sentences of a person's own of which nobody has said what they tell."""
        return [
            number
            for number, one in enumerate(self.narrative.sentences, start=1)
            if one.basis == "edited" and number not in self.decided | self.refused
        ]

    def nearness(self, number: int, value: str) -> float:
        """How near a sentence is to a value, 0–1."""
        return float(self.near[number - 1, self.material.ground.matcher.position[value]])

    def against(self, factor: Factor) -> Saying | None:
        """The first sentence that is found to contradict what holds of a factor."""
        return next(self._found(factor, blocking=True), None)

    def tells(self, factor: Factor, value: str) -> Saying | None:
        """The sentence that tells a value best; None where none is known to."""
        told = (self._tells(number, factor, value) for number in self.numbers if number not in self.refused)
        return max(
            (one for one in told if one is not None),
            key=lambda one: (self.nearness(one.sentence, value), -one.sentence),
            default=None,
        )

    def doubts(self, factor: Factor, value: str) -> Saying | None:
        """A sentence of which it is open whether it says what holds of a factor; None where none is."""
        warned = next(self._found(factor, blocking=False), None)
        if warned is not None:
            return warned
        for number in self.numbers:
            if number in self.vouched | self.decided | self.refused:
                continue
            own, other, label = self._nearest(number, factor, value)
            if other >= threshold(NEAR, "near") and other - own >= threshold(NEAR, "margin"):
                return Saying(number, f"steht „{label}“ näher")
            if value in self._named(number) and own <= other:
                return Saying(number, "aus der Ausprägung entworfen, am Wortlaut nicht zu erkennen")
        return None

    def _found(self, factor: Factor, *, blocking: bool) -> Iterator[Saying]:
        values = {one.id for one in factor.values}
        settled = self.vouched | self.decided | self.refused
        return iter(
            [
                Saying(one.sentence, _RESTS_ON[one.kind])
                for one in self.findings
                if one.sentence is not None
                and values & set(one.evidence.split(", "))
                and (one.severity == "block" if blocking else one.severity == "warn")
                and (blocking or one.sentence not in settled)
            ]
        )

    def _tells(self, number: int, factor: Factor, value: str) -> Saying | None:
        own, other, _ = self._nearest(number, factor, value)
        apart = own - other >= threshold(NEAR, "margin")
        if self.material.supports.get(self.narrative.cluster, {}).get(number) == value:
            return Saying(number, f"Urteil von {self.material.judged_by or 'einem Sprachmodell'}")
        if apart and own >= threshold(COVERAGE, "expressed"):
            return Saying(number, self._how_near(number, value))
        if value in self._named(number) and self._still(number, nearest=own > other, apart=apart):
            by_hand = self.narrative.sentences[number - 1].basis == "edited"
            return Saying(number, "von Hand umformuliert" if by_hand else "aus der Ausprägung entworfen")
        if apart and own >= threshold(NEAR, "near"):
            return Saying(number, "nahe am Wortlaut der Ausprägung")
        return None

    def _how_near(self, number: int, value: str) -> str:
        words = " ".join(tokens(self.narrative.sentences[number - 1].text))
        says = " ".join(tokens(self.material.ground.sheet.value(value).text))
        verbatim = bool(says) and f" {says} " in f" {words} "
        return "im Wortlaut der Ausprägung" if verbatim else "der Ausprägung deutlich am nächsten"

    def _still(self, number: int, *, nearest: bool, apart: bool) -> bool:
        """Whether a sentence made from a value may be taken to tell it; one reworded has to show it."""
        if number in self.vouched | self.decided:
            return True
        return apart if self.narrative.sentences[number - 1].basis == "edited" else nearest

    def _nearest(self, number: int, factor: Factor, value: str) -> tuple[float, float, str]:
        others = [(self.nearness(number, one.id), one.label) for one in factor.values if one.id != value]
        other, label = max(others, default=(0.0, ""))
        return self.nearness(number, value), other, label

    def _named(self, number: int) -> tuple[str, ...]:
        sentence = self.narrative.sentences[number - 1]
        return sentence.values or (sentence.before.values if sentence.before else ())


def reading_of(narrative: Narrative, material: Material) -> Reading:
    """All that is known of the sentences of a text."""
    cluster = narrative.cluster
    findings = tuple(one for one in material.found(*AGAINST) if one.cluster == cluster)
    verdicts = {
        number: review.verdict
        for number, one in enumerate(narrative.sentences, start=1)
        if (review := material.reviewed.of(cluster, one.text)) is not None
    }
    wrong = {number for number, verdict in verdicts.items() if verdict == "wrong"}
    blocked = {one.sentence for one in findings if one.severity == "block" and one.sentence}
    return Reading(
        material,
        narrative,
        material.ground.matcher.match([one.text for one in narrative.sentences]).both,
        findings,
        frozenset(wrong | blocked),
        frozenset(number for number, verdict in verdicts.items() if verdict == "ok"),
        material.by_model.get(cluster, frozenset()),
    )


def nearer_elsewhere(finding: Finding, material: Material) -> bool:
    """Whether the sentence of a finding is nearer to another cluster's value of the factor than its own."""
    narrative, ground = material.of(finding.cluster), material.ground
    if narrative is None or finding.sentence is None:
        return False
    placed = {value for one in ground.clusters.clusters for value in one.members.values()}
    factor = next((f for f in ground.sheet.factors for v in f.values if v.id == finding.evidence), None)
    if factor is None:
        return False
    near = ground.matcher.match([narrative.sentences[finding.sentence - 1].text]).both[0]
    best = max(factor.values, key=lambda one: float(near[ground.matcher.position[one.id]]))
    return best.id != finding.evidence and best.id in placed
