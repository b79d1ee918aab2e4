"""Amounts of time and moments in plain English, as planners write them.

>>> working(24_000, 480), working(600, 480), working(-9_600, 480), working(10_080, 480)
('5 working days', '1 working hour', '2 working days', 'about 2.1 working days')
>>> day(datetime(2027, 1, 19, 8), 2027), moment(datetime(2027, 1, 15, 17), 2026)
('Tue 19 Jan', 'Fri 15 Jan 2027 17:00')
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from planner.worktime.ticks import TICKS_PER_DAY, TICKS_PER_HOUR, TICKS_PER_MINUTE

LAST_MINUTE = time(23, 59)


def working(ticks: int, minutes_per_day: int) -> str:
    """Return working time in the largest unit that divides it, the sign left out."""
    return _amount(abs(ticks), minutes_per_day * TICKS_PER_MINUTE, "working ")


def elapsed(ticks: int) -> str:
    """Return clock time in the largest unit that divides it, the sign left out."""
    return _amount(abs(ticks), TICKS_PER_DAY, "") + " by the clock"


def _amount(ticks: int, per_day: int, sort: str) -> str:
    if ticks % (per_day // 2 or 1) == 0:
        return _counted(ticks / per_day, f"{sort}day")
    if ticks >= 3 * per_day:
        return f"about {_counted(round(ticks / per_day, 1), f'{sort}day')}"
    if ticks % (TICKS_PER_HOUR // 2) == 0:
        return _counted(ticks / TICKS_PER_HOUR, f"{sort}hour")
    if ticks > per_day:
        return f"about {_counted(round(ticks / per_day, 1), f'{sort}day')}"
    return _counted(round(ticks / TICKS_PER_MINUTE, 1), f"{sort}minute")


def _counted(number: float, unit: str) -> str:
    return f"{number:g} {unit}{'' if number == 1 else 's'}"


def day(when: date, year: int | None = None) -> str:
    """Return a day with its weekday; the year is left out where it is the one that is clear anyway."""
    text = f"{when:%a} {when.day} {when:%b}"
    return text if when.year == year else f"{text} {when.year}"


def moment(when: datetime, year: int | None = None) -> str:
    """Return a moment; midnight at the end of a day, or its last minute, as the end of that day."""
    if when.time() == time():
        return f"the end of {day(when - timedelta(days=1), year)}" if when.toordinal() > 1 else day(when, year)
    if when.time() == LAST_MINUTE:
        return f"the end of {day(when, year)}"
    return f"{day(when, year)} {when:%H:%M}"
