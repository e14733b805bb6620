"""The meter: what a run has asked and paid, by stage, and the budget that ends it."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from pydantic import ValidationError

from pipeline.core.errors import BudgetError
from pipeline.core.settings import ModelSettings
from pipeline.llm.usage import Meter, Usage


def meter(**settings: Any) -> Meter:
    return Meter(ModelSettings(name="openai:probe", **settings))


def test_a_new_meter_has_counted_nothing() -> None:
    assert meter().total() == Usage() == meter().of("draft")


def test_calls_and_tokens_are_counted_by_stage_and_in_all() -> None:
    counted = meter()
    counted.paid("draft", 100, 20)
    counted.paid("judge", 7, 3)
    counted.paid("draft", 1, 2)
    counted.recalled("judge")
    assert counted.of("draft") == Usage(calls=2, recalled=0, tokens_in=101, tokens_out=22)
    assert counted.of("judge") == Usage(calls=1, recalled=1, tokens_in=7, tokens_out=3)
    assert counted.of("names") == Usage()
    assert counted.total() == Usage(calls=3, recalled=1, tokens_in=108, tokens_out=25)
    assert counted.total().tokens == 133


def test_cost_is_per_million_tokens_and_unknown_without_both_prices() -> None:
    counted = meter(price_in=2.0, price_out=8.0)
    counted.paid("draft", 500_000, 250_000)
    counted.recalled("draft")
    assert counted.total().cost == pytest.approx(3.0) == counted.of("draft").cost
    assert meter(price_in=2.0).total().cost is None
    assert meter(price_in=0.0, price_out=0.0).total().cost == 0.0


@pytest.mark.parametrize(
    ("settings", "before", "last"),
    [
        ({"budget_tokens": 100}, (60, 39), (1, 0)),
        ({"budget_cost": 1.0, "price_in": 1.0, "price_out": 4.0}, (999_996, 0), (0, 1)),
    ],
    ids=["tokens", "cost"],
)
def test_a_budget_ends_a_run_when_it_is_used_up_and_not_before(
    settings: dict[str, Any], before: tuple[int, int], last: tuple[int, int]
) -> None:
    counted = meter(**settings)
    counted.check()
    counted.paid("draft", *before)
    counted.check()
    counted.paid("judge", *last)
    with pytest.raises(BudgetError, match=r"Budget dieses Laufs ist aufgebraucht \(\d+ Token.*gespeichert"):
        counted.check()


def test_without_a_budget_nothing_ends() -> None:
    counted = meter(price_in=1.0, price_out=1.0)
    counted.paid("draft", 10**12, 10**12)
    counted.recalled("draft")
    counted.check()
    assert counted.total().cost == 2_000_000


def test_what_was_recalled_takes_nothing_from_the_budget() -> None:
    counted = meter(budget_tokens=1)
    for _ in range(50):
        counted.recalled("draft")
    counted.check()
    assert counted.total() == Usage(recalled=50)


def test_a_budget_in_money_needs_prices() -> None:
    for prices in ({}, {"price_in": 1.0}, {"price_out": 1.0}):
        with pytest.raises(ValidationError, match="budget_cost"):
            ModelSettings(budget_cost=5.0, **prices)
    assert ModelSettings(budget_cost=5.0, price_in=0.0, price_out=1.0).budget_cost == 5.0


def test_threads_lose_no_count() -> None:
    counted = meter()

    def work(number: int) -> None:
        for _ in range(200):
            counted.paid(f"stage{number % 3}", 2, 1)
            counted.recalled("all")

    with ThreadPoolExecutor(9) as pool:
        list(pool.map(work, range(9)))
    assert counted.total() == Usage(calls=1800, recalled=1800, tokens_in=3600, tokens_out=1800)
    assert counted.of("stage1").calls == 600
