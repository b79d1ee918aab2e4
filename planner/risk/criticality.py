"""Criticality: in how many samples a piece of work sets the finish of a target.

The forward pass notes for each edge, a bit a lane, in which it was the one that set the start of its target; going
back over these marks from a target gives the lanes in which each piece of work was critical to it.
"""

from __future__ import annotations

from planner.risk.lane_sets import bits, meeting
from planner.risk.random_lanes import LANES
from planner.risk.records import EDGE_SOURCE, ENDS, FIRST_IN, LANE_EDGE, LANE_NODE, LAST_IN
from planner.worktime.tables import Column


def add_criticality(
    n: Column,
    size: int,
    e: Column,
    kept: Column,
    ends: Column,
    whole: int,
    driving: Column,
    target: int,
    used: int,
    critical: Column,
    counts: Column,
) -> None:
    """Add in how many of the first `used` lanes each node was critical to a target, into `counts`.

    A target of -1 is the whole portfolio: what finishes last in a lane is critical to it. `ends` has the finishes of
    nodes kept in the rows that `kept` gives, and that of the portfolio at `whole`.
    """
    all_used = (2 << (used - 1)) - 1
    last = size - LANE_NODE if target < 0 else target * LANE_NODE
    for i in range(last // LANE_NODE + 1):
        critical[i] = 0
    if target >= 0:
        critical[target] = all_used
    for v in range(last, -1, -LANE_NODE):
        i = v // LANE_NODE
        lanes = critical[i]
        if target < 0 and n[v + ENDS] == 1:
            lanes |= meeting(ends, kept[i] * LANES, 0, ends, whole) & all_used
        if lanes == 0:
            continue
        counts[i] += bits(lanes)
        for edge in range(n[v + FIRST_IN], n[v + LAST_IN], LANE_EDGE):
            critical[e[edge + EDGE_SOURCE]] |= lanes & driving[edge // LANE_EDGE]


KERNELS = (add_criticality,)
"""The functions in the order in which they call each other."""
