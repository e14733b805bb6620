"""Dates as people write them: understood exactly, or not at all."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.sources.search.dates import Span, span

GERMAN = (
    "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()
)  # fmt: skip


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_day_is_that_day_however_it_is_written(day: date):
    month = GERMAN[day.month - 1]
    forms = (
        day.isoformat(),
        f"{day.isoformat()}T09:30:00Z",
        f"{day:%d.%m.%Y}",
        f"{day.day}.{day.month}.{day.year}",
        f"{day.day}. {month} {day.year}",
        f" {day.day}.  {month.upper()}\n{day.year} ",
        f"{day:%B} {day.day}, {day.year}",
        f"{day.day} {day:%B} {day.year}",
    )
    assert {span(form) for form in forms} == {Span(day, day)}


@given(st.dates(min_value=date(1000, 1, 1), max_value=date(9998, 12, 31)))
def test_a_month_and_a_year_are_all_their_days(day: date):
    forms = (
        f"{day:%Y-%m}",
        f"{day:%m/%Y}",
        f"{day.month}.{day.year}",
        f"{GERMAN[day.month - 1]} {day.year}",
    )
    (month,) = {span(form) for form in forms}
    assert month is not None and month.first == day.replace(day=1)
    assert (month.last + timedelta(days=1)).day == 1 and month.last.month == day.month
    assert span(str(day.year)) == Span(date(day.year, 1, 1), date(day.year, 12, 31))


@pytest.mark.parametrize(
    "text",
    ["", "Herbst 2025", "2025-13", "2025-02-30", "30. Februar 2025", "31.04.2025", "0000", "20251",
     "Stand offen", "2024/2025", "11/20/2025", "Nov 20 2025", "um 2025", "20.11.25", "2025-"],
)  # fmt: skip
def test_what_is_no_clear_date_is_unknown(text: str):
    assert span(text) is None
