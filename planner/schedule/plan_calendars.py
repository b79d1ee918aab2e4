"""Working calendars of a plan as values, with the public holidays of the years that the plan spans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from planner.plan.entities import Assignment, Calendar, CalendarException, Initiative, Resource
from planner.plan.entities import OtherWeek as CalendarWeek
from planner.plan.entities.worktime import working_periods
from planner.plan.snapshot import Plan
from planner.worktime.pattern import (
    AROUND_THE_CLOCK,
    OFFICE,
    DayException,
    OtherWeek,
    Periods,
    WorkingCalendar,
    intersection,
    week_of,
)
from planner.worktime.public_holidays import UnknownRegionError, public_holidays

NOON = 720
CLOCK = 1
"""Position of the calendar that never rests."""

LONGEST_EXCEPTION = timedelta(days=3660)
"""An exception that lasts longer is another week, which costs no memory by the day; shorter ones win over it."""

LONGEST_WEEK = timedelta(days=61_000)
"""What lasts longer is read for its first 167 years: more than Microsoft Project knows, 1984 to 2149."""

LAST_DAY = date(9999, 12, 29)
"""No week holds beyond it, so that shifts past midnight still end on a day that there is."""


@dataclass(frozen=True, slots=True)
class PlanCalendars:
    """The calendars of a plan by position: the portfolio's first, the clock second, then the others.

    `position` is by id, `years` the years with public holidays, `unknown` the ids of calendars whose country
    has none that are known. `shared` gives the calendar that works when two do, `same` for each calendar the first
    one that works at the same times.
    """

    values: tuple[WorkingCalendar, ...]
    position: dict[str, int]
    years: range
    unknown: tuple[str, ...]
    shared: dict[tuple[int, int], int]
    same: tuple[int, ...]

    def both(self, first: int, second: int) -> int:
        """Return the position of the calendar that works when both do: a task's own and its resource's."""
        first, second = self.same[first], self.same[second]
        return self.shared.get((first, second), first)


def calendars_of(plan: Plan, years: range) -> PlanCalendars:
    """Return the calendars of a plan with the holidays of `years`."""
    found = plan.all(Calendar)
    default_id = plan.portfolio.default_calendar_id
    default = found.get(default_id) if default_id else None
    values = [value_of(plan, default, years) if default else OFFICE, AROUND_THE_CLOCK]
    position = {default.id: 0} if default else {}
    unknown = []
    for id_, calendar in found.items():
        if id_ not in position:
            position[id_] = len(values)
            values.append(value_of(plan, calendar, years))
        if calendar.country and known_holidays(calendar.country, calendar.subdivision or None, years) is None:
            unknown.append(id_)
    same = _same(values) if plan.all(Assignment) else list(range(len(values)))
    shared: dict[tuple[int, int], int] = {}
    for pair in sorted(_pairs(plan, position, same)):
        shared[pair] = _intersected(values, *pair)
    return PlanCalendars(tuple(values), position, years, tuple(unknown), shared, tuple(_same(values, same)))


def _same(values: list[WorkingCalendar], known: list[int] | None = None) -> list[int]:
    """Return for each calendar the first that works at the same times; `known` are those found before."""
    found = list(known or ())
    first: dict[object, int] = {}
    for i, value in enumerate(values):
        key = (value.week, frozenset((e.day, e.periods) for e in value.by_day.values()), value.other_weeks)
        position = first.setdefault(key, i)
        if i >= len(found):
            found.append(position)
    return found


def _pairs(plan: Plan, position: dict[str, int], same: list[int]) -> set[tuple[int, int]]:
    """Return the calendars of initiatives and of the resources at work on them that differ."""
    found = set()
    items, resources = plan.all(Initiative), plan.all(Resource)
    for row in plan.all(Assignment).values():
        item, resource = items.get(row.initiative_id), resources.get(row.resource_id)
        own = position.get(item.calendar_id or "") if item else None
        theirs = position.get(resource.calendar_id or "") if resource else None
        if own is not None and theirs is not None and same[own] != same[theirs]:
            found.add((same[own], same[theirs]))
    return found


def _intersected(values: list[WorkingCalendar], first: int, second: int) -> int:
    """Return the position of the calendar that works when both do, added if need be."""
    if CLOCK in (first, second):
        return second if first == CLOCK else first
    values.append(intersection(values[first], values[second]))
    return len(values) - 1


def value_of(plan: Plan, calendar: Calendar, years: range) -> WorkingCalendar:
    """Return one calendar as a value: holidays, half days and exceptions, those of its bases underneath."""
    days = week_of(working_periods(hours) for hours in calendar.week)
    exceptions: list[DayException] = []
    others: list[OtherWeek] = []
    for layer in reversed(list(_with_bases(plan, calendar))):
        others += other_weeks(layer.other_weeks, layer.exceptions)
        exceptions += _half_days(layer, days, years)
        exceptions += known_holidays(layer.country, layer.subdivision or None, years) or ()
        exceptions += day_exceptions(layer.exceptions)
    return WorkingCalendar(calendar.name or calendar.code, days, tuple(exceptions), tuple(others))


def other_weeks(weeks: Iterable[CalendarWeek], exceptions: Iterable[CalendarException]) -> Iterator[OtherWeek]:
    """Yield the weeks of a calendar that hold for some time, exceptions of more than ten years among them."""
    for other in weeks:
        yield _long(other.first, other.last, other.week, other.name)
    for exception in exceptions:
        if exception.last - exception.first > LONGEST_EXCEPTION:
            yield _long(exception.first, exception.last, (exception.hours,) * 7, exception.name)


def _long(first: date, last: date, week: Iterable[str], name: str) -> OtherWeek:
    end = min(first + min(last - first, LONGEST_WEEK), LAST_DAY)
    return OtherWeek(first, end, week_of(map(working_periods, week)), name)


def day_exceptions(exceptions: Iterable[CalendarException]) -> Iterator[DayException]:
    """Yield the days of the exceptions of a calendar, those of more than ten years left out."""
    for exception in exceptions:
        periods = working_periods(exception.hours)
        span = exception.last - exception.first
        for offset in range(span.days + 1 if span <= LONGEST_EXCEPTION else 0):
            yield DayException(exception.first + timedelta(days=offset), exception.name or "Exception", periods)


def _with_bases(plan: Plan, calendar: Calendar) -> Iterator[Calendar]:
    """Yield a calendar and the calendars it builds on, each once."""
    seen: set[str] = set()
    current: Calendar | None = calendar
    while current is not None and current.id not in seen:
        seen.add(current.id)
        yield current
        current = plan.all(Calendar).get(current.base_id) if current.base_id else None


@lru_cache(maxsize=512)
def known_holidays(country: str, subdivision: str | None, years: range) -> tuple[DayException, ...] | None:
    """Return the public holidays of a place, None where none are known for it."""
    if not country:
        return ()
    try:
        return public_holidays(country, subdivision, years=years)
    except UnknownRegionError:
        return None


def _half_days(calendar: Calendar, days: tuple[Periods, ...], years: range) -> Iterator[DayException]:
    for month_day in calendar.half_days:
        month, day = (int(part) for part in month_day.split("-"))
        for year in years:
            try:
                when = date(year, month, day)
            except ValueError:
                continue  # 29 February in a year without one
            morning = tuple((begin, min(end, NOON)) for begin, end in days[when.weekday()] if begin < NOON)
            yield DayException(when, "Half day", morning)
