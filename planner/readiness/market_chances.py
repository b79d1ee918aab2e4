"""When every market of every launch is ready, with its probability: one simulation of the whole plan for all of them.

A market's days are to the bit those of `launch_forecast` at as many samples, because draws belong to what is drawn and
not to what else is asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from planner.plan.snapshot import Plan, per_plan
from planner.readiness.cells import readiness_by_dates
from planner.readiness.forecast import SAMPLES
from planner.readiness.forecast_nodes import cell_node, nodes_of
from planner.readiness.ground import Ground
from planner.risk import simulate

if TYPE_CHECKING:
    from planner.risk.forecast import NodeForecast

DRAWS = 20_000_000
"""Draws up to which a simulation has all its samples: some seconds of one core."""
LEAST_SAMPLES = 500

ByMarket = Mapping[tuple[str, str | None], "NodeForecast"]


@per_plan
def market_chances(plan: Plan, today: date, seed: int = 1) -> ByMarket:
    """Return the forecast by launch and market (None: the launch names none); without those live or with no known day.

    Ten thousand samples, fewer (at least 500) in a plan of more than two thousand pieces of work and gates.
    """
    cells = readiness_by_dates(plan, today).cells()
    made = nodes_of(Ground.of(plan, today), cells)
    if not made.cells:
        return {}
    samples = min(SAMPLES, max(LEAST_SAMPLES, DRAWS // (len(plan.works) + len(made.nodes))))
    found = simulate(plan, samples=samples, seed=seed, extra=tuple(made.nodes.values())).nodes
    asked = {(cell.launch_id, cell.market_id): cell_node(cell) for cell in cells}
    return {key: found[id_] for key, id_ in asked.items() if id_ in found}
