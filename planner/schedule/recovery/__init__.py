"""Remedies: what it would take to have a launch or initiative done by a date.

A bounded search over typed moves along the chains that drive the target: shorten work within its optimistic
duration, add people, overlap, drop a soft link, move a constraint, release what is held by hand, have an outside
party deliver earlier, split markets off a launch. Every answer was verified by scheduling the whole plan with it,
and says what it does to others.

>>> from datetime import datetime
>>> from planner.plan.entities import Initiative, Portfolio
>>> from planner.plan.values import Duration
>>> plan = Plan.of(Portfolio(id="portfolio", start=datetime(2027, 1, 4)), Initiative(
...     id="a", code="POL-1", name="Guideline", owner="Ada", duration=Duration.parse("10d"),
...     optimistic=Duration.parse("6d")))
>>> found = remedies(plan, "a", datetime(2027, 1, 12, 23, 59))
>>> [(move.text, move.cost) for move in found.candidates[0].moves]
[('Shorten POL-1 from 10 to 7 days', 5.25)]
>>> remedies(plan, "a", datetime(2027, 1, 8, 23, 59)).best.finish
datetime.datetime(2027, 1, 11, 17, 0)
"""

from __future__ import annotations

from datetime import datetime

from planner.plan.snapshot import Plan, per_plan
from planner.schedule.recovery.moves import Candidate, MoveType, Remedies, RemedyMove

__all__ = ["Candidate", "MoveType", "Remedies", "RemedyMove", "remedies"]

BUDGET = 200
"""Schedules that a search computes unless told otherwise."""


@per_plan
def remedies(plan: Plan, target_id: str, by: datetime, budget: int = BUDGET, limit: int = 10) -> Remedies:
    """Return sets of one to four moves that have a target done by `by`, at most `limit`, cheapest first.

    `budget` bounds the schedules computed while searching. NotFoundError if there is no such work.
    """
    from planner.schedule.recovery.search import remedies_of

    return remedies_of(plan, target_id, by, budget, limit)
