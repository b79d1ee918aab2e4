"""Readiness with its chances: a market in time only if all takes as long as is most likely is at risk, not on track.

Durations lean to the long side, so a day computed from the most likely ones is often missed. What is predicted by its
target is therefore simulated; where that gives it less than an even chance it says so.

>>> from datetime import datetime
>>> from planner.plan.entities import GateTemplate, Launch, Portfolio
>>> from planner.plan.values import Duration
>>> three = dict(zip(("takes_optimistic", "takes", "takes_pessimistic"), map(Duration.parse, ("4d", "5d", "40d"))))
>>> plan = Plan.of(
...     Portfolio(id="portfolio", start=datetime(2027, 1, 4)),
...     GateTemplate(id="t", code="G1", name="Approved", **three),
...     Launch(id="l", code="L", name="Launch", target_date=datetime(2027, 1, 9)),
... )
>>> cell = readiness(plan, date(2027, 1, 4)).by_launch["l"].cells[0]
>>> cell.state.value, str(cell.predicted)
('at_risk', '2027-01-08')
>>> unlikely(cell)
'It is ready by 2027-01-09 in 10 % of the simulated cases, in half of them by 2027-01-15.'
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from planner.plan.entities import GateTemplate, Initiative, ReviewQueue, Risk
from planner.plan.snapshot import Plan, per_kinds, per_plan
from planner.readiness.cells import readiness_by_dates
from planner.readiness.result import Cell, CellState, LaunchReadiness, Readiness

EVEN = 0.5
"""Chance of the target below which a market is at risk."""

_IN_TIME = (CellState.READY, CellState.ON_TRACK)


@per_plan
def readiness(plan: Plan, today: date) -> Readiness:
    """Return how every launch that is not cancelled stands on a day, by target and code."""
    found = readiness_by_dates(plan, today)
    if not uncertain(plan) or not any(cell.state in _IN_TIME for cell in found.cells()):
        return found
    launches = tuple(
        LaunchReadiness(one.launch_id, one.template_ids, tuple(_judged(plan, cell, today) for cell in one.cells))
        for one in found.launches
    )
    return Readiness(today, launches, {one.launch_id: one for one in launches})


@per_kinds(Initiative, GateTemplate, Risk, ReviewQueue)
def uncertain(plan: Plan) -> bool:
    """Whether anything that a launch may wait for is given with its uncertainty."""
    return (
        bool(plan.all(ReviewQueue) or plan.all(Risk))
        or any(one.optimistic or one.pessimistic for one in plan.all(Initiative).values())
        or any(one.takes_optimistic or one.takes_pessimistic for one in plan.all(GateTemplate).values())
    )


def _judged(plan: Plan, cell: Cell, today: date) -> Cell:
    if cell.state not in _IN_TIME or cell.target is None:
        return cell
    from planner.readiness.market_chances import market_chances

    likely = market_chances(plan, today).get((cell.launch_id, cell.market_id))
    if likely is None or likely.chance is None:
        return cell
    chance, p50 = likely.chance.value, likely.p50.date() if likely.p50 is not None else None
    return replace(cell, chance=chance, p50=p50, state=CellState.AT_RISK if chance < EVEN else cell.state)


def unlikely(cell: Cell) -> str:
    """Return in a sentence how a market at risk will probably miss its target; empty: it is not at risk."""
    if cell.state is not CellState.AT_RISK or cell.chance is None:
        return ""
    half = f", in half of them by {cell.p50}" if cell.p50 is not None else ""
    return f"It is ready by {cell.target} in {cell.chance * 100:.0f} % of the simulated cases{half}."
