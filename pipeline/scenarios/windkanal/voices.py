"""What several people say of one cell, as one: the median holds, and dissent is named.

Between two ratings the lower one holds, the more cautious, as with the plausibility of values.
"""

import statistics
from collections.abc import Iterable, Sequence

from pipeline.scenarios.windkanal.nouns import Voice, WindCell

SPREAD = 2
"""Beyond this distance of the highest and the lowest rating a cell is contested ("strittig"): then at
least one person sees help where another sees harm, and not just by one step."""


def voices_of(cell: WindCell) -> tuple[Voice, ...]:
    """What people said of a cell; a proposal is nobody's voice."""
    if cell.proposed:
        return ()
    if cell.votes:
        return cell.votes
    alone = Voice(by=cell.by, rating=cell.rating, reason=cell.reason, condition=cell.condition)
    return () if alone.empty else (alone,)


def voice_by(cell: WindCell, by: str) -> Voice | None:
    """What that person said of a cell; None where nothing."""
    return next((one for one in voices_of(cell) if one.by == by), None)


def as_known(name: str, cells: Iterable[WindCell]) -> str:
    """A name as it was spelt before: "gruppe  nord" is known as "Gruppe Nord", and no second voice."""
    plain = " ".join(name.split())
    known = (one.by for cell in cells for one in voices_of(cell))
    return next((one for one in known if one.casefold() == plain.casefold()), plain)


def cell_of(cluster: str, voices: Sequence[Voice]) -> WindCell:
    """The cell that follows from the voices of people; an open one without any."""
    if not voices:
        return WindCell(cluster=cluster)
    ratings = [one.rating for one in voices if one.rating is not None]
    several = len(voices) > 1
    return WindCell(
        cluster=cluster,
        rating=statistics.median_low(ratings) if ratings else None,
        reason=_joined([one.reason for one in voices]),
        condition=_joined([one.condition for one in voices]),
        by=", ".join(one.by for one in voices if one.by),
        votes=tuple(voices) if several else (),
        dissent=bool(ratings) and max(ratings) - min(ratings) > SPREAD,
    )


def with_voice(cell: WindCell, voice: Voice) -> WindCell:
    """The cell after a person has said something, in place of what that person said before; an empty
    voice takes the earlier one back. A proposal gives way to the first voice only."""
    before = voices_of(cell)
    if voice.empty and all(one.by != voice.by for one in before):
        return cell
    rest = [one for one in before if one.by != voice.by]
    kept = rest if voice.empty else [*rest, voice]
    return cell_of(cell.cluster, sorted(kept, key=lambda one: one.by))


def _joined(texts: Sequence[str]) -> str:
    return "; ".join(dict.fromkeys(text for text in texts if text))
