"""Dates relative to one target: what must happen by when for it, and for nothing else.

The target gets a milestone behind it. Without a date the milestone lies where the target finishes, so that floats
count only what the target needs; with one it lies there, so that late dates say what the date demands.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from planner.plan.snapshot import Plan, per_plan
from planner.plan.values import END_OF_DAY
from planner.schedule.network import Activity, Constraint, Link
from planner.schedule.plan_schedule import SolvedPlan, solved
from planner.schedule.records import NONE
from planner.schedule.tracing import Trace, trace_of
from planner.worktime.ticks import TICKS_PER_MINUTE, to_ticks

SINK = "target"
"""Id of the milestone behind the target: no work has it, ids of work are opaque and longer."""


@dataclass(frozen=True, slots=True)
class Relative:
    """The trace of a plan's network relative to a target; `target` is the position of the target's activity."""

    trace: Trace
    target: int


@per_plan
def relative_to(plan: Plan, target_id: str, by: datetime | None = None) -> Relative:
    """Return the trace with late dates relative to a target, by a date or where it finishes.

    NotFoundError if there is no such work.
    """
    plan.work(target_id)
    done = solved(plan).plan_network
    target = done.position[target_id]
    sink = Activity()
    if by is not None:
        whole = done.network.activities[target].duration > 0 and by.time() == END_OF_DAY
        at = to_ticks(by) + (TICKS_PER_MINUTE if whole else 0)
        sink = Activity(manual_start=at, manual_finish=at)
    size = done.network.size
    network = replace(
        done.network,
        activities=[*_settled(solved(plan)), sink],
        links=[*done.network.links, Link(target, size)],
        target=size,
    )
    return Relative(trace_of(network, (*done.ids, SINK), (*done.dependencies, SINK)), target)


def _settled(done: SolvedPlan) -> list[Activity]:
    """Return the activities of a network with those that lie as late as possible held where they are scheduled."""
    activities = list(done.network.activities)
    for i, a in enumerate(activities):
        start = int(done.solution.early_start[i])
        if a.constraint is Constraint.ALAP and start != NONE and not a.manual and a.actual_start is None:
            activities[i] = replace(a, constraint=Constraint.SNET, constraint_at=start, levelling_delay=0)
    return activities
