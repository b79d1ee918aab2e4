"""Capacity: what teams can take on, what is asked of them, and when work fits.

Nothing heavy is imported before something is computed.
"""

from __future__ import annotations

from planner.capacity.periods import CapacityRangeError, Period, PeriodLength, period_of, periods
from planner.plan.findings import Finding
from planner.plan.snapshot import Plan

__all__ = ["CapacityRangeError", "Period", "PeriodLength", "capacity_findings", "period_of", "periods"]


def capacity_findings(plan: Plan) -> tuple[Finding, ...]:
    """Return what capacity shows: overload, demands nobody can meet, sign-offs that come too late."""
    from planner.capacity.checks import capacity_findings as found

    return found(plan)
