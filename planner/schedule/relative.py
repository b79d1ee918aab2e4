"""Dates relative to one target: what must happen by when for it, and for nothing else.

The target gets a milestone behind it. Without a date the milestone lies where the target finishes, so that floats
count only what the target needs; with one it lies there, so that late dates say what the date demands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from planner.plan.snapshot import Plan, per_plan
from planner.plan.values import END_OF_DAY
from planner.schedule.hammocks import hammocks_of
from planner.schedule.network import Activity, Link, LinkKind, Network
from planner.schedule.plan_schedule import SolvedPlan, solved
from planner.schedule.records import EARLY_FINISH
from planner.schedule.settling import held
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
    sink = sink_at(by, done.network.activities[target].duration > 0)
    target, link = _before(solved(plan), target)
    return tied(held(solved(plan)), done.ids, done.dependencies, sink, link, target)


def sink_at(by: datetime | None, whole: bool) -> Activity:
    """Return the milestone behind a target: at a date, or where the target finishes; `whole`: it has a duration."""
    if by is None:
        return Activity()
    at = to_ticks(by) + (TICKS_PER_MINUTE if whole and by.time() == END_OF_DAY else 0)
    return Activity(manual_start=at, manual_finish=at)


def tied(
    network: Network, ids: Sequence[str], dependencies: Sequence[str], sink: Activity, link: Link, target: int
) -> Relative:
    """Return the trace of a network with a sink behind a target."""
    activities, links = [*network.activities, sink], [*network.links, link]
    network = replace(network, activities=activities, links=links, target=len(activities) - 1)
    return Relative(trace_of(network, (*ids, SINK), (*dependencies, SINK)), target)


def _before(done: SolvedPlan, target: int) -> tuple[int, Link]:
    """Return the target and the link from it to the sink behind it; of a hammock that of what ends it."""
    sink = done.network.size
    while target in done.run.compiled.leaves.hammocks:
        found = next((h for h in hammocks_of(done.run) if h.activity == target), None)
        bound = found.bounds[EARLY_FINISH] if found else None
        if bound is None or bound.source < 0:
            break
        kind = LinkKind.FS if bound.of == EARLY_FINISH else LinkKind.SS
        if bound.link < 0 or bound.source in done.run.compiled.leaves.hammocks:
            target = bound.source
            continue
        tie = done.network.links[bound.link]
        return bound.source, replace(tie, predecessor=bound.source, successor=sink, kind=kind, lag=bound.sign * tie.lag)
    return target, Link(target, sink)
