"""Levelling a plan: start dates that its teams and people can keep, as a proposal with a reason for each.

The solver finds an order on whole days; each piece of work is then dated in that order by the schedule engine's own
rules, and the wait for capacity becomes its levelling delay. Nothing is changed: the proposal holds the edits.

Two pieces of work for a team of one; the second waits a week:

>>> from planner.plan.entities import Demand, Initiative, Portfolio, Team
>>> from planner.plan.values import Duration
>>> from datetime import datetime
>>> team = Team(id="t", code="IAI", name="Infra AI", headcount=1, focus_factor=1, reserve=0, leave_days=0,
...             unplanned_absence=0)
>>> work = [Initiative(id=c, code=c.upper(), name=c, duration=Duration.parse("5d")) for c in "ab"]
>>> asks = [Demand(id=f"d{c}", initiative_id=c, team_id="t", fte=1) for c in "ab"]
>>> plan = Plan.of(Portfolio(id="portfolio", name="P", start=datetime(2027, 3, 1)), team, *work, *asks)
>>> found = level_plan(plan, today=date(2027, 3, 1), objective=Objective.MAKESPAN)
>>> [(row.id, str(row.start.date()), row.delay_days) for row in found.work], found.label.value
([('a', '2027-03-01', 0.0), ('b', '2027-03-08', 5.0)], 'proven')
>>> found.work[1].reason
'B waits for Infra AI, whom A holds until 05 Mar 2027.'
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

import numpy as np

from planner.capacity.level_plan_dating import CapacityEndsError, Dating
from planner.capacity.level_plan_edits import edits
from planner.capacity.level_plan_ground import Ground, ground_of
from planner.capacity.level_plan_problem import Model, model_of
from planner.capacity.level_plan_report import report
from planner.capacity.level_plan_result import LevelledWork, LevelProposal, ResourceLink
from planner.capacity.levelling import Budget, Levelling, Objective, Problem, Rule, Status, level
from planner.capacity.levelling.engines import Mode
from planner.plan.entities import Demand, Initiative, Team
from planner.plan.snapshot import Plan
from planner.plan.values import Duration
from planner.schedule import records as at_
from planner.schedule import schedule

__all__ = ["LevelProposal", "LevelledWork", "ResourceLink", "budget_for", "level_plan", "warm_up"]

FAR_RANK = float(1 << 50)
MORE_YEARS, MOST_YEARS = 6, 30
LEFT_FOR_DATES = 2.5
"""How many times as long as dating takes is left for dating again and for the report, where there is a limit."""
ATTEMPTS = 4
"""Problems tried, each without the demands that were found impossible in the one before."""
SCHEDULES, TASKS = 5_000, 2_000_000
"""Most schedules that a search makes by default, and most tasks that it places in all of them together."""


def budget_for(plan: Plan, seconds: float | None = None) -> Budget:
    """Return the budget for a plan: so many seconds, or a number of schedules, which gives the same answer always."""
    if seconds is not None:
        return Budget.within(seconds)
    return Budget(schedules=max(1, min(SCHEDULES, TASKS // max(1, len(plan.works)))))


def level_plan(
    plan: Plan,
    *,
    today: date,
    objective: Objective = Objective.LATENESS,
    seed: int = 0,
    budget: Budget | None = None,
    freeze_before: date | None = None,
    scores: Mapping[str, float] | None = None,
    stop: Callable[[], bool] = lambda: False,
) -> LevelProposal:
    """Return dates that capacity allows for all work that asks for it and has not begun; none starts before today.

    `objective` LATENESS makes dated work least late and then delays least; MAKESPAN ends the plan soonest. Work that
    starts before `freeze_before` keeps its dates. `scores` by initiative, from 0 to 1,000, say what goes first among
    equals: a day of delay of the highest score counts twice as much as that of unscored work.
    Regulatory must-dos come first, with what leads to them; levelling priority 1000 is never delayed. Deterministic for
    a seed and a budget without seconds; seconds are a limit of all this, not of the search alone.
    """
    budget = budget or budget_for(plan)
    end = None if budget.seconds is None else time.perf_counter() + budget.seconds
    last_year: int | None = None
    while True:
        ground = ground_of(plan, today, freeze_before, last_year)
        years = ground.rows.days.years
        known = ground.rows.days.first.year + int(years[-1])
        start = schedule(ground.base).start.year
        dated = Dating(ground, last_chance=known >= max(start, today.year) + MOST_YEARS)
        model = model_of(ground, dated.free, dated.loads, scores or {}, delays=objective is Objective.LATENESS)
        first = budget if end is None else Budget.first_plan()
        found, model = _solved(model, objective, first, seed, stop)
        began = time.perf_counter()
        try:
            dated.run(_ranks(ground, model, found))
        except CapacityEndsError:
            last_year = known + MORE_YEARS
            continue
        if end is not None and not stop():
            left = end - time.perf_counter() - LEFT_FOR_DATES * (time.perf_counter() - began)
            if left > 0:
                found, dated = _searched(model, found, dated, objective, replace(budget, seconds=left), seed, stop)
        operations, after = edits(ground, dated)
        return report(ground, model, dated, found, objective, operations, after)


def _solved(
    model: Model, objective: Objective, budget: Budget, seed: int, stop: Callable[[], bool]
) -> tuple[Levelling, Model]:
    """Return the solver's answer; demands that fit in no slot ever are left out and noted."""
    found = level(model.problem, objective, budget, rule=Rule.LATEST_FINISH, seed=seed, stop=stop)
    for _ in range(ATTEMPTS):
        if found.status is not Status.IMPOSSIBLE:
            break
        model = _without(model, {obstacle.task for obstacle in found.obstacles})
        found = level(model.problem, objective, budget, rule=Rule.LATEST_FINISH, seed=seed, stop=stop)
    return found, model


