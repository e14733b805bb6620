"""Typed replies: a pydantic model as the flat JSON schema a server can enforce, and a reply checked.

Servers differ in what they accept: no references, no defaults, every field required, nothing beside
them. A reply is validated and never repaired; a fence of Markdown around it is framing, not content.
"""

import re
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError


class Reply(BaseModel):
    """What a chain wants back; unknown fields are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


R = TypeVar("R", bound=Reply)
_FENCE = re.compile(r"\A```(?:json)?\s*\n(.*)\n\s*```\Z", re.DOTALL)
_LEFT_OUT = ("title", "default", "$defs")


class UnfitReply(Exception):
    """A reply that does not fit; the message tells the model what to do better, in German."""


def flat(kind: type[Reply]) -> dict[str, Any]:
    """The JSON schema of a reply with references resolved, every field required."""
    whole = kind.model_json_schema()
    resolved = _resolved(whole, whole.get("$defs", {}))
    assert isinstance(resolved, dict)
    return resolved


def _resolved(part: Any, known: dict[str, Any]) -> Any:
    if isinstance(part, list):
        return [_resolved(one, known) for one in part]
    if not isinstance(part, dict):
        return part
    if "$ref" in part:
        beside = {key: value for key, value in part.items() if key != "$ref"}
        return _resolved({**known[part["$ref"].rpartition("/")[2]], **beside}, known)
    plain = {
        key: {name: _resolved(one, known) for name, one in value.items()}
        if key == "properties"
        else _resolved(value, known)
        for key, value in part.items()
        if key not in _LEFT_OUT
    }
    if plain.get("type") == "object" and "properties" in plain:
        plain["required"] = list(plain["properties"])
        plain["additionalProperties"] = False
    return plain


def parsed(text: str, kind: type[R]) -> R:
    """A reply as its type; raises UnfitReply saying what is wrong with it, never what it said."""
    plain = text.strip()
    fenced = _FENCE.match(plain)
    try:  # strict: "4" is no number and 1 no truth
        return kind.model_validate_json(fenced.group(1) if fenced else plain, strict=True)
    except ValidationError as error:
        first, *_ = errors = error.errors()
        if first["type"] == "json_invalid":
            raise UnfitReply(f"Die Antwort ist kein gültiges JSON ({first['ctx']['error']}).") from None
        faults = [
            f"{'.'.join(map(str, fault['loc'])) or '(ganze Antwort)'}: {fault['msg']}"
            for fault in errors[:5]
        ]
        raise UnfitReply(f"Die Antwort passt nicht zum Schema ({'; '.join(faults)}).") from None
