"""Building by prices: where what is scarce has a price, each item knows where it pays best and what it is worth there.

Prices come from the relaxation, dropped rows or linear. The linear one also says which items it chooses wholly; those
are placed first, for they all fit together, and the rest is filled by value per price.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from planner.roadmap.selection.board import Board
from planner.roadmap.selection.greedy import first_answer, place_musts
from planner.roadmap.selection.linear import Linear
from planner.roadmap.selection.problem import Problem

Floats = npt.NDArray[np.float64]


def follow(problem: Problem, board: Board, model: Linear, reduced: Floats) -> Floats:
    """Order each item's quarters by value less price, and return the value of each item's bundle per price of it."""
    worth = np.full((problem.size, problem.quarters), -np.inf)
    worth[model.item, model.quarter] = reduced
    order = np.argsort(-worth, axis=1, kind="stable")
    count = np.isfinite(worth).sum(axis=1).tolist()
    rows = order.tolist()
    for item in range(problem.size):
        board.quarter_order[item] = rows[item][: count[item]]
    items = np.arange(problem.size)
    best = order[:, 0]
    value = np.where(np.isfinite(worth[items, best]), problem.columns.value[items, best], 0).astype(np.float64)
    price = np.maximum(value - np.where(np.isfinite(worth[items, best]), worth[items, best], 0.0), 1e-6 * value + 1e-9)
    running = problem.columns.running
    possible = (np.array(count) > 0) | running
    density = np.where(possible & ~running, value / price, 0.0)
    for item in range(problem.size):
        bundle = list(board.needed(item))
        if len(bundle) > 1:
            rest = [other for other in bundle if not board.running[other]]
            density[item] = value[rest].sum() / price[rest].sum() if rest and possible[bundle].all() else 0.0
    return density


def rounded(problem: Problem, board: Board, model: Linear, share: Floats, density: Floats) -> bool:
    """Fill an empty board from a fractional choice of columns; return whether it is complete."""
    table = np.zeros((problem.size, problem.quarters))
    table[model.item, model.quarter] = share
    whole = table.sum(axis=1)
    quarter = table.argmax(axis=1).tolist()
    board.wish = {int(item): quarter[item] for item in np.flatnonzero(whole > 0.01)}
    place_musts(board)
    sure = np.flatnonzero(whole > 0.999)
    for item in _firmest(sure.tolist(), table.max(axis=1)):
        if board.start[item] < 0 and not board.must[item]:
            board.insert(item)
    complete = first_answer(problem, board, np.where(whole > 0.01, density * (1 + 4 * whole), density))
    board.wish = {}
    return complete


def _firmest(items: Sequence[int], firmness: Floats) -> list[int]:
    return sorted(items, key=lambda item: -firmness[item])
