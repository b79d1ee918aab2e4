"""The problem as integer linear rows: one 0-1 column per item and quarter in which it may start.

Each solver reads the same rows, each row says what it stands for, so that a conflict can be told in words. Links are
disaggregated: one row per quarter says that `after` has started by then only if `before` has, `gap` quarters earlier;
the relaxation is then much tighter than with one row of start times per link (Christofides et al. 1987).

>>> from planner.roadmap.selection.problem import Demand
>>> model = linear(Problem(quarters=2, value=[[5, 4]], capacity=[[4, 3]], demands=[Demand(0, 0, 0, 4)], must=[True]))
>>> model.item.tolist(), model.quarter.tolist(), [str(row.kind) for row in model.about]
([0], [0], ['must'])
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from planner.roadmap.selection.problem import LEFT_OUT, Ints, Problem, Rule, Share

UNBOUNDED = 1 << 60
BLOCK = 1 << 21
"""Entries of link rows that are laid out at a time."""


class RowKind(StrEnum):
    """What a row stands for."""

    MUST = "must"
    ONCE = "once"
    CAPACITY = "capacity"
    LINK = "link"
    GROUP = "group"
    LIMIT = "limit"
    SHARE = "share"


class About(NamedTuple):
    """What a row stands for: `at` is the item, resource, link, group, limit or share; `quarter` -1: none."""

    kind: RowKind
    at: int
    quarter: int = -1


@dataclass(frozen=True, slots=True, eq=False)
class Linear:
    """Maximise `value` over 0-1 columns with `lower` <= row <= `upper`; rows in compressed form."""

    item: Ints
    quarter: Ints
    value: Ints
    start: Ints
    """Where each row begins in `index`; one more than there are rows."""
    index: Ints
    amount: Ints
    lower: Ints
    upper: Ints
    about: tuple[About, ...]

    @property
    def columns(self) -> int:
        """Return how many columns there are."""
        return len(self.item)

    def starts(self, chosen: npt.NDArray[np.bool_], size: int) -> Ints:
        """Return the start of each item from the columns that are 1."""
        start = np.full(size, LEFT_OUT, np.int64)
        start[self.item[chosen]] = self.quarter[chosen]
        return start

    def chosen(self, start: Ints) -> npt.NDArray[np.bool_]:
        """Return the columns that are 1 for these starts."""
        return np.asarray(start[self.item] == self.quarter)


def usage(problem: Problem, start: Ints) -> Ints:
    """Return what the chosen items take, resources by quarters."""
    demands = problem.columns.demands
    used = np.zeros((problem.resources, problem.quarters), np.int64)
    at = start[demands[:, 0]]
    quarter = at + demands[:, 2]
    counts = (at >= 0) & (quarter < problem.quarters)
    np.add.at(used, (demands[counts, 1], quarter[counts]), demands[counts, 3])
    return used


def carried(problem: Problem) -> Ints:
    """Return the starts of what runs already, all else left out."""
    return np.where(problem.columns.running, 0, LEFT_OUT)


def open_capacity(problem: Problem) -> Ints:
    """Return what running work leaves of the capacity, 0 where it takes more than there is."""
    left: Ints = np.maximum(problem.columns.capacity - usage(problem, carried(problem)), 0)
    return left


def fits_alone(problem: Problem) -> npt.NDArray[np.bool_]:
    """Return where each item could start if nothing but running work were there, items by quarters."""
    columns, free = problem.columns, open_capacity(problem)
    quarters = np.arange(problem.quarters)
    fits = (quarters >= columns.earliest[:, None]) & (quarters <= columns.latest[:, None])
    fits &= ~columns.out[:, None] & ~columns.running[:, None]
    demands = columns.demands[columns.demands[:, 2] < problem.quarters]
    key = (demands[:, 0] * problem.resources + demands[:, 1]) * problem.quarters + demands[:, 2]
    cell, at = np.unique(key, return_inverse=True)
    amount = np.bincount(at.ravel(), weights=demands[:, 3], minlength=len(cell))
    pair, offset = np.divmod(cell, problem.quarters)
    item, resource = np.divmod(pair, max(problem.resources, 1))
    for quarter in range(problem.quarters):
        counts = quarter + offset < problem.quarters
        over = amount[counts] > free[resource[counts], quarter + offset[counts]]
        fits[item[counts][over], quarter] = False
    return fits


@dataclass(slots=True)
class _Rows:
    """Rows in blocks: what each holds one after the other, and how long each is."""

    index: list[Ints] = field(default_factory=list)
    amount: list[Ints] = field(default_factory=list)
    length: list[int] = field(default_factory=list)
    lower: list[int] = field(default_factory=list)
    upper: list[int] = field(default_factory=list)
    about: list[About] = field(default_factory=list)

    def add(self, index: Ints, amount: Ints | int, lower: int, upper: int, about: About) -> None:
        self.index.append(index)
        self.amount.append(np.full(len(index), amount, np.int64) if isinstance(amount, int) else amount)
        self.length.append(len(index))
        self.lower.append(lower)
        self.upper.append(upper)
        self.about.append(about)


def linear(problem: Problem) -> Linear:
    """Return the rows of a problem; running items are in what is left of the capacity and have no columns."""
    fits = fits_alone(problem)
    item, quarter = np.nonzero(fits)
    number = np.full(fits.shape, -1, np.int64)
    number[item, quarter] = np.arange(len(item))
    rows = _Rows()
    _add_items(problem, number, rows)
    _add_capacity(problem, number, rows)
    _add_links(problem, number, rows)
    _add_groups(problem, number, rows)
    _add_limits(problem, number, rows)
    _add_shares(problem, item, rows)
    start = np.concatenate([[0], np.cumsum(rows.length)]).astype(np.int64)
    return Linear(
        item,
        quarter,
        problem.columns.value[item, quarter],
        start,
        _joined(rows.index),
        _joined(rows.amount),
        np.array(rows.lower, np.int64),
        np.array(rows.upper, np.int64),
        tuple(rows.about),
    )


def _joined(parts: Iterable[Ints]) -> Ints:
    return np.concatenate([*parts, np.empty(0, np.int64)]).astype(np.int64)


def _of(number: Ints, items: Iterable[int]) -> Ints:
    found = number[list(items)].ravel()
    return found[found >= 0]


def _add_items(problem: Problem, number: Ints, rows: _Rows) -> None:
    must, running = problem.columns.must, problem.columns.running
    for item in range(problem.size):
        own = _of(number, [item])
        if must[item] and not running[item]:
            rows.add(own, 1, 1, 1, About(RowKind.MUST, item))
        elif len(own) > 1:
            rows.add(own, 1, 0, 1, About(RowKind.ONCE, item))


def _add_capacity(problem: Problem, number: Ints, rows: _Rows) -> None:
    demands, free = problem.columns.demands, open_capacity(problem)
    cells: dict[int, tuple[list[Ints], list[Ints]]] = {}
    for quarter in range(problem.quarters):
        start = quarter - demands[:, 2]
        counts = (start >= 0) & (demands[:, 3] > 0)
        column = np.where(counts, number[demands[:, 0], np.maximum(start, 0)], -1)
        counts = column >= 0
        order = np.argsort(demands[counts, 1], kind="stable")
        resource, column, amount = demands[counts, 1][order], column[counts][order], demands[counts, 3][order]
        edges = np.searchsorted(resource, np.arange(problem.resources + 1))
        for at in range(problem.resources):
            part = slice(edges[at], edges[at + 1])
            if amount[part].sum() > free[at, quarter]:
                cells[at * problem.quarters + quarter] = ([column[part]], [amount[part]])
    for cell in sorted(cells):
        resource_at, quarter = divmod(cell, problem.quarters)
        index, at_index = np.unique(np.concatenate(cells[cell][0]), return_inverse=True)
        total = np.bincount(at_index, weights=np.concatenate(cells[cell][1])).astype(np.int64)
        about = About(RowKind.CAPACITY, resource_at, quarter)
        rows.add(index, total, -UNBOUNDED, int(free[resource_at, quarter]), about)


def _add_links(problem: Problem, number: Ints, rows: _Rows) -> None:
    quarters, links = problem.quarters, problem.columns.links
    many = max(BLOCK // (2 * quarters * quarters), 1)
    for first in range(0, len(links), many):
        _add_some_links(problem, number, rows, first, links[first : first + many])


def _add_some_links(problem: Problem, number: Ints, rows: _Rows, first: int, links: Ints) -> None:
    """Add the rows of links from the ``first`` on: one for each quarter in which what waits may start.

    Of each are the columns of what waits up to that quarter, and of what it waits for up to `gap` quarters earlier.
    """
    running, at = problem.columns.running, np.arange(problem.quarters)
    before, after, gap = links.T[:, :, None]
    own = number[links[:, 1]]
    idle = running[after] | (running[before] & (gap <= at))
    link, quarter = np.nonzero((own >= 0) & ~idle)
    carried = running[before][link]
    begun = np.where(np.where(carried, at == quarter[:, None], at <= quarter[:, None]), own[link], -1)
    done = np.where(~carried & (at <= quarter[:, None] - gap[link]), number[links[link, 0]], -1)
    index = np.concatenate([begun, done], axis=1)
    there = index >= 0
    sign = np.broadcast_to(np.repeat([1, -1], problem.quarters), index.shape)
    rows.index.append(index[there])
    rows.amount.append(sign[there])
    rows.length += there.sum(axis=1).tolist()
    rows.lower += [-UNBOUNDED] * len(link)
    rows.upper += [0] * len(link)
    rows.about += map(About, itertools.repeat(RowKind.LINK), (link + first).tolist(), quarter.tolist())


def _add_groups(problem: Problem, number: Ints, rows: _Rows) -> None:
    running = problem.columns.running
    for at, group in enumerate(problem.groups):
        about, members = About(RowKind.GROUP, at), tuple(dict.fromkeys(group.items))
        already = int(running[list(members)].sum()) if members else 0
        if group.rule is not Rule.ALL_OR_NONE:
            least = 1 if group.rule is Rule.ONE_OF else 0
            if already or members:
                rows.add(_of(number, members), 1, least - min(already, 1), 1 - min(already, 1), about)
            continue
        waiting = [item for item in members if not running[item]]
        for one, other in itertools.pairwise(waiting):
            pair, next_pair = _of(number, [one]), _of(number, [other])
            sign = np.concatenate([np.ones(len(pair), np.int64), -np.ones(len(next_pair), np.int64)])
            rows.add(np.concatenate([pair, next_pair]), sign, 0, 0, about)
        if already and waiting:
            rows.add(_of(number, waiting[:1]), 1, 1, 1, about)


def _add_limits(problem: Problem, number: Ints, rows: _Rows) -> None:
    columns = problem.columns
    for at, limit in enumerate(problem.limits):
        for quarter in range(problem.quarters):
            runs: list[int] = []
            carried_on = 0
            for item in dict.fromkeys(limit.items):
                first = max(quarter - int(columns.duration[item]) + 1, 0)
                carried_on += bool(columns.running[item] and first == 0)
                runs += [column for column in number[item, first : quarter + 1].tolist() if column >= 0]
            room = max(limit.most - carried_on, 0)
            if len(runs) > room:
                rows.add(np.array(runs, np.int64), 1, -UNBOUNDED, room, About(RowKind.LIMIT, at, quarter))


def _add_shares(problem: Problem, item: Ints, rows: _Rows) -> None:
    for at, share in enumerate(problem.shares):
        work = work_of(problem, share)
        members = np.isin(item, np.array(share.items, np.int64))
        index = np.flatnonzero(members)
        given = sum(int(work[i]) for i in dict.fromkeys(share.items) if problem.columns.running[i])
        least = max(share.least - given, 0)
        if least:
            rows.add(index, work[item[index]], least, UNBOUNDED, About(RowKind.SHARE, at))


def work_of(problem: Problem, share: Share) -> Ints:
    """Return what each item asks for of the resources that count for a share, whatever its start."""
    demands = problem.columns.demands
    counts = np.ones(len(demands), np.bool_) if share.resources is None else np.isin(demands[:, 1], share.resources)
    work = np.zeros(problem.size, np.int64)
    np.add.at(work, demands[counts, 0], demands[counts, 3])
    return work
