"""The search of one core: rules first, then the genetic algorithm, and what proves beside or after it.

Small problems are proved by branch and bound, others by CP-SAT.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from planner.capacity.levelling.arrays import FAR, Dates
from planner.capacity.levelling.bench import Bench
from planner.capacity.levelling.budget import Budget
from planner.capacity.levelling.evolution import Evolution
from planner.capacity.levelling.exact import Answer, Limits, Solver, suits
from planner.capacity.levelling.outline import suits as suits_branching
from planner.capacity.levelling.priorities import lateness_bound, makespan_bound, order_by
from planner.capacity.levelling.problem import Ints
from planner.capacity.levelling.proof import Branching
from planner.capacity.levelling.result import Rule

Stop = Callable[[], bool]
WARMING = 0.12
"""Share of the time that the genetic algorithm has for itself before others join."""
WARMING_SCHEDULES = 100_000
WARMING_FOR_BRANCHING = 10_000
BRANCHING = 0.5
"""Most of the time left that branch and bound gets before CP-SAT."""
NODES_PER_EFFORT = 500_000
"""Moments of branch and bound that take about as long as a unit of CP-SAT's deterministic time."""
ENOUGH = 1_000
"""Schedules per task beside CP-SAT, after which the genetic algorithm leaves a small problem to it."""
SETTLED = 62
"""Tasks up to which CP-SAT keeps its thread to the end; above, it gets `TRIAL` of the time."""
TRIAL = 0.3


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """The best schedule of a core: its order, dates and last finish, FAR if some tasks have no place."""

    order: Ints
    dates: Dates
    end: int
    cost: int
    bound: int
    """Lower bound of the last finish, or of the weighted lateness where that counts."""
    schedules: int


