"""The ledger follows the text: what a person left keeps its basis, what a person wrote is theirs."""

from collections.abc import Sequence

from pipeline.core.types import Before, Narrative, Sentence
from pipeline.narratives.ledger.alignment import alignment, parts
from pipeline.narratives.ledger.text import Text, plain

WORKED_ON = 0.25
"""From this share of changed, new or removed sentences on a Rohgerüst counts as worked on."""


def realign(narrative: Narrative, text: Text) -> Narrative:
    """The narrative as its file says now; the ledger entry of an unchanged sentence stays with it."""
    found = parts(narrative, text)
    followed: list[Sentence] = []
    for change in alignment(narrative, text):
        if change.after is None:
            continue
        part = found[change.after - 1]
        old = narrative.sentences[change.before - 1] if change.before is not None else None
        followed.append(
            _followed(old, part.text, change.kind == "changed").model_copy(
                update={"paragraph": part.paragraph}
            )
        )
    worked_on = narrative.rohgeruest and _changed(narrative, followed) >= WORKED_ON
    return narrative.model_copy(
        update={
            "title": text.title or narrative.title,
            "sentences": tuple(followed),
            "rohgeruest": narrative.rohgeruest and not worked_on,
            "reworked": narrative.reworked or worked_on,
        }
    )


def _followed(old: Sentence | None, told: str, changed: bool) -> Sentence:
    """A sentence of the text with the entry it has or had."""
    if old is not None and not changed:
        return old
    if old is None:
        return Sentence(text=told, basis="edited", paragraph=1)
    return Sentence(text=told, basis="edited", paragraph=1, before=old.before or _before(old))


def _before(old: Sentence) -> Before | None:
    """How the machine worded a sentence; None where a person did."""
    if old.basis == "edited":
        return None
    return Before.model_validate(old.model_dump(include=set(Before.model_fields)))


def _changed(before: Narrative, after: Sequence[Sentence]) -> float:
    """The share of sentences written by hand, or of those that are gone since, 0–1."""
    by_hand = sum(sentence.basis == "edited" for sentence in after)
    gone = len({plain(s.text) for s in before.sentences} - {plain(s.text) for s in after})
    return max(by_hand / max(len(after), 1), gone / max(len(before.sentences), 1))


def is_of(narrative: Narrative, text: Text) -> bool:
    """Whether a text is this narrative under another name: at least half of its sentences stand there."""
    whole = " ".join(text.paragraphs)
    there = sum(plain(sentence.text) in whole for sentence in narrative.sentences)
    return bool(narrative.sentences) and 2 * there >= len(narrative.sentences)
