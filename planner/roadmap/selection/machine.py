"""Machine code of the selection's kernels: loaded beside the first answer, since it may have to be compiled first."""

from __future__ import annotations

import threading
from functools import cache

from planner.roadmap.selection import messages, moves
from planner.worktime.compilation import Kernel, compiled


@cache
def machine_code() -> dict[str, Kernel]:
    """Return the compiled kernels; each is compiled, or read from the cache, at its first call."""
    return compiled((*messages.KERNELS, *moves.KERNELS))


def warm_up(prices: threading.Event | None = None) -> None:
    """Load the machine code, compiling it where it is not cached, which takes seconds; say when prices can be had."""
    from planner.roadmap.selection.board import Board
    from planner.roadmap.selection.greedy import densities
    from planner.roadmap.selection.linear import linear
    from planner.roadmap.selection.problem import Demand, Link, Problem
    from planner.roadmap.selection.relaxation import Relaxation
    from planner.roadmap.selection.ruin import Ruin

    demands = [Demand(0, 0, 0, 1), Demand(1, 0, 0, 1)]
    problem = Problem(quarters=1, value=[[1], [1]], capacity=[[1]], demands=demands, links=[Link(0, 1)])
    Relaxation(problem, linear(problem)).run(2, 0, lambda: False)
    if prices is not None:
        prices.set()
    board = Board(problem)
    ruin = Ruin(problem, board, densities(problem, board), 0)
    ruin.compile()
    ruin.run(float)
    ruin.adopt(ruin.best)


@cache
def loading() -> tuple[threading.Event, threading.Event]:
    """Return what is set once the machine code of prices is loaded, and what once that of moves is too."""
    prices, everything = threading.Event(), threading.Event()

    def load() -> None:
        warm_up(prices)
        everything.set()

    threading.Thread(target=load, name="selection-kernels", daemon=True).start()
    return prices, everything
