"""calibration.yaml: sentences that people labelled, to see how far they agree, and a judge with them.

The words of a sentence count, whatever its number is now; several people may label the same one. A label
speaks of a sentence in its scenario: of other values it says nothing, and is kept all the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError

from pipeline.core.errors import InputError
from pipeline.core.files import digest, read_yaml, to_yaml
from pipeline.core.types import Cluster, Noun
from pipeline.narratives.ledger import text_hash

NAME = "calibration.yaml"
_FIELDS = "cluster, text, label (ok oder wrong), by, date, note"


class Label(Noun):
    """Beispiel: what a person says of a sentence told of a cluster; `date` is ISO.

    `values` is the digest of the cluster's values that it was held against, "" where nobody knows.
    """

    cluster: str = Field(min_length=1)
    text: str = Field(min_length=1, pattern=r"\S")
    label: Literal["ok", "wrong"]
    by: str = Field(min_length=1, pattern=r"\S")
    date: str = Field(pattern=r"^\d{4}-\d{2}-\d{2}$")
    note: str = Field(default="", exclude_if=lambda note: not note)
    values: str = Field(default="", exclude_if=lambda values: not values)

    @property
    def sentence(self) -> tuple[str, str, str]:
        """What it speaks of: cluster, values, and the hash of the words."""
        return self.cluster, self.values, text_hash(self.text)

    @property
    def who(self) -> str:
        """Who labelled, however the name is typed."""
        return " ".join(self.by.split()).casefold()


@dataclass(frozen=True)
class Taken:
    """All labels after some were taken in: how many are new, how many were there, and those that a
    person has changed, as they were before."""

    labels: tuple[Label, ...]
    new: int
    same: int
    changed: tuple[Label, ...]


def load_labels(path: Path) -> tuple[Label, ...]:
    """The labels of a file, YAML or JSON; none where there is none.

    Raises InputError naming the entry that does not fit, or a person who labelled a sentence twice.
    """
    if not path.is_file():
        return ()
    data = read_yaml(path, worded=True)
    alone = isinstance(data, dict) and set(data) == {"labels"}
    lines: Any = data["labels"] if alone else data
    if lines in (None, ""):
        return ()
    if not isinstance(lines, list):
        raise InputError(
            f"„{path.name}“: Erwartet wird eine Liste unter „labels:“, und nichts daneben. Je Eintrag: "
            f"{_FIELDS}."
        )
    labels = tuple(_label(line, number, path) for number, line in enumerate(lines, start=1))
    _insist_on_one_each(labels, path)
    return labels


def taken(known: Sequence[Label], more: Sequence[Label]) -> Taken:
    """Take labels in: nothing is lost, the same twice is one, and a changed one takes its place."""
    kept = {(*one.sentence, one.who): one for one in known}
    new, same, changed = 0, 0, []
    for one in more:
        key = (*one.sentence, one.who)
        before = kept.get(key)
        if before is None:
            new += 1
        elif before.label == one.label:
            same += 1
            continue
        else:
            changed.append(before)
        kept[key] = one
    return Taken(tuple(kept.values()), new, same, tuple(changed))


def to_text(labels: Sequence[Label]) -> str:
    """The file, for people to read and to go on writing in."""
    return to_yaml({"labels": [one.model_dump() for one in labels]})


def values_of(cluster: Cluster) -> str:
    """By what it is known later that a label was about these values."""
    told = "\n".join(f"{factor}={value}" for factor, value in sorted(cluster.members.items()))
    return digest(told.encode())[:12]


def _label(line: Any, number: int, path: Path) -> Label:
    try:
        return Label.model_validate(line)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "der Eintrag"
        raise InputError(
            f"„{path.name}“, Eintrag {number}: „{field}“ passt nicht ({first['input']!r}). Erwartet werden "
            f"{_FIELDS}."
        ) from error


def _insist_on_one_each(labels: Sequence[Label], path: Path) -> None:
    said: dict[tuple[str, ...], Label] = {}
    for one in labels:
        before = said.setdefault((*one.sentence, one.who), one)
        if before.label != one.label:
            raise InputError(
                f"„{path.name}“: {one.by} sagt zu „{one.text}“ ({one.cluster}) einmal ok und einmal wrong. "
                "Bitte eines davon streichen."
            )
