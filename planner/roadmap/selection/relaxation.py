"""Prices of scarce things, and a proven limit of the value, by Lagrangian relaxation.

Capacity and all other rows that are neither links nor the choice of one start per item are dropped and priced instead,
by the volume algorithm (Barahona and Anbil 2000). What an item is worth is then its value less what it takes, and links
are kept by messages (see `messages`). The sum is never less than the best selection, so the least sum seen is a bound;
the prices that give it tell what a person-day of each team in each quarter is worth.

>>> from planner.roadmap.selection.linear import linear
>>> from planner.roadmap.selection.problem import Demand, Problem
>>> problem = Problem(quarters=1, value=[[6], [4]], capacity=[[2]], demands=[Demand(0, 0, 0, 2), Demand(1, 0, 0, 2)])
>>> relaxation = Relaxation(problem, linear(problem))
>>> _ = relaxation.run(200, 6, lambda: False)
>>> relaxation.bound
6
"""

from __future__ import annotations

from collections.abc import Callable
from math import floor

import numpy as np
import numpy.typing as npt

from planner.roadmap.selection.linear import UNBOUNDED, Linear, RowKind
from planner.roadmap.selection.machine import machine_code
from planner.roadmap.selection.messages import Graph, Messages, Rows
from planner.roadmap.selection.problem import Problem, in_order

Floats = npt.NDArray[np.float64]
ALONE = (RowKind.ONCE, RowKind.MUST)
KEPT = (*ALONE, RowKind.LINK)
PATIENCE, SLOWER, NEARNESS = 10, 0.8, 0.98
"""Rounds without a better bound before steps get shorter, by how much, and the share of the bound that steps aim at
where the incumbent is further away."""
AVERAGING, SLOWEST = 0.1, 0.01
"""Weight of the newest choice in the average, most and least; it falls with the steps."""
FINEST = 1e-4
"""Step at which prices have settled."""


def graph_of(problem: Problem, model: Linear) -> tuple[Graph, npt.NDArray[np.bool_]]:
    """Return items and links as messages need them, and which items must be chosen, or are waited for by one."""
    columns, size, quarters = problem.columns, problem.size, problem.quarters
    can = np.zeros((size, quarters), np.bool_)
    can[model.item, model.quarter] = True
    running, links = columns.running, columns.links
    kept = links[~running[links[:, 0]] & ~running[links[:, 1]]]
    for _, after, gap in links[running[links[:, 0]] & ~running[links[:, 1]]].tolist():
        can[after, : min(gap, quarters)] = False
    order = in_order(size, kept)
    must = columns.must & ~running
    waits: list[list[tuple[int, int]]] = [[] for _ in range(size)]
    for before, after, gap in kept.tolist():
        waits[after].append((before, gap))
    for item in order:
        for before, gap in waits[item]:
            first = int(can[before].argmax()) if can[before].any() else quarters
            can[item, : min(first + gap, quarters)] = False
    for item in reversed(order):
        if must[item]:
            must[[before for before, _ in waits[item]]] = True
    number = np.tile(np.arange(len(kept)), 2)
    ends = np.concatenate([kept[:, 0], kept[:, 1]])
    into, out = np.bincount(kept[:, 1], minlength=size), np.bincount(kept[:, 0], minlength=size)
    graph = Graph(
        quarters, can.ravel().astype(np.int64), np.array(order, np.int64),
        kept[:, 0].copy(), kept[:, 1].copy(), kept[:, 2].copy(),
        np.concatenate([[0], np.cumsum(np.bincount(ends, minlength=size))]).astype(np.int64),
        number[np.argsort(ends, kind="stable")], 1.0 / np.maximum(np.maximum(into, out), 1),
    )  # fmt: skip
    return graph, must


