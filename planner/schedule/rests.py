"""Times without work that lie between two instants, with the names people know them by.

>>> from datetime import date, datetime
>>> from planner.worktime import DayException, OFFICE
>>> king = DayException(date(2027, 1, 18), "Martin Luther King Jr. Day", (), "US-CA")
>>> rests = rests_between(OFFICE.with_exceptions([king]), datetime(2027, 1, 15, 17), datetime(2027, 1, 19, 8))
>>> said(rests)
'a weekend and Martin Luther King Jr. Day in US-CA'
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from planner.worktime.pattern import WorkingCalendar

WEEKEND = "weekend"
DAY_OFF = "day off"
ONE_BY_ONE = 62
"""Days up to which a span is named day by day; of a longer one only the named exceptions are."""


@dataclass(frozen=True, slots=True)
class Rest:
    """Days from `first` to `last` (both included) on which nothing, or (`shorter`) less, is worked."""

    first: date
    last: date
    name: str
    region: str = ""
    shorter: bool = False

    @property
    def label(self) -> str:
        """Return the name with where it holds."""
        return f"{self.name} in {self.region}" if self.region else self.name


def rests_between(calendar: WorkingCalendar, begin: datetime, end: datetime) -> tuple[Rest, ...]:
    """Return the rests of a calendar on the days that lie between two instants, in order.

    Of spans over two months only named days are returned: nobody reads fifty weekends.
    """
    first, last = begin.date(), end.date()
    if (last - first).days <= ONE_BY_ONE:
        days: Iterable[date] = (first + timedelta(days=i) for i in range((last - first).days + 1))
    else:
        days = sorted(day for day in calendar.by_day if first <= day <= last)
    found: list[Rest] = []
    for day in days:
        rest = _rest_on(calendar, day)
        if rest is None or not _touched(calendar, day, begin, end):
            continue
        before = found[-1] if found else None
        if before and (before.label, before.shorter) == (rest.label, rest.shorter) and _next_to(before.last, day):
            found[-1] = Rest(before.first, day, rest.name, rest.region, rest.shorter)
        else:
            found.append(rest)
    return tuple(found)


def _next_to(before: date, day: date) -> bool:
    return day - before == timedelta(days=1)


def _touched(calendar: WorkingCalendar, day: date, begin: datetime, end: datetime) -> bool:
    """Whether a day lies between two instants: whole, or with all the work it would have had."""
    if begin.date() < day < end.date():
        return True
    hours = calendar.week[day.weekday()]
    usual = (hours[0][0], hours[-1][1]) if hours else (0, 1440)
    midnight = datetime.combine(day, datetime.min.time())
    return begin <= midnight + timedelta(minutes=usual[0]) and end >= midnight + timedelta(minutes=min(usual[1], 1439))


def _rest_on(calendar: WorkingCalendar, day: date) -> Rest | None:
    """Return why less is worked on a day than its week says, None if it is an ordinary working day."""
    exception = calendar.exception_on(day)
    if exception is not None:
        shorter = bool(exception.periods)
        usual = sum(end - begin for begin, end in calendar.week[day.weekday()])
        if shorter and sum(end - begin for begin, end in exception.periods) >= usual:
            return None
        if not shorter and not usual and day.weekday() >= 5:
            return Rest(day, day, WEEKEND)
        return Rest(day, day, exception.name or DAY_OFF, exception.region, shorter)
    if calendar.shifts_on(day) or calendar.periods_on(day):
        return None
    return Rest(day, day, WEEKEND if day.weekday() >= 5 else DAY_OFF)


def said(rests: Sequence[Rest]) -> str:
    """Return rests in words, equal ones counted or their days summed, in order of first occurrence; empty for none."""
    lengths: dict[str, list[int]] = {}
    for rest in rests:
        name = f"the shorter day of {rest.label}" if rest.shorter else rest.label
        lengths.setdefault(name, []).append((rest.last - rest.first).days + 1)
    return listed([_counted(name, len(days), sum(days)) for name, days in lengths.items()])


def _counted(name: str, count: int, days: int) -> str:
    if name == WEEKEND:
        return f"a {name}" if count == 1 else f"{count} {name}s"
    if name == DAY_OFF:
        return f"a {name}" if days == 1 else f"{days} days off"
    if days > count:
        return f"{name} ({days} days)"
    return name if count == 1 else f"{name} ({count} times)"


def listed(parts: Sequence[str]) -> str:
    """Return parts joined as in a sentence: "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"
