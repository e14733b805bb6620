"""values.yaml: read strictly, written back without touching what a person wrote."""

import json
import re
from pathlib import Path
from typing import Any

import yaml

from pipeline.core.errors import SheetError
from pipeline.core.files import read_yaml, to_yaml, write_bytes
from pipeline.core.types import Factor, FactorValue, Sheet
from pipeline.scenarios.sheet import rows

_Edit = tuple[int, int, str]  # from, to, and what stands there afterwards


def raw_factors(path: Path) -> list[dict[str, Any]]:
    """The factors of a values.yaml as plain dicts; raises SheetError or InputError with the line."""
    return _factors(read_yaml(path), path)


def beside_factors(path: Path) -> list[str]:
    """What stands in the file beside `factors` and is not known."""
    return [str(key) for key in read_yaml(path) if key not in Sheet.model_fields]


def add_ids(path: Path, sheet: Sheet) -> bool:
    """Write missing ids into the file, every other byte kept; True where any was missing.

    Raises SheetError, and leaves the file alone, where the result would not be the same sheet.
    """
    raw = raw_factors(path)
    # Looking for the places takes eight times as long as reading, and hardly ever is there one.
    if not any(_lacks_id(entry) for factor in raw for entry in (factor, *(factor.get("values") or ()))):
        return False
    text = path.read_bytes().decode("utf-8")
    edits = _edits(text, raw, sheet)
    for start, end, put in sorted(edits, reverse=True):
        text = text[:start] + put + text[end:]
    try:
        same = rows.sheet(_factors(yaml.safe_load(text), path), path.name) == sheet
    except (yaml.YAMLError, SheetError):
        same = False
    if not same:
        raise SheetError(
            f"In „{path.name}“ fehlen Ids, und sie lassen sich nicht ergänzen, ohne die Datei umzubauen "
            "(Verweise mit & und * ?). Bitte jedem Einflussfaktor und jeder Ausprägung eine Id geben."
        )
    write_bytes(path, text.encode("utf-8"))
    return True


def to_text(sheet: Sheet) -> str:
    """A values.yaml from scratch; what is unknown is left out."""
    return to_yaml({"factors": [_said(factor) for factor in sheet.factors]})


def rewritten(path: Path, sheet: Sheet) -> str:
    """The text of a values.yaml that says `sheet`, comments and whatever else stands there kept.

    Raises SheetError where the result would not be the same sheet.
    """
    from pipeline.scenarios.sheet.rewritten import rewritten as changed

    before = load_rows(path)
    add_ids(path, before)
    try:
        text = changed(path.read_bytes().decode("utf-8-sig"), before, sheet)
        same = rows.sheet(_factors(yaml.safe_load(text), path), path.name) == sheet
    except (yaml.YAMLError, SheetError, ValueError, LookupError, AttributeError):
        same = False
    if not same:
        raise SheetError(
            f"„{path.name}“ lässt sich nicht ändern, ohne die Datei umzubauen (Verweise mit & und * ?). "
            "Bitte die Verweise auflösen oder die Änderungen von Hand eintragen."
        )
    return text


def load_rows(path: Path) -> Sheet:
    """The sheet of a values.yaml; raises SheetError."""
    return rows.sheet(raw_factors(path), path.name)


def _said(noun: Factor | FactorValue) -> dict[str, Any]:
    """The fields of a factor or value that say something, as a person would write them."""
    said = {}
    for field in type(noun).model_fields:
        value = getattr(noun, field)
        if field == "values":
            said[field] = [_said(one) for one in value]
        elif value not in (None, "", ()):
            said[field] = list(value) if isinstance(value, tuple) else value
    return said


def _factors(data: Any, path: Path) -> list[dict[str, Any]]:
    factors = data.get("factors") if isinstance(data, dict) else None
    if not isinstance(factors, list) or not all(isinstance(entry, dict) for entry in factors):
        raise SheetError(
            f"„{path.name}“ enthält keine Liste „factors“. Erwartet wird factors: mit je name und "
            "values; ein Muster legt „szenario new ORDNER“ an."
        )
    return factors


def _edits(text: str, raw: list[dict[str, Any]], sheet: Sheet) -> list[_Edit]:
    factors = _field(yaml.compose(text, Loader=yaml.SafeLoader), "factors")
    edits: list[_Edit] = []
    for node, entry, factor in zip(factors.value, raw, sheet.factors, strict=True):
        edits.extend(_edit(text, node, entry, factor))
        if factor.values:
            values = _field(node, "values")
            for inner, value, made in zip(values.value, entry["values"], factor.values, strict=True):
                edits.extend(_edit(text, inner, value, made))
    return edits


def _edit(text: str, node: Any, entry: dict[str, Any], made: Factor | FactorValue) -> list[_Edit]:
    """How a missing id enters its entry: in place of an empty one, else before the first field."""
    if not _lacks_id(entry):
        return []
    plain = re.fullmatch(r"\w[\w.-]*", made.id) and yaml.safe_load(made.id) == made.id
    written = made.id if plain else json.dumps(made.id, ensure_ascii=False)
    if not node.value:
        return [(node.start_mark.index + 1, node.start_mark.index + 1, f"id: {written}")]
    for key, value in node.value:
        if key.value == "id":
            return [(key.end_mark.index, value.end_mark.index, f": {written}")]
    first = node.value[0][0].start_mark
    line_end = "\r\n" if "\r\n" in text else "\n"
    after = ", " if node.flow_style else line_end + " " * first.column
    return [(first.index, first.index, f"id: {written}{after}")]


def _lacks_id(entry: dict[str, Any]) -> bool:
    given = entry.get("id")
    return given is None or not str(given).strip()


def _field(node: Any, name: str) -> Any:
    return next(value for key, value in node.value if key.value == name)