@dataclass(slots=True, eq=False)
class Search:
    """The search of one core within a budget; `share` of the budget's schedules are its own."""

    bench: Bench
    budget: Budget
    rule: Rule
    seed: int
    began: float
    stop: Stop
    share: float = 1.0
    schedules: int = 0
    bound: int = 0
    orders: list[tuple[int, Ints]] = field(default_factory=list)
    unordered: tuple[int, Ints] | None = None
    """Last finish and starts that no order gives: with leads, what comes later may have to be placed first."""

    def run(self) -> Found:
        """Return the best schedule found."""
        first = self._try(order_by(self.bench.problem, self.bench.core, self.bench.ahead, self.rule, self.bench.engine))
        more = self.budget.schedules * self.share > 1
        if not more or first >= FAR or self.bench.core.size == 0:
            return self._found()
        self._try_rules()
        self.bound = self._lower_bound(first)
        if self._best > self._target:
            self._improve()
        return self._found()

    @property
    def _best(self) -> int:
        return self.orders[0][0]

    @property
    def _target(self) -> int:
        """Return the cost at which to stop; a lateness of 0 goes on, for the last finish."""
        return -1 if self.bench.weighted else self.bound

    def _lower_bound(self, end: int) -> int:
        if self.bench.weighted:
            return lateness_bound(self.bench.core, self.bench.ahead)
        return makespan_bound(self.bench.core, self.bench.ahead, self.bench.base[:, :end])

    def _try(self, order: Ints, parallel: bool = False) -> int:
        """Generate a schedule and keep its order; return its last finish."""
        dates, end = self.bench.generate(order, parallel)
        self.schedules += 1
        if parallel and end < FAR:
            order = self.bench.by_start(dates)
            dates, end = self.bench.generate(order)
        self.orders.append((self.bench.cost(dates, end), order))
        self.orders.sort(key=lambda pair: pair[0])
        return end

    def _try_rules(self) -> None:
        bench = self.bench
        for rule in Rule:
            order = order_by(bench.problem, bench.core, bench.ahead, rule, bench.engine)
            for parallel in (False, True):
                if not self._over() and (rule is not self.rule or parallel):
                    self._try(order, parallel)

    def _left(self) -> float | None:
        """Return the seconds left, None without a limit."""
        limit = self.budget.seconds
        return None if limit is None else limit - (time.perf_counter() - self.began)

    def part(self, share: float) -> Budget:
        """Return the budget with only a share of the seconds that are left, so that later classes have theirs."""
        left, limit = self._left(), self.budget.seconds
        return (
            self.budget if left is None or limit is None else replace(self.budget, seconds=limit - left * (1 - share))
        )

    def _over(self) -> bool:
        left = self._left()
        return self.stop() or (left is not None and left <= 0)

    def _improve(self) -> None:
        evolution = Evolution(self.bench, [o for _, o in self.orders], self._best, self._target, self.seed)
        wanted = int(self.budget.schedules * self.share)
        if self.budget.seconds is None:
            evolution.run(wanted, self._over, 2)
            if self.budget.effort > 0:
                self._prove(evolution)
        elif self.budget.effort > 0 and (self._branches or self._exact):
            self._side_by_side(evolution, wanted)
        else:
            evolution.run(wanted, self._over, 2)
        self.schedules += evolution.schedules
        self.orders.insert(0, (evolution.best, evolution.order))

    @property
    def _exact(self) -> bool:
        return suits(self.bench, self.budget.exact_tasks)

    @property
    def _branches(self) -> bool:
        return self.bench.engine.compiled and suits_branching(self.bench)

    def _side_by_side(self, evolution: Evolution, wanted: int) -> None:
        """Let the genetic algorithm have one thread, branch and bound and then CP-SAT the other.

        They tell each other what they find.
        """
        branches, left = self._branches, self._left() or 0.0
        until = left * (1 - WARMING)
        evolution.run(
            WARMING_FOR_BRANCHING if branches else WARMING_SCHEDULES,
            lambda: self._over() or (self._left() or 0.0) < until, 2,
        )  # fmt: skip
        with ThreadPoolExecutor(1, "levelling-exact") as thread:
            if branches and not evolution.done and not self._over():
                self._branch_beside(evolution, wanted, thread)
            if self._exact:
                self._solve_beside(evolution, wanted, thread)
        evolution.run(wanted - evolution.schedules, self._over, 2)

    def _branch_beside(self, evolution: Evolution, wanted: int, thread: ThreadPoolExecutor) -> None:
        """Breed while branch and bound runs, until it ends or its time is up."""
        branching = Branching(self.bench, evolution.best, self.bound)
        until = (self._left() or 0.0) * (1 - BRANCHING)
        found: Ints | None = evolution.order
        while found is not None and not evolution.done:
            nodes = branching.most_nodes - branching.nodes
            running = thread.submit(
                branching.run, lambda: evolution.best, nodes, lambda: self._over() or (self._left() or 0.0) < until
            )
            evolution.run(wanted - evolution.schedules, self._until(running, evolution, 0), 1)
            found = running.result()
            self._take(evolution, Answer(found, branching.bound, False), evolution.best)

    def _solve_beside(self, evolution: Evolution, wanted: int, thread: ThreadPoolExecutor) -> None:
        """Breed while CP-SAT runs, again after each better schedule, for all of the time or a part of it."""
        size = self.bench.core.size
        trial = (self._left() or 0.0) * (1.0 if size <= SETTLED else TRIAL)
        quits = time.perf_counter() + trial
        while not evolution.done and not self._over() and time.perf_counter() < quits:
            solver = Solver(self.seed)
            limits = Limits(quits - time.perf_counter(), self.budget.effort)
            incumbent = evolution.best
            starts = self._starts(evolution.order)
            running = thread.submit(solver.run, self.bench, incumbent, starts, self.bound, limits)
            schedules = min(wanted - evolution.schedules, ENOUGH * size if size <= SETTLED else wanted)
            evolution.run(schedules, self._until(running, evolution, incumbent), 1)
            self._settle(evolution, running, solver, incumbent)

    def _until(self, running: Future[Any], evolution: Evolution, incumbent: int) -> Stop:
        """Return when breeding beside another search ends: it has an answer, is overtaken, or time is up."""
        return lambda: running.done() or self._over() or evolution.best < incumbent

    def _settle(self, evolution: Evolution, running: Future[Answer], solver: Solver, incumbent: int) -> None:
        """Wait for CP-SAT, or stop it where the genetic algorithm has overtaken it, and take what it found."""
        while not running.done() and not self._over() and evolution.best == incumbent:
            time.sleep(0.002)
        while not running.done():
            solver.stop()
            time.sleep(0.002)
        self._take(evolution, running.result(), incumbent)

    def _prove(self, evolution: Evolution) -> None:
        """Let branch and bound and then CP-SAT look for something better, each within its part of the budget."""
        if self._branches and not evolution.done and not self._over():
            branching = Branching(self.bench, evolution.best, self.bound)
            nodes = min(branching.most_nodes, int(self.budget.effort * NODES_PER_EFFORT))
            found: Ints | None = evolution.order
            while found is not None and not evolution.done:
                found = branching.run(lambda: evolution.best, nodes - branching.nodes, self._over)
                self._take(evolution, Answer(found, branching.bound, False), evolution.best)
        if self._exact and not evolution.done and not self._over():
            incumbent, limits = evolution.best, Limits(self._left(), self.budget.effort)
            answer = Solver(self.seed).run(self.bench, incumbent, self._starts(evolution.order), self.bound, limits)
            self._take(evolution, answer, incumbent)

    def _take(self, evolution: Evolution, answer: Answer, incumbent: int) -> None:
        if answer.start is not None:
            order = np.argsort(answer.start, kind="stable").astype(np.int64)
            if self.bench.core.leads:
                key = Dates(self.bench.engine.column(answer.start), [], [])
                order = self.bench.by_start(key)
            dates, end = self.bench.generate(order)
            evolution.tell(order, self.bench.cost(dates, end))
            finish = int((answer.start + np.asarray(self.bench.core.tasks.duration)).max())
            if finish < min(end, self.unordered[0] if self.unordered is not None else FAR):
                self.unordered = finish, answer.start
        self.bound = max(self.bound, incumbent if answer.proven and answer.start is None else answer.bound)
        ended = self.unordered is not None and self.unordered[0] <= self.bound
        evolution.raise_target(evolution.best if ended else self.bound)

    def _starts(self, order: Ints) -> Ints:
        dates, _ = self.bench.generate(order)
        return self.bench.engine.restore(dates.start)

    def _found(self) -> Found:
        cost, order = self.orders[0]
        dates, end = self.bench.generate(order)
        if self.unordered is not None and self.unordered[0] < end:
            dates, end = self.bench.generate(order, release=self.unordered[1])
            cost = self.bench.cost(dates, end)
        return Found(order, dates, end, cost, self.bound, self.schedules)
