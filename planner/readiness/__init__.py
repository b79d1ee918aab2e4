"""Launch readiness: what is still missing before a market can go live, and when it will be there."""

from planner.readiness.likelihood import readiness
from planner.readiness.result import (
    GREEN,
    Cell,
    CellState,
    Feed,
    FeedState,
    GateStanding,
    LaunchReadiness,
    Readiness,
)

__all__ = [
    "GREEN",
    "Cell",
    "CellState",
    "Feed",
    "FeedState",
    "GateStanding",
    "LaunchReadiness",
    "Readiness",
    "readiness",
]
