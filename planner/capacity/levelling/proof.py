"""A shorter schedule by branch and bound, or the proof that there is none: forwards and backwards by turns.

Mirrored in time a problem has the same shortest schedule, but often a much smaller search; which way is the better is
not known before, so both go on by turns until one of them ends. They are counted in moments looked at, so what they
find is the same on every machine.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from planner.capacity.levelling.bench import Bench
from planner.capacity.levelling.branching import (
    FOUND,
    NODES,
    NONE_EXISTS,
    WIDTH,
    Memory,
    Network,
    Prices,
    Trail,
)
from planner.capacity.levelling.engines import machine_code
from planner.capacity.levelling.outline import Outline, Relation, outline
from planner.capacity.levelling.pricing import UNIT, Pricing, by_resource, slots_of, together
from planner.capacity.levelling.problem import Ints

TURN = 10_000
"""Moments that one way looks at before it is the other's turn."""
REACH = 2_500_000_000_000
"""Moments times the fourth power of the tasks, after which a problem is not for this method: 3 million for 30 tasks."""
PLACES = 1 << 19
"""States remembered each way."""
LEVELS = 24
"""Levels of heads and tails, about, at which what comes later is priced together."""
Pricer = Callable[[Relation], list[Ints]]


def pricer(work: Outline) -> Pricer:
    """Return what prices any tasks: by the sets that can run together or, where there are too many, by resource."""
    sets = together(work.units, work.most, work.before())
    return Pricing(sets, work.duration).best if sets else by_resource(work.units, work.most)


def tightened(work: Outline, price: Pricer) -> tuple[Outline, list[Ints]]:
    """Return the outline with tails raised by the priced work that follows, and the prices."""
    before, tail, found = work.before(), work.tail.copy(), []
    for task in range(len(tail) - 1, -1, -1):
        linked = work.delay[task] >= 0
        tail[task] = max(tail[task], int((work.delay[task] + tail)[linked].max(initial=0)))
        if before[task].sum() > 1:
            rows = price(before[task])
            ends = [slots_of(row, work.duration) + behind(work._replace(tail=tail), row) for row in rows]
            tail[task] = max(tail[task], int(work.duration[task]) + max(ends, default=0))
            found += rows
    return work._replace(tail=tail), found


def behind(work: Outline, prices: Ints) -> int:
    """Return the slots that follow on each of the tasks that have a price, at least."""
    return int((work.tail - work.duration)[prices > 0].min(initial=1 << 30)) % (1 << 30)


