"""What a report may not show: text of documents that may not be cited freely or may not leave the house.

In place of such a passage stands where a person finds it. A sentence of a narrative that repeats a
long run of it is withheld too, unless these words are the project's own (the value sheet) or stand
in a document that may be cited.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pipeline.checks.case import Case, Ground
from pipeline.checks.copying import Run, longest_allowed, repeated, runs
from pipeline.core.types import Finding, Narrative, Passage, Rights
from pipeline.language.sentences import sentences
from pipeline.language.words import tokens
from pipeline.sources.quoting import UNQUOTED
from pipeline.sources.rights import STRICT, printable


@dataclass(frozen=True)
class Protection:
    """The rights of the documents, applied to passages, sentences and findings."""

    ground: Ground
    documents: Sequence[Mapping[str, Any]]
    rights: Mapping[str, Rights]

    def shows(self, passage: Passage) -> bool:
        """Whether the passage's text may be shown."""
        return printable(self.of(passage.document))

    def of(self, document: str) -> Rights:
        """The rights of a document; nothing is allowed where nothing is known."""
        return self.rights.get(document, STRICT)

    def reference(self, passage: Passage) -> str:
        """Where a person finds the passage: title, page or heading, file, source, owner."""
        listed = next((one for one in self.documents if one["path"] == passage.document), {})
        owner = self.of(passage.document).owner
        origin = [passage.document, *(listed.get(key, "") for key in ("source", "publisher", "date"))]
        origin.append(f"Rechte: {owner}" if owner else "")
        known = "; ".join(dict.fromkeys(part for part in origin if part))
        return f"„{listed.get('title') or passage.document}“, {passage.anchor} ({known})"

    def place(self, passage: Passage) -> str:
        """Where a passage stands, short enough for a note: title and page or heading."""
        listed = next((one for one in self.documents if one["path"] == passage.document), {})
        return f"{listed.get('title') or passage.document}, {passage.anchor}"

    def withheld(self, narrative: Narrative) -> dict[int, str]:
        """The sentences that repeat a protected passage, by number, with its reference."""
        case = Case(narrative, self.ground)
        own = {n for n, one in enumerate(narrative.sentences, start=1) if self._is_own(one.text)}
        return {
            number: self.reference(known[run])
            for known, longest in ((self._protected, longest_allowed()), (self._unquotable, UNQUOTED))
            for numbers, run in repeated(case, known, longest)
            for number in numbers
            if number not in own and not self._is_own_part(run, numbers, number, case)
        }

    def _is_own_part(self, run: Run, numbers: Sequence[int], number: int, case: Case) -> bool:
        """Whether what one of several sentences has of a run stands in a source that may be cited.

        A sentence may be turned ("Außerdem liefert ein Konzern Strom") and still end as its source does.
        """
        if len(numbers) == 1:
            return False
        words = tuple(tokens(case.texts[number - 1]))
        if number == numbers[0]:
            part = next(run[:n] for n in range(len(run), 0, -1) if words[-n:] == run[:n])
        elif number == numbers[-1]:
            part = next(run[-n:] for n in range(len(run), 0, -1) if words[:n] == run[-n:])
        else:
            part = words
        return any(f" {' '.join(part)} " in known for known in self._wordings)

    def repeats(self, text: str) -> str:
        """Where the words stand that a text repeats and that may not be shown; "" where there are none."""
        words = tokens(text)
        for known, longest in ((self._protected, longest_allowed()), (self._unquotable, UNQUOTED)):
            hit = next((run for run in runs(words, longest) if run in known), None)
            if hit is not None and not all(map(self._is_own, sentences(text))):
                return self.reference(known[hit])
        return ""

    def _is_own(self, sentence: str) -> bool:
        """Whether a sentence stands as a whole in the value sheet or in a document that may be cited.

        Two such sentences in a row may repeat a run that neither source has across its end.
        """
        said = f" {' '.join(tokens(sentence))} "
        return any(said in known for known in self._wordings)

    @cached_property
    def _wordings(self) -> tuple[str, ...]:
        return tuple(f" {' '.join(tokens(text))} " for text in self._allowed())

    @cached_property
    def _protected(self) -> Mapping[Run, Passage]:
        hidden = [one for one in self.ground.passages if not self.shows(one)]
        return self._runs(hidden, longest_allowed())

    @cached_property
    def _unquotable(self) -> Mapping[Run, Passage]:
        hidden = [one for one in self.ground.passages if self.of(one.document).quote == "none"]
        return self._runs(hidden, UNQUOTED)

    def _runs(self, passages: Sequence[Passage], longest: int) -> Mapping[Run, Passage]:
        allowed = {run for text in self._allowed() for run in runs(tokens(text), longest)}
        return {
            run: passage
            for passage in passages
            for run in runs(tokens(passage.text), longest)
            if run not in allowed
        }

    def _allowed(self) -> Iterator[str]:
        for factor in self.ground.sheet.factors:
            yield from (factor.definition, factor.heute)
            for value in factor.values:
                yield from (value.label, value.text)
        yield from (passage.text for passage in self.ground.passages if self.shows(passage))


def withheld_sentence(number: int, reference: str) -> str:
    """What stands in place of a sentence that may not be shown."""
    return f"[Satz {number} wiederholt {reference} und wird hier nicht gezeigt.]"


def withheld_message(reference: str) -> str:
    """What is said in place of a finding's own words."""
    return (
        f"Wortlaut nicht gezeigt: Der Satz steht so in {reference}. Bitte in eigene Worte fassen; "
        "den ganzen Befund nennt „szenario check“."
    )


def withheld_finding(finding: Finding, reference: str) -> Finding:
    """The finding without the words of the sentence."""
    return finding.model_copy(update={"message": withheld_message(reference), "evidence": ""})
