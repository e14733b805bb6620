"""Control: a sentence that says the same in other words or another order; nobody may object to it."""

from pipeline.evaluation.mutants.clause_order import reordered
from pipeline.evaluation.mutants.synonyms import same_in_other_words
from pipeline.evaluation.mutants.wording import changed


def reworded(text: str) -> list[str]:
    """The sentence with all that can safely be said otherwise, in one; nothing where nothing can."""
    other = reordered(text) or text
    changes = same_in_other_words(other)
    said = changed(other, *changes) if changes else other
    return [said] if said != text else []
