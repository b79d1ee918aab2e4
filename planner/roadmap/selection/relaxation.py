"""Prices of scarce things, and a proven limit of the value, by the volume algorithm (Barahona & Anbil 2000).

Every row but the choice of one start per item is dropped and priced instead: what an item is worth is then its value
less what it takes, and each item chooses alone. The sum of these choices is never less than the best selection, so the
least sum seen is a bound; the prices that give it tell what a person-day of each team in each quarter is worth.

>>> from planner.roadmap.selection.linear import linear
>>> from planner.roadmap.selection.problem import Demand, Problem
>>> demands = [Demand(0, 0, 0, 2), Demand(1, 0, 0, 2)]
>>> model = linear(Problem(quarters=1, value=[[6], [4]], capacity=[[2]], demands=demands))
>>> relaxation = Relaxation(model, 2)
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

Floats = npt.NDArray[np.float64]
ALONE = (RowKind.ONCE, RowKind.MUST)
PATIENCE, SLOWER, AVERAGING, NEARNESS = 10, 0.7, 0.1, 0.98
"""Rounds without a better bound before steps get shorter, by how much, the weight of the newest choice in the
average, and the share of the bound that steps aim at where the incumbent is further away."""


class Relaxation:
    """The search for prices; it may be run on and on. `bound` is without what runs already."""

    def __init__(self, model: Linear, size: int) -> None:
        self.model = model
        rows = np.array([about.kind not in ALONE for about in model.about], np.bool_)
        length = np.diff(model.start)
        entry = np.repeat(rows, length)
        self.row = np.repeat(np.cumsum(rows) - 1, length)[entry]
        self.column = model.index[entry]
        self.amount = model.amount[entry].astype(np.float64)
        self.lower, self.upper = model.lower[rows], model.upper[rows]
        scale = np.maximum(np.bincount(self.row, weights=np.abs(self.amount), minlength=len(self.lower)), 1.0)
        scale /= np.maximum(np.bincount(self.row, minlength=len(self.lower)), 1)
        self.scale = scale
        self.amount /= scale[self.row]
        must = np.zeros(size, np.bool_)
        must[[about.at for about in model.about if about.kind is RowKind.MUST]] = True
        self.first = np.flatnonzero(np.diff(model.item, prepend=-1)) if model.columns else np.empty(0, np.int64)
        self.must = must[model.item[self.first]] if model.columns else np.empty(0, np.bool_)
        self.value = model.value.astype(np.float64)
        self.price = np.zeros(len(self.lower))
        """Of each dropped row; positive presses its upper side, negative its lower."""
        self.share = np.zeros(model.columns)
        """Average choice of each column: near the relaxed optimum."""
        self.best = np.inf
        self.kept = self.price
        self.pace = 0.5
        self.idle = 0

    @property
    def bound(self) -> int:
        """Return the proven limit of the value of all columns together."""
        return floor(self.best + 1e-6) if np.isfinite(self.best) else UNBOUNDED

    def reduced(self, price: Floats) -> Floats:
        """Return the value of each column less the price of what it takes."""
        paid = np.bincount(self.column, weights=price[self.row] * self.amount, minlength=len(self.value))
        return np.asarray(self.value - paid)

    def run(self, rounds: int, incumbent: int, stop: Callable[[], bool]) -> int:
        """Improve the prices for some rounds towards a bound of `incumbent`; return how many were run."""
        if not self.model.columns:
            self.best = 0.0
            return 0
        for taken in range(rounds):
            if self.best <= incumbent or stop():
                return taken
            self._round(incumbent)
        return rounds

    def _round(self, incumbent: int) -> None:
        reduced = self.reduced(self.price)
        top = np.maximum.reduceat(reduced, self.first)
        gain = np.where(self.must, top, np.maximum(top, 0))
        sides = np.where(self.price > 0, self.upper, self.lower) / self.scale
        total = float(gain.sum() + (self.price * np.where(self.price == 0, 0.0, sides)).sum())
        if total < self.best * (1 - 1e-6) if np.isfinite(self.best) else True:
            self.best, self.kept, self.idle = total, self.price.copy(), 0
            self.pace = min(self.pace * 1.05, 1.9)
        else:
            self.idle += 1
            if self.idle % PATIENCE == 0:
                self.pace = max(self.pace * SLOWER, 0.0005)
        group = np.repeat(np.arange(len(self.first)), np.diff(np.append(self.first, len(reduced))))
        chosen = (reduced >= top[group] - 1e-9) & ((top[group] > 0) | self.must[group])
        chosen[1:] &= ~(chosen[:-1] & (group[1:] == group[:-1]))  # of equals the first
        weight = AVERAGING if self.share.any() else 1.0
        self.share = weight * chosen + (1 - weight) * self.share
        used = np.bincount(self.row, weights=self.share[self.column] * self.amount, minlength=len(self.lower))
        over = np.maximum(used - self.upper / self.scale, 0) + np.minimum(used - self.lower / self.scale, 0)
        slack = np.where(self.kept > 0, np.minimum(used - self.upper / self.scale, 0), 0.0)
        slack += np.where(self.kept < 0, np.maximum(used - self.lower / self.scale, 0), 0.0)
        way = over + slack
        length = float((way * way).sum())
        if length > 1e-12:
            step = self.pace * max(self.best - max(incumbent, NEARNESS * self.best), 1.0) / length
            moved = self.kept + step * way
            one_sided = np.where(self.lower <= -UNBOUNDED, np.maximum(moved, 0), moved)
            self.price = np.where(self.upper >= UNBOUNDED, np.minimum(one_sided, 0), one_sided)


def without(model: Linear, dual: Floats) -> Floats:
    """Return the value of each column less the price of what it takes, from a price of each row.

    The choice of one start per item has no price here: what it earns is the item's own.
    """
    priced = np.array([about.kind not in ALONE for about in model.about], np.bool_)
    price = np.repeat(np.where(priced, dual, 0.0), np.diff(model.start))
    paid = np.bincount(model.index, weights=price * model.amount, minlength=model.columns)
    return np.asarray(model.value - paid)
