"""What more capacity would be worth, team by team: each addition is solved anew from the present selection.

>>> from planner.roadmap.selection import Demand, select
>>> problem = Problem(quarters=1, value=[[3], [4]], capacity=[[3]], demands=[Demand(0, 0, 0, 2), Demand(1, 0, 0, 3)])
>>> [(gain.value, gain.join) for gain in frontier(problem, select(problem), [[[1]], [[2]]])]
[(0, ()), (3, (0,))]
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from planner.roadmap.selection.linear import usage
from planner.roadmap.selection.problem import Ints, Problem
from planner.roadmap.selection.result import Budget, Label, Selection


@dataclass(frozen=True, slots=True)
class Gain:
    """What an addition is worth: value gained, items that join, and whether both values are proven."""

    addition: int
    value: int
    join: tuple[int, ...]
    proven: bool


def frontier(
    problem: Problem,
    selection: Selection,
    additions: Sequence[Ints | Sequence[Sequence[int]]],
    budget: Budget | None = None,
    *,
    seed: int = 0,
    stop: Callable[[], bool] = lambda: False,
) -> tuple[Gain, ...]:
    """Return the gain of each addition (resources by quarters) on its own, in their order; a budget is for each."""
    from planner.roadmap.selection.solving import Search

    gains = []
    for number, addition in enumerate(additions):
        more = problem.replaced(capacity=problem.columns.capacity + np.asarray(addition, np.int64))
        search = Search(more, budget or Budget(steps=400, effort=0.3), seed, lambda progress: None, stop)
        answer = search.run(selection.start)
        join = np.flatnonzero((answer.start >= 0) & (selection.start < 0))
        proven = selection.label is Label.PROVEN and answer.label is Label.PROVEN
        gains.append(Gain(number, answer.value - selection.value, tuple(join.tolist()), proven))
        if stop():
            break
    return tuple(gains)


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
