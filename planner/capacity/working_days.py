"""Working days of a plan's calendars as numbers: how much of a working day each day of some years is.

A whole working day of a calendar is its longest weekday, so that sixty-two days of office hours are 62 whether
they have 7.5 or 8 hours, and a Friday that ends at noon counts half.

>>> from planner.worktime.pattern import OFFICE
>>> import numpy as np
>>> friday_noon = np.array([date(2027, 1, 15).toordinal() * TICKS_PER_DAY + 12 * 600])
>>> monday = friday_noon + 3 * TICKS_PER_DAY
>>> table = tabulate((OFFICE,))
>>> int((worked_by(table, 0, monday) - worked_by(table, 0, friday_noon))[0]) / 600
8.0
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

import numpy as np

from planner.plan.entities import Calendar
from planner.plan.snapshot import Plan, per_plan
from planner.schedule.plan_calendars import PlanCalendars, calendars_of, value_of
from planner.schedule.plan_schedule import solved
from planner.schedule.records import FAR
from planner.worktime.tables import tabulate, work_of
from planner.worktime.ticks import TICKS_PER_DAY, TICKS_PER_MINUTE, to_datetime
from planner.worktime.whole_columns import worked_by

Array = Any
"""A numpy array; its shape and unit are said where it is used."""


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """The calendars of a plan over whole calendar years.

    ``first`` is the first of January they begin with, ``size`` the number of days, ``years`` for each day which of
    the years it lies in, from 0; positions of calendars are those of ``calendars``.
    """

    calendars: PlanCalendars
    first: date
    size: int
    tables: Array
    minutes_per_day: int
    years: Array
    _done: dict[int, Array] = field(default_factory=dict)

    @property
    def midnights(self) -> Array:
        """Return the ticks at which the days begin and the last one ends, (size + 1,)."""
        return (self.first.toordinal() + np.arange(self.size + 1)) * TICKS_PER_DAY

    def position(self, calendar_id: str | None) -> int:
        """Return the position of a calendar; the portfolio's where none or an unknown one is named."""
        return self.calendars.position.get(calendar_id or "", 0)

    def day_ticks(self, position: int) -> int:
        """Return the length of a whole working day of a calendar, in ticks."""
        longest = max(work_of(periods) for periods in self.calendars.values[position].week)
        return longest or self.minutes_per_day * TICKS_PER_MINUTE

    def hours_per_week(self, position: int) -> float:
        """Return the hours of an ordinary week."""
        return sum(work_of(periods) for periods in self.calendars.values[position].week) / (60 * TICKS_PER_MINUTE)

    def ticks(self, position: int) -> Array:
        """Return the working ticks of each day, (size,)."""
        if position not in self._done:
            self._done[position] = np.diff(worked_by(self.tables, position, self.midnights)).astype(float)
        return self._done[position]

    def shares(self, position: int, of: int | None = None) -> Array:
        """Return how much of a working day each day is, 0 to 1, (size,); ``of``: of a day of that calendar."""
        whole = self.day_ticks(position if of is None else of)
        return np.minimum(self.ticks(position) / whole, 1.0)

    def slice(self, first: date, last: date) -> slice:
        """Return where the days from ``first`` to ``last`` lie."""
        return slice((first - self.first).days, (last - self.first).days + 1)


@per_plan
def working_days(plan: Plan, first_year: int, last_year: int) -> WorkingDays:
    """Return the calendars of a plan over these calendar years, holidays generated for all of them."""
    years = range(first_year, last_year + 1)
    calendars = solved(plan).calendars
    if years[0] not in calendars.years or years[-1] not in calendars.years:
        calendars = calendars_of(plan, years)
    first, end = date(first_year, 1, 1), date(last_year + 1, 1, 1)
    size = (end - first).days
    number = (np.datetime64(first) + np.arange(size)).astype("datetime64[Y]").astype(np.int64) - (first_year - 1970)
    return WorkingDays(calendars, first, size, tabulate(calendars.values), plan.portfolio.minutes_per_day, number)


@per_plan
def plan_span(plan: Plan) -> tuple[date, date] | None:
    """Return the first and last day of a plan's computed dates; None where nothing has any."""
    done = solved(plan)
    size = done.plan_network.size
    start, finish = done.solution.start[:size], done.solution.finish[:size]
    dated = (start > 0) & (finish < FAR)
    if not dated.any():
        return None
    ends = to_datetime(int(start[dated].min())), to_datetime(int(finish[dated].max()))
    return None if ends[0] is None or ends[1] is None else (ends[0].date(), ends[1].date())


def booked_leave(plan: Plan, days: WorkingDays, calendar: Calendar, whole: int) -> Array:
    """Return the part of each day that a person's own calendar takes off, 0 to 1, (size,).

    Its exceptions are the leave; ``whole`` is the length of a working day in ticks.
    """
    if not calendar.exceptions:
        return np.zeros(days.size)
    years = range(days.first.year, (days.first + timedelta(days=days.size)).year)
    without = value_of(plan, replace(calendar, exceptions=()), years)
    before = np.diff(worked_by(tabulate((without,)), 0, days.midnights))
    return np.clip((before - days.ticks(days.position(calendar.id))) / whole, 0.0, 1.0)
