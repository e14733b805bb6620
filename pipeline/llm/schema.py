"""Typed replies: a pydantic model as the flat JSON schema a server can enforce, and a reply checked.

Servers differ in what they accept: no references, no defaults, every field required, nothing beside
them. A reply is validated and never repaired; a fence of Markdown around it is framing, not content.
"""

import json
import re
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails


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
    body = fenced.group(1) if fenced else plain
    try:  # strict: "4" is no number and 1 no truth
        return kind.model_validate_json(body, strict=True)
    except ValidationError as error:
        first, *_ = errors = error.errors()
        if first["type"] == "json_invalid":
            raise UnfitReply(f"Die Antwort ist kein gültiges JSON ({_place(body)}).") from None
        faults = [
            f"{'.'.join(map(str, fault['loc'])) or '(ganze Antwort)'}: {_german(fault)}"
            for fault in errors[:5]
        ]
        raise UnfitReply(f"Die Antwort passt nicht zum Schema ({'; '.join(faults)}).") from None


_SAID = {
    "missing": "fehlt",
    "extra_forbidden": "ist nicht vorgesehen",
    "int_type": "muss eine ganze Zahl sein",
    "int_from_float": "muss eine ganze Zahl sein",
    "float_type": "muss eine Zahl sein",
    "finite_number": "muss eine endliche Zahl sein",
    "string_type": "muss ein Text sein",
    "bool_type": "muss true oder false sein",
    "list_type": "muss eine Liste sein",
    "tuple_type": "muss eine Liste sein",
    "dict_type": "muss ein Objekt sein",
    "model_type": "muss ein Objekt sein",
    "model_attributes_type": "muss ein Objekt sein",
    "none_required": "muss null sein",
    "literal_error": "möglich sind nur {expected}",
    "enum": "möglich sind nur {expected}",
    "greater_than": "muss größer als {gt} sein",
    "greater_than_equal": "muss mindestens {ge} sein",
    "less_than": "muss kleiner als {lt} sein",
    "less_than_equal": "darf höchstens {le} sein",
    "string_too_short": "muss mindestens {min_length} Zeichen haben",
    "string_too_long": "darf höchstens {max_length} Zeichen haben",
    "string_pattern_mismatch": "hat nicht die verlangte Form",
    "too_short": "muss mindestens {min_length} Einträge haben",
    "too_long": "darf höchstens {max_length} Einträge haben",
}
"""The kinds of faults pydantic names, in the words of the request."""


def _german(fault: "ErrorDetails") -> str:
    """One fault in German; a kind that has no words here is told without them."""
    known = {name: str(value).replace(" or ", " oder ") for name, value in fault.get("ctx", {}).items()}
    return _SAID.get(fault["type"], "hat einen Wert, der hier nicht passt").format(**known)


def _place(text: str) -> str:
    """Where a text stops being JSON."""
    if not text:
        return "sie ist leer"
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        return f"Fehler in Zeile {error.lineno}, Zeichen {error.colno}"
    except (ValueError, RecursionError):
        pass
    return "Fehler im Aufbau"
