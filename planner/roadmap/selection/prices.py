"""What forcing in costs for the most valuable items left out, as long as there is time.

With a limit each is priced by making room for it, which takes little; the time that is left goes into solving anew with
each of them, here and without a process for each. An item whose price is not there when time is up is missing.

>>> from planner.roadmap.selection import Demand, select
>>> problem = Problem(quarters=1, value=[[3], [4]], capacity=[[3]], demands=[Demand(0, 0, 0, 2), Demand(1, 0, 0, 3)])
>>> answer = select(problem)
>>> [(item, price.lost) for item, price in prices(problem, answer, wanted(problem, answer, 8)).items()]
[(0, 1)]
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

import numpy as np

from planner.roadmap.selection.forcing import Price, Room, price_in, price_of
from planner.roadmap.selection.problem import LEFT_OUT, Ints, Problem
from planner.roadmap.selection.result import Budget, Selection, Status

LEAST = 0.02
"""Seconds that a search takes more than it is given: even a small problem is not read in no time."""
PROVABLE = 4_000
"""Items times quarters up to which a search tries to prove a price; a larger model takes too long to build."""


def wanted(problem: Problem, answer: Selection, most: int) -> list[int]:
    """Return the items left out that are priced, the most valuable first; none where nothing is selected."""
    if answer.status is not Status.SELECTED:
        return []
    columns = problem.columns
    left = np.flatnonzero((answer.start < 0) & ~columns.out)
    worth = columns.value.max(axis=1, initial=0)
    return sorted(left.tolist(), key=lambda item: (-int(worth[item]), item))[:most]


def prices(
    problem: Problem,
    answer: Selection,
    items: Sequence[int],
    end: float | None = None,
    *,
    seed: int = 0,
    stop: Callable[[], bool] = lambda: False,
) -> dict[int, Price]:
    """Return the prices of items, found before the moment `end` of `time.perf_counter`; None: by work alone."""
    if end is None:
        return {item: price_in(problem, answer, item, seed=seed, stop=stop) for item in items if not stop()}

    over = _until(end, stop)
    found: dict[int, Price] = {}
    rooms: dict[int, Ints] = {}
    if items and not over():
        room = Room(problem, answer.start)
        for item in items:
            made = room.made_for(item, over)
            if made is not None:
                rooms[item] = made
                found[item] = price_of(answer, made, room.value(made), item)
            elif not over():
                found[item] = Price(item, False, 0, (), (), (), LEFT_OUT, False)
    more = max(LEAST, 2 * answer.first_seconds)
    small = problem.size * problem.quarters <= PROVABLE
    budget = Budget(steps=20_000, effort=1e9 if small else 0.0)
    for number, item in enumerate(items):
        began = time.perf_counter()
        if end - began <= more or stop():
            break
        share = (end - began) / (len(items) - number + 1)
        ends = _until(began + share, stop)
        found[item] = price_in(problem, answer, item, budget, seed=seed, stop=ends, room=rooms.get(item))
        more = max(more, time.perf_counter() - began - share)
    return found


def _until(end: float, stop: Callable[[], bool]) -> Callable[[], bool]:
    return lambda: stop() or time.perf_counter() >= end
