"""CP-SAT on one core whose tasks run in one piece: shorter schedules, or the proof that there is none.

The horizon is cut one slot before the incumbent, and the incumbent is the hint. Pairs of tasks that can never run at
the same time are ordered by a literal of their own, and cliques of them are disjunctive: proofs get much shorter.
So they do without linear relaxations, which tell nothing about such problems.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from planner.capacity.levelling.bench import Bench
from planner.capacity.levelling.problem import Ints

PAIRS = 4_000
"""Most pairs of tasks that get a literal."""


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """What CP-SAT found: starts by task of the core if any are better, and the proven lower bound."""

    start: Ints | None
    bound: int
    proven: bool
    """Whether `start`, or the incumbent without one, is optimal."""


@dataclass(frozen=True, slots=True)
class Limits:
    """When to give up: seconds of the wall clock, units of CP-SAT's deterministic time, threads."""

    seconds: float | None
    effort: float
    workers: int = 1


class Model:
    """The model of a core for last finishes before `end`."""

    def __init__(self, bench: Bench, end: int, bound: int) -> None:
        from ortools.sat.python import cp_model

        self.bench, self.end, self.bound = bench, end, bound
        self.model = cp_model.CpModel()
        self.duration = np.asarray(bench.core.tasks.duration)
        latest = end - 1 - bench.ahead.tail
        self.feasible = bool((bench.ahead.head <= latest).all())
        if self.feasible:
            self.starts = [
                self.model.new_int_var(int(a), int(b), "") for a, b in zip(bench.ahead.head, latest, strict=True)
            ]
            self.intervals = [
                self.model.new_fixed_size_interval_var(s, int(d), "")
                for s, d in zip(self.starts, self.duration, strict=True)
            ]
            self._add_links()
            self._add_resources()
            self._add_conflicts()
            self.finish = self.model.new_int_var(bound, end - 1, "")
            for start, duration in zip(self.starts, self.duration, strict=True):
                self.model.add(self.finish >= start + int(duration))
            self.model.minimize(self.finish)

    def _add_links(self) -> None:
        forward = self.bench.core.forward
        for task, start in enumerate(self.starts):
            for link in range(int(forward.link_at[task]), int(forward.link_at[task + 1])):
                source, lag = int(forward.link_source[link]), int(forward.link_lag[link])
                lag += 0 if forward.link_from_start[link] else int(self.duration[source])
                self.model.add(start >= self.starts[source] + lag)

    def _add_resources(self) -> None:
        demands, base = self.bench.core.demands, self.bench.base
        for resource in range(len(base)):
            rows = demands[demands[:, 1] == resource]
            units = base[resource, : self.end]
            most = int(units.max(initial=0))
            if not len(rows) or (units.min(initial=most) == most and rows[:, 2].sum() <= most):
                continue
            intervals: list[Any] = [self.intervals[t] for t in rows[:, 0]]
            needs = rows[:, 2].tolist()
            edges = [0, *(np.flatnonzero(np.diff(units)) + 1).tolist(), len(units)]
            for first, last in pairwise(edges):
                if last > first and units[first] < most:
                    intervals.append(self.model.new_fixed_size_interval_var(first, last - first, ""))
                    needs.append(most - int(units[first]))
            self.model.add_cumulative(intervals, needs, most)

    def _add_conflicts(self) -> None:
        apart, pairs = self._conflicts()
        pairs.sort(key=lambda p: (-(self.duration[p[0]] + self.duration[p[1]]), p))
        if len(pairs) <= PAIRS:
            for one, other in pairs:
                before = self.model.new_bool_var("")
                self.model.add(self.starts[other] >= self.starts[one] + int(self.duration[one])).only_enforce_if(before)
                self.model.add(self.starts[one] >= self.starts[other] + int(self.duration[other])).only_enforce_if(
                    ~before
                )
        covered: set[tuple[int, int]] = set()
        by_length = np.argsort(-self.duration, kind="stable").tolist()
        for one, other in pairs:
            if (one, other) not in covered:
                clique = [one, other]
                for task in by_length:
                    if task not in clique and apart[task, clique].all():
                        clique.append(task)
                covered.update((a, b) for a in clique for b in clique if a < b)
                self.model.add_no_overlap([self.intervals[k] for k in clique])

    def _conflicts(self) -> tuple[npt.NDArray[np.bool_], list[tuple[int, int]]]:
        """Return which tasks never overlap, and the pairs of them that no link puts in order."""
        core = self.bench.core
        need = np.zeros((len(self.bench.base), core.size), np.int64)
        need[core.demands[:, 1], core.demands[:, 0]] = core.demands[:, 2]
        most = self.bench.base[:, : self.end].max(axis=1, initial=0)
        busy = self.duration > 0
        clash = ((need[:, :, None] + need[:, None, :]) > most[:, None, None]).any(axis=0) & busy[:, None] & busy
        before = self._before()
        linked = before | before.T
        apart = (clash | linked) & busy[:, None] & busy
        np.fill_diagonal(apart, False)
        one, other = np.nonzero(np.triu(clash & ~linked, 1))
        return apart, list(zip(one.tolist(), other.tolist(), strict=True))

    def _before(self) -> npt.NDArray[np.bool_]:
        """Return which task (row) is over before which other (column) may start, by links alone."""
        forward, size = self.bench.core.forward, self.bench.core.size
        before = np.zeros((size, size), np.bool_)
        for task in range(size):
            for link in range(int(forward.link_at[task]), int(forward.link_at[task + 1])):
                source = int(forward.link_source[link])
                if forward.link_lag[link] >= (self.duration[source] if forward.link_from_start[link] else 0):
                    before[:, task] |= before[:, source]
                    before[source, task] = True
        return before

    def hint(self, start: Ints) -> None:
        """Suggest starts."""
        latest = self.end - 1 - self.bench.ahead.tail
        for variable, slot in zip(self.starts, np.minimum(start, latest).tolist(), strict=True):
            self.model.add_hint(variable, slot)