class Relaxation:
    """The search for prices; it may be run on and on. `bound` is without what runs already."""

    def __init__(self, problem: Problem, model: Linear) -> None:
        self.model = model
        self.graph, must = graph_of(problem, model)
        cells = len(self.graph.before) * problem.quarters
        self.told = Messages(np.zeros(cells), np.zeros(cells), np.zeros(problem.size * problem.quarters))
        self.cell = model.item * problem.quarters + model.quarter
        self._lay_out_rows(model)
        self.gift = 2.0 * float(model.value.max(initial=0)) * must
        """What a must gets for being chosen; it is taken off the bound again."""
        self.value = model.value + self.gift[model.item]
        self.reward = np.zeros(problem.size * problem.quarters)
        self.pick = np.zeros(problem.size, np.int64)
        self.used = np.zeros(len(self.lower))
        self.price = np.zeros(len(self.lower))
        """Of each dropped row; positive presses its upper side, negative its lower."""
        self.share = np.zeros(model.columns)
        """Average choice of each column: near the relaxed optimum."""
        self.best = np.inf
        self.kept = self.price
        self.pace = 0.5
        self.idle = 0

    def _lay_out_rows(self, model: Linear) -> None:
        """Keep the dropped rows, each with its amounts about 1."""
        dropped = np.array([about.kind not in KEPT for about in model.about], np.bool_)
        length = np.diff(model.start)
        entry = np.repeat(dropped, length)
        at = np.concatenate([[0], np.cumsum(length[dropped])]).astype(np.int64)
        row = np.repeat(np.arange(len(at) - 1), np.diff(at))
        amount = model.amount[entry].astype(np.float64)
        total = np.bincount(row, weights=np.abs(amount), minlength=len(at) - 1)
        scale = np.maximum(total, 1.0) / np.maximum(np.diff(at), 1)
        self.rows = Rows(at, model.index[entry], amount / scale[row])
        lower, upper = model.lower[dropped], model.upper[dropped]
        self.no_lower, self.no_upper = lower <= -UNBOUNDED, upper >= UNBOUNDED
        self.lower, self.upper = lower / scale, upper / scale

    @property
    def bound(self) -> int:
        """Return the proven limit of the value of all columns together."""
        return floor(self.best + 1e-4 + 1e-10 * abs(self.best)) if np.isfinite(self.best) else UNBOUNDED

    @property
    def settled(self) -> bool:
        """Whether more rounds would hardly change the prices."""
        return self.pace <= FINEST

    def left_of_value(self) -> Floats:
        """Return the value of each column less the best price of what it takes; links have no price here."""
        left = self.model.value.astype(np.float64)
        machine_code()["pay"](self.rows, self.kept, left)
        return left

    def run(self, rounds: int, incumbent: int, stop: Callable[[], bool]) -> int:
        """Improve the prices for some rounds towards a bound of `incumbent`; return how many were run."""
        if not self.model.columns:
            self.best = 0.0
            return 0
        for taken in range(rounds):
            if self.best <= incumbent or self.settled or (taken % 8 == 0 and stop()):
                return taken
            self._round(incumbent)
        return rounds

    def _round(self, incumbent: int) -> None:
        code = machine_code()
        left = self.value.copy()
        code["pay"](self.rows, self.price, left)
        self.reward[self.cell] = left
        total = code["sweep"](self.graph, self.told, self.reward) - float(self.gift.sum())
        sides = np.where(self.price > 0, self.upper, self.lower)
        total += float((self.price * np.where(self.price == 0, 0.0, sides)).sum())
        self._judge(total)
        code["decide"](self.graph, self.told, self.reward, self.pick)
        chosen = self.pick[self.model.item] == self.model.quarter
        weight = max(SLOWEST, AVERAGING * min(1.0, self.pace) ** 0.5) if self.share.any() else 1.0
        self.share = weight * chosen + (1 - weight) * self.share
        self._step(incumbent)

    def _judge(self, total: float) -> None:
        """Keep prices that give a lower bound; shorten the steps where none do for a while."""
        if total < self.best * (1 - 1e-7) if np.isfinite(self.best) else True:
            self.best, self.kept, self.idle = total, self.price, 0
            self.pace = min(self.pace * 1.05, 1.9)
        else:
            self.idle += 1
            if self.idle % PATIENCE == 0:
                self.pace *= SLOWER

    def _step(self, incumbent: int) -> None:
        """Move from the best prices towards what the average choice has too much of."""
        machine_code()["take"](self.rows, self.share, self.used)
        over, under = self.used - self.upper, self.used - self.lower
        way = np.maximum(over, 0) + np.minimum(under, 0)
        way += np.where(self.kept > 0, np.minimum(over, 0), 0.0) + np.where(self.kept < 0, np.maximum(under, 0), 0.0)
        length = float((way * way).sum())
        if length > 1e-12:
            step = self.pace * max(self.best - max(incumbent, NEARNESS * self.best), 1.0) / length
            moved = self.kept + step * way
            moved = np.where(self.no_lower, np.maximum(moved, 0), moved)
            self.price = np.where(self.no_upper, np.minimum(moved, 0), moved)


def without(model: Linear, dual: Floats) -> Floats:
    """Return the value of each column less the price of what it takes, from a price of each row.

    The choice of one start per item has no price here: what it earns is the item's own.
    """
    priced = np.array([about.kind not in ALONE for about in model.about], np.bool_)
    price = np.repeat(np.where(priced, dual, 0.0), np.diff(model.start))
    paid = np.bincount(model.index, weights=price * model.amount, minlength=model.columns)
    return np.asarray(model.value - paid)
