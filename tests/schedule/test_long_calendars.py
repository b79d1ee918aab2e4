"""Calendars whose exceptions and other weeks hold for decades."""

from datetime import date, datetime

import pytest

from planner.plan.entities import Calendar, CalendarException, Initiative, OtherWeek, Portfolio
from planner.plan.snapshot import Plan
from planner.plan.values import Duration
from planner.schedule import schedule

SUMMER = ("07:00-12:00 12:30-17:30",) * 5 + ("08:00-12:00", "")


def finish(calendar: Calendar, duration: str) -> datetime | None:
    portfolio = Portfolio(id="portfolio", default_calendar_id="c", start=datetime(2027, 1, 4, 8))
    work = Initiative(id="a", code="A", name="Work", duration=Duration.parse(duration))
    return schedule(Plan.of(portfolio, calendar, work)).dates["a"].early_finish


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        (date(2031, 12, 31), datetime(2032, 1, 1, 17)),
        (date(2039, 1, 31), datetime(2039, 2, 1, 17)),
        (date(9999, 12, 31), datetime(2194, 1, 23, 17)),
    ],
)
def test_days_off_last_until_they_end_or_for_167_years(last: date, expected: datetime) -> None:
    away = CalendarException(first=date(2027, 1, 18), last=last, name="Away")
    assert finish(Calendar(id="c", code="C", exceptions=(away,)), "11d") == expected


def test_a_day_of_work_within_decades_off_is_worked() -> None:
    away = CalendarException(first=date(2027, 1, 18), last=date(2039, 1, 31))
    day = CalendarException(first=date(2030, 5, 4), last=date(2030, 5, 4), hours="08:00-12:00 13:00-17:00")
    assert finish(Calendar(id="c", code="C", exceptions=(day, away)), "11d") == datetime(2030, 5, 4, 17)


def test_another_week_of_twenty_years_holds_for_all_of_them() -> None:
    other = OtherWeek(first=date(2027, 2, 1), last=date(2047, 2, 28), week=SUMMER)
    assert finish(Calendar(id="c", code="C", other_weeks=(other,)), "3900d") == datetime(2038, 2, 5, 11)
