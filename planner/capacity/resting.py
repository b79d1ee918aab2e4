"""Rests: times in which work is interrupted, as the schedule stretches it, asks for nobody.

>>> from datetime import datetime
>>> from planner.plan.entities import Initiative, Interruption
>>> from planner.worktime.ticks import TICKS_PER_DAY
>>> rest = Interruption(start=datetime(2027, 3, 3), finish=datetime(2027, 3, 5))
>>> plan = Plan.of(Initiative(id="a", code="A", name="a", interruptions=(rest,)))
>>> day = to_ticks(datetime(2027, 3, 1))
>>> [((start - day) // TICKS_PER_DAY, (finish - day) // TICKS_PER_DAY)
...  for start, finish in pieces(day, day + 7 * TICKS_PER_DAY, rests_of(plan)["a"])]
[(0, 2), (4, 7)]
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from planner.capacity.working_days import Array
from planner.plan.entities import Initiative
from planner.plan.snapshot import Plan, per_kinds
from planner.worktime.ticks import to_ticks

Rests = tuple[tuple[int, int], ...]
"""When work rests: first and last ticks, in order."""


@per_kinds(Initiative)
def rests_of(plan: Plan) -> Mapping[str, Rests]:
    """Return the interruptions of the initiatives that have any."""
    return {
        id_: tuple(sorted((to_ticks(rest.start), to_ticks(rest.finish)) for rest in item.interruptions))
        for id_, item in plan.all(Initiative).items()
        if item.interruptions
    }


def pieces(start: int, finish: int, rests: Rests) -> list[tuple[int, int]]:
    """Return what the rests leave of a stretch of time, in order; the whole where they leave nothing."""
    found, begin = [], start
    for stops, goes_on in rests:
        if begin < stops < finish:
            found.append((begin, stops))
        begin = max(begin, min(goes_on, finish))
    if begin < finish:
        found.append((begin, finish))
    return found or [(start, finish)]


def broken_up(
    initiatives: Sequence[str], rests: Mapping[str, Rests], start: Array, finish: Array
) -> tuple[Array, Array, Array]:
    """Return stretches of time without the rests of their initiatives: which each piece is of, its start and finish."""
    of: list[int] = []
    edges: list[tuple[int, int]] = []
    for i, id_ in enumerate(initiatives):
        found = pieces(int(start[i]), int(finish[i]), rests[id_]) if id_ in rests else [(start[i], finish[i])]
        of.extend([i] * len(found))
        edges.extend(found)
    columns = np.array(edges, np.int64).reshape(-1, 2)
    return np.array(of, np.int64), columns[:, 0], columns[:, 1]
