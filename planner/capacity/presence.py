"""Presence: how much of each working day a team's people are there, before focus and reserve.

Net presence is 1 − leave − unplanned absence (Planner's users reckon availability like this: ten holidays, ten
sick days and seventeen days of leave of 260 weekdays leave 223, or 85.8 %). Leave that a person has booked, in a
calendar of their own, counts on its days; what is left of the yearly allowance is spread over the other working days
of that year.

>>> round((260 - 10) * float(share_present(np.array(17 / 250), 0.04))), round(223 / 260, 3)
(223, 0.858)
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from planner.capacity.cells import ANY, Cell
from planner.capacity.working_days import Array, WorkingDays, booked_leave
from planner.plan.entities import Calendar, Resource, Team
from planner.plan.snapshot import Plan, per_plan


def share_present(leave: Array, absence: float) -> Array:
    """Return the shares of working time that people are there, from those of leave and of unplanned absence."""
    return np.maximum(0.0, 1.0 - leave - absence)


def spread_presence(team: Team, days: WorkingDays, shares: Array) -> Array:
    """Return the presence of somebody whose leave is all spread over the year, by day, (size,)."""
    working = np.bincount(days.years, weights=shares)
    leave = np.divide(team.leave_days, working, out=np.ones_like(working), where=working > 0)
    return share_present(leave, team.unplanned_absence)[days.years]


def plain_staff(team: Team, days: WorkingDays, shares: Array, cells: Sequence[Cell]) -> tuple[Array, Array]:
    """Return the people of a team that names none, as FTE-days and present FTE-days, (cells, size)."""
    has = {share.skill: min(share.fte, team.headcount) for share in team.skills}
    heads = np.array([_heads(team, cell.skill, has) for cell in cells])
    there = heads[:, None] * shares
    return there, there * spread_presence(team, days, shares)


def _heads(team: Team, skill: str, has: dict[str, float]) -> float:
    return team.headcount if skill == ANY or not has else has.get(skill, 0.0)


def named_staff(
    plan: Plan, team: Team, staff: Sequence[Resource], days: WorkingDays, whole: int, cells: Sequence[Cell]
) -> tuple[Array, Array]:
    """Return the people of a team that are named, as FTE-days and present FTE-days, (cells, size).

    ``whole`` is the position of the team's calendar: a day of it is a whole day of its people.
    """
    there = np.zeros((len(cells), days.size))
    present = np.zeros_like(there)
    for person in staff:
        own, presence = _attendance(plan, team, person, days, whole)
        able = np.array([cell.skill == ANY or not person.skills or cell.skill in person.skills for cell in cells])
        there[able] += own
        present[able] += own * presence
    return there, present


def _attendance(plan: Plan, team: Team, person: Resource, days: WorkingDays, whole: int) -> tuple[Array, Array]:
    """Return one person's FTE-days and presence, by day."""
    calendar = plan.all(Calendar).get(person.calendar_id or "")
    position = whole if calendar is None else days.position(calendar.id)
    engaged = _engaged(person, days)
    shares = days.shares(position, whole) * engaged
    booked = np.zeros(days.size)
    if calendar is not None and calendar.id not in _shared_calendars(plan):
        booked = booked_leave(plan, days, calendar, days.day_ticks(whole)) * engaged
    years = days.years
    team_year = np.bincount(years, weights=days.shares(whole))
    could = np.bincount(years, weights=shares + booked)
    left = np.bincount(years, weights=shares)
    owed = np.divide(team.leave_days * could, team_year, out=np.zeros_like(could), where=team_year > 0)
    rest = np.maximum(0.0, owed - np.bincount(years, weights=booked))
    leave = np.divide(rest, left, out=np.ones_like(left), where=left > 0)
    presence = share_present(leave, team.unplanned_absence)[years]
    return shares * (person.max_units / 100.0), presence


def _engaged(person: Resource, days: WorkingDays) -> Array:
    engaged = np.ones(days.size)
    if person.engaged_from is not None:
        engaged[: max(0, _offset(days, person.engaged_from))] = 0.0
    if person.engaged_until is not None:
        engaged[max(0, _offset(days, person.engaged_until) + 1) :] = 0.0
    return engaged


def _offset(days: WorkingDays, day: date) -> int:
    return (day - days.first) // timedelta(days=1)


@per_plan
def _shared_calendars(plan: Plan) -> frozenset[str]:
    """Return the calendars that are no person's own: those of teams, those others build on, and the default."""
    teams = {team.calendar_id for team in plan.all(Team).values()}
    bases = {calendar.base_id for calendar in plan.all(Calendar).values()}
    return frozenset(id_ for id_ in {*teams, *bases, plan.portfolio.default_calendar_id} if id_)
