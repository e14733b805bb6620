"""Answering without a language model: the best sentences of the best passages, chosen, ordered, quoted.

Nothing is worded anew: an answer is made of sentences that stand in the documents, with where they
stand. Whether there is an answer at all is a calibrated decision (abstaining.py). What stands in a
document, or in a question, is only ever compared and quoted: no order in it is carried out.
"""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.ask.answering import Asked, Heard, unheard
from pipeline.ask.question.courtesy import courtesy
from pipeline.ask.question.followups import goes_on
from pipeline.ask.question.understanding import Question, understood
from pipeline.ask.question.wanted import Wanted, wanted
from pipeline.ask.quoting.abstaining import answerable
from pipeline.ask.quoting.across import from_each, parts, several
from pipeline.ask.quoting.beside import told_beside
from pipeline.ask.quoting.candidates import Field
from pipeline.ask.quoting.choosing import Quote, chosen
from pipeline.ask.quoting.composing import abstained, composed
from pipeline.ask.quoting.context import going_on
from pipeline.ask.quoting.listing import listed
from pipeline.core.errors import InputError
from pipeline.core.types import Answer
from pipeline.sources.search.library import Library
from pipeline.sources.search.only import Only

HITS = 12
"""So many passages are looked at; quotes come from the first few, the rest tell common words from rare."""


class QuotingAnswerer:
    """Quotes the sentences that answer; deterministic. The number in the signature grows with its ways."""

    signature = "offline 4"

    def answer(self, asked: Asked, library: Library, heard: Heard = unheard) -> Answer:
        said = courtesy(asked.question)
        if said is not None:
            return said
        asked = self._with_last_answer(asked, library)
        question = understood(asked)
        whole = _field(question, library, asked.only)
        if goes_on(question.asked):
            whole = replace(whole, hits=going_on(whole.hits, asked.before, question.replaces))
        beside = told_beside(question, asked.before[-1].answer, library) if asked.before else ()
        if beside:
            return _told(composed(whole, beside, library), heard)
        fields = [one for one in _fields(whole, library, asked.only) if answerable(one)]
        if not fields:
            return abstained(whole, library)
        quotes = list(dict.fromkeys(quote for one in fields for quote in _quotes(one, library)))
        return _told(composed(whole, quotes, library), heard)

    def _with_last_answer(self, asked: Asked, library: Library) -> Asked:
        """The dialogue with its last answer, where a follow-up needs it and nobody kept it."""
        if not asked.before or asked.before[-1].answer is not None or not goes_on(asked.question):
            return asked
        *earlier, last = asked.before
        try:
            answer = self.answer(replace(asked, question=last.question, before=tuple(earlier)), library)
        except InputError:
            return asked
        return replace(asked, before=(*earlier, replace(last, answer=answer)))


def _told(answer: Answer, heard: Heard) -> Answer:
    for sentence in answer.sentences:
        heard(sentence)
    return answer


def _fields(whole: Field, library: Library, only: Only) -> Sequence[Field]:
    """What was found for the question, or for each of the questions in it.

    A follow-up ("Und wer bezahlt das?") and the question it goes on from are one, not two.
    """
    alone = whole.question.replaces or several(whole.question.asked)
    asked = parts(whole.question.text) if alone else (whole.question.text,)
    if len(asked) == 1:
        return [whole] if not several(whole.question.asked) else [_of_any_kind(whole)]
    return [
        _field(replace(whole.question, text=part, wanted=wanted(part)), library, only) for part in asked
    ]


def _of_any_kind(field: Field) -> Field:
    return replace(field, question=replace(field.question, wanted=Wanted()))


def _field(question: Question, library: Library, only: Only) -> Field:
    return Field(question, tuple(library.find(question.text, HITS, only)))


def _quotes(field: Field, library: Library) -> Sequence[Quote]:
    if field.question.across:
        return from_each(field)
    return (listed(field, library) if field.question.lists else ()) or chosen(field)
