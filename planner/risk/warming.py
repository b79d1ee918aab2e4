"""Loading the machine code before it is asked for."""

from __future__ import annotations

from planner.plan.entities import Dependency, Initiative
from planner.plan.snapshot import Plan
from planner.plan.values import Duration
from planner.risk.simulation import INTERPRETED_CELLS, Question, answer


def warm_up() -> None:
    """Simulate a small plan with enough samples that it runs as machine code."""
    day, week = Duration.parse("1d"), Duration.parse("1w")
    works = [Initiative(id=id_, code=id_, name=id_, optimistic=day, duration=week) for id_ in ("a", "b")]
    link = Dependency(id="ab", predecessor_id="a", successor_id="b")
    answer(Plan.of(*works, link), Question(INTERPRETED_CELLS, 1))
