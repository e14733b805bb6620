"""The cases of suite 5: texts of the small world under a house style, and beside a second one."""

from collections.abc import Sequence
from dataclasses import replace

from pydantic import Field

from pipeline.checks.case import Case
from pipeline.checks.prose import findings as prose
from pipeline.checks.prose.style_sheet import StyleSheet
from pipeline.core.types import Finding
from pipeline.evaluation.cases import TextCase
from pipeline.evaluation.world import told


class LanguageCase(TextCase):
    """A text under a house style; `cut` is how many sentences a paragraph has, None for one paragraph.

    `beside` is a text of the other cluster, where the two are read together.
    """

    style: StyleSheet = StyleSheet()
    cut: int | None = Field(default=None, ge=1)
    beside: tuple[str, ...] = ()


def found_in(case: LanguageCase) -> Sequence[Finding]:
    """The findings about the language of a case's text."""
    text = _styled(_cut(told(case.cluster, *case.sentences), case.cut), case.style)
    found = prose.of_a_text(text)
    if case.beside:
        other = next(one for one in text.ground.clusters.clusters if one.id != case.cluster)
        both = [told(other.id, *case.beside).narrative, text.narrative]
        found += prose.of_all(both, text.ground)
    return found


def _cut(text: Case, size: int | None) -> Case:
    if size is None:
        return text
    sentences = tuple(
        one.model_copy(update={"paragraph": 1 + number // size})
        for number, one in enumerate(text.narrative.sentences)
    )
    return replace(text, narrative=text.narrative.model_copy(update={"sentences": sentences}))


def _styled(text: Case, style: StyleSheet) -> Case:
    return replace(text, ground=replace(text.ground, style=style))
