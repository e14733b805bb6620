"""The ledger follows the text: what a person left keeps its basis, what a person wrote is theirs.

What differs only in how it is typed is left, in the words of the file. A sentence that a person reworded
knows how the machine worded it, through any number of changes. What the machine wrote and a person took
out or reworded is kept aside (`earlier`): when it comes back, it finds its basis again.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.core.types import Before, Narrative, Sentence
from pipeline.language.typography import same_words
from pipeline.narratives.ledger.alignment import Change, aligned
from pipeline.narratives.ledger.text import Text

WORKED_ON = 0.25
"""From this share of changed, new or removed sentences on a Rohgerüst counts as worked on."""


@dataclass(frozen=True)
class Followed:
    """The narrative as its file says now, and what became of the sentences of its ledger."""

    narrative: Narrative
    changes: tuple[Change, ...]


def realign(narrative: Narrative, text: Text) -> Narrative:
    """The narrative as its file says now; the ledger entry of an unchanged sentence stays with it."""
    return follow(narrative, text).narrative


def follow(narrative: Narrative, text: Text) -> Followed:
    """The same, with what became of each sentence."""
    found = aligned(narrative, text)
    earlier = {same_words(one.text): one for one in narrative.earlier}
    followed = tuple(
        _followed(narrative.sentences, change, found.parts[change.after - 1].text, earlier).model_copy(
            update={"paragraph": found.parts[change.after - 1].paragraph}
        )
        for change in found.changes
        if change.after is not None
    )
    written = narrative.model_copy(
        update={
            "title": text.title or narrative.title,
            "sentences": followed,
            "earlier": kept_aside((*narrative.earlier, *narrative.sentences), followed),
        }
    )
    return Followed(written.model_copy(update=_state(written)), found.changes)


def _followed(
    olds: Sequence[Sentence], change: Change, told: str, earlier: Mapping[str, Sentence]
) -> Sentence:
    """A sentence of the text with the entry it has, or has again."""
    was = [olds[one - 1] for one in (change.before, *change.along) if one is not None]
    if was and change.kind in ("unchanged", "moved"):
        return was[0].model_copy(update={"text": told})
    again = earlier.get(same_words(told))
    if again is not None:
        return again.model_copy(update={"text": told})
    return Sentence(text=told, basis="edited", paragraph=1, before=_before(was))


def _before(was: Sequence[Sentence]) -> Before | None:
    """How the machine worded what a sentence was made from; None where a person did.

    Of several that were joined, the first gives the basis, and what any rests on is kept.
    """
    known = [one.before or _as_before(one) for one in was if one.before or one.basis != "edited"]
    if len(known) < 2:
        return next(iter(known), None)
    return Before(
        text=" ".join(dict.fromkeys(one.text for one in known)),
        basis=known[0].basis,
        values=tuple(dict.fromkeys(value for one in known for value in one.values)),
        passages=tuple(dict.fromkeys(passage for one in known for passage in one.passages)),
        quotations=tuple(dict.fromkeys(quotation for one in known for quotation in one.quotations)),
        by=next((one.by for one in known if one.by not in ("", "offline")), min(one.by for one in known)),
        written_from={id_: then for one in reversed(known) for id_, then in one.written_from.items()},
    )


def _as_before(one: Sentence) -> Before:
    return Before(
        text=one.text,
        basis=one.basis,
        values=one.values,
        passages=one.passages,
        quotations=one.quotations,
        by=one.by,
        written_from=one.written_from,
    )


def kept_aside(known: Iterable[Sentence], followed: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """The sentences of the machine that do not stand in the text now, each once."""
    there = {same_words(one.text) for one in followed}
    by_words = {same_words(one.text): one for one in known if one.basis != "edited"}
    return tuple(one for words, one in by_words.items() if words not in there)


def _state(narrative: Narrative) -> dict[str, bool]:
    """Whether it is a Rohgerüst still, or one that a person has worked on: by what stands there now.

    What stood there in between does not count: who takes every change back has the Rohgerüst again.
    """
    words = [one.before or one for one in narrative.sentences if one.before or one.basis != "edited"]
    computed = bool(words) and all(one.by == "offline" for one in words)
    skeleton = narrative.rohgeruest or narrative.reworked or computed
    worked_on = changed(narrative) >= WORKED_ON
    return {"rohgeruest": skeleton and not worked_on, "reworked": skeleton and worked_on}


def changed(narrative: Narrative) -> float:
    """The share of sentences written by hand, or of the machine's that a person took out; 0–1."""
    by_hand = sum(one.basis == "edited" for one in narrative.sentences)
    gone = max(len(narrative.earlier) - narrative.exchanged, 0)
    drafted = len(narrative.sentences) - by_hand + gone
    return max(by_hand / max(len(narrative.sentences), 1), gone / max(drafted, 1))


def is_of(narrative: Narrative, text: Text) -> bool:
    """Whether a text is this narrative under another name: at least half of its sentences stand there."""
    whole = same_words(" ".join(text.paragraphs))
    there = sum(same_words(sentence.text) in whole for sentence in narrative.sentences)
    return bool(narrative.sentences) and 2 * there >= len(narrative.sentences)