def priced(work: Outline) -> tuple[Outline, Ints]:
    """Return the outline with heads and tails raised, and prices of it (rows) for states early and late."""
    price = pricer(work)
    work, rows = tightened(work, price)
    back, _ = tightened(work.mirrored(), lambda asked: [row[::-1] for row in price(asked[::-1])])
    work = back.mirrored()
    after = work.tail - work.duration
    rows = rows if len(rows) <= len(after) else []
    for key in (after, work.head):
        level = np.unique(key)
        rows += [row for least in level[:: 1 + len(level) // LEVELS] for row in price(key >= least)]
    return work, np.unique(np.array(rows, np.int64).reshape(-1, len(after)), axis=0)


class Way(NamedTuple):
    """One direction of the search."""

    net: Network
    prices: Prices
    memory: Memory
    trail: Trail


def way(bench: Bench, work: Outline, rows: Ints, end: int) -> Way:
    """Return the search for schedules that end before `end`, at its beginning."""
    size, tasks = len(work.duration), bench.core.tasks
    uses = [range(int(tasks.use_at[task]), int(tasks.use_at[task + 1])) for task in work.task]
    source = [np.flatnonzero(work.delay[:, task] >= 0) for task in range(size)]
    net = Network(
        duration=np.ascontiguousarray(work.duration),
        need=np.array([sum(int(tasks.use_need[use]) for use in row) for row in uses], np.int64),
        guard=np.array([sum(int(tasks.use_guard[use]) for use in row) for row in uses], np.int64),
        head=np.ascontiguousarray(work.head),
        tail=np.ascontiguousarray(work.tail),
        link_at=np.cumsum([0, *(len(row) for row in source)], dtype=np.int64),
        link_source=np.concatenate([*source, np.empty(0, np.int64)]).astype(np.int64),
        link_delay=np.concatenate([*(work.delay[row, task] for task, row in enumerate(source)), []]).astype(np.int64),
        influence=np.maximum(work.duration, work.delay.max(axis=1)),
    )
    prices = Prices(
        np.ascontiguousarray(rows).ravel(), np.array([behind(work, row) for row in rows], np.int64), UNIT
    )  # fmt: skip
    full = int(bench.core.fields.packed(bench.base[:, :1])[0])
    moments = end + size + 2
    trail = Trail(
        start=np.full(size, -1, np.int64), early=np.zeros(size, np.int64), free=np.full(end + 2, full, np.int64),
        rest=rows @ work.duration, time=np.zeros(moments, np.int64), offers=np.zeros(moments, np.int64),
        chosen=np.zeros(moments, np.int64), offered=np.zeros(moments * size, np.int64),
        now=np.array([0, -1, -1, 1, 0, 0], np.int64),
    )  # fmt: skip
    return Way(net, prices, Memory(np.zeros(PLACES, np.int64), np.zeros(PLACES * WIDTH, np.int32)), trail)


@dataclass(slots=True)
class Branching:
    """The search for schedules of a core (see `suits`) that end before `end`; no schedule ends before `bound`."""

    bench: Bench
    end: int
    bound: int
    nodes: int = 0
    """Moments looked at."""
    works: list[Outline] = field(default_factory=list)
    ways: list[Way] = field(default_factory=list)

    def __post_init__(self) -> None:
        work, rows = priced(outline(self.bench))
        self.works = [work, work.mirrored()]
        tables = rows, rows[:, ::-1]
        self.ways = [way(self.bench, *given, self.end) for given in zip(self.works, tables, strict=True)]
        least = [slots_of(row, work.duration) + behind(work, row) for row in rows]
        self.bound = max(self.bound, int((work.head + work.tail).max()), *least)

    @property
    def most_nodes(self) -> int:
        """Return the moments to look at before this is left to others."""
        return REACH // len(self.works[0].task) ** 4

    def run(self, end: Callable[[], int], nodes: int, stop: Callable[[], bool]) -> Ints | None:
        """Return the starts by task of the core of a schedule that ends before `end()`.

        None if there is none, as `bound` then says, if so many moments were looked at, or if `stop` says so. Both are
        asked before each turn.
        """
        until = self.nodes + nodes
        while self.nodes < until and not stop():
            for work, one in zip(self.works, self.ways, strict=True):
                self.end = min(self.end, end())
                if self.end <= self.bound:
                    return None
                before = int(one.trail.now[NODES])
                status = machine_code()["explore"](*one, self.end - 1, TURN)
                self.nodes += int(one.trail.now[NODES]) - before
                if status == NONE_EXISTS:
                    self.bound = self.end
                elif status == FOUND:
                    return self._starts(work, np.asarray(one.trail.start))
        return None

    def _starts(self, work: Outline, start: Ints) -> Ints:
        """Return the starts by task of the core; milestones come as early as links allow."""
        core, duration = self.bench.core, np.asarray(self.bench.core.tasks.duration)
        found = np.full(core.size, -1, np.int64)
        found[work.task] = start if work is self.works[0] else self.end - 1 - start - work.duration
        forward = core.forward
        for task in np.flatnonzero(duration == 0).tolist():
            begin = int(forward.release[task])
            for link in range(int(forward.link_at[task]), int(forward.link_at[task + 1])):
                source = int(forward.link_source[link])
                length = 0 if forward.link_from_start[link] else int(duration[source])
                begin = max(begin, int(found[source]) + length + int(forward.link_lag[link]))
            found[task] = begin
        return found
