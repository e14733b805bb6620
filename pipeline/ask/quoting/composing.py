"""Quotes to an answer that can be read: where each stands, its words, and its number among the citations.

What may not be quoted is only pointed at; what does not stand in its passage is left out.
"""

from collections.abc import Sequence

from pipeline.ask.question.languages import Language
from pipeline.ask.question.understanding import Question
from pipeline.ask.quoting.abstaining import holds_wanted, near, signals
from pipeline.ask.quoting.candidates import Field
from pipeline.ask.quoting.choosing import Quote
from pipeline.ask.quoting.nearby import nearest
from pipeline.ask.quoting.phrasing import phrased
from pipeline.ask.quoting.wording import ENGLISH_KINDS, GERMAN_KINDS, Spoken, frames, joined, quoted, spoken
from pipeline.core.types import Answer, NearPassage
from pipeline.sources.search.library import Library


def composed(field: Field, quotes: Sequence[Quote], library: Library) -> Answer:
    """The answer that the quotes make; an abstention where none of them stands in its passage."""
    language = spoken(field.question.language)
    told = phrased(quotes, library, language)
    if not told.sentences:
        return abstained(field, library)
    cited_passages = frozenset(one.passage for one in told.citations)
    return Answer(
        question=field.question.asked,
        answered=True,
        text=told.text,
        sentences=tuple(told.sentences),
        citations=tuple(told.citations),
        nearest=nearest(field, library, without=cited_passages),
        understood=understood_as(field.question),
        language=language,
        why_not=frames(language).understands if field.question.language is Language.OTHER else "",
    )


def abstained(field: Field, library: Library) -> Answer:
    """No answer, with the nearest passages offered."""
    language = spoken(field.question.language)
    offered = nearest(field, library)
    return Answer(
        question=field.question.asked,
        answered=False,
        text=" ".join(part for part in (frames(language).nothing, _offer(language, offered)) if part),
        nearest=offered,
        understood=understood_as(field.question),
        language=language,
        why_not=_why_not(field, language),
    )


def understood_as(question: Question) -> str:
    """The question as it was looked up, where that differs from what was typed."""
    return question.text if question.text != question.asked else ""


def _offer(language: Spoken, near: Sequence[NearPassage]) -> str:
    return frames(language).offer if near else ""


def _why_not(field: Field, language: Spoken) -> str:
    """What speaks against an answer, the most telling thing alone."""
    told = frames(language)
    if field.question.language is Language.OTHER:
        return told.foreign
    if not field.hits:
        return told.unknown
    found = signals(field)
    if found.elsewhere:
        return told.elsewhere.format(
            names=joined([quoted(one, language) for one in found.elsewhere], language)
        )
    kind = field.question.wanted.kind
    if kind and near(found) and not holds_wanted(found):
        return told.missing.format(kind=(GERMAN_KINDS if language == "de" else ENGLISH_KINDS)[kind])
    return told.scattered
