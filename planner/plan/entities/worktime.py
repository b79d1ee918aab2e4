"""Working calendars as people describe them; ``planner.worktime`` makes them computable.

Hours of a day are written as periods: ``09:00-12:00 13:00-17:00``; empty means no work. A period may cross
midnight (``22:00-06:00``) and then belongs to the day on which it starts.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from planner.plan.declare import About, kind
from planner.plan.entities.base import Entity

OFFICE_HOURS = "08:00-12:00 13:00-17:00"
OFFICE_WEEK = (OFFICE_HOURS,) * 5 + ("", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarException:
    """Days that differ from the week: a freeze, an office closure, a working Saturday."""

    first: Annotated[date, About("First day of the exception.")]
    last: Annotated[date, About("Last day of the exception, inclusive.")]
    hours: Annotated[str, About("Working periods of each of these days; empty: no work.", max_length=200)] = ""
    name: Annotated[str, About("What it is, for the explanation of dates.", max_length=200)] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherWeek:
    """Another week of hours that holds for some time, such as a summer timetable."""

    first: Annotated[date, About("First day on which it holds.")]
    last: Annotated[date, About("Last day on which it holds, inclusive.")]
    week: Annotated[tuple[str, ...], About("Working periods of Monday to Sunday, seven entries.", max_length=200)]
    name: Annotated[str, About("What it is, for the explanation of dates.", max_length=200)] = ""


@kind("calendar", code_space="calendar")
@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar(Entity):
    """A working calendar: a week of hours, the public holidays of a country, and exceptions."""

    code: Annotated[str, About("Short unique code, such as US-CA.", max_length=64)]
    name: Annotated[str, About("Name for people.", max_length=200)] = ""
    week: Annotated[
        tuple[str, ...],
        About(
            "Working periods of Monday to Sunday, seven entries, such as 09:00-12:00 13:00-17:00.",
            max_length=200,
        ),
    ] = OFFICE_WEEK
    country: Annotated[
        str, About("ISO 3166-1 code of the country whose public holidays are off; empty: none.", max_length=2)
    ] = ""
    subdivision: Annotated[str, About("ISO 3166-2 subdivision for regional holidays, such as CA.", max_length=8)] = ""
    half_days: Annotated[
        tuple[str, ...],
        About("Month-days (MM-DD) on which work ends at noon, such as 12-24.", max_length=5),
    ] = ()
    other_weeks: Annotated[tuple[OtherWeek, ...], About("Weeks of other hours; the last one wins.")] = ()
    exceptions: Annotated[
        tuple[CalendarException, ...], About("Days that differ from week and holidays; the last one wins.")
    ] = ()
    base_id: Annotated[
        str | None, About("Calendar whose exceptions and holidays apply too.", refers_to=("calendar",))
    ] = None


_PERIOD = re.compile(r"([01]\d|2[0-4]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)")


def working_periods(hours: str) -> tuple[tuple[int, int], ...]:
    """Return the periods of a day's hours as (start, end) minutes of the day; ends past 1440 cross midnight.

    Raises ValueError where a period cannot be read, is empty, or overlaps the one before.

    >>> working_periods("09:00-12:00 13:00-17:00"), working_periods("22:00-06:00")
    (((540, 720), (780, 1020)), ((1320, 1800),))
    """
    periods: list[tuple[int, int]] = []
    for part in hours.split():
        match = _PERIOD.fullmatch(part)
        if match is None:
            raise ValueError(f"{part!r} is not a period of hours.")
        start, end = int(match[1]) * 60 + int(match[2]), int(match[3]) * 60 + int(match[4])
        if max(start, end) > 1440 or start == end:
            raise ValueError(f"{part!r} is not a period within a day.")
        if end < start:
            end += 1440
        if periods and start < periods[-1][1]:
            raise ValueError(f"{part!r} overlaps the period before.")
        periods.append((start, end))
    return tuple(periods)


def hours_problem(hours: str) -> str:
    """Return what is wrong with a day's hours, or an empty string."""
    try:
        working_periods(hours)
    except ValueError as error:
        return str(error)
    return ""
