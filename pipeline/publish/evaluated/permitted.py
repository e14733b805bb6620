"""What of an evaluation may be shown: words of protected documents give way to where they stand.

Texts, findings, tables and what people wrote can all quote a protected sentence; everything that the page
says of them comes through here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.core.types import Finding, Passage
from pipeline.evaluation.material import Material
from pipeline.evaluation.results import Evaluation, SuiteResult
from pipeline.evaluation.review import Review
from pipeline.language.typography import without_marks
from pipeline.publish.protection import Protection, withheld_finding, withheld_sentence
from pipeline.publish.redaction import cleaned, placeholder
from pipeline.publish.resting import may_quote
from pipeline.publish.rulings import ruling_shown


@dataclass(frozen=True)
class Permitted:
    """Everything that has words, as the rights of the documents allow it."""

    material: Material

    def evaluation(self, whole: Evaluation) -> Evaluation:
        """The evaluation without words that may not be shown."""
        return whole.model_copy(
            update={
                "ruling": ruling_shown(whole.ruling, self.material.narratives, self.protection),
                "suites": tuple(map(self._suite, whole.suites)),
            }
        )

    def findings(self) -> Sequence[Finding]:
        """All findings, in their order."""
        return [self._finding(one) for one in self.material.findings.findings]

    def sentence(self, cluster: str, number: int) -> str:
        """A sentence, or where its words stand that may not be shown."""
        reference = self._withheld.get(cluster, {}).get(number)
        if reference:
            return withheld_sentence(number, reference)
        told = self.material.of(cluster)
        return without_marks(told.sentences[number - 1].text) if told else ""

    def hides(self, cluster: str, number: int) -> bool:
        """Whether a sentence is not shown."""
        return number in self._withheld.get(cluster, {})

    def review(self, line: Review) -> Review:
        """A line of review.yaml: its text is there to be read, so it can give way; so does a note."""
        words = {name: self.words(getattr(line, name)) for name in ("text", "note", "against")}
        return line.model_copy(update=words)

    def words(self, text: str) -> str:
        """Any text of a person, or where its words stand that may not be shown."""
        reference = self.protection.repeats(text) if text else ""
        return placeholder(reference) if reference else text

    def quoted(self, passage: Passage, quote: str) -> str:
        """The exact words a sentence rests on, "" where they may not be shown."""
        return quote if quote and may_quote(quote, passage, self.protection) else ""

    @cached_property
    def protection(self) -> Protection:
        """The rights of the documents, which forbid what nobody allowed."""
        return Protection(self.material.ground, self.material.documents, self.material.rights)

    @cached_property
    def _withheld(self) -> dict[str, dict[int, str]]:
        return {one.cluster: self.protection.withheld(one) for one in self.material.narratives}

    def _finding(self, one: Finding) -> Finding:
        reference = self._withheld.get(one.cluster, {}).get(one.sentence or 0) or self.protection.repeats(
            f"{one.message} {one.evidence}"
        )
        return withheld_finding(one, reference) if reference else one

    def _suite(self, one: SuiteResult) -> SuiteResult:
        tables = tuple(
            table.model_copy(
                update={
                    "rows": tuple(
                        tuple(cell.model_copy(update={"text": self.words(cell.text)}) for cell in row)
                        for row in table.rows
                    ),
                    "note": self.words(table.note),
                }
            )
            for table in one.tables
        )
        metrics = tuple(
            metric.model_copy(update={"told": cleaned(metric.told, self.protection)})
            for metric in one.metrics
        )
        told = tuple(map(self.words, one.told))
        return one.model_copy(update={"tables": tables, "metrics": metrics, "told": told})
