"""How many sentences of a text are what they were, as numbers and in words."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.narratives.ledger.alignment import Change

_IN_WORDS = {
    "unchanged": "unverändert",
    "moved": "verschoben",
    "changed": "geändert",
    "new": "neu",
    "gone": "gestrichen",
}


@dataclass(frozen=True)
class Tally:
    """Sentences by what became of them since the ledger was last brought up to date."""

    unchanged: int = 0
    moved: int = 0
    changed: int = 0
    new: int = 0
    gone: int = 0

    @property
    def differs(self) -> bool:
        """Whether any sentence is not what and where it was."""
        return bool(self.moved or self.changed or self.new or self.gone)

    @property
    def told(self) -> str:
        """The counts in words, those that are none left out."""
        counts = {word: getattr(self, kind) for kind, word in _IN_WORDS.items()}
        known = [f"{count} {word}" for word, count in counts.items() if count]
        return ", ".join(known) or "kein Satz"


def tally(changes: Iterable[Change]) -> Tally:
    """What became of the sentences of a text; one that was joined to another counts with that one."""
    return Tally(**Counter(str(change.kind) for change in changes))
