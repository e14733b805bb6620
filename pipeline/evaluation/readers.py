"""Who read the texts as they stand: a verdict on a wording that is gone counts for nobody."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.core.types import Narrative
from pipeline.evaluation.review import Reviewed


@dataclass(frozen=True)
class Reader:
    """A person, how many sentences they judged, and when last (ISO)."""

    name: str
    sentences: int
    last: str


def readers(reviewed: Reviewed, narratives: Sequence[Narrative]) -> tuple[Reader, ...]:
    """Everybody whose verdict decides a sentence, by name."""
    days: dict[str, list[str]] = {}
    for narrative in narratives:
        for sentence in narrative.sentences:
            review = reviewed.of(narrative.cluster, sentence.text)
            if review is not None:
                days.setdefault(review.by, []).append(review.date)
    return tuple(Reader(name, len(days[name]), max(days[name])) for name in sorted(days))
