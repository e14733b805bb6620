"""decisions.yaml, the decision log (Entscheidungsprotokoll): who decided what about which id, and why.

It is only ever added to. What a group wrote or rated is never changed by a decision; the decision
stands beside it, and the latest one on a matter holds.
"""

import datetime
import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import yaml
from pydantic import Field, ValidationError, field_validator, model_validator

from pipeline.core.errors import InputError
from pipeline.core.files import read_yaml_as, to_yaml, write_text
from pipeline.core.types import SCHEMA_VERSION, Noun
from pipeline.scenarios.yaml_ids import field as field_of

NAME = "decisions.yaml"
Action = Literal["split", "merge", "discard", "restore", "set", "adopt"]


class Decision(Noun):
    """Entscheidung: one line of the log.

    `about` are ids of cards, values or factors; the last one of a merge is the one that stays. `into`
    are the texts a card was split into; `field` and `value` what was set (such as `plausibel` of a
    value, against the groups' median).
    """

    action: Action
    about: tuple[str, ...] = Field(min_length=1)
    by: str = Field(min_length=1)
    reason: str = Field(min_length=1)
    date: str = ""
    into: tuple[str, ...] = ()
    field: str = ""
    value: str = ""

    @field_validator("date", "value", mode="before")
    @classmethod
    def _as_text(cls, given: object) -> object:
        """A date or number that a person wrote into the file without quotation marks."""
        return str(given) if isinstance(given, (int, float, datetime.date)) else given

    @model_validator(mode="after")
    def _whole(self) -> "Decision":
        if self.action == "merge" and len(self.about) < 2:
            raise ValueError("bei merge stehen unter about die Karte oder Ausprägung und die, die bleibt")
        if self.action == "split" and len(self.into) < 2:
            raise ValueError("bei split stehen unter into mindestens zwei Teile")
        return self

    def cards(self) -> tuple[str, ...]:
        """The cards whose fate it decides, where it is about cards at all."""
        if self.action == "merge":
            return self.about[:-1]
        return self.about if self.action in ("split", "discard", "restore") else ()


class Log(Noun):
    """All decisions of a project in the order they were taken."""

    schema_version: int = SCHEMA_VERSION
    decisions: tuple[Decision, ...] = ()


def load(project: Path) -> Log:
    """The log of a project, empty where there is none; raises InputError naming the field."""
    path = project / NAME
    return read_yaml_as(Log, path) if path.is_file() else Log()


def add(project: Path, decisions: Sequence[Decision]) -> Log:
    """Add decisions behind those of a project's log, which stay as they stand there, comments too."""
    log = load(project)
    whole = log.model_copy(update={"decisions": (*log.decisions, *decisions)})
    if decisions:
        path = project / NAME
        text = path.read_bytes().decode("utf-8-sig") if log.decisions else ""
        write_text(path, _added(text, decisions, whole) or _laid_out(whole.decisions))
    return whole


def _laid_out(decisions: Sequence[Decision]) -> str:
    said = [one.model_dump(mode="json", exclude_defaults=True) for one in decisions]
    return to_yaml({"schema_version": SCHEMA_VERSION, "decisions": said})


def _added(text: str, decisions: Sequence[Decision], whole: Log) -> str:
    """The text of a log with more decisions at its end; "" where its layout does not allow that."""
    if not text:
        return ""
    margin = " " * field_of(yaml.compose(text, Loader=yaml.SafeLoader), "decisions").start_mark.column
    more = _laid_out(decisions).split("decisions:\n", 1)[1]
    added = f"{text.rstrip()}\n{textwrap.indent(more, margin)}"
    try:
        return added if Log.model_validate(yaml.safe_load(added)) == whole else ""
    except (yaml.YAMLError, ValidationError):
        return ""


def decision(
    action: Action, about: Sequence[str], by: str, reason: str, date: str, **more: object
) -> Decision:
    """A decision; raises InputError where nobody answers for it or no reason is given."""
    if not by.strip() or not reason.strip():
        lacking = "--by NAME" if not by.strip() else "--reason GRUND"
        raise InputError(
            f"Eine Entscheidung über {', '.join(about)} braucht einen Namen und einen Grund. "
            f"Bitte {lacking} angeben."
        )
    return Decision.model_validate(
        {"action": action, "about": tuple(about), "by": by.strip(), "reason": reason.strip(), "date": date}
        | more
    )
