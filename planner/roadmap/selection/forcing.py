"""What it would cost to force an item in.

Room is made first: of what is in the way the least valuable per work leaves, until the item fits with all that it
needs, and whatever fits besides comes back to where it was. From there the problem is solved anew with the item as a
must.

>>> from planner.roadmap.selection import Demand, select
>>> problem = Problem(quarters=1, value=[[3], [4]], capacity=[[3]], demands=[Demand(0, 0, 0, 2), Demand(1, 0, 0, 3)])
>>> price = price_in(problem, select(problem), 0)
>>> price.lost, price.leave
(1, (1,))
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from planner.roadmap.selection.board import Board
from planner.roadmap.selection.greedy import sizes
from planner.roadmap.selection.problem import LEFT_OUT, Ints, Problem
from planner.roadmap.selection.result import Budget, Label, Selection, Status


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


def price_in(
    problem: Problem,
    selection: Selection,
    item: int,
    budget: Budget | None = None,
    *,
    seed: int = 0,
    stop: Callable[[], bool] = lambda: False,
    room: Ints | None = None,
) -> Price:
    """Return what forcing an item in costs, solving anew within a budget; without one, a short search.

    The search starts from `room`, a selection with the item, which is made if it is not given.
    """
    from planner.roadmap.selection.solving import Search

    must = problem.columns.must.copy()
    must[item] = True
    out = problem.columns.out.copy()
    out[item] = False
    forced = problem.replaced(must=must, out=out)
    warm = Room(problem, selection.start).made_for(item) if room is None else room
    search = Search(forced, budget or Budget(steps=400, effort=0.3), seed, lambda progress: None, stop)
    answer = search.run(warm)
    if answer.status is not Status.SELECTED:
        return Price(item, False, 0, (), (), (), LEFT_OUT, answer.status is Status.INFEASIBLE)
    sure = selection.label is Label.PROVEN and answer.label is Label.PROVEN
    return price_of(selection, answer.start, answer.value, item, sure=sure)


def price_of(selection: Selection, after: Ints, value: int, item: int, *, sure: bool = False) -> Price:
    """Return what an item costs in another selection that has it."""
    before = selection.start
    leave = np.flatnonzero((before >= 0) & (after < 0))
    join = np.flatnonzero((before < 0) & (after >= 0))
    move = np.flatnonzero((before >= 0) & (after >= 0) & (before != after))
    return Price(
        item,
        True,
        selection.value - value,
        tuple(leave.tolist()),
        tuple(move.tolist()),
        tuple(other for other in join.tolist() if other != item),
        int(after[item]),
        sure,
    )


class Room:
    """Selections with one more item in them, each made from the same selection."""

    def __init__(self, problem: Problem, start: Ints) -> None:
        self.start: list[int] = start.tolist()
        self._board = Board(problem)
        self._size = sizes(problem).tolist()
        board, values = self._board, self._board.values
        chosen = (item for item, at in enumerate(self.start) if at >= 0 and not board.running[item])
        self._least = sorted(chosen, key=lambda item: values[item][self.start[item]] / self._size[item])
        """What is chosen, the least valuable per work first."""
        self._uses = [frozenset(cell // board.width for cell, _ in needs) for needs in board.needs]

    def made_for(self, item: int, stop: Callable[[], bool] = lambda: False) -> Ints | None:
        """Return the best complete selection with an item, of one for each of its quarters; None: none was found.

        Once `stop` says so, the best so far.
        """
        board = self._board
        board.load(self.start)
        was_out, board.out[item] = board.out[item], False
        best: Ints | None = None
        best_value = -1
        for quarter in board.quarter_order[item]:
            if stop():
                break
            board.take_back(0)
            board.wish = {item: quarter}
            if self._clear(item, quarter) and board.complete and board.value > best_value:
                best, best_value = board.starts(), board.value
        board.out[item], board.wish = was_out, {}
        return best

    def value(self, start: Ints) -> int:
        """Return the value of a selection."""
        return sum(self._board.values[item][at] for item, at in enumerate(start.tolist()) if at >= 0)

    def _clear(self, item: int, quarter: int) -> bool:
        """Take out what is in the way of an item and what it needs until they fit, then refill."""
        board = self._board
        needed = board.needed(item)
        for rival in {rival for other in needed for rival in board.rivals[other]}:
            board.remove(rival)
        for other in needed:
            for later, gap in board.after[other]:
                if 0 <= board.start[later] < quarter + gap:
                    board.remove(later)
        if not self._fits_without(item, self._in_the_way(item, needed)):
            return False
        gone = {other for other, _ in board.journal if board.start[other] < 0}
        board.wish = {other: self.start[other] for other in gone}
        for other in sorted(gone, key=lambda other: -max(board.values[other]) / self._size[other]):
            if board.start[other] < 0:
                board.insert(other)
        return True

    def _in_the_way(self, item: int, needed: Sequence[int]) -> list[int]:
        """Return what is chosen and takes what an item and what it needs would take, the least valuable first."""
        board = self._board
        resources = frozenset[int]().union(*(self._uses[other] for other in needed if board.start[other] < 0))
        limits, kept = set(board.limits_of[item]), set(needed)
        return [
            other
            for other in self._least
            if board.start[other] >= 0 and other not in kept and not board.must[other]
            and not (resources.isdisjoint(self._uses[other]) and limits.isdisjoint(board.limits_of[other]))
        ]  # fmt: skip

    def _fits_without(self, item: int, users: Sequence[int]) -> bool:
        """Take out as few of some items, from the first on, as lets an item in; return whether any number does."""
        board, mark = self._board, len(self._board.journal)
        few, many = -1, 0  # so few are not enough, so many are
        while not self._tried(item, users[:many], mark):
            if many == len(users):
                return False
            few, many = many, min(max(2 * many, 1), len(users))
        while many - few > 1:
            middle = (few + many) // 2
            if self._tried(item, users[:middle], mark):
                many = middle
            else:
                few = middle
        return board.start[item] >= 0 or self._tried(item, users[:many], mark)

    def _tried(self, item: int, users: Sequence[int], mark: int) -> bool:
        board = self._board
        board.take_back(mark)
        for other in users:
            board.remove(other)
        return board.insert(item)
