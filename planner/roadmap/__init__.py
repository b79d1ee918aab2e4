"""Roadmaps: fiscal quarters, what a plan's dates put into them, and the baselines that were promised."""

from planner.roadmap.baselines import BaselineTerms, Locked, baselines, lock_baseline, newest_promises
from planner.roadmap.checks import review_findings
from planner.roadmap.fiscal import WEEKS_PER_QUARTER, FiscalQuarter, UnreadableQuarterError
from planner.roadmap.quarterly import RoadmapLengthError, roadmap
from planner.roadmap.result import Group, GroupBy, Marker, MarkerKind, QuarterCounts, Roadmap, Row, Span

__all__ = [
    "WEEKS_PER_QUARTER",
    "BaselineTerms",
    "FiscalQuarter",
    "Group",
    "GroupBy",
    "Locked",
    "Marker",
    "MarkerKind",
    "QuarterCounts",
    "Roadmap",
    "RoadmapLengthError",
    "Row",
    "Span",
    "UnreadableQuarterError",
    "baselines",
    "lock_baseline",
    "newest_promises",
    "review_findings",
    "roadmap",
]
