"""Roadmaps: fiscal quarters, and the rows, groups, counts and markers that a plan's dates put into them."""

from planner.roadmap.checks import review_findings
from planner.roadmap.fiscal import WEEKS_PER_QUARTER, FiscalQuarter, UnreadableQuarterError
from planner.roadmap.quarterly import RoadmapLengthError, roadmap
from planner.roadmap.result import Group, GroupBy, Marker, MarkerKind, QuarterCounts, Roadmap, Row, Span

__all__ = [
    "WEEKS_PER_QUARTER",
    "FiscalQuarter",
    "Group",
    "GroupBy",
    "Marker",
    "MarkerKind",
    "QuarterCounts",
    "Roadmap",
    "RoadmapLengthError",
    "Row",
    "Span",
    "UnreadableQuarterError",
    "review_findings",
    "roadmap",
]
