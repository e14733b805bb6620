"""A run whose Rohgerüste a person has written anew, and a review in which somebody read all of it."""

from pathlib import Path
from typing import Any

import yaml
from ready_run import ready

TEXTS = (
    "Nachbarn betreiben den Rufbus, weil der Bahnhof sonst zu weit wäre. Am Kai löscht ein gemeinsamer "
    "Kran die Schiffe. Wer abends heimkommt, teilt sich die Fahrt mit der Lehrerin und dem Schlosser.",
    "Ein Konzern bucht alle Plätze am Terminal. Der Fahrdienst kommt per App, wo es sich lohnt. In den "
    "Dörfern wartet die Hebamme vergebens auf einen Wagen.",
)
SENTENCES = 3
"""Of each text."""


def hand_written(cli: Any, project: Path, folder: Path, suites: str = "[1, 2]") -> Path:
    """A run with texts by hand, whose project declares these suites."""
    settings = project / "szenario.toml"
    settings.write_text(
        f"{settings.read_text(encoding='utf-8')}\n[eval]\nsuites = {suites}\n", encoding="utf-8"
    )
    run = ready(cli, project, folder)
    for path, text in zip(sorted(run.glob("narratives/*.md")), TEXTS, strict=True):
        title = path.read_text(encoding="utf-8").split("\n", 1)[0]
        path.write_text(f"{title}\n\n{text}\n", encoding="utf-8")
    return run


def read_all(run: Path, verdict: str = "ok") -> int:
    """Fill every line of review.yaml; returns how many there are."""
    form = run / "review.yaml"
    lines = yaml.safe_load(form.read_text(encoding="utf-8"))
    for line in lines:
        line.update(verdict=verdict, by="Eva Beispiel", date="2026-11-20")
    form.write_text(yaml.safe_dump(lines, allow_unicode=True), encoding="utf-8")
    return len(lines)
