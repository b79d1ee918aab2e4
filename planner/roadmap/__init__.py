"""Roadmaps: fiscal quarters, what a plan's dates put into them, and the baselines that were promised."""

from planner.roadmap.annual import AnnualRoadmap, YearColumn, annual
from planner.roadmap.baselines import (
    BaselineTerms,
    Locked,
    Moved,
    against_baseline,
    baselines,
    find_baseline,
    lock_baseline,
    newest_promises,
    promises,
)
from planner.roadmap.checks import review_findings
from planner.roadmap.quarterly import RoadmapLengthError, roadmap
from planner.roadmap.result import Group, GroupBy, Marker, MarkerKind, QuarterCounts, Roadmap, Row, Span
from planner.roadmap.tiers import tier_of
from planner.worktime.fiscal import WEEKS_PER_QUARTER, FiscalQuarter, UnreadableQuarterError

__all__ = [
    "WEEKS_PER_QUARTER",
    "AnnualRoadmap",
    "BaselineTerms",
    "FiscalQuarter",
    "Group",
    "GroupBy",
    "Locked",
    "Marker",
    "MarkerKind",
    "Moved",
    "QuarterCounts",
    "Roadmap",
    "RoadmapLengthError",
    "Row",
    "Span",
    "UnreadableQuarterError",
    "YearColumn",
    "against_baseline",
    "annual",
    "baselines",
    "find_baseline",
    "lock_baseline",
    "newest_promises",
    "promises",
    "review_findings",
    "roadmap",
    "tier_of",
]
