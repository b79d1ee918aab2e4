"""Why no selection keeps all musts: a smallest set of rules that cannot hold together.

CP-SAT names rules that suffice for the contradiction; each of these is then left out in turn, and stays out where the
contradiction remains (a deletion filter, Chinneck & Dravnieks 1991). No rule of what is left can be spared.

>>> from planner.roadmap.selection.problem import Demand
>>> demands = [Demand(0, 0, 0, 2), Demand(1, 0, 0, 2), Demand(2, 0, 0, 1)]
>>> problem = Problem(quarters=1, value=[[1], [1], [1]], capacity=[[3]], demands=demands, must=[True, True, True])
>>> [(rule.kind.value, rule.at, rule.quarter) for rule in conflict(problem).rules]
[('must', 0, -1), ('must', 1, -1), ('capacity', 0, 0)]
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from planner.roadmap.selection.board import Board
from planner.roadmap.selection.linear import About, Linear, RowKind, linear
from planner.roadmap.selection.problem import Problem, Rule

SHARED = (RowKind.CAPACITY, RowKind.LIMIT)
"""Kinds of which each row is a rule of its own; the rows of one link or group are one rule."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Rules that contradict each other, musts first; empty: none was found. `minimal`: none of them can be spared."""

    rules: tuple[About, ...]
    minimal: bool


def conflict(problem: Problem, seconds: float = 5.0) -> Conflict:
    """Return a smallest set of rules that cannot hold together, within some seconds."""
    end = time.perf_counter() + seconds
    model = linear(_concerned(problem))
    rules: dict[About, list[int]] = {}
    for row, about in enumerate(model.about):
        if about.kind is not RowKind.ONCE:
            rules.setdefault(about if about.kind in SHARED else about._replace(quarter=-1), []).append(row)
    width = np.diff(model.start)
    hopeless = [rule for rule, rows in rules.items() if rule.kind is RowKind.MUST and not width[rows[0]]]
    if hopeless:
        return Conflict((hopeless[0],), True)
    core = _contradiction(model, rules, list(rules), end)
    if core is None:
        return Conflict((), False)
    minimal = True
    order = sorted(core, key=lambda rule: (rule.kind is RowKind.MUST, rule.kind is RowKind.CAPACITY, rule.at))
    for rule in order:
        rest = [other for other in core if other != rule]
        if time.perf_counter() > end:
            minimal = False
            break
        smaller = _contradiction(model, rules, rest, end)
        if smaller is not None:
            core = [other for other in rest if other in set(smaller)]
    kinds = list(RowKind)
    return Conflict(tuple(sorted(core, key=lambda r: (kinds.index(r.kind), r.at, r.quarter))), minimal)


def _concerned(problem: Problem) -> Problem:
    """Return the problem with only what the musts, the choices and the shares need."""
    board = Board(problem)
    wanted = [item for item, must in enumerate(board.must) if must]
    wanted += [item for group in problem.groups if group.rule is Rule.ONE_OF for item in group.items]
    wanted += [item for share in problem.shares for item in share.items]
    needed = np.zeros(problem.size, np.bool_)
    for item in wanted:
        needed[list(board.needed(item))] = True
    return problem.replaced(out=problem.columns.out | ~needed)


def _contradiction(
    model: Linear, rules: dict[About, list[int]], kept: Iterable[About], end: float
) -> list[About] | None:
    """Return rules among those kept that suffice for a contradiction; None: they hold together, or time is up."""
    from ortools.sat.python import cp_model

    made = cp_model.CpModel()
    variables = [made.new_bool_var("") for _ in range(model.columns)]
    start, index, amount = model.start.tolist(), model.index.tolist(), model.amount.tolist()
    lower, upper = model.lower.tolist(), model.upper.tolist()

    def bind(row: int) -> Any:
        part = slice(start[row], start[row + 1])
        total = cp_model.LinearExpr.weighted_sum([variables[k] for k in index[part]], amount[part])
        return made.add_linear_constraint(total, lower[row], upper[row])

    for row, about in enumerate(model.about):
        if about.kind is RowKind.ONCE:
            bind(row)
    named: dict[int, About] = {}
    for rule in kept:
        literal = made.new_bool_var("")
        named[literal.index] = rule
        made.add_assumption(literal)
        for row in rules[rule]:
            bind(row).only_enforce_if(literal)
    for rule, rows in rules.items():
        if rule.kind is RowKind.MUST:
            part = slice(start[rows[0]], start[rows[0] + 1])
            made.add_at_most_one([variables[k] for k in index[part]])
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_time_in_seconds = max(end - time.perf_counter(), 0.05)
    if solver.solve(made) != cp_model.INFEASIBLE:
        return None
    return [named[literal] for literal in solver.sufficient_assumptions_for_infeasibility()]
