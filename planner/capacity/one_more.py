"""What one more person would change: the percentage and the overload of a team or skill, period by period.

>>> from planner.plan.entities import Team
>>> plan = Plan.of(Team(id="t", code="T", name="Team", headcount=1, focus_factor=1, reserve=0, leave_days=0))
>>> changed = one_more(plan, "t", "", PeriodLength.WEEK, date(2027, 3, 1), date(2027, 3, 7))
>>> [(round(row.supply_before, 1), round(row.supply_after, 1)) for row in changed]
[(4.8, 9.6)]
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from planner.capacity.cells import cells_of, people, row_of
from planner.capacity.heat import HeatMap, grid_years, heat_map, summed
from planner.capacity.periods import Period, PeriodLength
from planner.capacity.supply import TeamSupply, supply, team_supply
from planner.plan.entities import StaffingChange, Team
from planner.plan.errors import InvalidChangeError
from planner.plan.rules.values import declared_bounds
from planner.plan.snapshot import Plan
from planner.schedule.plan_schedule import carry, solved

WISHED = "what-if"


@dataclass(frozen=True, slots=True)
class Change:
    """One period before and after: person-days; per cent (None: asked of nobody); person-days missing, 0 or more."""

    period: Period
    demand: float
    supply_before: float
    supply_after: float
    percent_before: float | None
    percent_after: float | None
    overload_before: float
    overload_after: float


def one_more(
    plan: Plan,
    team_id: str,
    skill: str,
    length: PeriodLength,
    first: date | None = None,
    last: date | None = None,
    *,
    fte: float = 1.0,
    start: date | None = None,
    ramp_weeks: float = 0.0,
) -> tuple[Change, ...]:
    """Return what so many FTE more (negative: fewer) would change in each period.

    They come on ``start`` (None: the first day of the first period) with that ramp. NotFoundError if the team has
    no such cell; InvalidChangeError where no such change can be.
    """
    shown = heat_map(plan, length, first, last)
    row = row_of(plan, team_id, skill)
    change = StaffingChange(
        id=WISHED, team_id=team_id, skill=skill, fte=fte, start=start or shown.periods[0].first, ramp_weeks=ramp_weeks
    )
    wrong = tuple(declared_bounds(plan, change))
    if wrong:
        raise InvalidChangeError(wrong)
    parts = _with(plan, team_id, change, shown)
    years = grid_years(plan, shown.periods)
    own = row - cells_of(plan).team_at[team_id]
    after = summed(parts.net[own : own + 1], shown.periods, years[0])[0]
    return tuple(
        _change(period, float(shown.demand[row, i]), float(shown.supply[row, i]), float(after[i]))
        for i, period in enumerate(shown.periods)
    )


def _with(plan: Plan, team_id: str, change: StaffingChange, shown: HeatMap) -> TeamSupply:
    """Return the supply of one team with a change of staff; dates do not follow from it, so they are carried over."""
    wished = plan.with_entities([("staffing_change", change.id, change)], plan.revision)
    carry(wished, solved(plan))
    staff = [person for person in people(plan) if person.team_id == team_id]
    days = supply(plan, *grid_years(plan, shown.periods)).days
    return team_supply(wished, plan.all(Team)[team_id], staff, days)


def _change(period: Period, demand: float, before: float, after: float) -> Change:
    return Change(
        period,
        demand,
        before,
        after,
        _percent(demand, before),
        _percent(demand, after),
        max(0.0, demand - before),
        max(0.0, demand - after),
    )


def _percent(demand: float, has: float) -> float | None:
    if has > 0:
        return 100 * demand / has
    return None if demand > 0 else 0.0
