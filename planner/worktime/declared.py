"""The plan's calendars, made computable: week and exceptions as declared, public holidays generated.

>>> from planner.plan.entities import Calendar
>>> plan = Plan.of(Calendar(id="us", code="US", country="US"))
>>> working_calendar(plan, "us", range(2026, 2028)).exception_on(date(2026, 11, 26)).label()
'Thanksgiving Day in US'
"""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from functools import lru_cache

from planner.plan.entities import Calendar
from planner.plan.entities.worktime import working_periods
from planner.plan.snapshot import Plan
from planner.worktime.pattern import OFFICE, DayException, Periods, WorkingCalendar, week_of
from planner.worktime.public_holidays import UnknownRegionError, public_holidays

NOON = 720


def working_calendar(plan: Plan, calendar_id: str | None, years: range) -> WorkingCalendar:
    """Return a declared calendar with the public holidays of these years; office hours for None."""
    if calendar_id is None:
        return OFFICE
    return _compiled(_with_bases(plan, calendar_id), years)


def unknown_region(calendar: Calendar) -> str | None:
    """Return why no public holidays are known for a calendar's country, None if they are."""
    try:
        _holidays(calendar.country, calendar.subdivision, range(2026, 2027))
    except UnknownRegionError as error:
        return str(error)
    return None


def _with_bases(plan: Plan, calendar_id: str) -> tuple[Calendar, ...]:
    """Return the calendar and its bases, itself first."""
    table = plan.all(Calendar)
    chain: list[Calendar] = []
    current: str | None = calendar_id
    while current is not None and table[current] not in chain:
        chain.append(table[current])
        current = table[current].base_id
    return tuple(chain)


@lru_cache(maxsize=1024)
def _compiled(chain: tuple[Calendar, ...], years: range) -> WorkingCalendar:
    own = chain[0]
    days = week_of(working_periods(hours) for hours in own.week)
    exceptions = [e for calendar in reversed(chain) for e in _exceptions(calendar, days, years)]
    return WorkingCalendar(own.code, days, tuple(exceptions))


def _exceptions(calendar: Calendar, days: tuple[Periods, ...], years: range) -> Iterator[DayException]:
    with suppress(UnknownRegionError):  # a finding reports it; the calendar works without
        yield from _holidays(calendar.country, calendar.subdivision, years)
    for year in years:
        for text in calendar.half_days:
            day = _month_day(year, text)
            if day is not None:
                until_noon = tuple((a, min(b, NOON)) for a, b in days[day.weekday()] if a < NOON)
                yield DayException(day, "Half day", until_noon, calendar.code)
    for exception in calendar.exceptions:
        periods = working_periods(exception.hours)
        for offset in range((exception.last - exception.first).days + 1):
            yield DayException(exception.first + timedelta(days=offset), exception.name, periods, calendar.code)


@lru_cache(maxsize=256)
def _holidays(country: str, subdivision: str, years: range) -> tuple[DayException, ...]:
    return public_holidays(country, subdivision or None, years=years) if country else ()


def _month_day(year: int, text: str) -> date | None:
    try:
        return date.fromisoformat(f"{year:04d}-{text}")
    except ValueError:
        return None
