"""The critical path method: networks in, dates with their reasons out.

`schedule(plan)` and `critical_path(plan, to)` are what the rest of the program asks; the engine underneath
takes any `Network`. Nothing heavy is imported before something is computed.

>>> from planner.plan.entities import Initiative
>>> from planner.plan.snapshot import Plan
>>> schedule(Plan.of(Initiative(id="a", code="A", name="Alone"))).dates["a"].binding
'project_start'
"""

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
    "critical_path",
    "critical_path_to",
    "schedule",
    "schedule_findings",
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


def warm_up() -> None:
    """Load the machine code for large networks, compiling it where it is not cached yet."""
    from planner.schedule.engines import warm_up as load

    load()
