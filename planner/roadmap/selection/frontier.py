"""What more capacity would be worth, addition by addition and step by step.

Each is solved anew from the selection before it, which stays possible: no addition loses value.

>>> from planner.roadmap.selection import Demand, select
>>> problem = Problem(quarters=1, value=[[3], [4]], capacity=[[3]], demands=[Demand(0, 0, 0, 2), Demand(1, 0, 0, 3)])
>>> [(gain.value, gain.join) for gain in frontier(problem, select(problem), [[[1]], [[2]]])]
[(0, ()), (3, (0,))]
>>> [(step.added, step.size, step.value) for step in steps(problem, select(problem), [[[1]]], 3)]
[(2, 2, 3)]
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from planner.roadmap.selection.board import Board
from planner.roadmap.selection.greedy import sizes
from planner.roadmap.selection.linear import carried, open_capacity, usage
from planner.roadmap.selection.problem import Ints, Mask, Problem
from planner.roadmap.selection.result import Budget, Label, Selection

Addition = Ints | Sequence[Sequence[int]]
"""More capacity, resources by quarters."""
EACH = Budget(steps=400, effort=0.3)
"""The search for each addition: by work alone, so that what is found does not depend on the machine."""


@dataclass(frozen=True, slots=True, eq=False)
class Gain:
    """What an addition is worth: value gained, items that join, the selection; whether both values are proven.

    What was not `searched` to its end is what fits besides into the selection as it is.
    """

    addition: int
    value: int
    join: tuple[int, ...]
    proven: bool
    selection: Selection
    searched: bool = True


@dataclass(frozen=True, slots=True)
class Step:
    """The best next addition: which one, `size` times at once, so that there are `added` in all; what it gains.

    `size` is more than 1 where fewer of any one are worth nothing. `proven` says that no single addition is worth more.
    """

    added: int
    addition: int
    size: int
    value: int
    join: tuple[int, ...]
    proven: bool


def frontier(
    problem: Problem,
    selection: Selection,
    additions: Sequence[Addition],
    budget: Budget = EACH,
    *,
    seed: int = 0,
    stop: Callable[[], bool] = lambda: False,
) -> tuple[Gain, ...]:
    """Return the gain of each addition on its own, in their order; a budget is for each.

    First what fits besides is found for all, then each is searched, the one that gained most first. Once `stop` says
    so those are left out that were not even filled.
    """
    from planner.roadmap.selection.solving import Search

    short = scarce(problem)
    amounts = [np.asarray(addition, np.int64) for addition in additions]
    useful = [bool((short & (more > 0)).any()) for more in amounts]
    filled = _filled(problem, selection, amounts, useful, stop)
    gains = [_gain(number, selection, answer, searched=not useful[number]) for number, answer in enumerate(filled)]
    for number in sorted(range(len(gains)), key=lambda number: -gains[number].value):
        if not useful[number]:
            continue
        if stop():
            break
        larger = problem.replaced(capacity=problem.columns.capacity + amounts[number])
        answer = Search(larger, budget, seed, lambda progress: None, stop).run(selection.start)
        if not stop():
            best = answer if answer.value >= filled[number].value else filled[number]
            gains[number] = _gain(number, selection, best, searched=True)
    return tuple(gains)


def _gain(number: int, selection: Selection, answer: Selection, *, searched: bool) -> Gain:
    join = np.flatnonzero((answer.start >= 0) & (selection.start < 0))
    proven = selection.label is Label.PROVEN and answer.label is Label.PROVEN and searched
    return Gain(number, answer.value - selection.value, tuple(join.tolist()), proven, answer, searched)


def _filled(
    problem: Problem, selection: Selection, additions: Sequence[Ints], useful: Sequence[bool], stop: Callable[[], bool]
) -> list[Selection]:
    """Return the selection with what fits besides once there is more, for the additions that there is time for."""
    board = Board(problem)
    board.load(selection.start.tolist())
    raw = problem.columns.capacity - usage(problem, carried(problem))
    left = np.flatnonzero(selection.start < 0)
    worth = problem.columns.value.max(axis=1, initial=0) / sizes(problem)
    order = left[np.argsort(-worth[left], kind="stable")].tolist()
    found: list[Selection] = []
    for more, used in zip(additions, useful, strict=True):
        if stop():
            break
        if not used:
            found.append(selection)
            continue
        opened = np.maximum(raw + more, 0) - np.maximum(raw, 0)
        cells = [(row * board.width + at, int(opened[row, at])) for row, at in np.argwhere(opened > 0).tolist()]
        for cell, amount in cells:
            board.free[cell] += amount
        for item in order:
            board.insert(item)
        found.append(replace(selection, start=board.starts(), value=board.value, label=Label.HEURISTIC, bound=None))
        board.take_back(0)
        for cell, amount in cells:
            board.free[cell] -= amount
    return found


def steps(
    problem: Problem,
    selection: Selection,
    additions: Sequence[Addition],
    most: int,
    first: Sequence[Gain] | None = None,
    budget: Budget = EACH,
    *,
    seed: int = 0,
    stop: Callable[[], bool] = lambda: False,
) -> tuple[Step, ...]:
    """Return the best additions one after the other, at most `most` in all: the efficient frontier as far as it goes.

    Each is the one worth most after those before it. Where none is worth anything once, it is tried twice at a time,
    three times, and so on. `first` is the `frontier` of the selection, where it is known.
    """
    found: list[Step] = []
    added, size, gains = 0, 1, first
    while added + size <= most:
        sized = [size * np.asarray(addition, np.int64) for addition in additions]
        gains = frontier(problem, selection, sized, budget, seed=seed, stop=stop) if gains is None else gains
        if len(gains) < len(additions) or not gains:
            break
        best = max(gains, key=lambda gain: gain.value)
        if best.value > 0:
            added += size
            proven = all(gain.proven for gain in gains)
            found.append(Step(added, best.addition, size, best.value, best.join, proven))
            problem = problem.replaced(capacity=problem.columns.capacity + sized[best.addition])
            selection, size = best.selection, 0
        size, gains = size + 1, None
    return tuple(found)


def scarce(problem: Problem) -> Mask:
    """Return the resources and quarters that have too little if all ask for them that may: (resources, quarters).

    More of any other changes nothing.
    """
    columns = problem.columns
    asked = np.zeros((problem.resources, problem.quarters + 1), np.int64)
    open_ = ~columns.running & ~columns.out & (columns.latest >= columns.earliest)
    rows = columns.demands[open_[columns.demands[:, 0]]]
    item, resource, offset, amount = rows.T
    begin = np.minimum(columns.earliest[item] + offset, problem.quarters)
    end = np.minimum(columns.latest[item] + offset + 1, problem.quarters)
    np.add.at(asked, (resource, begin), amount)
    np.add.at(asked, (resource, end), -amount)
    short: Mask = asked.cumsum(axis=1)[:, :-1] > open_capacity(problem)
    return short


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """How another selection differs from one: items only in it, gone from it, at another quarter; value and use."""

    value: int
    join: tuple[int, ...]
    leave: tuple[int, ...]
    move: tuple[int, ...]
    use: Ints
    """What it takes more, resources by quarters."""


def compare(problem: Problem, one: Ints, other: Ints) -> Comparison:
    """Return how the starts of another selection differ from those of one."""
    values = problem.columns.value

    def value(start: Ints) -> int:
        chosen = np.flatnonzero(start >= 0)
        return int(values[chosen, start[chosen]].sum())

    join = np.flatnonzero((one < 0) & (other >= 0))
    leave = np.flatnonzero((one >= 0) & (other < 0))
    move = np.flatnonzero((one >= 0) & (other >= 0) & (one != other))
    return Comparison(
        value(other) - value(one),
        tuple(join.tolist()),
        tuple(leave.tolist()),
        tuple(move.tolist()),
        usage(problem, other) - usage(problem, one),
    )
