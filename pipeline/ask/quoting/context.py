"""What was found for a question that goes on from another: where the last answer stood counts the more.

"Und wer hat das geleitet?" is most likely answered beside what was just quoted, or in its document.
"""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.ask.answering import Turn
from pipeline.sources.search.hit import Hit

QUOTED, SAME_DOCUMENT = 0.3, 0.15
"""Of a score: about as much as one word of the question that stands there more."""


def going_on(hits: Sequence[Hit], before: Sequence[Turn], replaces: bool = False) -> tuple[Hit, ...]:
    """The hits for a question that goes on, best first, ties as they were found.

    One that `replaces` what was asked about is answered elsewhere in the document, if in it.
    """
    last = before[-1].answer if before else None
    if last is None or not last.citations:
        return tuple(hits)
    passages = {(one.project, one.passage) for one in last.citations}
    documents = {(one.project, one.document) for one in last.citations}

    def raised(hit: Hit) -> Hit:
        more = SAME_DOCUMENT * ((hit.project, hit.passage.document) in documents)
        more += QUOTED * ((hit.project, hit.passage.id) in passages and not replaces)
        return replace(hit, score=round(hit.score + more, 5))

    return tuple(sorted(map(raised, hits), key=lambda hit: -hit.score))
