"""How a text stands, in words: who worded it first, and what a person changed.

A sentence stays a model's while anything in it was made from the model's words: a word changed does not
make it a person's.
"""

from pipeline.core.types import Narrative, Sentence


def state(narrative: Narrative) -> str:
    """How a text stands, in words: a Rohgerüst, a person's, or a model's with what a person changed in it.

    A model's text is told as one, with the count of edited sentences, until a person has written them all
    anew. Sentences of a model in any other text are counted.
    """
    whole = len(narrative.sentences)
    worded = sum(worded_by_model(narrative, sentence) for sentence in narrative.sentences)
    if worded and drafted_by_model(narrative):
        edited = sum(sentence.basis == "edited" for sentence in narrative.sentences)
        return "vom Sprachmodell" + (f", {edited} von {whole} Sätzen bearbeitet" if edited else "")
    told = "Rohgerüst" if narrative.rohgeruest else "bearbeitet"
    return told + (f", {worded} von {whole} Sätzen vom Sprachmodell" if worded else "")


def by_model(narrative: Narrative) -> bool:
    """Whether sentences of a model stand in the text, changed or not; those of a Rohgerüst are none."""
    return any(worded_by_model(narrative, sentence) for sentence in narrative.sentences)


def drafted_by_model(narrative: Narrative) -> bool:
    """Whether a model wrote the first draft of the text, whatever became of it."""
    return not narrative.rohgeruest and not narrative.reworked


def worded_by_model(narrative: Narrative, sentence: Sentence) -> bool:
    """Whether a model worded a sentence of the text first."""
    first = sentence.before or sentence
    if first.by:
        return first.by != "offline"
    return first.basis != "edited" and drafted_by_model(narrative)
