"""Where a check draws its line: evals/thresholds.toml. A missing line is an error, never a pass."""

import tomllib
from functools import lru_cache
from typing import Any

from pipeline.core.errors import InputError
from pipeline.core.resources import shipped

FILE = "evals/thresholds.toml"


def threshold(kind: str, name: str) -> float:
    """A threshold of a kind of finding; raises InputError where it is missing or not a number."""
    value = _all().get(kind, {}).get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise InputError(
            f"In {FILE} fehlt die Schwelle [{kind}] {name}. Ohne sie kann nicht geprüft werden; "
            "bitte ergänzen."
        )
    return float(value)


@lru_cache(maxsize=1)
def _all() -> dict[str, Any]:
    return tomllib.loads(shipped(FILE).read_text(encoding="utf-8"))
