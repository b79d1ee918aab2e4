"""The search as a whole: a first answer at once, prices, improvement, then both solvers from the best so far.

Our own prices are there long before HiGHS has solved its relaxation, and both guide constructions here. HiGHS runs in
its own process from the first moment; the improved result is its start. CP-SAT, which proves small selections fastest,
runs in this process. Whatever anyone finds is the incumbent of all; nothing is lost when time runs out or someone says
stop.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from planner.roadmap.selection.board import Board
from planner.roadmap.selection.checking import check
from planner.roadmap.selection.cp_sat import Limits, Solver
from planner.roadmap.selection.greedy import Floats, densities, first_answer
from planner.roadmap.selection.guided import follow, rounded
from planner.roadmap.selection.highs import Highs
from planner.roadmap.selection.linear import UNBOUNDED, Linear, carried, linear
from planner.roadmap.selection.machine import loading
from planner.roadmap.selection.problem import Ints, Problem
from planner.roadmap.selection.relaxation import Relaxation, without
from planner.roadmap.selection.result import Budget, Label, Progress, Selection, Status
from planner.roadmap.selection.ruin import Ruin

PROVABLE = 400
"""Columns up to which CP-SAT is asked for a proof first."""
SMALL = 10_000
"""Columns up to which something is built by prices alone too; above, shares of columns always give more."""
ROUNDS = (150, 250, 400)
"""Rounds of pricing before something is built by the prices, each time."""
LOADED = 1.0
"""Seconds in which machine code that is cached is loaded if nothing else runs here; compiling it takes longer."""
POLISH = 0.12
"""Share of the time for improvement before HiGHS gets its start."""


class Search:
    """The state of one search; `tell` hears of progress, `stop` is asked some times a second."""

    def __init__(
        self, problem: Problem, budget: Budget, seed: int, tell: Callable[[Progress], None], stop: Callable[[], bool]
    ) -> None:
        self.problem, self.budget, self.seed = problem, budget, seed
        self.tell, self.asked_to_stop = tell, stop
        self.began = time.perf_counter()
        self.first = 0.0
        self.base = int(problem.columns.value[problem.columns.running, 0].sum())
        self.start: Ints | None = None
        self.value = -1
        self.bound = UNBOUNDED
        self.infeasible = False
        self.lock = threading.Lock()
        self.model: Linear
        self.density: Floats

    @property
    def seconds(self) -> float:
        """Return the time since it began."""
        return time.perf_counter() - self.began

    @property
    def left(self) -> float | None:
        """Return the time that is left; None: there is no limit."""
        limit = self.budget.seconds
        return None if limit is None else limit - self.seconds

    def over(self) -> bool:
        """Whether to end: out of time, told to stop, or nothing better exists."""
        left = self.left
        return (left is not None and left <= 0) or self.closed() or self.asked_to_stop()

    def closed(self) -> bool:
        """Whether the best so far is proven, or that there is none."""
        return self.infeasible or self.value >= self.bound

    def offer(self, start: Ints, by: str) -> None:
        """Take over a complete selection if it is better; what breaks a rule is not one."""
        value = value_of(self.problem, start)
        with self.lock:
            if value <= self.value or check(self.problem, start):
                return
            self.first = self.first or self.seconds
            self.start, self.value = start, value
        self.tell(self._progress(by))

    def limit(self, bound: int, by: str) -> None:
        """Take over a bound of the columns' value if it is lower."""
        if bound < UNBOUNDED and bound + self.base < self.bound:
            self.bound = bound + self.base
            self.tell(self._progress(by))

    def _progress(self, by: str) -> Progress:
        value, bound = (None if self.start is None else self.value), (None if self.bound >= UNBOUNDED else self.bound)
        return Progress(self.seconds, value, bound, by)

    def run(self, warm: Ints | None = None) -> Selection:
        """Search and return the best, no worse than the complete selection `warm`."""
        if warm is not None:
            self.offer(warm, "given")
        board = Board(self.problem)
        self.density = densities(self.problem, board)
        if first_answer(self.problem, board, self.density):
            self.offer(board.starts(), "greedy")
        if (self.budget.steps or self.budget.effort) and not self.over():
            self.model = linear(self.problem)
            if self.budget.seconds is None:
                self._by_work()
            else:
                self._by_clock(self.budget.seconds)
        return self.selection()

    def selection(self) -> Selection:
        """Return what is known now."""
        status = Status.SELECTED if self.start is not None else Status.UNKNOWN
        label = Label.HEURISTIC if self.bound >= UNBOUNDED else Label.BOUNDED
        if self.infeasible:
            status, label = Status.INFEASIBLE, Label.PROVEN
        elif self.start is not None and self.value >= self.bound:
            label = Label.PROVEN
        start = carried(self.problem) if self.start is None else self.start
        bound = None if self.bound >= UNBOUNDED or self.infeasible else max(self.bound, self.value)
        value = self.base if self.start is None else self.value
        return Selection(start, value, bound, label, status, self.seconds, self.first or self.seconds)

    def _by_work(self) -> None:
        """Search by work alone, one after the other, so that the answer is the same everywhere."""
        if self.model.columns > PROVABLE or not self.budget.effort:
            steps = self.budget.steps
            self._improve(self._priced(self.over), lambda taken: 1.0 if self.over() or not steps else taken / steps)
        if self.budget.effort and not self.over():
            self._prove(Limits(None, self.budget.effort, 1, self.seed))
        if self.budget.nodes >= 0 and not self.over():
            with Highs(self.model, 1e7, self.seed, relax=False) as highs:
                self._gather(highs)

    def _by_clock(self, seconds: float) -> None:
        with Highs(self.model, max(seconds - self.seconds, 0.01), self.seed) as highs:
            if self.model.columns <= PROVABLE:
                highs.search(None if self.start is None else self.model.chosen(self.start))
                self._prove_beside(highs)
            else:
                self._work_beside(highs, seconds)

    def _work_beside(self, highs: Highs, seconds: float) -> None:
        """Build and improve by own prices until HiGHS has solved the relaxation, then by those."""
        (prices, everything), ruin = loading(), self._from_here()
        everything.wait(min(LOADED, seconds / 4))
        while not (self.over() or highs.relaxed.is_set() or prices.is_set()):
            self._improve_for(1.0, ruin, lambda: highs.relaxed.is_set() or prices.is_set())
        if prices.is_set() and not self.over():
            ruin = self._priced(lambda: self.over() or highs.relaxed.is_set())
        while not (self.over() or highs.relaxed.is_set()):
            self._improve_for(1.0, ruin, highs.relaxed.is_set)
        if highs.share is not None and highs.dual is not None and not self.over():
            self.limit(highs.bound, "highs")
            ruin = self._built(without(self.model, highs.dual), highs.share, self.seed + 1)
        self._improve_for(POLISH * seconds, ruin)
        if self.over():
            return  # a start sent now would wait until it has solved the relaxation
        highs.search(None if self.start is None else self.model.chosen(self.start))
        self._improve_for(self.left or 0.0, ruin, lambda: self._taken_all(highs))
        if not self.over():
            self._prove(Limits(self.left, 1e9, 2, self.seed))

    def _prove_beside(self, highs: Highs) -> None:
        """Run CP-SAT here while HiGHS runs there; whoever proves first stops the other."""
        self._prove(Limits(self.left, self.budget.effort, 1, self.seed), lambda: self._take(highs))
        while not self.over() and not highs.ended.wait(0.02):
            self._take(highs)
        self._take(highs)

    def _prove(self, limits: Limits, meanwhile: Callable[[], None] = lambda: None) -> None:
        """Run CP-SAT until it ends or the search is over, looking at what else goes on every so often."""
        solver = Solver(limits)
        done = threading.Event()

        def watch() -> None:
            while not done.wait(0.02):
                meanwhile()
                if self.over():
                    solver.stop()

        watcher = threading.Thread(target=watch, daemon=True)
        watcher.start()
        try:
            self._run_exact(solver)
        finally:
            done.set()
            watcher.join()

    def _run_exact(self, solver: Solver) -> None:
        hint = None if self.start is None else self.model.chosen(self.start)
        answer = solver.run(self.model, hint, lambda chosen: self._offer_columns(chosen, "cp-sat"))
        if answer.status == "infeasible":
            self.infeasible = self.start is None
            return
        if answer.chosen is not None:
            self._offer_columns(answer.chosen, "cp-sat")
        self.limit(answer.bound, "cp-sat")

    def _offer_columns(self, chosen: npt.NDArray[np.bool_], by: str) -> None:
        start = self.model.starts(chosen, self.problem.size)
        self.offer(np.where(self.problem.columns.running, 0, start), by)

    def _gather(self, highs: Highs) -> None:
        while not highs.ended.wait(0.05) and not self.asked_to_stop():
            self._take(highs)
        self._take(highs)

    def _taken_all(self, highs: Highs) -> bool:
        """Take over what HiGHS has found; return whether it has ended."""
        ended = highs.ended.is_set()
        self._take(highs)
        return ended

    def _take(self, highs: Highs) -> None:
        """Take over what HiGHS has found since the last time."""
        while highs.choices:
            self._offer_columns(highs.choices.pop(0), "highs")
        self.limit(highs.bound, "highs")
        if highs.status == "infeasible" and self.start is None:
            self.infeasible = True

    def _priced(self, stop: Callable[[], bool]) -> Ruin:
        """Price, build by the prices and by the choice that they average to, and price on; return the improvement."""
        relaxation = Relaxation(self.problem, self.model)
        ruin: Ruin | None = None
        for rounds in ROUNDS:
            relaxation.run(rounds, max(self.value - self.base, 0), stop)
            self.limit(relaxation.bound, "prices")
            if ruin is None or not stop():
                ruin = self._built(relaxation.left_of_value(), relaxation.share, self.seed)
        assert ruin is not None
        return ruin

    def _built(self, reduced: Floats, share: Floats, seed: int) -> Ruin:
        """Build by shares of columns and by their reduced values; return the improvement of the best so far."""
        board = Board(self.problem)
        density = follow(self.problem, board, self.model, reduced)
        if self.model.columns <= SMALL:
            plain = Board(self.problem)
            plain.quarter_order = board.quarter_order
            if first_answer(self.problem, plain, density):
                self.offer(plain.starts(), "prices")
        if rounded(self.problem, board, self.model, share, density):
            self.offer(board.starts(), "rounding")
        if self.start is not None:
            board.load(self.start.tolist())
        return Ruin(self.problem, board, density, seed)

    def _from_here(self) -> Ruin:
        """Return the improvement of the first answer by its own densities."""
        board = Board(self.problem)
        if self.start is not None:
            board.load(self.start.tolist())
        return Ruin(self.problem, board, self.density, self.seed)

    def _improve_for(self, seconds: float, ruin: Ruin, ended: Callable[[], bool] = lambda: False) -> None:
        began = self.seconds
        self._improve(ruin, lambda taken: 1.0 if self.over() or ended() else (self.seconds - began) / seconds)

    def _improve(self, ruin: Ruin, spent: Callable[[int], float]) -> None:
        """Improve until `spent` says 1, from the best so far, and from what others find meanwhile."""

        def shared(taken: int) -> float:
            if self.budget.seconds is None or loading()[1].is_set():
                ruin.compile()
            if ruin.best_value > self.value:
                self.offer(ruin.best, "improvement")
            if self.start is not None and self.value > ruin.best_value:
                ruin.adopt(self.start)
            return spent(taken)

        ruin.run(shared)
        shared(0)


def value_of(problem: Problem, start: Ints) -> int:
    """Return the value of a selection."""
    chosen = np.flatnonzero(start >= 0)
    return int(problem.columns.value[chosen, start[chosen]].sum())
