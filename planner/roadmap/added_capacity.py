"""What more people would be worth to a selection of quarters: one more in each team, and the best ones step by step.

More people come to every quarter and have all skills of their team. Nothing here says that several teams could not gain
more together than one after the other: each step adds to the one before.
"""

from __future__ import annotations

import time as clock
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from planner.capacity.cells import people as staff
from planner.plan.entities import Team
from planner.plan.snapshot import Plan
from planner.roadmap.selection import Selection
from planner.roadmap.selection.frontier import frontier, steps
from planner.roadmap.selection.plan_problem import TENTHS, PlanProblem
from planner.roadmap.selection.problem import Ints

STEPS = 5
"""FTE that are added in all, at most."""


@dataclass(frozen=True, slots=True)
class NextFte:
    """What one more FTE of a team over all quarters is worth: share of the present value gained and who joins.

    Where nothing is chosen yet it is the share of the value of all.

    What was not `searched`, because time was up, is what fits besides into the selection as it is.
    """

    team_id: str
    gain: float
    join_ids: tuple[str, ...]
    searched: bool = True


@dataclass(frozen=True, slots=True)
class FrontierStep:
    """The next step of the efficient frontier: ``fte`` more people in all, of them the last ``more`` in a team.

    ``gain`` is the share of the present value that this step adds, ``total`` what all steps so far do. ``more`` is
    over 1 where fewer in any one team gain nothing. ``proven``: no single team makes more of them.
    """

    fte: int
    team_id: str
    more: int
    gain: float
    total: float
    join_ids: tuple[str, ...]
    proven: bool


def worth_of_more(
    plan: Plan, read: PlanProblem, answer: Selection, seed: int, end: float | None, stop: Callable[[], bool]
) -> tuple[tuple[NextFte, ...], tuple[FrontierStep, ...]]:
    """Return what one more FTE of each team is worth, the most first, and the frontier, as far as there is time.

    ``end`` is the moment of `time.perf_counter` at which to stop; None: never.
    """
    teams = list(dict.fromkeys(cell.team_id for cell in read.cells))
    capacity = read.problem.columns.capacity
    additions = []
    for team in teams:
        rows = [row for row, cell in enumerate(read.cells) if cell.team_id == team]
        additions.append(np.zeros_like(capacity))
        additions[-1][rows] = _work_of_one(plan, team, capacity[rows[0]])

    def over() -> bool:
        return stop() or (end is not None and clock.perf_counter() >= end)

    value = answer.value or max(int(read.problem.columns.value.max(axis=1, initial=0).sum()), 1)
    gains = frontier(read.problem, answer, additions, seed=seed, stop=over)
    found, total = [], 0
    for step in steps(read.problem, answer, additions, STEPS, gains, seed=seed, stop=over):
        total += step.value
        joined = tuple(read.items[item] for item in step.join)
        team = teams[step.addition]
        found.append(FrontierStep(step.added, team, step.size, step.value / value, total / value, joined, step.proven))
    alone = [
        NextFte(teams[g.addition], g.value / value, tuple(read.items[item] for item in g.join), g.searched)
        for g in gains
    ]
    return tuple(sorted(alone, key=lambda one: -one.gain)), tuple(found)


def _work_of_one(plan: Plan, team_id: str, capacity: Ints) -> Ints:
    """Return the work of one FTE by quarter: the team's mean, or 40 person-days where nobody is in it."""
    people = [person.max_units / 100 for person in staff(plan) if person.team_id == team_id]
    fte = sum(people) if people else plan.all(Team)[team_id].headcount
    return (capacity / fte).astype(np.int64) if fte > 0 else np.full_like(capacity, 40 * TENTHS)
