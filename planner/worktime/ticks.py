"""Integer time: a tick is a tenth of a minute, counted from midnight of ordinal day 0.

Project files store tenths of minutes, so six seconds is the resolution of the whole engine. The day
number of an instant is its proleptic Gregorian ordinal, so every date from year 1 to 9999 has a tick.

>>> from datetime import datetime
>>> to_datetime(to_ticks(datetime(2027, 1, 19, 8, 30)) + minutes(45))
datetime.datetime(2027, 1, 19, 9, 15)
"""

from datetime import date, datetime, timedelta
from typing import Final

TICKS_PER_MINUTE: Final = 10
TICKS_PER_HOUR: Final = 600
TICKS_PER_DAY: Final = 14_400
SECONDS_PER_TICK: Final = 6

NEVER: Final = 1 << 56
"""An instant after every date: what "add working time" gives on a calendar that has none left."""

ALWAYS_BEFORE: Final = -NEVER
"""An instant before every date."""

FIRST_TICK: Final = TICKS_PER_DAY
"""Midnight of 1 January of year 1."""

LAST_TICK: Final = date.max.toordinal() * TICKS_PER_DAY + TICKS_PER_DAY - 1
"""The last tick that is a `datetime`."""


def minutes(amount: float) -> int:
    """Return the ticks in `amount` minutes, rounded to the nearest tenth of a minute."""
    return round(amount * TICKS_PER_MINUTE)


def to_ticks(moment: datetime) -> int:
    """Return the tick of a wall-clock moment, rounded down to six seconds; its time zone is not read."""
    seconds = moment.hour * 3600 + moment.minute * 60 + moment.second
    return moment.toordinal() * TICKS_PER_DAY + seconds // SECONDS_PER_TICK


def day_start(day: date) -> int:
    """Return the tick of midnight at the beginning of `day`."""
    return day.toordinal() * TICKS_PER_DAY


def to_datetime(ticks: int) -> datetime | None:
    """Return the wall-clock moment of a tick, None where no `datetime` exists (before year 1, after 9999)."""
    if not FIRST_TICK <= ticks <= LAST_TICK:
        return None
    day, rest = divmod(ticks, TICKS_PER_DAY)
    return datetime(1, 1, 1) + timedelta(days=day - 1, seconds=rest * SECONDS_PER_TICK)
