"""The order of day and month in a whole column, and dates that a program has already turned round.

A spreadsheet opened under the wrong country turns 03/04/2026 into a real date, 4 March instead of 3 April,
and leaves 13/04/2026 as text. Such a column holds texts whose first number is always above 12 beside real
dates whose day never is:

>>> column = ["13/04/2026", "28/04/2026", date(2026, 3, 4), date(2026, 1, 4), date(2026, 7, 5), date(2026, 9, 4)]
>>> found = decide_dates(column)
>>> found.order, found.swapped, day_of(column[2], found.order, swapped=found.swapped)
(<Order.DAY_FIRST: 'day_first'>, True, datetime.date(2026, 4, 3))
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from planner_importers.tabular.date_text import (
    OpenDate,
    Order,
    number_beside_month,
    read_date,
    serial_day,
    valid_day,
)
from planner_importers.tabular.grid import Value, shown

_FIRST_YEAR = 15
_YEARS_OF_A_PLAN = 6
_LAST_DAY = 31


class Certainty(StrEnum):
    """How sure the order of day and month is."""

    SURE = "sure"
    LIKELY = "likely"
    ASSUMED = "assumed"
    MIXED = "mixed"
    """Both orders occur, each beyond doubt."""


@dataclass(frozen=True, slots=True)
class DateDecision:
    """How one column's dates are read; ``order`` is None where no date is open."""

    order: Order | None
    swapped: bool
    certainty: Certainty
    reason: str


def decide_dates(values: Sequence[Value], hint: Order | None = None) -> DateDecision:
    """Return the order of day and month that the column as a whole shows; ``hint`` decides what it leaves open."""
    opened = [found for value in values if isinstance(value, str) and isinstance(found := read_date(value), OpenDate)]
    real = [v.date() if isinstance(v, datetime) else v for v in values if isinstance(v, date)]
    day_first = sum(item.first > 12 for item in opened)
    month_first = sum(item.second > 12 for item in opened)
    if not opened:
        return DateDecision(None, swapped=False, certainty=Certainty.SURE, reason="every date says its own order")
    if day_first and month_first:
        order = Order.DAY_FIRST if day_first >= month_first else Order.MONTH_FIRST
        reason = f"{day_first} dates can only be day first and {month_first} only month first"
        return DateDecision(order, swapped=False, certainty=Certainty.MIXED, reason=reason)
    if day_first or month_first:
        order = Order.DAY_FIRST if day_first else Order.MONTH_FIRST
        swapped = max(day_first, month_first) == len(opened) and _turned_round(real, opened, order)
        reason = f"{max(day_first, month_first)} of its dates can only be {_say(order)}"
        return DateDecision(order, swapped=swapped, certainty=Certainty.SURE, reason=reason)
    if all(item.first == item.second for item in opened):
        return DateDecision(hint or Order.DAY_FIRST, swapped=False, certainty=Certainty.SURE, reason="no order matters")
    if hint is not None:
        reason = f"{_say(hint)} as in the other columns"
        return DateDecision(hint, swapped=False, certainty=Certainty.LIKELY, reason=reason)
    return _by_closeness(opened, real)


def decide_years(values: Sequence[Value]) -> tuple[bool, bool]:
    """Return whether the numbers beside months' names are days, not years, and whether that is beyond doubt.

    Years of plans lie close together and are neither of one digit nor long past:

    >>> decide_years(["Dec 14", "Jan 4"]), decide_years(["Dec 26", "Mar 27"]), decide_years(["Dec 2014"])
    ((True, True), (False, False), (False, True))
    """
    written = [found for value in values if isinstance(value, str) and (found := number_beside_month(value))]
    if not written:
        return False, True
    numbers = [int(number) for number in written]
    days = min(numbers) < _FIRST_YEAR or max(numbers) - min(numbers) > _YEARS_OF_A_PLAN
    if max(numbers) > _LAST_DAY:
        return False, not days
    return days, days


def day_of(value: Value, order: Order | None, *, swapped: bool = False) -> date | None:
    """Return the day in a cell under a column's decision; None if it holds none.

    A date that is impossible in the column's order but possible in the other is read in the other.
    """
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        turned = valid_day(value.year, value.day, value.month) if swapped else None
        return turned or value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return serial_day(value) or _compact(value)
    found = read_date(value) if isinstance(value, str) else None
    if isinstance(found, OpenDate):
        chosen = order or Order.DAY_FIRST
        other = Order.MONTH_FIRST if chosen is Order.DAY_FIRST else Order.DAY_FIRST
        return found.day(chosen) or found.day(other)
    return found


def _compact(number: float) -> date | None:
    found = read_date(shown(number)) if float(number).is_integer() and number > 19_000_000 else None
    return found if isinstance(found, date) else None


def _turned_round(real: Sequence[date], opened: Sequence[OpenDate], order: Order) -> bool:
    """Return whether the real dates beside the texts have day and month exchanged."""
    if not real or any(day.day > 12 for day in real):
        return False
    if all(day.day == day.month for day in real):
        return False
    known = [day for item in opened if (day := item.day(order)) is not None]
    turned = [date(day.year, day.day, day.month) for day in real]
    closer = _spread([*known, *turned]) <= _spread([*known, *real])
    return closer if len(real) < 6 else True


def _by_closeness(opened: Sequence[OpenDate], real: Sequence[date]) -> DateDecision:
    """Choose the order under which the dates lie closer together; assume day first where that tells nothing."""
    spans = {}
    for order in Order:
        days = [day for item in opened if (day := item.day(order)) is not None]
        spans[order] = _spread([*days, *real])
    best = min(Order, key=lambda order: spans[order])
    if spans[best] * 2 < max(spans.values()):
        reason = f"read {_say(best)} the dates lie within {spans[best]} days, else {max(spans.values())}"
        return DateDecision(best, swapped=False, certainty=Certainty.LIKELY, reason=reason)
    reason = "no date tells the order of day and month; day first is assumed"
    return DateDecision(Order.DAY_FIRST, swapped=False, certainty=Certainty.ASSUMED, reason=reason)


def _spread(days: Sequence[date]) -> int:
    return (max(days) - min(days)).days if days else 0


def _say(order: Order) -> str:
    return order.value.replace("_", " ")
