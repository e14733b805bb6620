"""An edition as data: one JSON document with stable English keys, for a house's own programs.

Pictures are named and described, not contained: they lie in the run as files.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from pydantic import BaseModel

from pipeline.core.types import SCHEMA_VERSION
from pipeline.publish.edition import Edition, Note, ShowBasis
from pipeline.publish.wording import state

_FILES = frozenset({"svg", "png"})


def write(edition: Edition, basis: ShowBasis) -> bytes:
    """The edition as JSON; with basis "none" without the notes."""
    told = {"schema_version": SCHEMA_VERSION, "state": state(edition), **_plain(edition, basis)}
    return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()


def _plain(value: Any, basis: ShowBasis) -> Any:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    if is_dataclass(value):
        named = {one.name: getattr(value, one.name) for one in fields(value) if one.name not in _FILES}
        shown = named.items() if basis != "none" else _without_notes(named)
        return {name: _plain(one, basis) for name, one in shown}
    if isinstance(value, Mapping):
        return {name: _plain(one, basis) for name, one in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(one, basis) for one in value]
    return value


def _without_notes(named: Mapping[str, Any]) -> list[tuple[str, Any]]:
    return [(name, one) for name, one in named.items() if not isinstance(one, Note)]
