"""Returned capacity: what automation promised to give back, against what was found.

>>> from datetime import datetime
>>> from planner.plan.entities import Initiative, Portfolio, Realised
>>> done = Initiative(id="i", code="CS-1", name="Assistant", actual_start=datetime(2026, 8, 3, 8),
...                   actual_finish=datetime(2026, 8, 31, 17))
>>> back = CapacityReturn(id="r", initiative_id="i", team_id="t", hours_per_week=40, ramp_weeks=8,
...                       realised=(Realised(on=date(2026, 10, 27), hours_per_week=26.0),))
>>> settings = Portfolio(id="portfolio", status_date=date(2026, 11, 22))
>>> [(row.promised_hours, row.realised_hours, row.share) for row in returned(Plan.of(done, back, settings))]
[(40.0, 26.0, 0.65)]
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from planner.capacity.staffing import promised_on
from planner.plan.entities import CapacityReturn
from planner.plan.snapshot import Plan, per_plan
from planner.schedule import schedule


@dataclass(frozen=True, slots=True)
class Returned:
    """One return as of a day: hours per week promised by then (after the ramp), in all, and found.

    ``live_on`` is the computed finish of the automation, None where it has no dates; ``realised_hours`` and
    ``share`` (found of what was promised by the day of the observation) are None before the first observation.
    """

    id: str
    initiative_id: str
    team_id: str
    skill: str
    live_on: date | None
    full_hours: float
    promised_hours: float
    realised_on: date | None
    realised_hours: float | None
    share: float | None


@per_plan
def returned(plan: Plan) -> tuple[Returned, ...]:
    """Return promised against realised of every return, as of the status date (None: as of the last observation)."""
    return tuple(_returned(plan, back) for back in plan.all(CapacityReturn).values())


def _returned(plan: Plan, back: CapacityReturn) -> Returned:
    when = schedule(plan).dates.get(back.initiative_id)
    live_on = when.finish if when else None
    today = plan.portfolio.status_date
    seen = [each for each in sorted(back.realised, key=lambda each: each.on) if today is None or each.on <= today]
    last = seen[-1] if seen else None
    as_of = today or (last.on if last else live_on)
    by_then = promised_on(back, live_on, as_of) if live_on and as_of else 0.0
    due = promised_on(back, live_on, last.on) if live_on and last else 0.0
    return Returned(
        back.id,
        back.initiative_id,
        back.team_id,
        back.skill,
        live_on,
        back.hours_per_week,
        by_then,
        last.on if last else None,
        last.hours_per_week if last else None,
        last.hours_per_week / due if last and due else None,
    )
