"""What a stage says while it works; a surface decides how to draw it.

A stage calls `started`, `advanced` and `said`; it knows no terminal. `Silent` is for callers who
do not want to hear anything.
"""

from typing import Protocol


class Progress(Protocol):
    """The listener that a stage is given."""

    def started(self, stage: str, total: int | None = None) -> None:
        """A stage begins; `total` is the number of steps, where known."""

    def advanced(self, steps: int = 1) -> None:
        """Some steps of the current stage are done."""

    def said(self, message: str) -> None:
        """Something a person should read (German, one line)."""


class Silent:
    """Hears everything, says nothing."""

    def started(self, stage: str, total: int | None = None) -> None:
        return None

    def advanced(self, steps: int = 1) -> None:
        return None

    def said(self, message: str) -> None:
        return None
