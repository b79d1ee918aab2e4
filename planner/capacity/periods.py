"""Periods of capacity: days, ISO weeks, months and fiscal quarters as columns without gaps.

>>> [period.label for period in periods(PeriodLength.QUARTER, date(2026, 12, 24), date(2027, 4, 1), 1)]
['2026Q4', '2027Q1', '2027Q2']
>>> [period.label for period in periods(PeriodLength.WEEK, date(2027, 1, 1), date(2027, 1, 5), 1)]
['2026-W53', '2027-W01']
>>> periods(PeriodLength.QUARTER, date(2026, 4, 2), date(2026, 4, 2), 4)[0].label
'FY27 Q1'
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from planner.plan.errors import PlannerError
from planner.worktime.fiscal import FiscalQuarter

MOST_PERIODS = 4000
"""Columns that anybody asks for at once: eleven years of days."""

KNOWN = (date(1900, 1, 1), date(2149, 12, 31))
"""Days between which capacity is reckoned."""

_DAY = timedelta(days=1)


class PeriodLength(StrEnum):
    """How long a period is; weeks start on Monday, quarters are fiscal."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"


class CapacityRangeError(PlannerError):
    """A range of days that ends before it starts, holds too many periods, or lies beyond the known years."""

    code = "CAPACITY_RANGE"

    def __init__(self, first: date, last: date) -> None:
        super().__init__(
            f"Capacity cannot be shown from {first} to {last}.",
            f"Give a first day before the last one, from {KNOWN[0].year} to {KNOWN[1].year}, and at most "
            f"{MOST_PERIODS} periods.",
        )


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """One period, from its first to its last day inclusive."""

    first: date
    last: date
    label: str


def periods(length: PeriodLength, first: date, last: date, start_month: int) -> tuple[Period, ...]:
    """Return the whole periods that hold these days, in order; ``start_month`` is that of the fiscal year.

    CapacityRangeError where the range is empty or too long.
    """
    if last < first or not (KNOWN[0] <= first <= last <= KNOWN[1]):
        raise CapacityRangeError(first, last)
    found = [period_of(length, first, start_month)]
    while found[-1].last < last:
        if len(found) == MOST_PERIODS:
            raise CapacityRangeError(first, last)
        found.append(period_of(length, found[-1].last + _DAY, start_month))
    return tuple(found)


def within_known(day: date) -> date:
    """Return the nearest day for which capacity is reckoned."""
    return min(max(day, KNOWN[0]), KNOWN[1])


def period_of(length: PeriodLength, day: date, start_month: int) -> Period:
    """Return the period in which a day lies; CapacityRangeError for one before 1900 or after 2149."""
    if not KNOWN[0] <= day <= KNOWN[1] + 7 * _DAY:
        raise CapacityRangeError(day, day)
    if length is PeriodLength.DAY:
        return Period(day, day, day.isoformat())
    if length is PeriodLength.WEEK:
        year, number, weekday = day.isocalendar()
        first = day - timedelta(days=weekday - 1)
        return Period(first, first + timedelta(days=6), f"{year}-W{number:02d}")
    if length is PeriodLength.MONTH:
        return Period(day.replace(day=1), _before(day.year, day.month + 1), f"{day:%Y-%m}")
    return _quarter(day, start_month)


def _quarter(day: date, start_month: int) -> Period:
    quarter = FiscalQuarter.containing(day, start_month)
    return Period(quarter.first, quarter.last, quarter.label)


def _before(year: int, month: int) -> date:
    """Return the last day before a month; months past December are of the next year."""
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1) - _DAY
