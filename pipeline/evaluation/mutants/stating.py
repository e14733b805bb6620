"""Which sentences surely say what their cluster says, so that their opposite is surely wrong there."""

from pipeline.core.types import Narrative, Sentence
from pipeline.language.tense import tells_past


def states(sentence: Sentence, narrative: Narrative) -> bool:
    """Whether a sentence rests on values and speaks of that future.

    A detail of an illustration, or of the way there, may be turned round and still be fair; so may what a
    Rohgerüst says to lead from one value to the next.
    """
    told = ("value",) if narrative.rohgeruest else ("value", "inference")
    return sentence.basis in told and bool(sentence.values) and not tells_past(sentence.text)
