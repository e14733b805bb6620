"""Alternatives by a model: it sees the whole text and gives back two or three ways to word one place.

One call, and a second where the first answer breaks a rule it can see. What it is still found wanting
afterwards stands beside the alternative, and people decide.
"""

from dataclasses import dataclass

from pipeline.llm.chain import Chain, Desk
from pipeline.llm.prompts import load
from pipeline.narratives.redraft.nouns import Alternative, Offer, Wanted, told_apart
from pipeline.narratives.redraft.replies import APPROACH, RewordedPlaces, fault, sentences_of
from pipeline.narratives.redraft.request import given
from pipeline.narratives.redraft.soundness import short_of
from pipeline.sources.retrieval import Retriever

CALLS = 2
TOLD = 6


@dataclass(frozen=True)
class ModelRedrafter:
    """Asks the model for one place."""

    desk: Desk
    retriever: Retriever

    @property
    def by(self) -> str:
        return self.desk.settings.name

    @property
    def at_once(self) -> int:
        """As many calls as the server is given at a time."""
        return self.desk.settings.parallel

    def redraft(self, wanted: Wanted) -> Offer:
        told = given(wanted, self.retriever)
        chain = Chain(load("narratives/redraft"), RewordedPlaces, "draft", attempts=CALLS)
        reply = chain.ask(
            self.desk,
            told.inputs,
            lambda found: fault(found, wanted, told.known),
            lambda found: _wish(found, wanted),
        )
        first = wanted.before[0].paragraph
        found = [
            Alternative(
                approach=" ".join(one.ansatz.split())[:APPROACH],
                sentences=sentences_of(one, first),
                remarks=tuple(short_of(sentences_of(one, first), wanted)),
            )
            for one in reply.fassungen
        ]
        return Offer(told_apart(found, wanted.before))


def _wish(reply: RewordedPlaces, wanted: Wanted) -> str:
    """What could be better in the answer, told to the model with the number of the alternative."""
    first = wanted.before[0].paragraph
    found = [
        f"Fassung {number}: {told}"
        for number, one in enumerate(reply.fassungen, start=1)
        for told in short_of(sentences_of(one, first), wanted)
    ]
    return " ".join(found[:TOLD])
