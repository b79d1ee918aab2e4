"""Heat map: supply, demand, percentage and gap of every team and skill over periods.

>>> plan = Plan.of(Team(id="t", code="T", name="Team", headcount=1, focus_factor=1, reserve=0, leave_days=0))
>>> shown = heat_map(plan, PeriodLength.WEEK, date(2027, 3, 1), date(2027, 3, 14))
>>> [period.label for period in shown.periods], shown.supply.round(2).tolist(), shown.percent(0, 1)
(['2027-W09', '2027-W10'], [[4.8, 4.8]], 0.0)
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from planner.capacity.cells import Cell, cells_of
from planner.capacity.load import asked, by_cell, load, sensitive_load
from planner.capacity.periods import Period, PeriodLength, period_of, periods, within_known
from planner.capacity.supply import supply
from planner.capacity.working_days import Array, plan_span
from planner.plan.entities import Team
from planner.plan.snapshot import Plan, per_plan
from planner.schedule.plan_network import project_start

TINY = 1e-6
"""Person-days below which nothing is asked: rounding of the sums."""

LONGEST = timedelta(days=366 * 10)
"""How much of a plan is shown where no range is asked for."""


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Person-days by cell and period: ``supply`` and ``demand`` are (cells, periods)."""

    cells: tuple[Cell, ...]
    periods: tuple[Period, ...]
    supply: Array
    demand: Array

    @property
    def gap(self) -> Array:
        """Return the person-days left over; negative: missing."""
        return self.supply - self.demand

    @property
    def percents(self) -> Array:
        """Return demand in per cent of supply; infinite where something is asked of nobody, 0 where nothing is."""
        with np.errstate(divide="ignore", invalid="ignore"):
            share = 100 * self.demand / self.supply
        return np.where(self.demand > TINY, share, 0.0)

    def percent(self, row: int, column: int) -> float | None:
        """Return demand in per cent of supply; None where something is asked of nobody."""
        found = float(self.percents[row, column])
        return None if np.isinf(found) else found


def plan_range(plan: Plan) -> tuple[date, date]:
    """Return the first and last day of a plan's work, of ten years at most; the status date's where there is none."""
    found = plan_span(plan)
    if found is None:
        day = within_known(plan.portfolio.status_date or project_start(plan).date())
        return day, day
    first, last = within_known(found[0]), within_known(found[1])
    return first, min(last, first + LONGEST)


@per_plan
def heat_map(plan: Plan, length: PeriodLength, first: date | None = None, last: date | None = None) -> HeatMap:
    """Return the heat map over the periods that hold these days; None: those of the plan's work.

    CapacityRangeError where the range is empty or too long.
    """
    start, end = plan_range(plan)
    start = first or (start if last is None else min(start, last))
    end = last or max(end, start)
    columns = periods(length, start, end, plan.portfolio.fiscal_year_start_month)
    return heat_over(plan, columns)


def heat_over(plan: Plan, columns: tuple[Period, ...]) -> HeatMap:
    """Return the heat map over periods that follow each other."""
    years = grid_years(plan, columns)
    return HeatMap(
        cells_of(plan).cells,
        columns,
        summed(supply(plan, *years).net, columns, years[0]),
        summed(load(plan, *years), columns, years[0]),
    )


def grid_years(plan: Plan, columns: tuple[Period, ...]) -> tuple[int, int]:
    """Return the calendar years to compute for some periods.

    Those of the plan where they hold the periods, so that all lengths of period share them.
    """
    start, end = plan_range(plan)
    usual = (start.year, end.year)
    asked_for = (columns[0].first.year, columns[-1].last.year)
    return usual if usual[0] <= asked_for[0] and asked_for[1] <= usual[1] else asked_for


def summed(by_day: Array, columns: tuple[Period, ...], first_year: int) -> Array:
    """Return the sums over periods of (cells, days) from the first of January of a year, (cells, periods)."""
    origin = date(first_year, 1, 1)
    edges = np.array([(period.first - origin).days for period in columns], np.int64)
    end = (columns[-1].last - origin).days + 1
    if not by_day.shape[0]:
        return np.zeros((0, len(columns)))
    return np.add.reduceat(by_day[:, :end], edges, axis=1)


def sensitive_over(plan: Plan, columns: tuple[Period, ...]) -> Array | None:
    """Return the demand for work on sensitive content over periods, (cells, periods); None: there is none."""
    years = grid_years(plan, columns)
    by_day = sensitive_load(plan, *years)
    return None if by_day is None else summed(by_day, columns, years[0])


@dataclass(frozen=True, slots=True)
class Item:
    """What one initiative asks of a cell in a period: person-days, and their share of all that is asked."""

    initiative_id: str
    demand_id: str
    skill: str
    person_days: float
    share: float


@per_plan
def items(plan: Plan, team_id: str, skill: str, first: date, last: date, sensitive: bool = False) -> tuple[Item, ...]:
    """Return what asks for a team, or for a skill of it, from a day to another, largest first.

    The whole team (no skill) holds what is asked of it in any skill; ``sensitive``: only work that is.
    """
    years = grid_years(plan, (Period(first, last, ""),))
    found, cells, days = asked(plan, *years), cells_of(plan), supply(plan, *years).days
    row = cells.at.get((team_id, skill))
    if row is None:
        return ()
    order, first_of = by_cell(plan, *years)
    rows = range(row, row + 1) if skill else cells.rows(team_id)
    chosen = order[first_of[rows.start] : first_of[rows.stop]]
    if sensitive:
        chosen = chosen[found.sensitive[chosen]]
    position = days.position(_calendar_id(plan, team_id))
    edges = np.concatenate(([0.0], np.cumsum(days.ticks(position)) / days.day_ticks(position)))
    within = days.slice(first, last)
    amount = found.before(edges[within.stop], chosen) - found.before(edges[within.start], chosen)
    stuck = (found.end <= found.begin)[chosen] & (found.first[chosen] >= within.start)
    amount = np.where(stuck & (found.first[chosen] < within.stop), found.amount[chosen], amount)
    total = float(amount.sum()) or 1.0
    asked_in_all: dict[str, tuple[float, int]] = {}
    for i in np.flatnonzero(amount > TINY).tolist():
        demand = found.ids[chosen[i]]
        asked_in_all[demand] = (asked_in_all.get(demand, (0.0, i))[0] + float(amount[i]), i)
    return tuple(
        Item(
            found.initiatives[chosen[i]],
            demand,
            cells.cells[int(found.cell[chosen[i]])].skill,
            person_days,
            person_days / total,
        )
        for demand, (person_days, i) in sorted(asked_in_all.items(), key=lambda pair: (-pair[1][0], pair[0]))
    )


def _calendar_id(plan: Plan, team_id: str) -> str | None:
    return plan.all(Team)[team_id].calendar_id


def named_period(plan: Plan, length: PeriodLength, day: date) -> Period:
    """Return the period of this length in which a day lies, by the fiscal year of the plan."""
    return period_of(length, day, plan.portfolio.fiscal_year_start_month)
