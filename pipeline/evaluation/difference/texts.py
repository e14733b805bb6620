"""Which sentences of two texts belong together, and where a changed one differs, word by word."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from pipeline.core.types import Narrative
from pipeline.evaluation.difference.nouns import Seen, SentencePair, Words
from pipeline.narratives.ledger.alignment import Change, changes
from pipeline.narratives.ledger.parts import Part


def compared(before: Narrative | None, after: Narrative | None) -> tuple[SentencePair, ...]:
    """The sentences in the order of the later text, those that are gone where they stood."""
    old, new = _parts(before), _parts(after)
    found = changes(old, new)
    return tuple(_pair(one, before, after) for one in _interleaved(found))


def _parts(narrative: Narrative | None) -> list[Part]:
    return [Part(one.text, one.paragraph) for one in narrative.sentences] if narrative is not None else []


def _interleaved(found: Sequence[Change]) -> list[Change]:
    """Those that are gone behind the sentence they followed."""
    order = [one for one in found if one.kind != "gone"]
    for gone in (one for one in found if one.kind == "gone"):
        earlier = [at for at, one in enumerate(order) if one.before and one.before < (gone.before or 0)]
        order.insert(max(earlier, default=-1) + 1, gone)
    return order


def _pair(change: Change, before: Narrative | None, after: Narrative | None) -> SentencePair:
    old, new = _seen(before, change.before, *change.along), _seen(after, change.after)
    words = word_by_word(old.text, new.text) if change.kind == "changed" and old and new else ()
    return SentencePair(
        kind=change.kind,
        before_cluster=before.cluster if before is not None else "",
        after_cluster=after.cluster if after is not None else "",
        before=old,
        after=new,
        words=words,
    )


def _seen(narrative: Narrative | None, *numbers: int | None) -> Seen | None:
    """A sentence by its number; several that were joined to one, under the number of the first."""
    wanted = sorted(number for number in numbers if number is not None)
    if narrative is None or not wanted:
        return None
    several = [narrative.sentences[number - 1] for number in wanted]
    return Seen(
        number=wanted[0],
        paragraph=several[0].paragraph,
        text=" ".join(one.text for one in several),
        basis=several[0].basis,
        values=tuple(dict.fromkeys(value for one in several for value in one.values)),
    )


def word_by_word(before: str, after: str) -> tuple[Words, ...]:
    """Both sentences in stretches of words, with single blanks; what is gone stands before what is new."""
    old, new = before.split(), after.split()
    found: list[Words] = []
    for _, start, end, first, last in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if old[start:end] == new[first:last]:
            found.append(Words(kind="same", text=" ".join(new[first:last])))
            continue
        if old[start:end]:
            found.append(Words(kind="gone", text=" ".join(old[start:end])))
        if new[first:last]:
            found.append(Words(kind="new", text=" ".join(new[first:last])))
    return tuple(found)
