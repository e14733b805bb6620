"""What a run has asked and paid: calls and tokens by stage, and a budget that ends it cleanly."""

import threading
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.core.errors import BudgetError
from pipeline.core.settings import ModelSettings


@dataclass(frozen=True)
class Usage:
    """Calls that went out, answers recalled for free, tokens in and out, cost in the price table's
    currency (None without prices)."""

    calls: int = 0
    recalled: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    cost: float | None = None

    @property
    def tokens(self) -> int:
        return self.tokens_in + self.tokens_out


class Meter:
    """Counts for all threads of a run."""

    def __init__(self, settings: ModelSettings) -> None:
        self._settings = settings
        self._stages: dict[str, list[int]] = {}
        self._lock = threading.Lock()

    def paid(self, stage: str, tokens_in: int, tokens_out: int) -> None:
        """A call went out and was answered."""
        self._add(stage, (1, 0, tokens_in, tokens_out))

    def recalled(self, stage: str) -> None:
        """An answer came from the store."""
        self._add(stage, (0, 1, 0, 0))

    def of(self, stage: str) -> Usage:
        """The usage of one stage."""
        with self._lock:
            return self._usage([self._stages.get(stage, [0, 0, 0, 0])])

    def total(self) -> Usage:
        """The usage of all stages."""
        with self._lock:
            return self._usage(self._stages.values())

    def check(self) -> None:
        """Raise BudgetError where the budget is used up; called before each call goes out."""
        used, limits = self.total(), self._settings
        over_tokens = limits.budget_tokens is not None and used.tokens >= limits.budget_tokens
        over_cost = limits.budget_cost is not None and (used.cost or 0) >= limits.budget_cost
        if over_tokens or over_cost:
            spent = f"{used.tokens} Token" + (f", {used.cost:.2f}" if used.cost is not None else "")
            raise BudgetError(
                f"Das Budget dieses Laufs ist aufgebraucht ({spent}). Alle Antworten sind gespeichert; mit "
                "höherem Budget in [model] macht derselbe Befehl dort weiter."
            )

    def _add(self, stage: str, more: tuple[int, int, int, int]) -> None:
        with self._lock:
            held = self._stages.setdefault(stage, [0, 0, 0, 0])
            for at, number in enumerate(more):
                held[at] += number

    def _usage(self, stages: Iterable[list[int]]) -> Usage:
        sums = [sum(column) for column in zip(*stages, strict=True)] or [0, 0, 0, 0]
        return Usage(sums[0], sums[1], sums[2], sums[3], self._cost(sums[2], sums[3]))

    def _cost(self, tokens_in: int, tokens_out: int) -> float | None:
        price_in, price_out = self._settings.price_in, self._settings.price_out
        if price_in is None or price_out is None:
            return None
        return (tokens_in * price_in + tokens_out * price_out) / 1_000_000
