"""Rank correlation of draws with the finish of targets, summed up while the draws are at hand.

What is correlated are normal scores: those of the draws, which come from their scores by rising functions, and those
of the ranks of the target's finishes (van der Waerden 1952). Ranks are among the finishes of a pilot, samples of their
own that are made first; so no draw has to be kept or made again. Sums are of integers: their order does not matter.
"""

from __future__ import annotations

from planner.risk.random_lanes import LANES
from planner.worktime.tables import POSITION, Column


def rank_scores(pilot: Column, count: int, table: Column, ends: Column, row: int, used: int, out: Column) -> None:
    """Write the rank scores of a target's finishes in the first `used` lanes, and 0 in the others.

    Equal finishes share the middle of their ranks. The finishes of its pilot are sorted; `table` gives the score of a
    sum of two ranks, from 0 to 2 * `count`.
    """
    for lane in range(LANES):
        instant = ends[row + lane]
        low, high = 0, count
        while low < high:
            middle = (low + high) >> 1
            if pilot[middle] < instant:
                low = middle + 1
            else:
                high = middle
        first, high = low, count
        while low < high:
            middle = (low + high) >> 1
            if pilot[middle] <= instant:
                low = middle + 1
            else:
                high = middle
        out[lane] = table[first + low] * (lane < used)


def add_rank_moments(ranks: Column, out: Column, to: int) -> None:
    """Add the sum of the rank scores of a target and of their squares."""
    for lane in range(LANES):
        out[to] += ranks[lane]
        out[to + 1] += ranks[lane] * ranks[lane]


def add_own_moments(drawn: Column, count: int, draws: Column, used: int, sums: Column, squares: Column) -> None:
    """Add the sum of what each of the rows `drawn` drew in the first `used` lanes, and of their squares."""
    for i in range(count):
        row, total, square = (drawn[i] * LANES) & POSITION, 0, 0
        for lane in range(LANES):
            draw = draws[row + lane] * (lane < used)
            total += draw
            square += draw * draw
        sums[drawn[i]] += total
        squares[drawn[i]] += square


def add_products(upstream: Column, count: int, draws: Column, ranks: Column, out: Column) -> None:
    """Add the products of draws and rank scores; `upstream` lists the rows of draws that matter to the target."""
    for i in range(count):
        row, product = (upstream[i] * LANES) & POSITION, 0
        for lane in range(LANES):
            product += draws[row + lane] * ranks[lane]
        out[upstream[i]] += product


KERNELS = (rank_scores, add_rank_moments, add_own_moments, add_products)
"""The functions in the order in which they call each other."""
