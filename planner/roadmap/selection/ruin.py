"""Improvement by ruin and recreate (Schrimpf et al. 2000): take related items out, put better ones in.

Items are related that take the same resource at about the same time. What is put back is ordered by density with
noise; a step is kept if it loses little, less and less so as the budget runs out.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from planner.capacity.levelling.chance import draw, seeded
from planner.roadmap.selection.board import Board
from planner.roadmap.selection.greedy import Floats
from planner.roadmap.selection.problem import Ints, Problem

CANDIDATES = 24
"""Items left out that are tried in each step."""
NOISE = 60
"""Most percent by which a density is changed."""


class Ruin:
    """A search from the present state of a board; `best` is the best complete state seen, None: none was."""

    def __init__(self, problem: Problem, board: Board, density: Floats, seed: int) -> None:
        self.board, self.problem = board, problem
        self.density: list[float] = density.tolist()
        self.state = seeded(seed)
        self.users: list[list[int]] = [[] for _ in range(problem.resources)]
        for item, resource in sorted(set(map(tuple, problem.columns.demands[:, :2].tolist()))):
            if density[item] > 0 or board.must[item]:
                self.users[resource].append(item)
        self.busy = [resource for resource, users in enumerate(self.users) if users]
        self.best: Ints | None = board.starts() if board.complete else None
        self.best_value = board.value if self.best is not None else -1

    def adopt(self, start: Ints) -> None:
        """Go on from another complete selection."""
        self.board.load(start.tolist())
        self.best, self.best_value = start, self.board.value

    def run(self, steps: int, stop: Callable[[], bool]) -> int:
        """Take up to so many steps, asking `stop` every 32 of them; return how many were taken."""
        if not self.busy:
            return steps
        board, taken = self.board, 0
        mean = board.value / max(sum(1 for start in board.start if start >= 0), 1)
        while taken < steps:
            if taken % 32 == 0 and stop():
                break
            left = 1 - taken / steps
            self._step(mean * 0.15 * left * left)
            taken += 1
        return taken

    def _step(self, patience: float) -> None:
        board, was = self.board, self.board.value
        was_complete = self.best is not None
        board.journal.clear()
        chosen = self._ruin()
        density, state = self.density, self.state
        order = sorted(
            chosen,
            key=lambda item: -(1e30 if board.must[item] else density[item]) * (100 - NOISE // 2 + draw(state, NOISE)),
        )
        board.wish = {i: q[draw(state, len(q))] for i in order if draw(state, 4) == 0 and (q := board.quarter_order[i])}
        for item in order:
            if board.start[item] < 0:
                board.insert(item)
        if not (self._whole() if was_complete else True) or board.value < was - patience:
            board.take_back(0)
        elif board.value > self.best_value and (was_complete or board.complete):
            self.best, self.best_value = board.starts(), board.value

    def _whole(self) -> bool:
        """Whether the state is complete; only what the step took out can have broken that."""
        board = self.board
        if any(lack > 0 for lack in board.lacking):
            return False
        gone = [item for item, quarter in board.journal if quarter >= 0 and board.start[item] < 0]
        return not any(board.must[item] or board.rivals[item] for item in gone) or board.complete

    def _ruin(self) -> list[int]:
        """Take some items of a resource out around a quarter; return them with some that are left out."""
        board, state = self.board, self.state
        resource = self.busy[draw(state, len(self.busy))]
        quarter, reach = draw(state, self.problem.quarters), draw(state, 3)
        users, start = self.users[resource], board.start
        near = [i for i in users if start[i] >= 0 and abs(start[i] - quarter) <= reach and not board.running[i]]
        for _ in range(min(1 + draw(state, 6), len(near))):
            board.remove(near[draw(state, len(near))])
        chosen = dict.fromkeys(item for item, _ in board.journal)
        pools = [users, self.users[self.busy[draw(state, len(self.busy))]]]
        for item in list(chosen)[:3]:
            needs = board.needs[item]
            if needs:
                pools.append(self.users[needs[draw(state, len(needs))][0] // board.width])
        for pool in pools:
            for _ in range(CANDIDATES // len(pools)):
                item = pool[draw(state, len(pool))]
                if start[item] < 0:
                    chosen[item] = None
        return list(chosen)


def spread(problem: Problem) -> int:
    """Return how many steps it takes to look at each item some times."""
    return int(np.clip(problem.size * 20, 200, 20_000))
