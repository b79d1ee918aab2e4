"""Carrying a solution over: the next revision solved from this one, when only values of a few items changed.

Building a network of 10,000 initiatives takes a hundred times as long as the passes over it. Where a change only
touches durations, dates or lags of leaves, the records of the items concerned are written anew into a copy, and
all passes run again. Where links between leaves come or go, the columns of leaves and all other edges stay and are
only put in order again. Where a summary's dates change, the activities are kept and compiled again. Everything else
gets a new network. The result is the same to the bit in every case.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

import numpy as np

from planner.plan.changes import Action, Change
from planner.plan.entities import Dependency, Initiative, Launch, Status
from planner.plan.snapshot import Plan, per_plan
from planner.schedule import records as field
from planner.schedule.columns import leaves_of
from planner.schedule.compiled import assemble, mark_linear
from planner.schedule.expansion import alone, relinked
from planner.schedule.network import Activity, LagUnit, Link, Network
from planner.schedule.plan_network import (
    FALLBACK_START,
    Context,
    PlanNetwork,
    initiative_activity,
    launch_activity,
    link_of,
    project_start,
)
from planner.schedule.plan_schedule import SolvedPlan, carry, solved
from planner.schedule.records import EDGE, NODE, NONE, Kind
from planner.schedule.solve import Run, run_of, solution_of
from planner.worktime.ticks import to_datetime

Array = Any

VALUES = {
    "initiative": frozenset((
        "duration", "optimistic", "pessimistic", "percent_complete", "remaining", "actual_start", "actual_finish",
        "constraint", "constraint_date", "second_constraint", "second_constraint_date", "milestone_instant",
        "deadline", "manual_start", "manual_finish", "resume", "levelling_delay",
    )),
    "launch": frozenset(("not_before", "target_date", "launched_on")),
    "dependency": frozenset(("type", "lag", "lag_calendar")),
}  # fmt: skip
"""Fields that change the record of their own item and nothing else of the network."""

SILENT = {
    "initiative": frozenset((
        "code", "name", "description", "position", "kind", "stage", "priority_class", "owner", "line_of_business",
        "policy_area", "regions", "market_ids", "tags", "external_ids", "levelling_priority",
    )),
    "launch": frozenset((
        "code", "name", "description", "tier", "owner", "line_of_business", "policy_area", "external_ids",
    )),
    "dependency": frozenset(("promise", "promised_by", "requested_on", "needed_by", "note")),
}  # fmt: skip
"""Fields that no date depends on."""

SILENT_KINDS = frozenset(("market", "team", "launch_market", "demand", "obligation"))


class UnfitError(Exception):
    """The change reaches further than its own items."""


def carry_over(before: Plan, after: Plan, changes: Sequence[Change]) -> bool:
    """Solve `after` from the solution of `before`, which `changes` led from; say whether that was possible.

    Where it is not, nothing is done and `after` is solved anew when somebody asks.
    """
    done = solved(before)
    try:
        _check(before, after, changes)
    except UnfitError:
        return False
    edit = _edit(before, after, changes, done)
    table = edit.applied_to(done.plan_network)
    run = done.run if edit.is_empty else _rerun(before, done, edit, table.network)
    solution = done.solution if run is done.run else solution_of(run)
    end = to_datetime(int(solution.finish.max(initial=NONE)))
    if end is not None and end.year >= done.calendars.years.stop - 1:
        return False
    carry(after, SolvedPlan(table, done.calendars, run, solution))
    return True


@dataclass(frozen=True, slots=True)
class Edit:
    """What differs in a network: activities and links by position, links that go, and those that come with their id."""

    activities: dict[int, Activity]
    links: dict[int, Link]
    gone: frozenset[int]
    come: tuple[tuple[str, Link], ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        return not (self.activities or self.links or self.gone or self.come)

    def applied_to(self, table: PlanNetwork) -> PlanNetwork:
        """Return the network with the edit."""
        if self.is_empty:
            return table
        activities, links = list(table.network.activities), list(table.network.links)
        dependencies = table.dependencies
        for i, activity in self.activities.items():
            activities[i] = activity
        for i, link in self.links.items():
            links[i] = link
        if self.gone or self.come:
            stay = list(dependencies)
            for i in sorted(self.gone, reverse=True):
                del links[i], stay[i]
            links += [link for _, link in self.come]
            dependencies = (*stay, *(id_ for id_, _ in self.come))
        network = replace(table.network, activities=activities, links=links)
        return replace(table, network=network, dependencies=dependencies)


def _check(before: Plan, after: Plan, changes: Sequence[Change]) -> None:
    """Refuse changes of anything but values of existing work and links."""
    for change in changes:
        if change.kind in SILENT_KINDS:
            continue
        if change.kind == "dependency" and change.action is not Action.UPDATE:
            if (change.before or change.after or {}).get("predecessor_id") is None:
                raise UnfitError
            continue
        if change.action is not Action.UPDATE or change.kind not in VALUES:
            raise UnfitError
        touched = set(change.after or ())
        if "status" in touched and Status.CANCELLED in (
            (change.before or {})["status"],
            (change.after or {})["status"],
        ):
            raise UnfitError
        if touched - VALUES[change.kind] - SILENT[change.kind] - {"status"}:
            raise UnfitError
        _check_dates(before, after, change)


def _check_dates(before: Plan, after: Plan, change: Change) -> None:
    """Refuse dates that move the start of the plan, or lie outside the years with holidays."""
    said = [*(change.before or {}).values(), *(change.after or {}).values()]
    dates = [datetime.combine(value, time()) for value in said if isinstance(value, date)]
    if not dates:
        return
    years = solved(before).calendars.years
    if any(not years.start < when.year < years.stop - 1 for when in dates):
        raise UnfitError
    start = start_of(before)
    later = after.portfolio.start is not None or min(dates) > start != FALLBACK_START
    if not later and start_of(after) != start:
        raise UnfitError


@per_plan
def start_of(plan: Plan) -> datetime:
    """Return the start of a plan, which is its earliest date where it has none of its own."""
    return project_start(plan)


def _edit(before: Plan, after: Plan, changes: Sequence[Change], done: SolvedPlan) -> Edit:
    """Return what the changes do to the network."""
    table = done.plan_network
    context: Context | None = None
    activities: dict[int, Activity] = {}
    links: dict[int, Link] = {}
    gone: set[int] = set()
    come: list[tuple[str, Link]] = []
    for change in changes:
        if change.kind == "dependency":
            _edit_link(before, after, change, table, links, gone, come)
            continue
        if change.kind in SILENT_KINDS or not set(change.after or ()) & VALUES[change.kind]:
            continue
        entity = after.get(change.kind, change.id)
        if isinstance(entity, Initiative):
            context = context or Context(after, done.calendars, table.position)
            activities[table.position[change.id]] = initiative_activity(entity, context)
        elif isinstance(entity, Launch):
            activities[table.position[change.id]] = launch_activity(entity)
    old_activities, old_links = done.network.activities, done.network.links
    return Edit(
        {i: a for i, a in activities.items() if a != old_activities[i]},
        {i: k for i, k in links.items() if k != old_links[i]},
        frozenset(gone),
        tuple(come),
    )


def _edit_link(
    before: Plan, after: Plan, change: Change, table: PlanNetwork,
    links: dict[int, Link], gone: set[int], come: list[tuple[str, Link]],
) -> None:  # fmt: skip
    """Note what one change of a dependency does to the links."""
    position = link_positions(before).get(change.id)
    entity = after.get("dependency", change.id)
    if change.action is Action.DELETE:
        if position is not None:
            gone.add(position)
        return
    if not isinstance(entity, Dependency) or entity.predecessor_id is None:
        return
    ends = table.position.get(entity.predecessor_id), table.position.get(entity.successor_id)
    if ends[0] is None or ends[1] is None:
        return
    link = link_of(entity, ends[0], ends[1], after.units, plain=False)
    if position is None:
        come.append((change.id, link))
    else:
        links[position] = link


@per_plan
def link_positions(plan: Plan) -> dict[str, int]:
    """Return the position of each dependency's link in the network."""
    return {id_: i for i, id_ in enumerate(solved(plan).plan_network.dependencies)}


