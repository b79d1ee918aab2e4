"""Recurring days of a Microsoft Project calendar, written out: daily, weekly, monthly and yearly exceptions.

A recurring exception has a first and last day, a pattern, and a step in Period. Which days it falls on:

>>> from datetime import date
>>> every_other_friday = Pattern(Repeat.WEEKLY, date(2027, 1, 1), date(2027, 2, 28), every=2, weekdays=32)
>>> [str(day) for day in recurring_days(every_other_friday)]
['2027-01-01', '2027-01-15', '2027-01-29', '2027-02-12', '2027-02-26']
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from itertools import islice

MOST_DAYS = 20_000
"""Days that one recurring exception is written out to at most: every other day of a century."""

_WEEKDAY_ITEMS = {3: 6, 4: 0, 5: 1, 6: 2, 7: 3, 8: 4, 9: 5}
"""Weekday (Monday is 0) of the month items 3 Sunday to 9 Saturday."""

_ANY_DAY, _WEEKDAY, _WEEKEND = 0, 1, 2
_LAST = 4


class Repeat(IntEnum):
    """Types of exception: 1 are plain days, the others come again."""

    DAILY = 1
    YEARLY_BY_DAY = 2
    YEARLY_BY_POSITION = 3
    MONTHLY_BY_DAY = 4
    MONTHLY_BY_POSITION = 5
    WEEKLY = 6
    BY_DAY_COUNT = 7
    BY_WEEKDAY_COUNT = 8
    NONE = 9


@dataclass(frozen=True, slots=True)
class Pattern:
    """A recurring exception; weekdays are bits from Sunday (1), months count from 0, positions from first (0).

    `occurrences` is how often it comes, 0 where only its last day says so.
    """

    repeat: Repeat
    first: date
    last: date
    every: int = 1
    weekdays: int = 0
    month: int = 0
    month_day: int = 1
    month_item: int = 0
    position: int = 0
    occurrences: int = 0


def recurring_days(pattern: Pattern) -> tuple[date, ...]:
    """Return the days on which it falls, at most 20,000."""
    limit = min(pattern.occurrences or MOST_DAYS, MOST_DAYS)
    found: list[date] = []
    for day in _days(pattern):
        if day > pattern.last or len(found) >= limit:
            break
        if day >= pattern.first:
            found.append(day)
    return tuple(found)


def _days(pattern: Pattern) -> Iterator[date]:
    step = max(pattern.every, 1)
    match pattern.repeat:
        case Repeat.WEEKLY:
            yield from _weekly(pattern, step)
        case Repeat.MONTHLY_BY_DAY:
            for year, month in _months(pattern, step):
                yield from _on(year, month, pattern.month_day)
        case Repeat.MONTHLY_BY_POSITION:
            for year, month in _months(pattern, step):
                yield from _positioned(year, month, pattern)
        case Repeat.YEARLY_BY_DAY:
            for year in range(pattern.first.year, pattern.last.year + 1):
                yield from _on(year, pattern.month + 1, pattern.month_day)
        case Repeat.YEARLY_BY_POSITION:
            for year in range(pattern.first.year, pattern.last.year + 1):
                yield from _positioned(year, pattern.month + 1, pattern)
        case Repeat.BY_WEEKDAY_COUNT:
            workdays = (day for day in _daily(pattern.first, 1) if day.weekday() < 5)
            yield from islice(workdays, 0, None, step)
        case _:
            every = 1 if pattern.repeat is Repeat.DAILY else step
            yield from _daily(pattern.first, every)


def _daily(first: date, step: int) -> Iterator[date]:
    return (first + timedelta(days=i) for i in range(0, min(MOST_DAYS * step, (date.max - first).days), step))


def _weekly(pattern: Pattern, step: int) -> Iterator[date]:
    """Yield the marked days of every step-th week; weeks begin on Sunday, as in the file."""
    first, last = pattern.first.toordinal(), pattern.last.toordinal()
    for sunday in range(first - first % 7, last + 1, 7 * step):
        for day in range(max(sunday, first), min(sunday + 6, last) + 1):
            if pattern.weekdays & (1 << (day - sunday)):
                yield date.fromordinal(day)


def _months(pattern: Pattern, step: int) -> Iterator[tuple[int, int]]:
    first, last = pattern.first, pattern.last
    for month in range(first.year * 12 + first.month - 1, last.year * 12 + last.month, step):
        yield month // 12, month % 12 + 1


def _on(year: int, month: int, day: int) -> Iterator[date]:
    """Yield a day of a month, its last day where it has fewer; nothing where the year has no such month."""
    if 1 <= month <= 12:
        yield date(year, month, max(1, min(day, monthrange(year, month)[1])))


def _positioned(year: int, month: int, pattern: Pattern) -> Iterator[date]:
    """Yield the first, second, third, fourth or last day of its sort in a month."""
    numbers = range(1, monthrange(year, month)[1] + 1) if 1 <= month <= 12 else ()
    days = [day for number in numbers if _fits(day := date(year, month, number), pattern.month_item)]
    first = max(pattern.position, 0)
    yield from days[-1:] if first >= _LAST else days[first : first + 1]


def _fits(day: date, item: int) -> bool:
    if item == _ANY_DAY:
        return True
    if item in (_WEEKDAY, _WEEKEND):
        return (day.weekday() < 5) == (item == _WEEKDAY)
    return day.weekday() == _WEEKDAY_ITEMS.get(item, -1)
