"""Where the gate draws its lines: [gate.SUITE.METRIC] in evals/thresholds.toml, each with its reason.

A line that is missing is no line that was met: whoever asks for it gets None, and the suite blocks.
"""

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.core.errors import InputError
from pipeline.core.resources import shipped
from pipeline.evaluation.results import Better

FILE = "evals/thresholds.toml"
_KEYS: Mapping[str, Better] = {"at_least": "higher", "at_most": "lower"}


@dataclass(frozen=True)
class Limit:
    """A line: `value` 0–1, on which side of it is `better`, and why it lies there."""

    value: float
    better: Better
    reason: str


Limits = Mapping[str, Mapping[str, Limit]]
"""The lines by suite and metric."""


def load_limits(known: Mapping[str, frozenset[str]], path: Path | None = None) -> Limits:
    """The lines of all suites; `known` are the metrics by suite.

    Raises InputError for a line of no metric, one outside 0–1, one that is no number, or without a reason.
    """
    file = path or shipped(FILE)
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8")).get("gate", {})
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(
            f"{FILE} ist nicht lesbar ({error}). Ohne Schwellen wird nichts freigegeben; bitte berichtigen."
        ) from error
    if not isinstance(table, dict):
        raise InputError(f"{FILE}: [gate] ist kein Abschnitt. Erwartet wird [gate.SUITE.KENNZAHL].")
    return {suite: _of_suite(suite, lines, known) for suite, lines in table.items()}


def _of_suite(suite: str, lines: Any, known: Mapping[str, frozenset[str]]) -> dict[str, Limit]:
    if suite not in known or not isinstance(lines, dict):
        raise InputError(f"{FILE}: [gate.{suite}] gehört zu keiner Suite. Möglich sind {', '.join(known)}.")
    for metric in lines:
        if metric not in known[suite]:
            raise InputError(
                f"{FILE}: [gate.{suite}.{metric}] ist keine Kennzahl dieser Suite. Möglich sind "
                f"{', '.join(sorted(known[suite]))}."
            )
    return {metric: _limit(f"gate.{suite}.{metric}", line) for metric, line in lines.items()}


def _limit(place: str, line: Any) -> Limit:
    keys = [key for key in line if key != "reason"] if isinstance(line, dict) else []
    if len(keys) != 1 or keys[0] not in _KEYS:
        raise InputError(
            f"{FILE}: [{place}] braucht genau eine Schwelle, at_least oder at_most, und reason; gefunden "
            f"wurde {', '.join(keys) or 'keine'}."
        )
    value = line[keys[0]]
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if not number or not math.isfinite(value) or not 0 <= value <= 1:
        raise InputError(
            f"{FILE}: [{place}] {keys[0]} = {value!r} liegt nicht zwischen 0 und 1. Alle Kennzahlen sind "
            "Anteile; bitte berichtigen."
        )
    reason = line.get("reason")
    if not isinstance(reason, str) or not reason.strip():
        raise InputError(f"{FILE}: [{place}] nennt keinen Grund. Bitte reason = „…“ ergänzen.")
    return Limit(float(value), _KEYS[keys[0]], reason)
