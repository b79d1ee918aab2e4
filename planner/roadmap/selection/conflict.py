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

import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from planner.roadmap.selection.board import Board
from planner.roadmap.selection.linear import About, Linear, RowKind, linear
from planner.roadmap.selection.problem import LEFT_OUT, Group, Problem, Rule
from planner.roadmap.selection.reasons import Obstacles

SHARED = (RowKind.CAPACITY, RowKind.LIMIT)
"""Kinds of which each row is a rule of its own; the rows of one link or group are one rule."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Rules that contradict each other, musts first; empty: none was found. `minimal`: none of them can be spared."""

    rules: tuple[About, ...]
    minimal: bool


def conflict(problem: Problem, seconds: float = 5.0, stop: Callable[[], bool] = lambda: False) -> Conflict:
    """Return a smallest set of rules that cannot hold together, within some seconds; `stop` ends it earlier."""
    end = time.perf_counter() + seconds

    def over() -> bool:
        return stop() or time.perf_counter() > end

    if stop():
        return Conflict((), False)
    board = Board(problem)
    alone = _impossible_alone(problem, board)
    for musts in ([alone], None) if alone is not None else (None,):
        found = _smallest(problem, board, musts, over)
        if found.rules:
            return found
    return found


def _impossible_alone(problem: Problem, board: Board) -> int | None:
    """Return a must that cannot be chosen whatever else is, of those the one that waits for least; None: none is."""
    obstacles = Obstacles(problem, np.full(problem.size, LEFT_OUT), board)
    found = [item for item, must in enumerate(board.must) if must and obstacles.ever(item) is not None]
    return min(found, key=lambda item: (len(board.needed(item)), item), default=None)


def _smallest(problem: Problem, board: Board, musts: list[int] | None, over: Callable[[], bool]) -> Conflict:
    """Return a smallest contradiction: with some musts and nothing else that must be, or with all (None)."""
    model = linear(_concerned(problem, board, musts))
    rules: dict[About, list[int]] = {}
    for row, about in enumerate(model.about):
        if about.kind is not RowKind.ONCE and (musts is None or _counts(problem, about, musts)):
            rules.setdefault(about if about.kind in SHARED else about._replace(quarter=-1), []).append(row)
    width = np.diff(model.start)
    hopeless = [rule for rule, rows in rules.items() if rule.kind is RowKind.MUST and not width[rows[0]]]
    if hopeless:
        return Conflict((hopeless[0],), True)
    core = _contradiction(model, rules, list(rules), over)
    if core is None:
        return Conflict((), False)
    minimal = True
    order = sorted(core, key=lambda rule: (rule.kind is RowKind.MUST, rule.kind is RowKind.CAPACITY, rule.at))
    for rule in order:
        rest = [other for other in core if other != rule]
        if over():
            minimal = False
            break
        smaller = _contradiction(model, rules, rest, over)
        if smaller is not None:
            core = [other for other in rest if other in set(smaller)]
    kinds = list(RowKind)
    return Conflict(tuple(sorted(core, key=lambda r: (kinds.index(r.kind), r.at, r.quarter))), minimal)


def _counts(problem: Problem, about: About, musts: list[int]) -> bool:
    """Whether a row holds where only some musts must be chosen."""
    if about.kind is RowKind.GROUP:
        return not _forces(problem, problem.groups[about.at])
    return about.kind is not RowKind.SHARE and (about.kind is not RowKind.MUST or about.at in musts)


def _forces(problem: Problem, group: Group) -> bool:
    """Whether a group wants something chosen, be nothing a must: one of its items, or all as one of them runs."""
    if group.rule is Rule.ALL_OR_NONE:
        return bool(problem.columns.running[list(group.items)].any())
    return group.rule is Rule.ONE_OF


def _concerned(problem: Problem, board: Board, musts: list[int] | None) -> Problem:
    """Return the problem with only what some musts need; None: what all musts, the choices and the shares need."""
    wanted = [item for item, must in enumerate(board.must) if must] if musts is None else musts
    if musts is None:
        wanted += [item for group in problem.groups if _forces(problem, group) for item in group.items]
        wanted += [item for share in problem.shares for item in share.items]
    needed = np.zeros(problem.size, np.bool_)
    for item in wanted:
        needed[list(board.needed(item))] = True
    return problem.replaced(out=problem.columns.out | ~needed)


def _contradiction(
    model: Linear, rules: dict[About, list[int]], kept: Iterable[About], over: Callable[[], bool]
) -> list[About] | None:
    """Return rules among those kept that suffice for a contradiction; None: they hold together, or time is up.

    Only the columns that these rules name take part: any other may be 0.
    """
    from ortools.sat.python import cp_model

    made = cp_model.CpModel()
    start, index, amount = model.start.tolist(), model.index, model.amount
    lower, upper = model.lower.tolist(), model.upper.tolist()
    kept = list(kept)
    bound = [np.arange(start[row], start[row + 1]) for rule in kept for row in rules[rule]]
    named = np.unique(index[np.concatenate([*bound, np.empty(0, np.int64)]).astype(np.int64)])
    variables = {column: made.new_bool_var("") for column in named.tolist()}

    def bind(row: int) -> Any:
        part = slice(start[row], start[row + 1])
        terms = [variables[column] for column in index[part].tolist()]
        return made.add_linear_constraint(
            cp_model.LinearExpr.weighted_sum(terms, amount[part].tolist()), lower[row], upper[row]
        )

    once: dict[int, list[Any]] = {}
    for column, variable in variables.items():
        once.setdefault(int(model.item[column]), []).append(variable)
    for own in once.values():
        made.add_at_most_one(own)
    assumed: dict[int, About] = {}
    for rule in kept:
        literal = made.new_bool_var("")
        assumed[literal.index] = rule
        made.add_assumption(literal)
        for row in rules[rule]:
            bind(row).only_enforce_if(literal)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    if not _infeasible(solver, made, over):
        return None
    return [assumed[literal] for literal in solver.sufficient_assumptions_for_infeasibility()]


def _infeasible(solver: Any, made: Any, over: Callable[[], bool]) -> bool:
    """Whether a model is proven to be impossible before time is up."""
    from ortools.sat.python import cp_model

    ended = threading.Event()

    def watch() -> None:
        while not ended.wait(0.02):
            if over():
                solver.stop_search()

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        return bool(solver.solve(made) == cp_model.INFEASIBLE)
    finally:
        ended.set()
        watcher.join()
