"""Training: coverage and proficiency on any day, who is missing and why, and when enough will be certified.

What is known is counted (`coverage`, `coverage_of`, `missing`); what is to come is estimated (`coverage_forecast`,
`reaches`), and numpy is loaded only for that.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from planner.plan.entities import Workforce
from planner.plan.snapshot import Plan
from planner.readiness.training.coverage import (
    CoverageCell,
    LaunchCoverage,
    WorkforceCoverage,
    counted_on,
    coverage,
    coverage_at_targets,
    coverage_of,
)
from planner.readiness.training.missing import MissingLearner, Reason, by_reason, missing
from planner.readiness.training.shares import Share

if TYPE_CHECKING:
    from planner.readiness.training.forecast import CoverageForecast, Reach

__all__ = [
    "CoverageCell",
    "LaunchCoverage",
    "MissingLearner",
    "Reason",
    "Share",
    "WorkforceCoverage",
    "by_reason",
    "counted_on",
    "coverage",
    "coverage_at_targets",
    "coverage_forecast",
    "coverage_of",
    "missing",
    "reaches",
]


def reaches(
    plan: Plan, launch_id: str, market_id: str | None, workforce: Workforce | None, threshold: float, today: date
) -> Reach:
    """Return when expected coverage of a launch in a market is at least a threshold, each workforce apart."""
    from planner.readiness.training.forecast import reaches as found

    return found(plan, launch_id, market_id, workforce, threshold, today)


def coverage_forecast(
    plan: Plan,
    launch_id: str | None,
    market_id: str | None,
    workforce: Workforce | None,
    today: date,
    until: date | None = None,
) -> CoverageForecast:
    """Return expected coverage week by week until a day (None: for half a year)."""
    from planner.readiness.training.forecast import coverage_forecast as found

    return found(plan, launch_id, market_id, workforce, today, until)
