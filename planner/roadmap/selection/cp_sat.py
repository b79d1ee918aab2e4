"""The same rows for CP-SAT: proofs of small selections, and a search beside HiGHS on larger ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import floor
from typing import Any

import numpy as np
import numpy.typing as npt

from planner.roadmap.selection.linear import UNBOUNDED, Linear

Choice = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Limits:
    """When to give up: seconds of the wall clock (None: no limit), units of deterministic time, threads."""

    seconds: float | None = None
    effort: float = 1e9
    workers: int = 1
    seed: int = 0
    linearization: int = 2
    """How much of the model CP-SAT relaxes linearly: 2 proves selections about twice as fast as its default, 1."""


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """The best columns found, None if none were, the bound of their value, and what is known."""

    chosen: Choice | None
    bound: int
    status: str
    """optimal, infeasible or limit."""


def model_of(model: Linear) -> tuple[Any, list[Any]]:
    """Return the model, without an objective, and its variables by column."""
    from ortools.sat.python import cp_model

    made = cp_model.CpModel()
    variables = [made.new_bool_var("") for _ in range(model.columns)]
    start, index, amount = model.start.tolist(), model.index.tolist(), model.amount.tolist()
    for row, bounds in enumerate(zip(model.lower.tolist(), model.upper.tolist(), strict=True)):
        part = slice(start[row], start[row + 1])
        total = cp_model.LinearExpr.weighted_sum([variables[k] for k in index[part]], amount[part])
        made.add_linear_constraint(total, *bounds)
    return made, variables


class Solver:
    """One run, which another thread can stop."""

    def __init__(self, limits: Limits) -> None:
        from ortools.sat.python import cp_model

        self._cp = cp_model
        self._solver = cp_model.CpSolver()
        parameters = self._solver.parameters
        parameters.random_seed = limits.seed % (1 << 30)
        parameters.num_workers = limits.workers
        parameters.max_deterministic_time = limits.effort
        parameters.linearization_level = limits.linearization
        if limits.seconds is not None:
            parameters.max_time_in_seconds = max(limits.seconds, 0.01)

    def stop(self) -> None:
        """End the run as soon as possible."""
        self._solver.stop_search()

    def run(self, model: Linear, hint: Choice | None = None, found: Callable[[Choice], None] | None = None) -> Answer:
        """Maximise the value, telling every better choice at once."""
        made, variables = model_of(model)
        made.maximize(self._cp.LinearExpr.weighted_sum(variables, model.value.tolist()))
        if hint is not None:
            for variable, value in zip(variables, hint.tolist(), strict=True):
                made.add_hint(variable, value)
        callback = _callback(variables, found) if found is not None else None
        status = self._solver.solve(made, callback)
        if status == self._cp.INFEASIBLE:
            return Answer(None, 0, "infeasible")
        bound = floor(min(self._solver.best_objective_bound, float(UNBOUNDED)) + 1e-6)
        if status in (self._cp.OPTIMAL, self._cp.FEASIBLE):
            chosen = np.array([self._solver.boolean_value(v) for v in variables], np.bool_)
            return Answer(chosen, bound, "optimal" if status == self._cp.OPTIMAL else "limit")
        return Answer(None, bound if bound > 0 else UNBOUNDED, "limit")


def _callback(variables: list[Any], found: Callable[[Choice], None]) -> Any:
    from ortools.sat.python import cp_model

    class Tell(cp_model.CpSolverSolutionCallback):
        def on_solution_callback(self) -> None:
            found(np.array([self.boolean_value(v) for v in variables], np.bool_))

    return Tell()