class Solver:
    """One run of CP-SAT, which another thread can stop."""

    def __init__(self, seed: int) -> None:
        from ortools.sat.python import cp_model

        self._cp = cp_model
        self._solver = cp_model.CpSolver()
        parameters = self._solver.parameters
        parameters.random_seed = seed % (1 << 30)
        parameters.linearization_level = 0
        parameters.symmetry_level = 0
        parameters.cp_model_probing_level = 0

    def stop(self) -> None:
        """End the run as soon as possible."""
        self._solver.stop_search()

    def run(self, bench: Bench, incumbent: int, start: Ints, bound: int, limits: Limits) -> Answer:
        """Look for a last finish before `incumbent`, whose starts are given."""
        model = Model(bench, incumbent, bound)
        if not model.feasible or bound >= incumbent:
            return Answer(None, incumbent, True)
        model.hint(start)
        parameters = self._solver.parameters
        parameters.num_workers = limits.workers
        parameters.max_deterministic_time = limits.effort
        if limits.seconds is not None:
            parameters.max_time_in_seconds = limits.seconds
        status = self._solver.solve(model.model)
        if status == self._cp.INFEASIBLE:
            return Answer(None, incumbent, True)
        lower = max(bound, int(np.ceil(self._solver.best_objective_bound - 1e-6)))
        if status in (self._cp.OPTIMAL, self._cp.FEASIBLE):
            found = np.array([self._solver.value(s) for s in model.starts], np.int64)
            return Answer(found, lower, status == self._cp.OPTIMAL)
        return Answer(None, max(bound, min(lower, incumbent)), False)


def suits(bench: Bench, most: int) -> bool:
    """Return whether CP-SAT can tell something: tasks in one piece, few enough, and the makespan counts."""
    whole = not np.asarray(bench.core.tasks.manner).any()
    return whole and not bench.weighted and 0 < bench.core.size <= most
