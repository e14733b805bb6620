"""How a text stands, in words: who wrote it, and what a person changed."""

from pipeline.core.types import Narrative


def state(narrative: Narrative) -> str:
    """How a text stands, in words: a Rohgerüst, a person's, or a model's with what a person changed in it.

    A model's text is told as one, with the count of edited sentences, until a person has written them all.
    """
    if narrative.rohgeruest:
        return "Rohgerüst"
    if not by_model(narrative):
        return "bearbeitet"
    edited = sum(sentence.basis == "edited" for sentence in narrative.sentences)
    of_them = f", {edited} von {len(narrative.sentences)} Sätzen bearbeitet" if edited else ""
    return f"vom Sprachmodell{of_them}"


def by_model(narrative: Narrative) -> bool:
    """Whether sentences of a model stand in the text; those of a Rohgerüst are none."""
    drafted = any(sentence.basis != "edited" for sentence in narrative.sentences)
    return drafted and not narrative.rohgeruest and not narrative.reworked
