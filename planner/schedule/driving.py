"""Drivers: what a date waits for, and what waits for a date.

A link drives when it alone allows no earlier start than its successor has. Following driving links back from a
target gives everything that moves the target when it is late by a minute; following them forward from a piece
of work gives everything that it moves. Unlike a critical path, all branches of a tie are followed.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from planner.plan.snapshot import Plan, per_plan
from planner.schedule import records as field
from planner.schedule.codes import FINISH_HUB
from planner.schedule.explanation import trace_of_plan
from planner.schedule.link_slack import LeafLink, all_links, links_into, nodes_of
from planner.schedule.plan_schedule import solved
from planner.schedule.reasons import Cause, DateKind
from planner.schedule.tracing import Trace


@dataclass(frozen=True, slots=True)
class Driver:
    """Work that decides a target's date: through `dependency_id` it drives `drives_id`, `depth` links away.

    The target's own last part has depth 0 and drives nothing. `cause` is what its own start follows from; with
    anything but a link the chain ends there. What outside parties deliver is a cause and no driver.
    """

    id: str
    depth: int
    dependency_id: str | None
    drives_id: str | None
    cause: Cause


@dataclass(frozen=True, slots=True)
class Driven:
    """Work that another moves: its start follows through `dependency_id` from `driven_by_id`, `depth` links away."""

    id: str
    depth: int
    dependency_id: str
    driven_by_id: str


@per_plan
def drivers(plan: Plan, target_id: str) -> tuple[Driver, ...]:
    """Return everything that drives an initiative or launch, nearest first; NotFoundError if there is none."""
    plan.work(target_id)
    trace = trace_of_plan(plan)
    position = solved(plan).plan_network.position[target_id]
    last = trace.chain(position, DateKind.EARLY_FINISH)
    if not last:
        return ()
    finish = max(trace.value(v, DateKind.EARLY_FINISH) for v in nodes_of(trace, position))
    ends = [v for v in nodes_of(trace, position) if trace.value(v, DateKind.EARLY_FINISH) == finish]
    size = solved(plan).plan_network.size
    found = [_driver(trace, size, v, 0, None) for v in ends]
    seen, queue = set(ends), deque((v, 1) for v in ends)
    while queue:
        v, depth = queue.popleft()
        for link in links_into(trace, v):
            if link.drives and link.before not in seen and trace.n[link.before + field.ACTIVITY] < size:
                seen.add(link.before)
                queue.append((link.before, depth + 1))
                found.append(_driver(trace, size, link.before, depth, link))
    return tuple(sorted(found, key=lambda driver: (driver.depth, _start(plan, driver.id), driver.id)))


def _start(plan: Plan, id_: str) -> int:
    done = solved(plan)
    return int(done.solution.early_start[done.plan_network.position[id_]])


def _driver(trace: Trace, size: int, v: int, depth: int, link: LeafLink | None) -> Driver:
    draft = trace.draft(v, DateKind.EARLY_START)
    outside = draft.next is not None and trace.n[draft.next[0] + field.ACTIVITY] >= size
    cause = Cause.EXTERNAL if draft.cause is Cause.LINK and outside else draft.cause
    if link is None:
        return Driver(_id(trace, v), depth, None, None, cause)
    return Driver(_id(trace, v), depth, trace.dependencies[link.link], _id(trace, link.after), cause)


@per_plan
def driven_by(plan: Plan, id_: str) -> tuple[Driven, ...]:
    """Return everything that an initiative or launch drives, nearest first; NotFoundError if there is none."""
    plan.work(id_)
    trace = trace_of_plan(plan)
    onward = driving_links(plan)
    start = nodes_of(trace, solved(plan).plan_network.position[id_])
    seen, queue = set(start), deque((v, 1) for v in start)
    found: list[Driven] = []
    while queue:
        v, depth = queue.popleft()
        for link in onward.get(v, ()):
            if link.after not in seen:
                seen.add(link.after)
                queue.append((link.after, depth + 1))
                dependency = trace.dependencies[link.link]
                found.append(Driven(_id(trace, link.after), depth, dependency, _id(trace, v)))
    return tuple(sorted(found, key=lambda driven: (driven.depth, _start(plan, driven.id), driven.id)))


@per_plan
def driving_links(plan: Plan) -> dict[int, tuple[LeafLink, ...]]:
    """Return the driving links of a plan by the node they come from, those that hammocks hang on included."""
    found: dict[int, tuple[LeafLink, ...]] = {}
    trace = trace_of_plan(plan)
    for link in (*all_links(trace), *(link for v in trace.bounds for link in links_into(trace, v))):
        if link.drives:
            found[link.before] = (*found.get(link.before, ()), link)
    return found


def _id(trace: Trace, v: int) -> str:
    assert trace.n[v + field.KIND] < FINISH_HUB
    return trace.ids[trace.n[v + field.ACTIVITY]]
