"""Supply: the person-days that a team, or those of it with a skill, can give to project work.

Net capacity = FTE × working days × (1 − leave − unplanned absence) × focus factor × (1 − reserve), summed day by
day because every factor may change during the period. Nine people with sixty-two working days:

>>> round(9 * 62 * 0.93 * 0.75 * (1 - 0.10))
350

Attrition is a probability-weighted cut of the permanent staff from the status date on. Hires, loans and departures
come and go on their days; protected wellbeing time is taken from each week; time that automation gives back is added
after focus and reserve, because it was project time before.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from planner.capacity.cells import ANY, Cell, Cells, cells_of, people
from planner.capacity.presence import named_staff, plain_staff, spread_presence
from planner.capacity.staffing import changes_by_team, heads_by_day, hours_by_day, labels, returns_by_team
from planner.capacity.working_days import Array, WorkingDays, plan_span, working_days
from planner.plan.entities import Resource, StaffingChange, Team
from planner.plan.snapshot import Plan, per_plan

DAYS_PER_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class TeamSupply:
    """The supply of one team by day, in its parts; arrays are (cells, days) of person-days, those named so (days,).

    ``whole``: working days of the team's calendar (days,); ``there``: FTE-days before absence; ``present``: after it;
    ``stays``: share of the staff that attrition has not taken (days,); ``changes`` and ``returns`` by what they are;
    ``focus``, ``unreserved`` and ``unprotected``: the shares of present time left by each.
    """

    cells: tuple[Cell, ...]
    whole: Array
    there: Array
    present: Array
    stays: Array
    changes: tuple[tuple[str, Array], ...]
    returns: tuple[tuple[str, Array], ...]
    focus: float
    unreserved: float
    unprotected: float

    @property
    def factor(self) -> float:
        """Return the share of present time that is left for planned project work."""
        return self.focus * self.unprotected * self.unreserved

    @property
    def staff(self) -> Array:
        """Return present FTE-days with every change of staff; less than nobody is possible where too many leave."""
        total: Array = self.present * self.stays
        for _, days in self.changes:
            total = total + days
        return total

    @property
    def net(self) -> Array:
        """Return the person-days for project work, never negative."""
        total: Array = np.maximum(self.staff, 0.0) * self.factor
        for _, days in self.returns:
            total = total + days
        return total

    @property
    def reserved(self) -> Array:
        """Return the person-days that are kept for what nobody planned, never negative."""
        kept: Array = np.maximum(self.staff, 0.0) * self.focus * self.unprotected * (1.0 - self.unreserved)
        return kept


@dataclass(frozen=True)
class Supply:
    """The supply of all teams over whole calendar years.

    ``net`` is person-days by cell and day, (cells, days); ``teams`` the parts by team.
    """

    days: WorkingDays
    cells: Cells
    teams: dict[str, TeamSupply]

    @cached_property
    def net(self) -> Array:
        """Return person-days by cell and day, (cells, days)."""
        return self._of_all([self.teams[id_].net for id_ in self.cells.team_at])

    @cached_property
    def reserved(self) -> Array:
        """Return what is kept of person-days by cell and day, (cells, days)."""
        return self._of_all([self.teams[id_].reserved for id_ in self.cells.team_at])

    def _of_all(self, parts: list[Array]) -> Array:
        return np.concatenate(parts) if parts else np.zeros((0, self.days.size))


@per_plan
def supply(plan: Plan, first_year: int, last_year: int) -> Supply:
    """Return the supply of every team over these calendar years."""
    days = working_days(plan, first_year, last_year)
    staff: dict[str, list[Resource]] = {}
    for person in people(plan):
        staff.setdefault(person.team_id or "", []).append(person)
    return Supply(
        days,
        cells_of(plan),
        {id_: team_supply(plan, team, staff.get(id_, []), days) for id_, team in plan.all(Team).items()},
    )


def team_supply(plan: Plan, team: Team, staff: list[Resource], days: WorkingDays) -> TeamSupply:
    """Return the supply of one team; ``staff`` are its people, where they are named."""
    cells_all = cells_of(plan)
    cells = tuple(cells_all.cells[row] for row in cells_all.rows(team.id))
    position = days.position(team.calendar_id)
    shares = days.shares(position)
    if staff:
        there, present = named_staff(plan, team, staff, days, position, cells)
    else:
        there, present = plain_staff(team, days, shares, cells)
    hours = days.hours_per_week(position)
    return TeamSupply(
        cells,
        shares,
        there,
        present,
        _stays(plan, team, days),
        tuple(_changes(plan, team, days, shares, there, cells)),
        tuple(_returns(plan, team, days, shares, hours, cells)),
        team.focus_factor,
        1.0 - team.reserve,
        max(0.0, 1.0 - team.wellbeing_hours / hours) if hours else 0.0,
    )


def _stays(plan: Plan, team: Team, days: WorkingDays) -> Array:
    """Return the share of the staff still there by day; people leave from the status date, else the plan's start."""
    if not team.attrition:
        return np.ones(days.size)
    since = plan.portfolio.status_date or (plan_span(plan) or (days.first,))[0]
    years = np.maximum(0, np.arange(days.size) - (since - days.first).days) / DAYS_PER_YEAR
    return (1.0 - team.attrition) ** years


def _changes(
    plan: Plan, team: Team, days: WorkingDays, shares: Array, there: Array, cells: tuple[Cell, ...]
) -> list[tuple[str, Array]]:
    presence = shares * spread_presence(team, days, shares)
    return [
        (", ".join(labels(change, lends=lends)), change_by_cell(team, change, lends, days, there, cells) * presence)
        for change, lends in changes_by_team(plan).get(team.id, [])
    ]


def change_by_cell(
    team: Team, change: StaffingChange, lends: bool, days: WorkingDays, there: Array, cells: tuple[Cell, ...]
) -> Array:
    """Return the people that a change adds to each cell on each day, (cells, days).

    Who comes without a named skill can do everything; who leaves without one takes the team's mix of skills along.
    """
    heads = heads_by_day(change, days, lends=lends)
    loses = lends or change.fte < 0
    rows = []
    for row, cell in enumerate(cells):
        everybody = loses and np.array_equal(there[row], there[0])
        if cell.skill in (ANY, change.skill) or everybody:
            rows.append(heads)
        elif change.skill:
            rows.append(np.zeros_like(heads))
        elif loses:
            rows.append(heads * np.divide(there[row], there[0], out=np.zeros_like(heads), where=there[0] > 0))
        else:
            rows.append(heads)
    return np.array(rows)


def _returns(
    plan: Plan, team: Team, days: WorkingDays, shares: Array, hours: float, cells: tuple[Cell, ...]
) -> list[tuple[str, Array]]:
    """Return the person-days that automation gives back; ``hours`` are those of an ordinary week of the team."""
    found = []
    for back, finish in returns_by_team(plan).get(team.id, []):
        given = hours_by_day(back, finish, days) / hours * shares if hours else np.zeros(days.size)
        able = np.array([cell.skill == ANY or not back.skill or cell.skill == back.skill for cell in cells])
        code = plan.works[back.initiative_id].code
        found.append((f"Back from {code}, done {finish}", able[:, None] * given))
    return found
