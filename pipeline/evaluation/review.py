"""What people judged of sentences (review.yaml): it holds for exactly the wording they read.

A line without a verdict, a name or a date is no judgement; a changed sentence re-opens its line.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from pipeline.core.errors import InputError
from pipeline.core.files import read_yaml
from pipeline.core.types import Noun
from pipeline.evaluation.selecting import Drawn
from pipeline.narratives.ledger import text_hash

NAME = "review.yaml"


class Review(Noun):
    """One sentence as a person judged it; `sentence` counts from 1, `date` is ISO.

    `text` is there to be read: what counts is the hash. `drawn` says whether it is to be read for its
    suspicion, as part of a sample, or because a model's finding waits to be confirmed.
    """

    cluster: str
    sentence: int
    text_hash: str
    verdict: Literal["ok", "wrong", ""] = ""
    by: str = ""
    date: str = ""
    note: str = ""
    text: str = ""
    drawn: Drawn = Field(default="", exclude_if=lambda drawn: not drawn)
    suspicion: float | None = Field(default=None, exclude_if=lambda suspicion: suspicion is None)

    @property
    def judged(self) -> bool:
        """Whether somebody put their name to a verdict."""
        return bool(self.verdict and self.by.strip() and self.date.strip())


@dataclass(frozen=True)
class Reviewed:
    """All that people judged; of several judgements of one wording the strictest holds."""

    reviews: Sequence[Review] = ()

    def of(self, cluster: str, text: str) -> Review | None:
        """The judgement of a sentence with these words in this cluster; None where there is none."""
        return self._by_wording.get((cluster, text_hash(text)))

    @cached_property
    def _by_wording(self) -> Mapping[tuple[str, str], Review]:
        found: dict[tuple[str, str], Review] = {}
        for one in self.reviews:
            key = (one.cluster, one.text_hash)
            if one.judged and (key not in found or one.verdict == "wrong"):
                found[key] = one
        return found


def load_reviews(path: Path) -> Reviewed:
    """What people judged; nothing where there is no file. Raises InputError naming the line that fails."""
    if not path.is_file():
        return Reviewed()
    data = read_yaml(path, worded=True)
    lines = data.get("reviews", data) if isinstance(data, dict) else data
    if lines is None:
        return Reviewed()
    if not isinstance(lines, list):
        raise InputError(
            f"{path.name}: erwartet wird eine Liste von Urteilen, gefunden wurde etwas anderes. Bitte jede "
            "Zeile mit „- cluster: c1, sentence: 1, …“ beginnen."
        )
    reviews = []
    for number, line in enumerate(lines, start=1):
        try:
            reviews.append(Review.model_validate(line))
        except ValidationError as error:
            first = error.errors()[0]
            field = ".".join(str(part) for part in first["loc"]) or "die Zeile"
            raise InputError(
                f"{path.name}, Eintrag {number}: „{field}“ passt nicht ({first['input']!r}). Erwartet "
                'werden cluster, sentence, text_hash, verdict ("ok" oder "wrong"), by, date, note.'
            ) from error
    return Reviewed(tuple(reviews))
