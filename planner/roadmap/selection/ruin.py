"""Improvement of a selection: the kernels of `moves` on the state of a board, interpreted or as machine code."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate, chain
from typing import Any

import numpy as np

from planner.capacity.levelling.chance import seeded
from planner.roadmap.selection import moves
from planner.roadmap.selection.board import Board
from planner.roadmap.selection.greedy import Floats
from planner.roadmap.selection.machine import machine_code
from planner.roadmap.selection.problem import Ints, Problem, Rule
from planner.worktime.compilation import Kernel

BATCH, FEW = 256, 32
"""Steps after which it is asked whether to stop, as machine code and interpreted."""
PATIENCE, GROWTH = 0.14, 0.28
"""Share of an item's mean value that the first steps may lose in a run of one step per item, and the power with which
that grows with the steps per item: longer runs may wander further."""
FINENESS = 1 << 40
"""What the greatest density becomes as an integer."""


class Ruin:
    """A search from the present state of a board."""

    def __init__(self, problem: Problem, board: Board, density: Floats, seed: int) -> None:
        self.size = problem.size
        self.rules: Any = rules_of(problem, board, density)
        self.state: Any = state_of(problem, board)
        self.chance: Any = seeded(seed)
        self.compiled = False
        self._code: Mapping[str, Kernel] = vars(moves)

    def compile(self) -> None:
        """Go on with machine code."""
        if not self.compiled:
            self.compiled, self._code = True, machine_code()
            self.rules, self.state, self.chance = map(np.array, (self.rules, self.state, self.chance))

    def table(self, name: int) -> Ints:
        """Return a table of the state."""
        return np.array(self.state[self.state[name] : self.state[name + 1]], np.int64)

    @property
    def best(self) -> Ints:
        """Return the starts of the best complete state, those at first if none was seen."""
        return self.table(moves.BEST_START)

    @property
    def best_value(self) -> int:
        """Return its value, -1 if none was seen."""
        return int(self.state[moves.BEST])

    def adopt(self, start: Ints) -> None:
        """Go on from another complete selection."""
        self._code["adopt"](self.rules, self.state, start if self.compiled else start.tolist())

    def run(self, spent: Callable[[int], float]) -> None:
        """Take steps until `spent`, told how many were taken, says 1: it says what share of the run is over."""
        mean = float(self.state[moves.WORTH]) / max(int((self.table(moves.START) >= 0).sum()), 1)
        taken = 0
        while self.rules[moves.BUSY + 1] > self.rules[moves.BUSY] and (share := spent(taken)) < 1:
            patience = mean * PATIENCE * (taken / max(share, 1e-9) / self.size) ** GROWTH
            batch = BATCH if self.compiled else FEW
            self._code["improve"](self.rules, self.state, self.chance, batch, patience * (1 - share) ** 2)
            taken += batch


def rules_of(problem: Problem, board: Board, density: Floats) -> list[int]:
    """Return what decides where items may go, as `moves` reads it."""
    choices = [group.items for group in problem.groups if group.rule is Rule.ONE_OF]
    choosing = set(chain.from_iterable(choices))
    users: list[list[int]] = [[] for _ in range(problem.resources)]
    for item, resource in sorted(set(map(tuple, problem.columns.demands[:, :2].tolist()))):
        if density[item] > 0 or board.must[item]:
            users[resource].append(item)
    first = density / max(float(density.max(initial=0)), 1e-300) * FINENESS
    tables = [
        problem.columns.value.ravel().tolist(),
        board.duration,
        [int(out or runs) for out, runs in zip(board.out, board.running, strict=True)],
        list(map(int, board.must)),
        [int(item in choosing) for item in range(problem.size)],
        board.rank,
        first.astype(np.int64).tolist(),
        [item for item, must in enumerate(board.must) if must],
        [resource for resource, own in enumerate(users) if own],
    ]
    pairs = (board.needs, board.before, board.after, board.shares_of)
    needs, before, after, shares = ([list(chain.from_iterable(own)) for own in part] for part in pairs)
    limits = [[limit * problem.quarters for limit in own] for own in board.limits_of]
    parts: list[Sequence[Sequence[int]]] = [
        needs, before, after, board.rivals, board.mates, limits, shares, board.quarter_order, choices, users
    ]  # fmt: skip
    return _laid_out([problem.quarters, board.width], tables, parts)


def state_of(problem: Problem, board: Board) -> list[int]:
    """Return what a board holds, with an empty journal, as `moves` reads it."""
    size = problem.size
    tables = [
        board.start, board.start, [-1] * size, [0] * size, [0] * size, [0] * size, [0] * size, [0] * (2 * size),
        [0] * (2 * size), board.free, list(chain.from_iterable(board.room)), board.lacking,
    ]  # fmt: skip
    return _laid_out([0, 0, board.value, board.value if board.complete else -1], tables, [])


def _laid_out(numbers: list[int], tables: list[list[int]], parts: Sequence[Sequence[Sequence[int]]]) -> list[int]:
    """Return numbers, where tables begin and the last one ends, the tables, and the parts whose begins are the last."""
    lengths = [*map(len, tables), *(len(own) + 1 for own in parts)]
    at = len(numbers) + len(lengths) + 1
    begins = list(accumulate(lengths, initial=at))
    end = begins[-1]
    for own in parts:
        tables = [*tables, list(accumulate(map(len, own), initial=end))]
        end = tables[-1][-1]
    flat = chain.from_iterable(chain.from_iterable(own) for own in parts)
    return [*numbers, *begins, *chain.from_iterable(tables), *flat]
