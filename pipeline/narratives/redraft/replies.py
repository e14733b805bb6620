"""What a model has to answer when it words a place anew, and what is wrong with an answer."""

from collections.abc import Sequence
from typing import Literal

from pipeline.core.types import Sentence
from pipeline.llm.schema import Reply
from pipeline.narratives.redraft.nouns import MOST, Wanted
from pipeline.narratives.references import Known

FEWEST = 2
APPROACH = 160
"""Characters of a heading that says what is different."""
_MARKDOWN = ("#", ">", "- ", "* ", "```", "|")


class RewordedSentence(Reply):
    """One sentence, its paragraph (from 1), its basis, and the ids it rests on."""

    absatz: int
    text: str
    grundlage: Literal["evidence", "value", "inference", "illustration"]
    auspraegungen: list[str]
    passagen: list[str]


class RewordedPlace(Reply):
    """One way to word the place; `ansatz` says what is different."""

    ansatz: str
    saetze: list[RewordedSentence]


class RewordedPlaces(Reply):
    """All ways, each once."""

    fassungen: list[RewordedPlace]


def sentences_of(place: RewordedPlace, first: int) -> tuple[Sentence, ...]:
    """The sentences of one way, their paragraphs counted from `first`."""
    return tuple(
        Sentence(
            text=" ".join(one.text.split()),
            basis=one.grundlage,
            values=tuple(one.auspraegungen),
            passages=tuple(one.passagen),
            paragraph=first + one.absatz - 1,
        )
        for one in place.saetze
    )


def fault(reply: RewordedPlaces, wanted: Wanted, known: Known) -> str:
    """What is wrong with a reply, told to the model; "" where nothing is."""
    if not FEWEST <= len(reply.fassungen) <= MOST:
        return f"Es sind {len(reply.fassungen)} Fassungen; verlangt sind zwei oder drei."
    texts = [" ".join(one.text for one in wanted.before)]
    for number, place in enumerate(reply.fassungen, start=1):
        told = " ".join(" ".join(one.text.split()) for one in place.saetze)
        if told in texts:
            return f"Fassung {number} ist dieselbe wie der Text oder eine andere Fassung."
        texts.append(told)
        wrong = _misplaced(place.saetze, wanted) or _of_sentences(place.saetze, known)
        if wrong:
            return f"Fassung {number}: {wrong}"
    return ""


def _of_sentences(sentences: Sequence[RewordedSentence], known: Known) -> str:
    for number, one in enumerate(sentences, start=1):
        if not one.text.strip():
            return f"Satz {number} ist leer."
        if one.text.strip().startswith(_MARKDOWN):
            return f"Satz {number} beginnt wie Markdown; verlangt ist Fließtext."
        wrong = known.fault(number, one.text, one.grundlage, one.auspraegungen, one.passagen)
        if wrong:
            return wrong
    return ""


def _misplaced(sentences: Sequence[RewordedSentence], wanted: Wanted) -> str:
    """Whether the sentences are as many, and in such paragraphs, as the place takes."""
    if not sentences:
        return "Sie ist leer."
    if wanted.place.sentence is not None and len(sentences) != 1:
        return f"Sie hat {len(sentences)} Sätze; verlangt ist genau einer."
    whole = wanted.place.whole
    paragraph = 1
    for number, one in enumerate(sentences, start=1):
        following = (paragraph, paragraph + 1) if whole and number > 1 else (paragraph,)
        if one.absatz not in following:
            return f"„absatz“ {one.absatz} bei Satz {number} passt nicht; verlangt ist {following[-1]}."
        paragraph = one.absatz
    return ""
