"""Prices of tasks: weights of which no tasks that can run together have more than one unit.

However tasks are spread over time, they then take at least as many slots as they have priced work. The best prices of a
set of tasks come from a linear program over all sets that can run together; the dual of covering each task's duration
by such sets without regard to order (Mingozzi, Maniezzo, Ricciardelli and Bianco 1998; Brucker and Knust 2000). It is
solved in floating point and then rounded so that the weights are right as integers.

>>> alone = np.zeros((3, 3), np.bool_)
>>> together(np.array([[2], [2], [1]]), np.array([3]), alone)
[(0, 2), (1, 2)]
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

import numpy as np
import numpy.typing as npt

from planner.capacity.levelling.problem import Ints

UNIT = 1 << 24
"""One unit of a price."""
MOST_STEPS = 3_000
"""Steps up to which sets are counted up; there are too many where capacity is plenty."""
Relation = npt.NDArray[np.bool_]


def together(units: Ints, most: Ints, before: Relation) -> list[tuple[int, ...]]:
    """Return the largest sets of tasks that can run at the same time; none if they are too many to count up.

    `units` are needs by task and resource, `most` the capacities; `before` says which task comes before which.
    """
    size = len(units)
    clash = ((units[:, None, :] + units[None, :, :]) > most).any(axis=2)
    free = ~(clash | before | before.T)
    np.fill_diagonal(free, False)
    friends = [sum(1 << int(other) for other in np.flatnonzero(free[task])) for task in range(size)]
    needs = [tuple(row) for row in units.tolist()]
    found: list[tuple[int, ...]] = []
    steps = 0

    def extend(chosen: tuple[int, ...], left: tuple[int, ...], common: int) -> None:
        nonlocal steps
        steps += 1
        largest = True
        later = chosen[-1] if chosen else -1
        rest = common
        while rest and steps <= MOST_STEPS:
            task = (rest & -rest).bit_length() - 1
            rest &= rest - 1
            if all(need <= room for need, room in zip(needs[task], left, strict=True)):
                largest = False
                if task > later:
                    less = tuple(room - need for need, room in zip(needs[task], left, strict=True))
                    extend((*chosen, task), less, common & friends[task])
        if largest:
            found.append(chosen)

    extend((), tuple(most.tolist()), (1 << size) - 1)
    return found if steps <= MOST_STEPS else []


class Pricing:
    """The linear program over some sets of tasks; solved again for each question, from the last answer."""

    def __init__(self, sets: list[tuple[int, ...]], duration: Ints) -> None:
        pywraplp: Any = import_module("ortools.linear_solver.pywraplp")
        self.duration = duration
        self._solver = pywraplp.Solver.CreateSolver("GLOP")
        self._prices = [self._solver.NumVar(0, 1, "") for _ in duration]
        self._member = np.zeros((len(sets), len(duration)), np.int64)
        for row, members in enumerate(sets):
            limit = self._solver.Constraint(-self._solver.infinity(), 1)
            for task in members:
                limit.SetCoefficient(self._prices[task], 1)
            self._member[row, list(members)] = 1
        self._solver.Objective().SetMaximization()

    def best(self, asked: Relation) -> list[Ints]:
        """Return the prices with which these tasks have the most priced work, 0 for all others."""
        objective = self._solver.Objective()
        for price, slots, counts in zip(self._prices, self.duration.tolist(), asked.tolist(), strict=True):
            objective.SetCoefficient(price, slots if counts else 0)
        self._solver.Solve()
        share = np.array([price.solution_value() for price in self._prices])
        units = np.where(asked, np.maximum(share, 0) * UNIT, 0).astype(np.int64)
        most = int((self._member @ units).max(initial=0))
        return [units * UNIT // most if most > UNIT else units]


def by_resource(units: Ints, most: Ints) -> Callable[[Relation], list[Ints]]:
    """Return what gives prices from needs alone: of each resource the need as a share of the capacity."""

    def best(asked: Relation) -> list[Ints]:
        return [np.where(asked, units[:, at] * UNIT // room, 0) for at, room in enumerate(most.tolist()) if room > 0]

    return best


def slots_of(prices: Ints, duration: Ints) -> int:
    """Return how many slots tasks take at least by their prices."""
    return -(-int((prices * duration).sum()) // UNIT)
