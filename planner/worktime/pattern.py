"""The working calendar: when work is done, as a pure value.

A calendar is a week of working periods, other weeks that hold between two dates (a summer timetable),
and dated exceptions with a name (a holiday, a half day, a working Saturday). Periods are minutes of the
day, half open; a shift may run past midnight (22:00 to 06:00 is `(1320, 1800)`) and belongs to the day
on which it starts, so a holiday removes the shift that would begin on it and not the one before.

>>> from datetime import date
>>> day = ((480, 720), (780, 1020))
>>> calendar = WorkingCalendar("Office", week(day), (DayException(date(2027, 1, 18), "Holiday"),))
>>> calendar.periods_on(date(2027, 1, 18)), calendar.periods_on(date(2027, 1, 19))
((), ((480, 720), (780, 1020)))
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

MINUTES_PER_DAY: Final = 1440

Periods = tuple[tuple[int, int], ...]
"""Working periods of one day: half-open (from, to) in minutes after midnight, in order, not touching."""

Week = tuple[Periods, Periods, Periods, Periods, Periods, Periods, Periods]
"""The periods of Monday to Sunday."""

OFFICE_DAY: Final[Periods] = ((480, 720), (780, 1020))
ALL_DAY: Final[Periods] = ((0, MINUTES_PER_DAY),)


class CalendarError(ValueError):
    """A calendar that cannot be read: its periods lie outside the day or end before they start."""


def merged(periods: Iterable[tuple[int, int]]) -> Periods:
    """Return periods in order with overlapping and touching ones joined and empty ones dropped."""
    joined: list[tuple[int, int]] = []
    for begin, end in sorted(periods):
        if begin == end:
            continue
        if joined and begin <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((begin, end))
    return tuple(joined)


def checked(periods: Iterable[tuple[int, int]]) -> Periods:
    """Return the periods of one day in normal form.

    A period may end after midnight of the next day (at most minute 2880) but must begin within its day, at its end at
    the latest.
    """
    listed = tuple(periods)
    for begin, end in listed:
        if not 0 <= begin <= MINUTES_PER_DAY or not begin <= end <= begin + MINUTES_PER_DAY:
            raise CalendarError(f"working period {begin}-{end} is not within a day of {MINUTES_PER_DAY} minutes")
    return merged(listed)


def week(workday: Periods, weekend: Periods = ()) -> Week:
    """Return a week of five equal working days from Monday and two equal weekend days."""
    return (workday, workday, workday, workday, workday, weekend, weekend)


@dataclass(frozen=True, slots=True)
class DayException:
    """One date that differs from its week: other periods, or none (a holiday)."""

    day: date
    name: str = ""
    periods: Periods = ()
    region: str = ""

    def label(self) -> str:
        """Return the name with where it holds: "Martin Luther King Day in US-CA"."""
        return f"{self.name} in {self.region}" if self.region else self.name


@dataclass(frozen=True, slots=True)
class OtherWeek:
    """Another week that holds from `first` to `last`, both included."""

    first: date
    last: date
    week: Week
    name: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class WorkingCalendar:
    """When work is done.

    Where several rules speak of one date the exception wins, then the last of the other weeks, then the
    week. Where two exceptions name one date the later one in order wins.
    """

    name: str
    week: Week
    exceptions: tuple[DayException, ...] = ()
    other_weeks: tuple[OtherWeek, ...] = ()
    by_day: Mapping[date, DayException] = field(init=False, repr=False)
    digest: int = field(init=False, repr=False)

    def __post_init__(self) -> None:
        if len(self.week) != 7:
            raise CalendarError(f"calendar {self.name!r} has {len(self.week)} weekdays instead of 7")
        set_field = object.__setattr__
        set_field(self, "week", tuple(checked(day) for day in self.week))
        exceptions = tuple(
            DayException(e.day, e.name, checked(e.periods), e.region) if e.periods else e for e in self.exceptions
        )
        set_field(self, "exceptions", exceptions)
        others = tuple(
            OtherWeek(o.first, o.last, week_of(checked(day) for day in o.week), o.name) for o in self.other_weeks
        )
        set_field(self, "other_weeks", others)
        set_field(self, "by_day", {e.day: e for e in exceptions})
        set_field(self, "digest", hash((self.name, self.week, exceptions, others)))

    def __hash__(self) -> int:
        return self.digest

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if not isinstance(other, WorkingCalendar) or self.digest != other.digest:
            return False
        return (self.name, self.week, self.exceptions, self.other_weeks) == (
            other.name, other.week, other.exceptions, other.other_weeks
        )  # fmt: skip

    def shifts_on(self, day: date) -> Periods:
        """Return the shifts that begin on `day`; one may end after midnight (minutes over 1440)."""
        exception = self.by_day.get(day)
        if exception is not None:
            return exception.periods
        for other in reversed(self.other_weeks):
            if other.first <= day <= other.last:
                return other.week[day.weekday()]
        return self.week[day.weekday()]

    def periods_on(self, day: date) -> Periods:
        """Return the working periods within `day`, with what runs over from the day before."""
        before = self.shifts_on(day - timedelta(days=1)) if day > date.min else ()
        return within_day(before, self.shifts_on(day))

    def exception_on(self, day: date) -> DayException | None:
        """Return the named exception of a date, None on an ordinary day."""
        return self.by_day.get(day)

    def with_exceptions(self, exceptions: Iterable[DayException]) -> "WorkingCalendar":
        """Return this calendar with further exceptions, which win over those it has."""
        return WorkingCalendar(self.name, self.week, (*self.exceptions, *exceptions), self.other_weeks)

    def works(self) -> bool:
        """Whether the calendar has any working time at all."""
        return (
            any(self.week)
            or any(e.periods for e in self.exceptions)
            or any(any(o.week) for o in self.other_weeks)
        )  # fmt: skip


def week_of(days: Iterable[Periods]) -> Week:
    """Return seven days as a week."""
    monday, tuesday, wednesday, thursday, friday, saturday, sunday = days
    return (monday, tuesday, wednesday, thursday, friday, saturday, sunday)


def within_day(before: Periods, own: Periods) -> Periods:
    """Return the periods of one day from the shifts begun the day before and its own, cut at midnight."""
    if not (before and before[-1][1] > MINUTES_PER_DAY) and not (own and own[-1][1] > MINUTES_PER_DAY):
        return own
    spill = ((0, end - MINUTES_PER_DAY) for _, end in before if end > MINUTES_PER_DAY)
    return merged((*spill, *((begin, min(end, MINUTES_PER_DAY)) for begin, end in own)))


def common(first: Periods, second: Periods) -> Periods:
    """Return the time that lies in both of two sets of periods."""
    starts = [begin for begin, _ in second]
    shared = []
    for begin, end in first:
        for other_begin, other_end in second[max(0, bisect_right(starts, begin) - 1) :]:
            low, high = max(begin, other_begin), min(end, other_end)
            if low < high:
                shared.append((low, high))
    return merged(shared)


def intersection(first: WorkingCalendar, second: WorkingCalendar) -> WorkingCalendar:
    """Return the calendar that works when both do: a task's own calendar together with its resource's.

    Named exceptions of either stay; other weeks become dated exceptions.
    """
    weeks = week_of(
        common(within_day(first.week[i - 1], first.week[i]), within_day(second.week[i - 1], second.week[i]))
        for i in range(7)
    )
    days: set[date] = set()
    for calendar in (first, second):
        days.update(calendar.by_day, (d + timedelta(days=1) for d in calendar.by_day if d < date.max))
        for other in calendar.other_weeks:
            span = (other.last - other.first).days + 2
            days.update(other.first + timedelta(days=i) for i in range(span))
    exceptions = []
    for day in sorted(days):
        named = first.exception_on(day) or second.exception_on(day)
        periods = common(first.periods_on(day), second.periods_on(day))
        name, region = (named.name, named.region) if named else ("", "")
        exceptions.append(DayException(day, name, periods, region))
    return WorkingCalendar(f"{first.name} and {second.name}", weeks, tuple(exceptions))


OFFICE: Final = WorkingCalendar("Office hours", week(OFFICE_DAY))
"""Monday to Friday, 08:00-12:00 and 13:00-17:00."""

AROUND_THE_CLOCK: Final = WorkingCalendar("24 hours", week(ALL_DAY, ALL_DAY))
"""Every minute of every day: what measures elapsed time."""
