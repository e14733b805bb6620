"""Quotes to an answer that can be read: where each stands, its words, and its number among the citations.

What may not be quoted is only pointed at; what does not stand in its passage is left out.
"""

from collections.abc import Sequence

from pipeline.ask.abstaining import holds_wanted, signals
from pipeline.ask.candidates import Field
from pipeline.ask.choosing import Quote
from pipeline.ask.citing import quotable
from pipeline.ask.languages import Language
from pipeline.ask.understanding import Question
from pipeline.ask.phrasing import phrased
from pipeline.ask.wording import Spoken, frames, spoken
from pipeline.core.types import Answer, NearPassage
from pipeline.sources.search.alike import Kept, print_of
from pipeline.sources.search.excerpt import best_window
from pipeline.sources.search.hit import Hit
from pipeline.sources.search.library import Library

NEAREST = 5
EXCERPT = 320
"""Signs of a passage that are shown where it is offered."""


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
    )


def abstained(field: Field, library: Library) -> Answer:
    """No answer, with the nearest passages offered."""
    language = spoken(field.question.language)
    near = nearest(field, library)
    return Answer(
        question=field.question.asked,
        answered=False,
        text=" ".join(part for part in (frames(language).nothing, _offer(language, near)) if part),
        nearest=near,
        understood=understood_as(field.question),
        language=language,
        why_not=_why_not(field),
    )


def understood_as(question: Question) -> str:
    """The question as it was looked up, where that differs from what was typed."""
    return question.text if question.text != question.asked else ""


def nearest(
    field: Field, library: Library, without: frozenset[str] = frozenset()
) -> tuple[NearPassage, ...]:
    """The nearest passages, each once; the words of those that may not be quoted stay out."""
    kept: Kept[bool] = Kept()
    found: list[NearPassage] = []
    for hit in field.hits:
        if len(found) == NEAREST:
            break
        if hit.passage.id in without or kept.like(print_of(hit.passage.text)):
            continue
        kept.add(print_of(hit.passage.text), True)
        found.append(_near(field.question.text, hit, library))
    return tuple(found)


def _near(question: str, hit: Hit, library: Library) -> NearPassage:
    shown = quotable(library.source(hit))
    return NearPassage(
        passage=hit.passage.id,
        document=hit.passage.document,
        anchor=hit.passage.anchor,
        text=best_window(question, hit.passage.text, EXCERPT) if shown else "",
        score=round(hit.score, 4),
        heading=hit.passage.heading,
        project=hit.project,
    )


def _offer(language: Spoken, near: Sequence[NearPassage]) -> str:
    if not near:
        return ""
    if language == "en":
        return "The nearest passages are listed below; they do not answer the question."
    return "Am nächsten kommen die genannten Passagen; die Frage beantworten sie nicht."


def _why_not(field: Field) -> str:
    if field.question.language is Language.OTHER:
        return (
            "Die Frage scheint weder deutsch noch englisch zu sein, und gefunden wurde dazu nichts. Bitte "
            "auf Deutsch fragen."
        )
    if not field.hits:
        return "Weder die Wörter der Frage noch Sinnverwandtes stehen in den Dokumenten."
    kind = field.question.wanted.kind
    if kind and not holds_wanted(signals(field)):
        return f"Gefragt ist nach „{kind}“; in den nächsten Passagen steht dazu keine solche Angabe."
    return "Zu wenig von dem, wonach gefragt ist, steht in einer Passage beieinander."
