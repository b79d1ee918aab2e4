"""Working days of teams, to turn people into days and days into people."""

from datetime import date
from functools import cached_property

import numpy as np

from planner.capacity.presence import spread_presence
from planner.capacity.working_days import Array, WorkingDays
from planner.plan.entities import Team
from planner.plan.snapshot import Plan
from planner.schedule.plan_calendars import calendars_of
from planner.worktime.tables import tabulate


class WorkingTime:
    """The calendars of a plan over the years that a file speaks of."""

    def __init__(self, plan: Plan, first: date, last: date) -> None:
        self._plan, self._first, self._last = plan, date(first.year, 1, 1), date(last.year, 12, 31)

    @cached_property
    def _days(self) -> WorkingDays:
        years = range(self._first.year, self._last.year + 1)
        calendars = calendars_of(self._plan, years)
        size = (self._last - self._first).days + 1
        number = (np.datetime64(self._first) + np.arange(size)).astype("datetime64[Y]").astype(np.int64)
        minutes = self._plan.portfolio.minutes_per_day
        return WorkingDays(
            calendars, self._first, size, tabulate(calendars.values), minutes, number - (years[0] - 1970)
        )

    def days(self, team: Team, first: date, last: date) -> float:
        """Return the working days of a team from a day to another, inclusive."""
        return float(self._shares(team)[self._days.slice(first, last)].sum())

    def net_days(self, team: Team, first: date, last: date) -> float:
        """Return the days of project work of one person of a team: after leave, absence, focus and reserve."""
        days, shares = self._days, self._shares(team)
        hours = days.hours_per_week(days.position(team.calendar_id))
        free = max(0.0, 1.0 - team.wellbeing_hours / hours) if hours else 0.0
        present = shares * spread_presence(team, days, shares)
        return float(present[days.slice(first, last)].sum()) * team.focus_factor * free * (1.0 - team.reserve)

    def _shares(self, team: Team) -> Array:
        return self._days.shares(self._days.position(team.calendar_id))
