"""How good an answer is: what came back, held against what was labelled.

Whoever answers is asked as a person asks; the labels are only looked at afterwards. A quotation is right
where it holds one of the labelled spans; of a list it is also counted how many of its items are named,
be it by the heading beside the quotation.
"""

from dataclasses import dataclass
from statistics import fmean

from pipeline.ask.answering import Answerer, Asked, Turn
from pipeline.core.types import Answer
from pipeline.evaluation.questions.nouns import LIST, Question
from pipeline.sources.search.library import Library

FIRST = 3
"""Among so many passages, citations before the nearest, the right document counts as shown."""


@dataclass(frozen=True)
class Outcome:
    """What came back: `document` among the first passages, `quoted` a right span, `items` their share.

    `words` is the length of all quotations together; `shown` are the documents of the first passages.
    """

    case: Question
    answered: bool
    document: bool
    quoted: bool
    items: float
    words: int
    shown: tuple[str, ...] = ()


def answer_to(question: Question, answerer: Answerer, library: Library) -> Answer:
    """The answer to the last turn, each turn asked with the answers before it."""
    before: list[Turn] = []
    for turn in question.turns:
        answer = answerer.answer(Asked(turn, tuple(before)), library)
        before.append(Turn(turn, answer))
    return answer


def measured(question: Question, answer: Answer) -> Outcome:
    """One answer held against the labels of its question."""
    cited = [(one.document, one.passage) for one in answer.citations]
    first = dict.fromkeys(cited + [(one.document, one.passage) for one in answer.nearest])
    shown = tuple(dict.fromkeys(document for document, _ in list(first)[:FIRST]))
    quotes = [_plain(one.quote) for one in answer.citations]
    if question.kind == LIST:
        quotes.append(_plain(answer.text))
    found = [any(span in quote for quote in quotes) for span in question.spans]
    return Outcome(
        question,
        answer.answered,
        bool({*shown} & {*question.documents}),
        any(found),
        fmean(found) if found else 0.0,
        sum(len(one.quote.split()) for one in answer.citations),
        shown,
    )


def _plain(text: str) -> str:
    return " ".join(text.split())
