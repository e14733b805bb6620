"""What people judged of sentences (review.yaml): it holds for exactly the wording they read.

A line without a verdict, a name or a date is no judgement; what is none of these is refused. A changed
sentence re-opens its line (see reopening).
"""

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError, field_validator

from pipeline.core.errors import InputError
from pipeline.core.files import read_yaml
from pipeline.core.types import Noun
from pipeline.evaluation.selecting import Drawn
from pipeline.narratives.ledger import text_hash

NAME = "review.yaml"
_GERMAN = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_SAID = ("verdict", "by", "date")
_FIELDS = ("cluster", "sentence", "text_hash", *_SAID, "note")
_EXPECTED = {
    "verdict": "ok oder wrong",
    "by": "ein lesbarer Name",
    "date": "ein Tag, den es gibt, als JJJJ-MM-TT (auch TT.MM.JJJJ)",
}


class Review(Noun):
    """One sentence as a person judged it; `sentence` counts from 1, `date` is ISO.

    `text` is there to be read: what counts is the hash. `drawn` says whether it is to be read for its
    suspicion, as part of a sample, because a model's finding waits to be confirmed, or because it changed.
    `against` is what its scenario says nearest to it, to be read beside it.
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
    against: str = Field(default="", exclude_if=lambda against: not against)

    @property
    def judged(self) -> bool:
        """Whether somebody put their name to a verdict."""
        return not self.lacking

    @property
    def lacking(self) -> tuple[str, ...]:
        """The fields that a judgement needs and that are empty here."""
        return tuple(name for name in _SAID if not getattr(self, name).strip())

    @property
    def begun(self) -> bool:
        """Whether a person wrote anything here."""
        return len(self.lacking) < len(_SAID) or bool(self.note.strip())

    @property
    def failed_sample(self) -> bool:
        """Whether this was drawn to answer for the rest, and somebody found it wrong."""
        return self.judged and self.drawn == "sample" and self.verdict == "wrong"

    @field_validator("verdict", mode="before")
    @classmethod
    def _any_case(cls, given: Any) -> Any:
        return given.strip().lower() if isinstance(given, str) else given

    @field_validator("by")
    @classmethod
    def _name(cls, given: str) -> str:
        if given.strip() and not (given.isprintable() and any(one.isalpha() for one in given)):
            raise ValueError(_EXPECTED["by"])
        return given

    @field_validator("date")
    @classmethod
    def _day(cls, given: str) -> str:
        """ISO of a day that exists; "" where none is given."""
        written = given.strip()
        if german := _GERMAN.fullmatch(written):
            day, month, year = map(int, german.groups())
            return datetime.date(year, month, day).isoformat()
        if written and not _ISO.fullmatch(written):
            raise ValueError(_EXPECTED["date"])
        return datetime.date.fromisoformat(written).isoformat() if written else ""


@dataclass(frozen=True)
class Reviewed:
    """All that people judged; of several judgements of one wording the strictest holds.

    `earlier` are judgements that stood in the file once and are on record: they decide no sentence.
    """

    reviews: Sequence[Review] = ()
    earlier: Sequence[Review] = ()

    def of(self, cluster: str, text: str) -> Review | None:
        """The judgement of a sentence with these words in this cluster; None where there is none."""
        return self._by_wording.get((cluster, text_hash(text)))

    @property
    def on_record(self) -> Sequence[Review]:
        """All judgements, with those that stood here once and that nobody has put another in place of."""
        return (
            *self.reviews,
            *(one for one in self.earlier if (one.cluster, one.text_hash) not in self._by_wording),
        )

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
            expected = _EXPECTED.get(field)
            raise InputError(
                f"{path.name}, Eintrag {number}{_place(line)}: „{field}“ passt nicht ({first['input']!r}). "
                + (f"Erwartet wird {expected}." if expected else f"Erwartet werden {', '.join(_FIELDS)}.")
            ) from error
    return Reviewed(tuple(reviews))


def _place(line: Any) -> str:
    """Of which sentence a line speaks that cannot be read as a whole; "" where it does not say."""
    known = isinstance(line, dict) and {"cluster", "sentence"} <= line.keys()
    return f" ({line['cluster']}, Satz {line['sentence']})" if known else ""
