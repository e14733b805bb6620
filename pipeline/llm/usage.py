"""What a run has asked and paid: calls and tokens by stage, and a budget that ends it cleanly."""

import math
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pipeline.core.errors import BudgetError
from pipeline.core.settings import ModelSettings

LETTERS_PER_TOKEN = 3.0
"""German in the tokenizers of today: 3 to 4 letters; the lower bound, so that estimates are high."""
FIRST_GUESS = 600
"""Tokens of an answer, as long as none of the run is known."""


@dataclass(frozen=True)
class Usage:
    """Calls that went out, answers recalled for free, tokens in and out, cost in the price table's
    currency (None without prices). `guessed` calls were counted by their letters: the server said
    nothing of tokens."""

    calls: int = 0
    recalled: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    cost: float | None = None
    guessed: int = 0

    @property
    def tokens(self) -> int:
        return self.tokens_in + self.tokens_out


@dataclass(frozen=True)
class Place:
    """What a call under way holds of the budget until it is over."""

    release: Callable[[], None]


class Meter:
    """Counts for all threads of a run."""

    def __init__(self, settings: ModelSettings) -> None:
        self._settings = settings
        self._stages: dict[str, list[int]] = {}
        self._lock = threading.Condition()
        self._held: dict[object, tuple[int, int]] = {}
        self._prompts: dict[str, dict[str, str]] = {}

    def asked(self, stage: str, prompt: str, digest: str) -> None:
        """A prompt file was used for a stage, whether its answer was paid for or recalled."""
        with self._lock:
            self._prompts.setdefault(stage, {})[prompt] = digest

    def prompts(self, stage: str) -> dict[str, str]:
        """The digest of each prompt file that a stage used, by name."""
        with self._lock:
            return dict(sorted(self._prompts.get(stage, {}).items()))

    def paid(
        self, stage: str, tokens_in: int, tokens_out: int, letters: tuple[int, int] | None = None
    ) -> None:
        """A call went out and was answered; where its tokens are unknown, `letters` sent and got count."""
        guessed = 0
        if letters is not None and tokens_in == tokens_out == 0:
            tokens_in, tokens_out = (math.ceil(count / LETTERS_PER_TOKEN) for count in letters)
            guessed = 1
        self._add(stage, (1, 0, tokens_in, tokens_out, guessed))

    def reserve(self, letters: int) -> Place:
        """Let a call of so many letters out, and hold what it will probably take.

        Waits while calls under way may use up the rest; raises BudgetError where the budget is used up.
        """
        call = object()
        with self._lock:
            while True:
                self.check()
                if not self._held or not self._over(self._usage(self._stages.values()), held=True):
                    break
                self._lock.wait()
            used = self._usage(self._stages.values())
            sent, answer = math.ceil(letters / LETTERS_PER_TOKEN), FIRST_GUESS
            if used.calls:
                sent, answer = max(sent, used.tokens_in // used.calls), used.tokens_out // used.calls
            self._held[call] = (sent, answer)

        def release() -> None:
            with self._lock:
                self._held.pop(call, None)
                self._lock.notify_all()

        return Place(release)

    def recalled(self, stage: str) -> None:
        """An answer came from the store."""
        self._add(stage, (0, 1, 0, 0, 0))

    def of(self, stage: str) -> Usage:
        """The usage of one stage."""
        with self._lock:
            return self._usage([self._stages.get(stage, [0] * 5)])

    def total(self) -> Usage:
        """The usage of all stages."""
        with self._lock:
            return self._usage(self._stages.values())

    def check(self) -> None:
        """Raise BudgetError where the budget is used up."""
        used = self.total()
        if self._over(used):
            guessed = " (geschätzt)" if used.guessed else ""
            spent = f"{used.tokens} Token{guessed}"
            if self._settings.budget_tokens is not None:
                spent += f" von {self._settings.budget_tokens}"
            if used.cost is not None:
                spent += f", {used.cost:.2f}".replace(".", ",")
                if self._settings.budget_cost is not None:
                    spent += f" von {self._settings.budget_cost:.2f}".replace(".", ",")
                spent += " zum Preis in [model]"
            raise BudgetError(
                f"Das Budget dieses Laufs ist aufgebraucht ({spent}). Alle Antworten sind gespeichert; mit "
                "höherem Budget in [model] macht derselbe Befehl dort weiter."
            )

    def _over(self, used: Usage, held: bool = False) -> bool:
        """Whether the budget is used up, or will be when the calls under way are over."""
        limits = self._settings
        tokens_in, tokens_out = used.tokens_in, used.tokens_out
        if held:
            tokens_in += sum(one[0] for one in self._held.values())
            tokens_out += sum(one[1] for one in self._held.values())
        cost = self._cost(tokens_in, tokens_out) or 0
        over_tokens = limits.budget_tokens is not None and tokens_in + tokens_out >= limits.budget_tokens
        return over_tokens or (limits.budget_cost is not None and cost >= limits.budget_cost)

    def _add(self, stage: str, more: tuple[int, ...]) -> None:
        with self._lock:
            held = self._stages.setdefault(stage, [0] * 5)
            for at, number in enumerate(more):
                held[at] += number

    def _usage(self, stages: Iterable[list[int]]) -> Usage:
        sums = [sum(column) for column in zip(*stages, strict=True)] or [0] * 5
        return Usage(sums[0], sums[1], sums[2], sums[3], self._cost(sums[2], sums[3]), sums[4])

    def _cost(self, tokens_in: int, tokens_out: int) -> float | None:
        price_in, price_out = self._settings.price_in, self._settings.price_out
        if price_in is None or price_out is None:
            return None
        return (tokens_in * price_in + tokens_out * price_out) / 1_000_000
