"""Which sentences rest on a value: those that say so, and those that a person made of one that did."""

from collections.abc import Collection, Sequence

from pipeline.core.types import Narrative, Noun, Sentence


class Resting(Noun):
    """A sentence with its cluster and number (from 1), and the values (of those asked for) it rests on.

    `was` is true where only the machine's earlier wording rested on them, and a person has changed it.
    """

    cluster: str
    title: str
    number: int
    sentence: Sentence
    on: tuple[str, ...]
    was: bool


def resting_on(narratives: Sequence[Narrative], values: Collection[str]) -> tuple[Resting, ...]:
    """The sentences that rest on any of these values, in the order of the texts."""
    return tuple(
        Resting(
            cluster=narrative.cluster,
            title=narrative.title,
            number=number,
            sentence=sentence,
            on=tuple(one for one in _values(sentence) if one in values),
            was=not set(sentence.values) & set(values),
        )
        for narrative in narratives
        for number, sentence in enumerate(narrative.sentences, start=1)
        if set(_values(sentence)) & set(values)
    )


def _values(sentence: Sentence) -> tuple[str, ...]:
    """What a sentence rests on, or did before a person changed it."""
    before = sentence.before.values if sentence.before is not None else ()
    return tuple(dict.fromkeys((*sentence.values, *before)))
