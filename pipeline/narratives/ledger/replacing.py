"""The ledger where the machine's own words take the place of others: an alternative put into its text.

What stood there is kept aside like what a person took out, so that the text of before finds its entries
again. It is no person's work, though, and how many sentences that concerns is counted.
"""

from collections.abc import Sequence

from pipeline.core.types import Narrative, Sentence
from pipeline.language.typography import same_words
from pipeline.narratives.ledger.following import kept_aside


def replacing(
    before: Narrative, after: Narrative, old: Sequence[Sentence], new: Sequence[Sentence]
) -> Narrative:
    """The narrative `after` sentences were exchanged, with those of `before` kept aside."""
    known = {same_words(one.text) for one in (*before.earlier, *before.sentences)}
    put_back = sum(same_words(one.text) in known for one in new)
    # As many as the longer of the two: it may be taken back by hand, and the others are missing then.
    exchanged = max(_by_machine(before, old), len(new)) - put_back
    return after.model_copy(
        update={
            "earlier": kept_aside((*before.earlier, *before.sentences), after.sentences),
            "exchanged": max(before.exchanged + exchanged, 0),
        }
    )


def _by_machine(narrative: Narrative, old: Sequence[Sentence]) -> int:
    """How many sentences of the machine stood there, or stood there before a person reworded them."""
    reworded = [same_words(one.before.text) for one in old if one.before]
    behind = sum(any(same_words(one.text) in told for told in reworded) for one in narrative.earlier)
    return behind + sum(one.basis != "edited" for one in old)
