"""All findings about the language of texts.

They speak of language, never of meaning: they raise no sentence's suspicion, no model is
asked to mend them, and they block nothing, unless the house's own style sheet is strict.
"""

from collections.abc import Sequence

from pipeline.checks.case import Case, Ground
from pipeline.checks.prose import (
    address,
    advice,
    agents,
    anchors,
    build,
    causes,
    chance,
    closing,
    culprit,
    gender,
    house_words,
    opening,
    own_words,
    paragraphs,
    path,
    price,
    readability,
    sentence_length,
    spelling,
    tense,
    tropes,
)
from pipeline.core.types import Finding, Narrative

OF_A_TEXT = (
    sentence_length,
    paragraphs,
    opening,
    tense,
    path,
    causes,
    agents,
    anchors,
    price,
    chance,
    closing,
    own_words,
    tropes,
    advice,
    culprit,
    house_words,
    spelling,
    gender,
    address,
    readability,
)
KINDS = frozenset(
    {
        *(one.KIND for one in OF_A_TEXT if one is not house_words),
        own_words.SINGLE,
        house_words.FORBIDDEN,
        house_words.PREFERRED,
        build.KIND,
    }
)
"""All kinds of this room: those that say nothing of meaning."""


def of_a_text(case: Case) -> list[Finding]:
    """The findings about the language of one text."""
    return _weighed([finding for kind in OF_A_TEXT for finding in kind.check(case)], case.ground)


def of_all(narratives: Sequence[Narrative], ground: Ground) -> list[Finding]:
    """The findings about texts beside each other."""
    return _weighed(build.check(narratives), ground)


def _weighed(found: list[Finding], ground: Ground) -> list[Finding]:
    """As found; where the house is strict, what is to be mended blocks."""
    if not ground.style.strict:
        return found
    return [
        one.model_copy(update={"severity": "block"}) if one.severity == "warn" else one for one in found
    ]
