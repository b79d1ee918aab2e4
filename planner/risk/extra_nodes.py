"""Nodes that a simulation has beyond the plan's own: gates, sign-offs, launches in one market.

An extra node is a point in time: when everything that it waits for is done, a lag later, and after what it takes
itself. It may wait for initiatives, launches and other extra nodes, and never holds up any of the plan's work.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from planner.plan.entities import Initiative
from planner.plan.errors import PlannerError
from planner.plan.snapshot import Plan
from planner.plan.values import Duration
from planner.schedule.network import Activity, Constraint, LagUnit, Link, Network
from planner.schedule.plan_network import duration_ticks
from planner.schedule.plan_projects import OUTSIDE
from planner.schedule.plan_schedule import SolvedPlan
from planner.worktime.ticks import to_ticks


class UnknownNodeError(PlannerError):
    """An extra node that waits for something that there is not."""

    code = "UNKNOWN_NODE"

    def __init__(self, node: str, missing: str) -> None:
        super().__init__(
            f"The simulated node {node!r} waits for {missing!r}, which is neither work, a launch nor another node."
        )


@dataclass(frozen=True, slots=True)
class After:
    """Something that an extra node waits for: its id, and how long after its finish (negative: before)."""

    id: str
    lag: Duration | None = None


@dataclass(frozen=True, slots=True)
class ExtraNode:
    """A point in time to simulate beside the plan's work; its `id` must differ from all ids of the plan.

    `likely` with `optimistic` and `pessimistic` is what it takes after the last of what it waits for; None takes no
    time. `not_before` holds it back, `target` is when it should be there. `risk_ids` names risks that delay it.
    `calendar_id` measures what it takes, None for the portfolio's calendar. `done_at` fixes it.
    """

    id: str
    after: tuple[After, ...] = ()
    likely: Duration | None = None
    optimistic: Duration | None = None
    pessimistic: Duration | None = None
    target: datetime | None = None
    not_before: datetime | None = None
    done_at: datetime | None = None
    calendar_id: str | None = None
    risk_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Extended:
    """A plan's network with extra nodes: `position` gives the activity of each id, those of summaries included."""

    network: Network
    position: dict[str, int]


def extended(plan: Plan, solved: SolvedPlan, extra: Sequence[ExtraNode]) -> Extended:
    """Return the plan's network with the extra nodes, and a node for the finish of each summary.

    Raises UnknownNodeError for a node that waits for nothing known.
    """
    given = solved.network
    activities, links = list(given.activities), list(given.links)
    position = dict(solved.plan_network.position)
    for summary in _summaries(plan):
        links.append(Link(position[summary], len(activities)))
        position[summary] = len(activities)
        activities.append(Activity(project=OUTSIDE))
    for node in extra:
        position[node.id] = len(activities)
        activities.append(_activity(plan, solved, node))
    if len(activities) == len(given.activities):
        return Extended(given, position)
    for node in extra:
        for before in node.after:
            if before.id not in position:
                raise UnknownNodeError(node.id, before.id)
            links.append(_link(plan, position[before.id], position[node.id], before.lag))
    # The end of all work: what is added must not press on work that lies as late as possible.
    finish = max((int(t) for t in solved.solution.project_finish), default=given.projects[0].start)
    projects = [replace(p, finish=finish) if i == OUTSIDE else p for i, p in enumerate(given.projects)]
    return Extended(replace(given, activities=activities, links=links, projects=tuple(projects)), position)


def _summaries(plan: Plan) -> Iterator[str]:
    table = plan.all(Initiative)
    yield from dict.fromkeys(i.parent_id for i in table.values() if i.parent_id is not None and i.parent_id in table)


def _activity(plan: Plan, solved: SolvedPlan, node: ExtraNode) -> Activity:
    at = None if node.done_at is None else to_ticks(node.done_at)
    return Activity(
        duration=duration_ticks(node.likely, plan.units) if node.likely else 0,
        calendar=solved.calendars.position.get(node.calendar_id or ""),
        project=OUTSIDE,
        constraint=Constraint.ASAP if node.not_before is None else Constraint.SNET,
        constraint_at=None if node.not_before is None else to_ticks(node.not_before),
        actual_start=at,
        actual_finish=at,
    )


def _link(plan: Plan, before: int, after: int, lag: Duration | None) -> Link:
    if lag is None or lag.is_percent:
        return Link(before, after)
    unit = LagUnit.ELAPSED if lag.is_elapsed else LagUnit.WORKING
    return Link(before, after, lag=lag.tenths(plan.units), lag_unit=unit)
