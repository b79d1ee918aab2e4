"""Northstar: the demo portfolio of a fictional company, with its faults planted on purpose."""

from planner.app.demo.identity import seeded_ids
from planner.app.demo.story import DemoReport, Northstar, OtherPlanError, build, northstar

__all__ = ["DemoReport", "Northstar", "OtherPlanError", "build", "northstar", "seeded_ids"]
