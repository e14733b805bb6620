"""values.yaml: read strictly, written back without touching what a person wrote."""

import io
from pathlib import Path
from typing import Any

from pipeline.core.errors import SheetError
from pipeline.core.files import read_yaml, write_text
from pipeline.core.types import Sheet


def raw_factors(path: Path) -> list[dict[str, Any]]:
    """The factors of a values.yaml as plain dicts; raises SheetError or InputError with the line."""
    data = read_yaml(path)
    factors = data.get("factors") if isinstance(data, dict) else None
    if not isinstance(factors, list) or not all(isinstance(entry, dict) for entry in factors):
        raise SheetError(
            f"„{path.name}“ enthält keine Liste „factors“. Erwartet wird factors: mit je name und "
            "values; ein Muster legt „szenario new ORDNER“ an."
        )
    return factors


def add_ids(path: Path, sheet: Sheet) -> bool:
    """Write missing ids into the file, comments and order kept; True where any was missing."""
    raw = raw_factors(path)
    complete = all(entry.get("id") and all(value.get("id") for value in entry["values"]) for entry in raw)
    if complete:
        return False
    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 4096
    yaml.allow_unicode = True
    document = yaml.load(path.read_text(encoding="utf-8-sig"))
    for entry, factor in zip(document["factors"], sheet.factors, strict=True):
        if not entry.get("id"):
            entry.pop("id", None)
            entry.insert(0, "id", factor.id)
        for value, made in zip(entry["values"], factor.values, strict=True):
            if not value.get("id"):
                value.pop("id", None)
                value.insert(0, "id", made.id)
    buffer = io.StringIO()
    yaml.dump(document, buffer)
    write_text(path, buffer.getvalue())
    return True
