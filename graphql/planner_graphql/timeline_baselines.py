"""What was promised, for the timeline: the baselines, and the dates of the newest one beside the computed ones."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from planner.plan.entities import Baseline
from planner.plan.snapshot import Plan, Work
from planner.roadmap import baselines, newest_promises
from planner_graphql.columnar import EPOCH, MINUTES_PER_DAY, Column, days_of
from planner_graphql.identity import global_id


def baseline_list(plan: Plan) -> dict[str, Any]:
    """Return the baselines as columns, the newest first."""
    found = baselines(plan)
    return {
        "ids": [global_id(Baseline.KIND.name, item.id) for item in found],
        "codes": [item.code for item in found],
        "names": [item.name for item in found],
        "lockedOn": days_of(item.locked_on for item in found),
    }


def baseline_columns(plan: Plan, works: Sequence[Work]) -> dict[str, Column]:
    """Return the first instant of the first day and the end of the last day that the newest baseline promises.

    None for work that it does not hold.
    """
    promises = newest_promises(plan)
    promised = [promises.get(work.id) for work in works]
    return {
        "baselineStartMinute": [None if item is None else _midnight(item.start) for item in promised],
        "baselineFinishMinute": [None if item is None else _midnight(item.finish, 1) for item in promised],
    }


def _midnight(day: date, later: int = 0) -> int:
    return (day.toordinal() - EPOCH + later) * MINUTES_PER_DAY