@per_plan
def measured_by_duration(plan: Plan) -> frozenset[int]:
    """Return the activities whose duration measures the lag of a link."""
    shares = {LagUnit.PERCENT, LagUnit.ELAPSED_PERCENT}
    return frozenset(k.predecessor for k in solved(plan).network.links if k.lag_unit in shares)


def _rerun(plan: Plan, done: SolvedPlan, edit: Edit, network: Network) -> Run:
    """Return the passes over the edited network: over edited records where that will do, else compiled anew."""
    if edit.gone or edit.come:
        return _relink(done, edit, network)
    if any(project.from_finish for project in network.projects):
        return run_of(network)
    compiled = done.run.compiled
    nodes = compiled.nodes.copy()
    edges = compiled.edges.copy() if edit.links else compiled.edges
    try:
        for i in edit.activities:
            _write_node(plan, network, done.network, i, done, nodes)
        for i in edit.links:
            _write_edges(network, i, done, edges)
    except UnfitError:
        return run_of(network)
    table = nodes.reshape(-1, NODE)
    mark_linear(table, edges[: table[:, field.IN_END].max(initial=0)].reshape(-1, EDGE))
    run = Run(network, replace(compiled, nodes=nodes, edges=edges), done.run.engine)
    run.passes()
    return run


def _relink(done: SolvedPlan, edit: Edit, network: Network) -> Run:
    """Return the passes over a network with other links: leaves and other edges stay where nothing else differs."""
    compiled, engine = done.run.compiled, done.run.engine
    edges = None
    if not (edit.activities or edit.links):
        edges = relinked(network, compiled.leaves, compiled.expanded, edit.gone, len(done.network.links))
    if edges is None:
        return run_of(network)
    run = Run(network, assemble(network, compiled.leaves, edges, engine), engine)
    run.passes()
    return run


