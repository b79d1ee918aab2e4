"""Critical paths of a plan: the chain that drives a target, and everything without float towards it."""

from __future__ import annotations

from planner.plan.snapshot import Plan, per_plan
from planner.schedule.plan_network import project_start
from planner.schedule.plan_schedule import SolvedPlan, schedule_of, solved
from planner.schedule.reasons import DateKind
from planner.schedule.records import NONE, Term
from planner.schedule.result import CriticalPath, PathStep
from planner.schedule.settling import solved_to
from planner.schedule.solution import Solution, moments
from planner.worktime.ticks import TICKS_PER_MINUTE


@per_plan
def path_to(plan: Plan, to: str | None) -> CriticalPath:
    """Return the chain that drives a target, root first, and what is critical to it.

    Without a target it is the end of the portfolio: the work that finishes last. Floats to a target count only
    what that target needs; without one they are the total floats. Hammocks are on no path; one as a target is at the
    end of the path to what it ends with.
    """
    if to is not None:
        plan.work(to)
    done = solved(plan)
    if to is not None and done.plan_network.position[to] in done.run.compiled.leaves.hammocks:
        return _path_to_hammock(plan, to)
    target = _target(done, to)
    if target is None:
        return CriticalPath(to, project_start(plan), (), ())
    solution = done.solution if to is None else solved_to(done, target)
    limit = done.network.projects[0].critical_limit
    steps = _steps(done, solution, target, plan.portfolio.minutes_per_day)
    critical = _critical(done, solution, limit, to)
    finish = moments(done.solution.finish[target : target + 1])[0] or schedule_of(plan).finish
    return CriticalPath(to, finish, steps, critical)


def _path_to_hammock(plan: Plan, to: str) -> CriticalPath:
    from planner.schedule.explanation import chain_of

    chain = chain_of(plan, to, DateKind.EARLY_FINISH, most=1)
    if not chain:
        return CriticalPath(to, project_start(plan), (), ())
    last = chain[0]
    before = path_to(plan, last.source_id) if last.source_id in plan.works and last.source_id != to else None
    steps = () if before is None else before.steps
    own = PathStep(to, last.dependency_id if steps else None, 0.0)
    return CriticalPath(to, last.at, (*steps, own), () if before is None else before.critical_ids)


def _target(done: SolvedPlan, to: str | None) -> int | None:
    """Return the leaf that finishes last (of several, what starts last), of a summary or of everything."""
    activities = done.network.activities
    summaries = {a.parent for a in activities if a.parent is not None} | set(done.run.compiled.leaves.hammocks)
    start, finish = done.solution.start.tolist(), done.solution.finish.tolist()
    own = None if to is None else done.plan_network.position[to]
    leaves = [
        i
        for i in range(done.plan_network.size)
        if finish[i] != NONE and i not in summaries and (own is None or own in _lineage(done, i))
    ]
    return max(leaves, key=lambda i: (finish[i], start[i], i), default=None)


def _lineage(done: SolvedPlan, i: int) -> set[int]:
    """Return an activity and the summaries above it."""
    line = {i}
    above = done.network.activities[i].parent
    while above is not None and above not in line:
        line.add(above)
        above = done.network.activities[above].parent
    return line


def _steps(done: SolvedPlan, solution: Solution, target: int, per_day: int) -> tuple[PathStep, ...]:
    """Return the chain back from the target along the links that bind, turned round."""
    plan_network = done.plan_network
    steps: list[PathStep] = []
    seen: set[int] = set()
    current: int | None = target
    while current is not None and current not in seen:
        seen.add(current)
        binding = done.solution.early.of(current)
        linked = binding.term is Term.LINK and binding.link >= 0
        dependency = plan_network.dependencies[binding.link] if linked else None
        total = int(solution.total_float[current])
        days = 0.0 if total == NONE else total / TICKS_PER_MINUTE / per_day
        steps.append(PathStep(plan_network.ids[current], dependency, days))
        current = binding.activity if linked and binding.activity < plan_network.size else None
    return tuple(reversed(steps))


def _critical(done: SolvedPlan, solution: Solution, limit: int, to: str | None) -> tuple[str, ...]:
    """Return the ids of what is critical, by early start and then in the order of the plan."""
    hammocks = set(done.run.compiled.leaves.hammocks)
    rows = [i for i in range(done.plan_network.size) if i not in hammocks]
    if to is None:
        chosen = [i for i in rows if solution.critical[i]]
    else:
        activities = done.network.activities
        chosen = [
            i
            for i in rows
            if solution.total_float[i] != NONE
            and solution.total_float[i] <= limit
            and activities[i].actual_finish is None
        ]
    return tuple(done.plan_network.ids[i] for i in sorted(chosen, key=lambda i: (int(solution.early_start[i]), i)))
