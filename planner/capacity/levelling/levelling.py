"""Levelling a problem: classes one after the other, each searched, then reasons and floats for the whole.

Two pieces of work for a team of one: the second waits for the first, and the first has no float because of it.

>>> from planner.capacity.levelling.problem import Capacity, Demand
>>> problem = Problem([3, 2], demands=[Demand(0, 0, 1), Demand(1, 0, 1)], capacities=[Capacity.constant(1)])
>>> plan = level(problem, budget=Budget.first_plan())
>>> plan.start.tolist(), plan.total_float.tolist(), plan.waited_for(1)
([0, 3], [0, 0], ((0, 0),))
"""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np

from planner.capacity.levelling.bench import Bench
from planner.capacity.levelling.budget import Budget
from planner.capacity.levelling.compiling import Core, compile_core, fixed_tasks
from planner.capacity.levelling.engines import Engine, Mode, engine_for
from planner.capacity.levelling.improvement import Found, Search
from planner.capacity.levelling.obstacles import obstacles
from planner.capacity.levelling.placed import Placed, nothing_moved
from planner.capacity.levelling.problem import Capacity, Demand, Ints, Problem
from planner.capacity.levelling.result import Label, Levelling, Objective, Obstacle, Rule, Segment, Status
from planner.capacity.levelling.slack import grounds


def level(
    problem: Problem,
    objective: Objective = Objective.MAKESPAN,
    budget: Budget | None = None,
    *,
    rule: Rule = Rule.LATEST_FINISH,
    seed: int = 0,
    mode: Mode = Mode.AUTOMATIC,
    stop: Callable[[], bool] = lambda: False,
) -> Levelling:
    """Return the best levelled plan found within a budget.

    `rule` orders the first plan, and the only one where the budget is a single schedule. `stop` is asked some times
    a second whether to end with the best so far.
    """
    budget = budget or Budget()
    began = time.perf_counter()
    engine = engine_for(mode, problem.size, budget.schedules)
    fixed = fixed_tasks(problem)
    placed = nothing_moved(problem, fixed)
    core = compile_core(problem, fixed, problem.movable, engine)
    if core.circular:
        return _undated(problem, Status.CIRCULAR, unplaced=core.circular)
    bench = Bench(problem, core, fixed, placed.demands, objective, engine)
    against = obstacles(bench)
    if against:
        return _undated(problem, Status.IMPOSSIBLE, found=against)
    placed, bound, schedules = _staged(bench, placed, Search(bench, budget, rule, seed, began, stop))
    return _answer(problem, core, placed, bound, schedules, objective, engine)


def _staged(bench: Bench, placed: Placed, whole: Search) -> tuple[Placed, int, int]:
    """Return the plan, a lower bound and the schedules generated: class by class, those before it fixed."""
    classes = np.unique(bench.ahead.priority_class)
    if len(classes) <= 1 or whole.budget.schedules == 1:
        found = whole.run()
        return bench.placed(found.dates, placed), _bound(bench, placed, found), found.schedules
    problem, task, class_of = bench.problem, bench.core.task, bench.ahead.priority_class
    bound, schedules, rest = 0, 0, bench.core.size
    for number in classes:
        chosen = np.zeros(problem.size, np.bool_)
        chosen[task[class_of == number]] = True
        before = placed.as_fixed()
        core = compile_core(problem, before, chosen, bench.engine)
        stage = Bench(problem, core, before, placed.demands, bench.objective, bench.engine)
        share = core.size / bench.core.size
        budget, rest = whole.part(core.size / max(1, rest)), rest - core.size
        search = Search(stage, budget, whole.rule, whole.seed, whole.began, whole.stop, share)
        found = search.run()
        placed = stage.placed(found.dates, placed)
        bound = max(bound, _bound(stage, placed, found)) if number == classes[0] else bound
        schedules += found.schedules
    return placed, max(bound, _loose_bound(bench)), schedules


def _bound(bench: Bench, placed: Placed, found: Found) -> int:
    """Return the lower bound of the objective: of the core, and what is fixed already."""
    if bench.objective is Objective.MAKESPAN:
        return max(found.bound, bench.ahead.longest_path, placed.fixed.end)
    return found.bound + Placed(
        placed.fixed.start, placed.fixed.finish, placed.stretches, placed.fixed, placed.demands
    ).lateness(bench.problem)


def _loose_bound(bench: Bench) -> int:
    return max(bench.ahead.longest_path, bench.fixed.end) if bench.objective is Objective.MAKESPAN else 0


def _answer(
    problem: Problem, core: Core, placed: Placed, bound: int, schedules: int, objective: Objective, engine: Engine
) -> Levelling:
    unplaced = tuple(int(t) for t in np.flatnonzero(placed.start < 0))
    why = grounds(problem, core, placed, objective, engine)
    value = placed.value(problem, objective)
    return Levelling(
        status=Status.INCOMPLETE if unplaced else Status.LEVELLED,
        label=Label.HEURISTIC if unplaced else _label(value, bound),
        value=value,
        bound=bound,
        makespan=placed.end,
        lateness=placed.lateness(problem),
        start=placed.start,
        finish=placed.finish,
        segments=_segments(problem, placed),
        ready=why.ready,
        reason=why.reason,
        driver=why.driver,
        resource_links=why.resource_links,
        late_start=why.late_start,
        late_finish=why.late_finish,
        total_float=np.minimum(why.late_start - placed.start, why.late_finish - placed.finish),
        unplaced=unplaced,
        schedules=schedules,
    )


def _label(value: int, bound: int) -> Label:
    if value <= bound:
        return Label.PROVEN
    return Label.BOUNDED if bound > 0 else Label.HEURISTIC


def _segments(problem: Problem, placed: Placed) -> tuple[Segment, ...]:
    rows = placed.stretches[problem.columns.interruption[placed.stretches[:, 0]] > 0]
    rows = rows[np.lexsort((rows[:, 1], rows[:, 0]))]
    return tuple(Segment(*row) for row in rows.tolist())


def _undated(
    problem: Problem, status: Status, found: tuple[Obstacle, ...] = (), unplaced: tuple[int, ...] = ()
) -> Levelling:
    none: Ints = np.full(problem.size, -1, np.int64)
    return Levelling(
        status, Label.HEURISTIC, 0, 0, 0, 0, none, none, (), none, np.full(problem.size, 5, np.int64), none,
        np.empty((0, 4), np.int64), none, none, np.zeros(problem.size, np.int64), found, unplaced,
    )  # fmt: skip


def warm_up(exact: bool = False) -> None:
    """Load the machine code, compiling it where it is not cached; with `exact` CP-SAT too."""
    demands = [Demand(task, 0, 2) for task in range(3)]
    problem = Problem([2, 2, 2], demands=demands, capacities=[Capacity.constant(3)])
    level(problem, budget=Budget(schedules=400, effort=0.1 if exact else 0.0), mode=Mode.COMPILED)