def _write_node(plan: Plan, network: Network, old: Network, i: int, done: SolvedPlan, nodes: Array) -> None:
    """Write the record of one activity: the columns it would have alone under the summaries above it."""
    leaves = done.run.compiled.leaves
    activity, was = network.activities[i], old.activities[i]
    alike = (activity.calendar, activity.project, activity.parent, activity.active)
    if leaves.summary[i] or leaves.node[i] < 0 or alike != (was.calendar, was.project, was.parent, was.active):
        raise UnfitError
    if activity.duration != was.duration and not measured_by_duration(plan).isdisjoint(_line(network, i)):
        raise UnfitError
    line = _line(network, i)
    alone = Network(
        [replace(network.activities[a], parent=n + 1 if n + 1 < len(line) else None) for n, a in enumerate(line)],
        (),
        network.projects,
        network.calendars,
    )
    own = leaves_of(alone)
    if own.workless or i in leaves.workless or len(own.activity) != 1:
        raise UnfitError
    record = nodes[rows_of(plan)[i] * NODE :][:NODE]
    if own.columns[field.TRACK_END][0] or record[field.TRACK_END]:
        raise UnfitError
    for name, column in own.columns.items():
        if name not in (field.PROJECT, field.ACTIVITY):
            record[name] = column[0]


def _line(network: Network, i: int) -> list[int]:
    """Return an activity and the summaries above it."""
    line = [i]
    above = network.activities[i].parent
    while above is not None and above not in line:
        line.append(above)
        above = network.activities[above].parent
    return line


@per_plan
def rows_of(plan: Plan) -> list[int]:
    """Return which record each activity has, -1 for none."""
    done = solved(plan)
    nodes = done.run.compiled.nodes.reshape(-1, NODE)
    own = np.flatnonzero(nodes[:, field.KIND] < Kind.FINISH_HUB)
    rows = np.full(done.network.size, -1, np.int64)
    rows[nodes[own, field.ACTIVITY]] = own
    found: list[int] = rows.tolist()
    return found


def _write_edges(network: Network, i: int, done: SolvedPlan, edges: Array) -> None:
    """Write kind and lag of the edges of one link between two leaves."""
    own = alone(network, done.run.compiled.leaves, network.links[i])
    if own is None:
        raise UnfitError
    count = done.run.compiled.nodes.reshape(-1, NODE)[:, field.IN_END].max() // EDGE
    table = edges[: count * EDGE].reshape(-1, EDGE)
    rows = np.flatnonzero(table[:, field.LINK] == i)
    if len(rows) != len(own.link):
        raise UnfitError
    for name, column in ((field.LINK_KIND, own.kind), (field.LAG, own.lag), (field.LAG_CALENDAR, own.lag_calendar)):
        table[rows, name] = column
