"""Stretch goals: the next best in line that a quarter has no room for, unless nothing unplanned comes up.

Each team keeps a reserve for what nobody planned. Of what is left out, the most valuable first, that is a stretch goal
of a committed quarter which fits into what the selection leaves and the reserves together, with all that it needs. It
keeps every rule of the selection but the one on reserves:

>>> from datetime import datetime
>>> from planner.plan.entities import Demand, Initiative, Portfolio, Team
>>> from planner.plan.values import Duration
>>> from planner.roadmap.select_quarters import Request, select_quarters
>>> plan = Plan.of(Portfolio(id="portfolio", start=datetime(2027, 1, 4)),
...     Team(id="t", code="T", name="Team", headcount=1, focus_factor=1, reserve=0.2, leave_days=0),
...     *(Initiative(id=c, code=c.upper(), name=c, duration=Duration.parse("8w")) for c in "ab"),
...     Demand(id="d", initiative_id="a", team_id="t", person_days=40),
...     Demand(id="e", initiative_id="b", team_id="t", person_days=20))
>>> [(row.initiative_id, row.quarter, row.commitment.value)
...  for row in select_quarters(plan, Request(FiscalQuarter(2027, 1), 1)).rows]
[('a', '2027Q1', 'stretch'), ('b', '2027Q1', 'committed')]
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from planner.capacity.heat import summed
from planner.capacity.periods import Period
from planner.capacity.supply import supply
from planner.plan.snapshot import Plan
from planner.roadmap.selection import Selection, Status
from planner.roadmap.selection.board import Board
from planner.roadmap.selection.plan_problem import TENTHS, PlanProblem
from planner.roadmap.selection.problem import Ints
from planner.worktime.fiscal import FiscalQuarter


def stretch_goals(plan: Plan, read: PlanProblem, answer: Selection, committed: int) -> Mapping[int, int]:
    """Return the stretch goals of the first ``committed`` quarters: position of the item and of its quarter."""
    left = np.flatnonzero(answer.start < 0)
    if answer.status is not Status.SELECTED or not left.size:
        return {}
    columns = read.problem.columns
    latest = np.where(answer.start < 0, np.minimum(columns.latest, committed - 1), columns.latest)
    widened = replace(read.problem, capacity=columns.capacity + reserves(plan, read.quarters), latest=latest)
    board = Board(widened)
    board.load(answer.start.tolist())
    worth = columns.value.max(axis=1, initial=0)
    for item in sorted(left.tolist(), key=lambda item: (-int(worth[item]), item)):
        board.insert(item)
    return {item: board.start[item] for item in left.tolist() if board.start[item] >= 0}


def reserves(plan: Plan, quarters: tuple[FiscalQuarter, ...]) -> Ints:
    """Return the tenths of person-days that teams keep, by cell and quarter."""
    columns = tuple(Period(quarter.first, quarter.last, quarter.label) for quarter in quarters)
    years = (columns[0].first.year, columns[-1].last.year)
    days = summed(supply(plan, *years).reserved, columns, years[0])
    tenths: Ints = np.floor(days * TENTHS + 1e-6).astype(np.int64)
    return tenths
