"""The critical path method: networks in, dates with their reasons out.

`schedule(plan)` and `critical_path(plan, to)` are what the rest of the program asks; the engine underneath
takes any `Network`. `explain`, `float_paths`, `drivers`, `impact`, `latest_safe_start` and `remedies` answer what
people ask about the dates. Nothing heavy is imported before something is computed.

>>> from planner.plan.entities import Initiative
>>> from planner.plan.snapshot import Plan
>>> schedule(Plan.of(Initiative(id="a", code="A", name="Alone"))).dates["a"].binding
'project_start'
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from planner.plan.changes import Change, ChangeSet, Operation, Outcome
from planner.plan.findings import Finding
from planner.plan.snapshot import Plan
from planner.schedule.network import (
    Activity,
    Constraint,
    FloatBasis,
    Instant,
    LagCalendar,
    LagUnit,
    Link,
    LinkKind,
    Network,
    Project,
    Track,
)
from planner.schedule.result import CriticalPath, PathStep, Schedule, WorkDates

if TYPE_CHECKING:
    from planner.schedule.driving import Driven, Driver
    from planner.schedule.explanation import Explanation
    from planner.schedule.impacts import Impact
    from planner.schedule.measures import NetworkMeasures
    from planner.schedule.ranked_paths import FloatPath
    from planner.schedule.recovery import Remedies
    from planner.schedule.safe_start import SafeStart

__all__ = [
    "Activity",
    "Constraint",
    "CriticalPath",
    "FloatBasis",
    "Instant",
    "LagCalendar",
    "LagUnit",
    "Link",
    "LinkKind",
    "Network",
    "PathStep",
    "Project",
    "Schedule",
    "Track",
    "WorkDates",
    "carry_over",
    "critical_path",
    "critical_path_to",
    "driven_by",
    "drivers",
    "explain",
    "float_paths",
    "impact",
    "impact_of",
    "latest_safe_start",
    "latest_start",
    "network_measures",
    "remedies",
    "schedule",
    "schedule_findings",
    "start_reason",
    "warm_up",
]


def schedule(plan: Plan) -> Schedule:
    """Return the computed dates of everything in a plan that is scheduled; computed once per plan."""
    from planner.schedule.plan_schedule import schedule_of

    return schedule_of(plan)


def critical_path(plan: Plan, to: str | None = None) -> CriticalPath:
    """Return the driving chain to an initiative or launch, or to the end of the portfolio; once per plan.

    NotFoundError if there is no such work.
    """
    from planner.schedule.paths import path_to

    return path_to(plan, to)


def critical_path_to(plan: Plan, target_id: str) -> CriticalPath:
    """Return the driving chain to one initiative or launch, with floats relative to it."""
    return critical_path(plan, target_id)


def schedule_findings(plan: Plan) -> tuple[Finding, ...]:
    """Return what the computed dates show: missed deadlines, dates no calendar allows, broken links."""
    from planner.schedule.plan_findings import findings_of

    return findings_of(plan)


def explain(plan: Plan, id_: str) -> Explanation:
    """Return why an initiative or launch has its dates and floats; NotFoundError if there is none."""
    from planner.schedule.explanation import explain as explained

    return explained(plan, id_)


def start_reason(plan: Plan, id_: str) -> str:
    """Return in one sentence why a piece of work starts when it does; empty where it has no dates."""
    from planner.schedule.explanation import reason

    return reason(plan, id_)


def float_paths(plan: Plan, target_id: str, limit: int = 10) -> tuple[FloatPath, ...]:
    """Return the most critical paths to an initiative or launch, ranked by their float to it."""
    from planner.schedule.ranked_paths import float_paths as ranked

    return ranked(plan, target_id, limit)


def drivers(plan: Plan, target_id: str) -> tuple[Driver, ...]:
    """Return everything that decides the dates of an initiative or launch, nearest first."""
    from planner.schedule.driving import drivers as driving

    return driving(plan, target_id)


def driven_by(plan: Plan, id_: str) -> tuple[Driven, ...]:
    """Return everything whose dates an initiative or launch decides, nearest first."""
    from planner.schedule.driving import driven_by as driven

    return driven(plan, id_)


def network_measures(plan: Plan, limit: int = 10) -> NetworkMeasures:
    """Return the longest path, the bottlenecks and the merge points of a plan."""
    from planner.schedule.measures import network_measures as measured

    return measured(plan, limit)


def impact(plan: Plan, change: ChangeSet | Iterable[Operation]) -> Impact:
    """Return what a change would do to the schedule; nothing is saved."""
    from planner.schedule.impacts import impact as found

    return found(plan, change)


def impact_of(before: Plan, outcome: Outcome) -> Impact:
    """Return what an outcome of changes does to the schedule that the plan before them has."""
    from planner.schedule.impacts import impact_of as found

    return found(before, outcome)


def carry_over(before: Plan, after: Plan, changes: Sequence[Change]) -> bool:
    """Solve the next revision from this one's solution, where `changes` allow it; say whether they did."""
    from planner.schedule.carrying import carry_over as carried

    return carried(before, after, changes)


def latest_safe_start(plan: Plan, target_id: str, by: datetime) -> SafeStart:
    """Return by when each piece of work must start for a target to be done by a date."""
    from planner.schedule.safe_start import latest_safe_start as safe

    return safe(plan, target_id, by)


def latest_start(plan: Plan, target_id: str, by: datetime) -> datetime | None:
    """Return by when a target itself must start to be done by a date, without what leads to it."""
    from planner.schedule.latest_start import latest_start as latest

    return latest(plan, target_id, by)


def remedies(plan: Plan, target_id: str, by: datetime, budget: int = 200, limit: int = 10) -> Remedies:
    """Return what it would take to have a target done by a date: sets of moves, each verified, cheapest first."""
    from planner.schedule.recovery import remedies as found

    return found(plan, target_id, by, budget, limit)


def warm_up() -> None:
    """Load the machine code for large networks, compiling it where it is not cached yet."""
    from planner.schedule.engines import warm_up as load

    load()
