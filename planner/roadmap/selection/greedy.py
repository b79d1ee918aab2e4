"""The first answer: musts by deadline, then bundles by value per scarce work (Bagnall et al. 2001).

The size of an item is the sum over resources of its demand as a share of all that there is, so that work counts for
more where it is scarce. An item's density is that of its bundle: a cheap successor of dear work is dear.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from planner.roadmap.selection.board import Board
from planner.roadmap.selection.linear import fits_alone, open_capacity
from planner.roadmap.selection.problem import LEFT_OUT, Ints, Problem, Rule

Floats = npt.NDArray[np.float64]


def sizes(problem: Problem) -> Floats:
    """Return the work of each item, each resource weighed by its scarcity."""
    demands = problem.columns.demands
    free = open_capacity(problem).sum(axis=1)
    asked = np.bincount(demands[:, 1], weights=demands[:, 3], minlength=problem.resources)
    price = np.where(asked > 0, np.minimum(asked / np.maximum(free, 1), 1e6), 0.0) / np.maximum(free, 1)
    paid = demands[:, 3] * price[demands[:, 1]]
    found: Floats = np.bincount(demands[:, 0], weights=paid, minlength=problem.size).astype(np.float64) + 1e-12
    return found


def densities(problem: Problem, board: Board) -> Floats:
    """Return the value of each item's bundle per size of it; 0 where some of it fits nowhere or must not be."""
    fits = fits_alone(problem)
    possible = fits.any(axis=1) | problem.columns.running
    best = np.where(fits, problem.columns.value, 0).max(axis=1, initial=0).astype(np.float64)
    size = sizes(problem)
    density = np.where(possible, best / size, 0.0)
    for item in range(problem.size):
        bundle = board.needed(item)
        if len(bundle) > 1:
            waiting = [other for other in bundle if not board.running[other]]
            hopeless = not possible[list(bundle)].all()
            density[item] = 0.0 if hopeless else best[waiting].sum() / max(size[waiting].sum(), 1e-12)
    return density


def first_answer(problem: Problem, board: Board, density: Floats) -> bool:
    """Fill an empty board; return whether it is complete."""
    place_musts(board)
    for group in problem.groups:
        if group.rule is Rule.ONE_OF and not any(board.start[item] >= 0 for item in group.items):
            any(board.insert(item) for item in sorted(group.items, key=lambda i: -density[i]))
    ranked = np.argsort(-density, kind="stable").tolist()
    for at, lack in enumerate(board.lacking):
        if lack > 0:
            members = set(problem.shares[at].items)
            for item in ranked:
                if item in members and board.start[item] < 0 and board.lacking[at] > 0:
                    board.insert(item)
    for item in ranked:
        if density[item] > 0 and board.start[item] < 0:
            board.insert(item)
    board.journal.clear()
    return board.complete


def place_musts(board: Board) -> None:
    """Place the musts, the most urgent first; one that fails goes first in another try."""
    musts = [item for item, must in enumerate(board.must) if must]
    order = sorted(musts, key=lambda i: (board.latest[i], len(board.quarter_order[i]), i))
    for _ in range(20):
        mark = len(board.journal)
        failed = [item for item in order if board.start[item] < 0 and not board.insert(item)]
        if not failed:
            return
        board.take_back(mark)
        order = failed + [item for item in order if item not in set(failed)]
    for item in order:
        board.insert(item)


def by_density(problem: Problem) -> Ints:
    """Return the starts of the plain greedy; musts that find no place are left out.

    >>> from planner.roadmap.selection.problem import Demand
    >>> demands = [Demand(0, 0, 0, 2), Demand(1, 0, 0, 3)]
    >>> by_density(Problem(quarters=1, value=[[3], [4]], capacity=[[3]], demands=demands)).tolist()
    [0, -1]
    """
    board = Board(problem)
    first_answer(problem, board, densities(problem, board))
    start = board.starts()
    return np.where(problem.columns.running, 0, np.maximum(start, LEFT_OUT))
