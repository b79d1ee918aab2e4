"""The critical path method: a plan (or any network) in, dates with their reasons out."""

from planner.schedule.checks import schedule_findings
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
from planner.schedule.planned import critical_path, schedule
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
    "schedule",
    "schedule_findings",
]
