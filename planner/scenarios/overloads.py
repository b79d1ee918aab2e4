"""Who is asked for more than they can give, quarter by quarter, as figures that plans can be compared by.

>>> from datetime import datetime
>>> from planner.plan.entities import Demand, Initiative, Team
>>> item = Initiative(id="i", code="INF-1", name="Bench", manual_start=datetime(2027, 1, 1, 8),
...                   manual_finish=datetime(2027, 3, 31, 17))
>>> plan = Plan.of(Team(id="t", code="IAI", name="Infra AI", headcount=2), item,
...                Demand(id="d", initiative_id="i", team_id="t", fte=2))
>>> [(one.team_id, one.quarter, round(one.percent)) for one in overloads(plan).values()]
[('t', '2027Q1', 155)]
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from planner.plan.snapshot import Plan, per_plan

Key = tuple[str, str, str]
"""Team, skill (empty: the whole team) and quarter."""


@dataclass(frozen=True, slots=True)
class Overload:
    """A team, or a skill of it, in a fiscal quarter: person-days asked for and there.

    ``percent``: the one in per cent of the other; None: nobody is there.
    """

    team_id: str
    skill: str
    quarter: str
    asked: float
    there: float
    percent: float | None


@per_plan
def overloads(plan: Plan) -> Mapping[Key, Overload]:
    """Return those above 100 per cent, or asked while nobody is there, from the quarter of the status date on.

    In the order of teams and quarters.
    """
    import numpy as np

    from planner.capacity.cells import cells_of
    from planner.capacity.heat import heat_map
    from planner.capacity.periods import PeriodLength

    if not cells_of(plan).cells:
        return {}
    shown = heat_map(plan, PeriodLength.QUARTER)
    status = plan.portfolio.status_date
    found = {}
    for row, column in np.argwhere(np.round(shown.percents) > 100).tolist():
        cell, period = shown.cells[row], shown.periods[column]
        if status is None or period.last >= status:
            asked, there = float(shown.demand[row, column]), float(shown.supply[row, column])
            over = Overload(cell.team_id, cell.skill, period.label, asked, there, shown.percent(row, column))
            found[over.team_id, over.skill, over.quarter] = over
    return found


def peak(plan: Plan) -> Overload | None:
    """Return the greatest overload, of those of nobody the one asked for most; None where there is none."""
    return max(overloads(plan).values(), key=lambda one: (one.percent is None, one.percent or one.asked), default=None)
