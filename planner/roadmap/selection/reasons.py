"""Why an item is left out.

The obstacle is looked for in the selection as it is: of the quarters in which the item may start, the one in which
least is lacking, and there what lacks most.

>>> from planner.roadmap.selection import Budget, Demand, select
>>> problem = Problem(quarters=1, value=[[3], [4]], capacity=[[3]], demands=[Demand(0, 0, 0, 2), Demand(1, 0, 0, 3)])
>>> answer = select(problem)
>>> obstacle(problem, answer.start, 0)
Obstacle(item=0, cause=<Cause.CAPACITY: 'capacity'>, through=0, at=0, quarter=0, lacking=2)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import NamedTuple

import numpy as np

from planner.roadmap.selection.board import Board
from planner.roadmap.selection.linear import fits_alone, open_capacity
from planner.roadmap.selection.problem import Ints, Problem


class Cause(Enum):
    """What keeps an item out."""

    FORCED_OUT = "forced_out"
    NEVER_FITS = "never_fits"
    """It needs more than there is, in every quarter in which it may start."""
    WINDOW = "window"
    """No quarter is left: too late for its deadline, or too long for the horizon."""
    CAPACITY = "capacity"
    """What it needs is taken."""
    RIVAL = "rival"
    """Another of an either-or group is chosen."""
    CONTRARY = "contrary"
    """Its groups want another with it and exclude that other."""
    LIMIT = "limit"
    """As many as may be are running."""
    NO_GAIN = "no_gain"
    """It would fit and is worth nothing more."""
    NOTHING_CHOSEN = "nothing_chosen"
    """It would fit, but no selection keeps all musts."""


class Obstacle(NamedTuple):
    """What keeps an item out: `through` is itself, or one that it needs; `at` is the resource, rival or limit.

    Of a window `at` is what `through` waits for and comes too late, -1: nothing, its own dates leave no quarter.
    """

    item: int
    cause: Cause
    through: int
    at: int = -1
    quarter: int = -1
    lacking: int = 0


class Obstacles:
    """What keeps items out of one selection; what all of them are compared with is made once."""

    def __init__(self, problem: Problem, start: Ints, board: Board | None = None) -> None:
        self._problem, self._board = problem, board or Board(problem)
        self._board.load(start.tolist())
        self._fits = fits_alone(problem)
        self._open = open_capacity(problem)

    def of(self, item: int) -> Obstacle:
        """Return what keeps an item out; first what does whatever else is chosen."""
        board, found = self._board, self.ever(item)
        if found is not None:
            return found
        mark = len(board.journal)
        found = Obstacle(item, Cause.NO_GAIN, item)
        for other in board.needed(item):
            if board.start[other] >= 0 or board.insert(other):
                continue
            found = _of_one(self._problem, board, item, other)
            break
        board.take_back(mark)
        return found

    def ever(self, item: int) -> Obstacle | None:
        """Return what keeps an item out though all that it needs came as early as it can, None if nothing does."""
        board, first = self._board, dict[int, int]()
        needed = board.needed(item)
        for other in (item, *needed):
            for rival in board.rivals[other]:
                if rival in needed:
                    return Obstacle(item, Cause.CONTRARY, other, rival)
        for other in needed:
            if board.running[other]:
                first[other] = 0
                continue
            if board.out[other]:
                return Obstacle(item, Cause.FORCED_OUT, other)
            quarters, last = _window(board, other, first)
            if not quarters:
                return Obstacle(item, Cause.WINDOW, other, last)
            possible = [quarter for quarter in quarters if self._fits[other, quarter]]
            if not possible:
                return _scarcest(board, self._open, quarters, item, other, Cause.NEVER_FITS)
            first[other] = possible[0]
        return None


def obstacle(problem: Problem, start: Ints, item: int) -> Obstacle:
    """Return what keeps one item out of a selection."""
    return Obstacles(problem, start).of(item)


def _window(board: Board, other: int, starts: Mapping[int, int] | Sequence[int]) -> tuple[range, int]:
    """Return the quarters that an item's own dates and what it waits for leave, and which of these is last (-1)."""
    bound, last = board.earliest[other], -1
    for before, gap in board.before[other]:
        if starts[before] + gap > bound:
            bound, last = starts[before] + gap, before
    return range(bound, board.latest[other] + 1), last


def _of_one(problem: Problem, board: Board, item: int, other: int) -> Obstacle:
    """Return why one item, all that it waits for being there, cannot be placed."""
    quarters, last = _window(board, other, board.start)
    if not quarters:
        return Obstacle(item, Cause.WINDOW, other, last)
    rival = next((rival for rival in board.rivals[other] if board.start[rival] >= 0), None)
    if rival is not None:
        return Obstacle(item, Cause.RIVAL, other, rival)
    columns = problem.columns
    free = np.array(board.free).reshape(problem.resources, board.width)[:, : problem.quarters]
    if all(any(board.free[c + q] < a for c, a in board.needs[other]) for q in quarters):
        return _scarcest(board, free, quarters, item, other, Cause.CAPACITY)
    for limit_at in board.limits_of[other]:
        for quarter in quarters:
            end = min(quarter + int(columns.duration[other]), problem.quarters)
            full = [q for q in range(quarter, end) if board.room[limit_at][q] <= 0]
            if full:
                return Obstacle(item, Cause.LIMIT, other, limit_at, full[0])
    return Obstacle(item, Cause.WINDOW, other)


def _scarcest(board: Board, free: Ints, quarters: range, item: int, other: int, cause: Cause) -> Obstacle:
    """Return the cell that lacks most, in the start quarter in which the least lacks."""
    best: tuple[float, Obstacle] | None = None
    for quarter in quarters:
        worst: tuple[float, Obstacle] | None = None
        total = 0.0
        for cell, amount in board.needs[other]:
            resource, at = divmod(cell + quarter, board.width)
            if at < free.shape[1] and (lacking := amount - int(free[resource, at])) > 0:
                share = lacking / amount
                total += share
                if worst is None or share > worst[0]:
                    worst = share, Obstacle(item, cause, other, resource, at, lacking)
        if worst is not None and (best is None or total < best[0]):
            best = total, worst[1]
    return best[1] if best is not None else Obstacle(item, Cause.WINDOW, other)
