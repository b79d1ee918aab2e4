"""A network with its schedule held: what late dates and floats towards one target are measured against.

Work that lies as late as possible takes its dates from everything that follows it. Seen from one target, other things
follow it; so it is held where the plan has scheduled it, and so is the start of a project that is scheduled from its
finish. Early dates then are those of the plan, whatever the target.
"""

from __future__ import annotations

from dataclasses import replace

from planner.schedule.network import Activity, Constraint, Network
from planner.schedule.plan_schedule import SolvedPlan
from planner.schedule.solution import Solution
from planner.schedule.solve import solve


def held(done: SolvedPlan) -> Network:
    """Return the network of a solved plan, with what depends on late dates held where it is scheduled."""
    network = done.network
    starts = done.solution.project_start.tolist()
    projects = tuple(replace(p, start=starts[i], from_finish=False) for i, p in enumerate(network.projects))
    return replace(network, activities=_held(done), projects=projects)


def _held(done: SolvedPlan) -> list[Activity]:
    activities = list(done.network.activities)
    leaves, bounds = done.run.compiled.leaves, done.solution.early.bound
    for i, a in enumerate(activities):
        if a.constraint is Constraint.ALAP and leaves.node[i] >= 0 and not a.manual and a.actual_start is None:
            activities[i] = replace(
                a,
                constraint=Constraint.MSO,
                constraint_at=int(bounds[i]),
                second_constraint=Constraint.ASAP,
                second_constraint_at=None,
                levelling_delay=0,
            )
    return activities


def solved_to(done: SolvedPlan, target: int) -> Solution:
    """Return the solution with late dates and floats relative to one activity, and the early dates of the plan."""
    return solve(replace(held(done), target=target))
