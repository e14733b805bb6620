"""How commands speak: the product on stdout, narration and progress on stderr.

A progress bar is drawn only where a person watches; messages always appear.
"""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, Any

from pipeline.core.progress import Progress

if TYPE_CHECKING:
    from pipeline.core.types import Finding
    from pipeline.llm.usage import Usage


def print_json(document: Mapping[str, Any]) -> None:
    """One JSON document on stdout."""
    print(json.dumps(document, ensure_ascii=False, indent=2))


def print_json_line(document: Mapping[str, Any]) -> None:
    """One JSON document as one line, at once."""
    print(json.dumps(document, ensure_ascii=False), flush=True)


RELEASED_BY = (
    "Freigegeben sind die Texte erst mit: szenario publish … --scope ZWECK --by NAME --body STELLE"
)
UNREAD = "Das ist keine Freigabe: Was ein Sprachmodell geschrieben hat, muss vorher ein Mensch lesen."


def spent(used: "Usage") -> str:
    """What a run has asked this time, in one line."""
    kept = f", {used.recalled} aus dem Speicher" if used.recalled else ""
    guessed = " (geschätzt)" if used.guessed else ""
    price = f", {used.cost:.2f} zum Preis in [model]".replace(".", ",", 1) if used.cost is not None else ""
    calls = "1 Aufruf" if used.calls == 1 else f"{used.calls} Aufrufe"
    return f"Zusammen: {calls}{kept}, {used.tokens} Token{guessed}{price}"


def many(count: int, noun: str, plural: str) -> str:
    """So many of something; `plural` is what the noun takes on for any number but one."""
    return f"{count} {noun}{plural if count != 1 else ''}"


def told(findings: "Sequence[Finding]") -> str:
    """How many findings there are and how many of them block, as a sentence."""
    if not findings:
        return "Keine Befunde."
    blocking = sum(finding.severity == "block" for finding in findings)
    one = "1 Befund" if len(findings) == 1 else f"{len(findings)} Befunde"
    blocks = {0: "keiner sperrt", 1: "einer sperrt"}.get(blocking, f"{blocking} sperren")
    return f"{one}, {blocks} die Veröffentlichung."


def progress() -> Progress:
    """What stages tell their progress to: a drawn bar on a terminal, plain lines elsewhere."""
    return _Drawn() if sys.stderr.isatty() else _Plain()


def lines() -> Progress:
    """The same without a bar, for commands that write their product while they work."""
    return _Plain()


class _Plain:
    """Messages as lines, no progress."""

    def started(self, stage: str, total: int | None = None) -> None:
        return None

    def advanced(self, steps: int = 1) -> None:
        return None

    def said(self, message: str) -> None:
        print(message, file=sys.stderr)


class _Drawn:
    """A bar for the stage under way; finished ones stay as a line."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        self._bar = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(bar_width=30),
            TimeElapsedColumn(),
            console=Console(stderr=True),
        )
        self._bar.start()
        self._task: Any = None

    def started(self, stage: str, total: int | None = None) -> None:
        self._finish()
        self._task = self._bar.add_task(f"{stage:<32}", total=total)

    def advanced(self, steps: int = 1) -> None:
        if self._task is not None:
            self._bar.advance(self._task, steps)

    def said(self, message: str) -> None:
        self._bar.console.print(message, markup=False, highlight=False)

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Nothing drawn, so that a question stands still: the bar would swallow and overwrite it."""
        self._bar.stop()
        try:
            yield
        finally:
            self._bar.start()

    def _finish(self) -> None:
        if self._task is not None:
            task = next(task for task in self._bar.tasks if task.id == self._task)
            self._bar.update(self._task, total=task.total or 1, completed=task.total or 1)

    def close(self) -> None:
        """Leave the terminal as it was."""
        self._finish()
        self._bar.stop()


def asked(narrator: Progress, question: str) -> str:
    """What a person at the terminal answers."""
    with narrator.paused() if isinstance(narrator, _Drawn) else nullcontext():
        print(f"{question} ", end="", file=sys.stderr, flush=True)
        return sys.stdin.readline().strip()


def finished(narrator: Progress) -> None:
    """Close a drawn bar, if there is one."""
    if isinstance(narrator, _Drawn):
        narrator.close()
