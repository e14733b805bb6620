"""A follow-up as a question that stands alone, and what to search for.

What is shown as understood is made of words that were said in the dialogue: a model that puts in
others, whoever told it to, is searched with and not shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.ask.answering import Turn
from pipeline.ask.question.languages import Language
from pipeline.ask.question.understanding import Question
from pipeline.ask.worded.replies import Rewritten, search_words
from pipeline.language.words import content_tokens, stem, tokens

LONGEST = 400
"""Characters of a question that was rewritten."""
SEARCHES, SEARCH = 3, 200
"""Searches for one question, and characters of each."""
_BEGINNING = 5
_LITTLE = frozenset(
    "about also another been did does more most other some such than their them they were".split()
)
"""Words of English that say nothing of the matter, beside those of pipeline/language/words.py."""


@dataclass(frozen=True)
class Sought:
    """A question as it is answered: alone, in which language, found by which searches; whether it is
    for a list, or across documents."""

    question: str
    language: str
    queries: tuple[str, ...]
    lists: bool
    across: bool


def plainly(question: Question) -> Sought:
    """A question as it was understood without a model."""
    language = "en" if question.language is Language.ENGLISH else "de"
    return Sought(question.text, language, (question.text,), question.lists, question.across)


def rewritten(question: Question, reply: Rewritten, before: Sequence[Turn]) -> Sought:
    """A question as a model understands it in its dialogue; searched also as it was asked."""
    plain = plainly(question)
    alone = _of_the_dialogue(reply.frage, question.asked, before)
    queries = search_words([alone or plain.question, *reply.suchfragen], SEARCHES + 1, SEARCH)
    lists = plain.lists or reply.liste
    return Sought(alone or plain.question, reply.sprache, queries, lists, plain.across)


def _of_the_dialogue(written: str, question: str, before: Sequence[Turn]) -> str:
    """The rewritten question where it is made of words that were said, else ""."""
    written = " ".join(written.split())
    said = [question, *(turn.question for turn in before)]
    said += [turn.answer.text for turn in before if turn.answer is not None]
    known = {token for text in said for token in tokens(text)}
    stems = {stem(token) for token in known}
    begun = {token[:_BEGINNING] for token in known if len(token) >= _BEGINNING}
    strange = [
        one
        for one in content_tokens(written)
        if one not in known | _LITTLE and stem(one) not in stems and one[:_BEGINNING] not in begun
    ]
    return "" if strange or not written or len(written) > LONGEST else written
