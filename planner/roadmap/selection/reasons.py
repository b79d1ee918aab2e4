"""Why an item is left out, and what it would cost to force it in.

The obstacle is looked for in the selection as it is: of the quarters in which the item may start, the one in which
least is lacking, and there what lacks most. The price comes from solving anew with the item as a must, from the present
selection with as little taken out as makes room.

>>> from planner.roadmap.selection import Budget, Demand, select
>>> problem = Problem(quarters=1, value=[[3], [4]], capacity=[[3]], demands=[Demand(0, 0, 0, 2), Demand(1, 0, 0, 3)])
>>> answer = select(problem)
>>> obstacle(problem, answer.start, 0)
Obstacle(item=0, cause=<Cause.CAPACITY: 'capacity'>, through=0, at=0, quarter=0, lacking=2)
>>> price = price_in(problem, answer, 0)
>>> price.lost, price.leave
(1, (1,))
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

import numpy as np

from planner.roadmap.selection.board import Board
from planner.roadmap.selection.greedy import Floats, sizes
from planner.roadmap.selection.linear import fits_alone, open_capacity
from planner.roadmap.selection.problem import LEFT_OUT, Ints, Problem
from planner.roadmap.selection.result import Budget, Label, Selection, Status


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


@dataclass(frozen=True, slots=True)
class Price:
    """What forcing an item in costs: value lost, items that leave, items that move.

    `proven` where both values are; otherwise the price is what the search could do. `possible` is false where no
    selection with the item was found.
    """

    item: int
    possible: bool
    lost: int
    leave: tuple[int, ...]
    move: tuple[int, ...]
    join: tuple[int, ...]
    quarter: int
    proven: bool


class Obstacles:
    """What keeps items out of one selection; what all of them are compared with is made once."""

    def __init__(self, problem: Problem, start: Ints) -> None:
        self._problem, self._board = problem, Board(problem)
        self._board.load(start.tolist())
        self._fits = fits_alone(problem)
        self._open = open_capacity(problem)

    def of(self, item: int) -> Obstacle:
        """Return what keeps an item out; first what does whatever else is chosen."""
        board, found = self._board, self._ever(item)
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

    def _ever(self, item: int) -> Obstacle | None:
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


def price_in(
    problem: Problem,
    selection: Selection,
    item: int,
    budget: Budget | None = None,
    *,
    seed: int = 0,
    stop: Callable[[], bool] = lambda: False,
) -> Price:
    """Return what forcing an item in costs, solving anew within a budget; without one, a short search."""
    from planner.roadmap.selection.solving import Search

    must = problem.columns.must.copy()
    must[item] = True
    out = problem.columns.out.copy()
    out[item] = False
    forced = problem.replaced(must=must, out=out)
    warm = make_room(forced, selection.start, item)
    search = Search(forced, budget or Budget(steps=400, effort=0.3), seed, lambda progress: None, stop)
    answer = search.run(warm)
    if answer.status is not Status.SELECTED:
        return Price(item, False, 0, (), (), (), LEFT_OUT, answer.status is Status.INFEASIBLE)
    before, after = selection.start, answer.start
    leave = np.flatnonzero((before >= 0) & (after < 0))
    join = np.flatnonzero((before < 0) & (after >= 0))
    move = np.flatnonzero((before >= 0) & (after >= 0) & (before != after))
    return Price(
        item,
        True,
        selection.value - answer.value,
        tuple(leave.tolist()),
        tuple(move.tolist()),
        tuple(other for other in join.tolist() if other != item),
        int(after[item]),
        selection.label is Label.PROVEN and answer.label is Label.PROVEN,
    )


def make_room(problem: Problem, start: Ints, item: int) -> Ints | None:
    """Return a selection with the item, taking out the least valuable of what is in its way; None: none was found."""
    board = Board(problem)
    size = sizes(problem)
    board.load(start.tolist())
    best: Ints | None = None
    best_value = -1
    for quarter in board.quarter_order[item]:
        board.take_back(0)
        board.wish = {item: quarter}
        if _clear(problem, board, item, quarter, size) and board.complete and board.value > best_value:
            best, best_value = board.starts(), board.value
    return best


def _clear(problem: Problem, board: Board, item: int, quarter: int, size: Floats) -> bool:
    """Take out what is in the way of an item and what it needs until they fit, then refill."""
    needed = board.needed(item)
    kept = set(needed) | {other for other, must in enumerate(board.must) if must}
    for rival in {rival for other in needed for rival in board.rivals[other]}:
        board.remove(rival)
    for other in needed:
        for later, gap in board.after[other]:
            if 0 <= board.start[later] < quarter + gap:
                board.remove(later)
    while not board.insert(item):
        cells = [(cell, amount) for other in needed if board.start[other] < 0 for cell, amount in board.needs[other]]
        resources = {cell // board.width for cell, _ in cells}
        users = [
            other
            for other, at in enumerate(board.start)
            if at >= 0 and other not in kept and not board.running[other]
            and (any(c // board.width in resources for c, _ in board.needs[other]) or _shares_limit(board, other, item))
        ]  # fmt: skip
        if not users:
            return False
        board.remove(min(users, key=lambda other: board.values[other][board.start[other]] / size[other]))
    for other in sorted({i for i, _ in board.journal}, key=lambda i: -max(board.values[i]) / size[i]):
        if board.start[other] < 0:
            board.insert(other)
    return True


def _shares_limit(board: Board, one: int, other: int) -> bool:
    return bool(set(board.limits_of[one]) & set(board.limits_of[other]))