def _searched(
    model: Model, first: Levelling, dated: Dating, objective: Objective, budget: Budget, seed: int,
    stop: Callable[[], bool],
) -> tuple[Levelling, Dating]:  # fmt: skip
    """Return what a search within a budget finds, and its dates; the first ones where these run past all capacity."""
    found = level(model.problem, objective, budget, rule=Rule.LATEST_FINISH, seed=seed, stop=stop)
    again = Dating(dated.ground, dated.last_chance)
    try:
        again.run(_ranks(dated.ground, model, found))
    except CapacityEndsError:
        return first, dated
    return found, again


def _without(model: Model, tasks: set[int]) -> Model:
    """Return the model without any demand of some tasks, which makes it an approximation."""
    columns = model.problem.columns
    kept = columns.demands[~np.isin(columns.demands[:, 0], sorted(tasks))]
    problem: Problem = replace(model.problem, demands=kept)
    return replace(model, problem=problem, whole=False)


def _ranks(ground: Ground, model: Model, found: Levelling) -> dict[int, tuple[float, ...]]:
    """Return what each node is placed by: class, the solver's start, late finish, its order in the network."""
    dated = found.status in (Status.LEVELLED, Status.INCOMPLETE)
    start, score = found.start.tolist(), model.problem.columns.score.tolist()
    unmet = {v for v, _, _, _ in model.unmet}
    ranks: dict[int, tuple[float, ...]] = {}
    for v in ground.nodes:
        task = model.task_of.get(v)
        if task is None:
            ranks[v] = (-1.0, 0.0, 0.0, 0.0)
            continue
        at = float(start[task]) if dated and start[task] >= 0 else FAR_RANK
        first = -1.0 if v in unmet else ground.class_of[v]  # what fits nowhere comes first, and the rest around it
        ranks[v] = (first, at, -score[task], ground.n[v + at_.LATE_FINISH])
    return ranks


def warm_up() -> None:
    """Load the machine code that finds places, compiling it where it is not cached; not that of the solver."""
    day, length = date(2027, 3, 1), Duration.parse("2d")
    works = [Initiative(id=c, code=c, name=c, duration=length, splittable=c == "b") for c in "ab"]
    demands = [Demand(id=c, initiative_id=c, team_id="t", fte=1) for c in "ab"]
    ground = ground_of(Plan.of(Team(id="t", code="T", name="Team", headcount=2), *works, *demands), day, None, None)
    Dating(ground, last_chance=True, mode=Mode.COMPILED).run(dict.fromkeys(ground.nodes, (0.0,)))
