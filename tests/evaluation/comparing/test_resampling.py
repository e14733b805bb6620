"""Intervals of differences: they hold what they promise, and few things make them wide."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.evaluation.comparing.resampling import LEAST, apart, paired

shares = st.lists(st.sampled_from([0.0, 0.25, 0.5, 1.0]), min_size=LEAST, max_size=12)


def test_the_interval_holds_the_true_difference_about_as_often_as_it_says():
    before, now, kept = 0.9, 0.75, 0.8
    draws, held = np.random.default_rng(8), {"apart": 0, "paired": 0}
    for _ in range(300):
        first = (draws.random(40) < before).astype(float)
        other = (draws.random(40) < now).astype(float)
        # The same sentences again: what was right stays right as often as `kept` says.
        rest = (now - before * kept) / (1 - before)
        again = (draws.random(40) < np.where(first == 1, kept, rest)).astype(float)
        for name, found in (("apart", apart(first, other)), ("paired", paired(first, again))):
            assert found is not None
            held[name] += found.low <= now - before <= found.high
    assert all(0.9 <= count / 300 <= 0.98 for count in held.values()), held


def test_where_nothing_differs_hardly_anything_is_told_apart():
    draws, told = np.random.default_rng(8), 0
    for _ in range(100):
        first, other = ((draws.random(40) < 0.9).astype(float) for _ in range(2))
        found = apart(first, other)
        assert found is not None
        told += not found.low <= 0 <= found.high
    assert told <= 7


@settings(max_examples=40)
@given(shares, shares)
def test_what_was_seen_lies_within_and_the_other_way_round_is_its_mirror(before, now):
    found, back = apart(before, now), apart(now, before)
    seen = sum(now) / len(now) - sum(before) / len(before)
    assert found is not None and back is not None
    assert found.low - 1e-4 <= seen <= found.high + 1e-4
    assert -1 <= found.low <= found.high <= 1
    assert (back.low <= 0 <= back.high) or (found.low > 0) == (back.high < 0)
    assert apart(before, now) == found


def test_one_change_of_forty_tells_nothing_and_eight_of_forty_do():
    right = [1.0] * 40
    one, eight = [0.0] + [1.0] * 39, [0.0] * 8 + [1.0] * 32
    assert (found := paired(right, one)) and found.low < 0 < found.high
    assert (found := paired(right, eight)) and found.high < 0
    assert (of_few := paired(right[:6], one[:6])) and (of_many := paired(right, one))
    assert of_few.high - of_few.low > of_many.high - of_many.low


def test_too_few_things_have_no_interval_and_partners_are_wanted():
    assert paired([1.0] * 4, [0.0] * 4) is None and apart([1.0] * 4, [0.0] * 40) is None
    with pytest.raises(ValueError, match="partners"):
        paired([1.0], [])
