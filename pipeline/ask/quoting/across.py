"""Questions that are several, or that go to every document.

"Wo fehlt Platz, und wie teuer ist Bauland?" is looked up as two questions; "Was sagen die Dokumente
zu Wasserstoff?" collects the best sentence of each document that speaks of it.
"""

import re
from collections.abc import Sequence

from pipeline.ask.question.followups import refers
from pipeline.ask.quoting.candidates import Candidate, Field
from pipeline.ask.quoting.choosing import Quote, whole
from pipeline.language.words import content_tokens

DOCUMENTS = 5
MARGIN = 0.8
"""A document whose best sentence is worth so much less than the best of all has nothing to say."""
_AND = re.compile(
    r",?\s+(?:und|and)\s+(?=(?:was|wer|wem|wen|wo|woher|wohin|wann|wie|warum|wieso|weshalb|womit|wofür|welche\w*|"
    r"what|who|where|when|how|why|which)\b)",
    re.I,
)


def parts(question: str) -> tuple[str, ...]:
    """The questions in a question, two at most; the question itself where it is one.

    A part that goes on from the first ("was haben Betriebe davon?") is not torn off it.
    """
    split = _AND.split(question, maxsplit=1)
    if len(split) == 1 or refers(split[1]) or any(len(content_tokens(one)) < 2 for one in split):
        return (question,)
    return tuple(split)


def several(question: str) -> bool:
    """Whether there are two questions in it, so that no one kind of thing is all that is asked for."""
    return bool(_AND.search(question))


def from_each(field: Field) -> Sequence[Quote]:
    """The best sentence of each document, the documents in the order of their worth."""
    best: dict[tuple[str, str], Candidate] = {}
    for one in field.candidates:
        if one.worth >= field.candidates[0].worth - MARGIN:
            best.setdefault((one.hit.project, one.hit.passage.document), one)
    return [whole(one.hit, one.at) for one in list(best.values())[:DOCUMENTS]]
