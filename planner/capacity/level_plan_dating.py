"""Dating: work placed one after the other where links and capacity allow it, exactly as the schedule engine dates it.

A serial schedule generation (Kelley 1963; Kolisch 1996) in the records of the schedule engine: work comes in the order
that the solver found, each as early as its links, its calendar and the days left by what came before allow. The
solver counts in whole days; here every date is the engine's own, to the tick, so that the delays that are proposed give
these dates when the plan is scheduled with them.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from heapq import heappop, heappush

import numpy as np

from planner.capacity.level_plan_demand import Asks, DayLoads
from planner.capacity.level_plan_ground import Ground
from planner.capacity.level_plan_places import Places
from planner.capacity.level_plan_splitting import may_split
from planner.capacity.levelling.engines import Mode
from planner.capacity.resting import Rests
from planner.capacity.working_days import Array
from planner.schedule import records as at_
from planner.schedule.codes import OPEN
from planner.schedule.forward import open_bound, place_early
from planner.schedule.network import Constraint
from planner.schedule.records import FAR

BLOCK = 64
"""Days in one list of who holds a row."""

Window = dict[int, tuple[int, Array]]
"""Rows with the first day and the person-days from there."""


class CapacityEndsError(Exception):
    """Work runs past the last day for which capacity was worked out; the caller asks for more years."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Where one piece of work was put: ticks; ``ready`` is what its links and today allow.

    ``row`` and ``day`` are what it waited for last (-1: for nothing), ``behind`` the work that held it; ``over`` says
    that it fits nowhere and lies where its links allow; ``rests`` are its interruptions.
    """

    start: int
    finish: int
    ready: int
    row: int = -1
    day: int = -1
    behind: tuple[str, ...] = ()
    over: bool = False
    rests: Rests = ()


@dataclass(slots=True)
class Dating:
    """The state of one pass: the records being dated, what is free of each row, who holds it when.

    ``held`` is by row and block of days: first and last day of work that has days in it, and its id.
    ``bounds`` are the instants from which the engine counts a levelling delay.
    """

    ground: Ground
    last_chance: bool
    mode: Mode = Mode.AUTOMATIC
    n: list[int] = field(init=False)
    free: Array = field(init=False)
    loads: DayLoads = field(init=False)
    held: dict[tuple[int, int], list[tuple[int, int, str]]] = field(init=False)
    placed: dict[int, Placed] = field(init=False)
    bounds: dict[int, int] = field(init=False)
    _places: Places = field(init=False)

    def __post_init__(self) -> None:
        ground = self.ground
        self.n = list(ground.n)
        self.free = ground.rows.free.copy()
        self.loads = DayLoads(ground.rows.days)
        self._places = Places(ground, self.loads, self.mode)
        self.held = defaultdict(list)
        self.placed, self.bounds = {}, {}
        for v, start in ground.pinned.items():
            self.n[v + at_.PLAIN] = 0
            self.n[v + at_.CONSTRAINT] = int(Constraint.SNET)
            self.n[v + at_.CONSTRAINT_AT] = start
        for id_, (start, finish, asks) in ground.fixed.items():
            self.take(id_, self.window(asks, start, finish))

    def window(self, asks: list[Asks], start: int, finish: int) -> Window:
        """Return the load of some demands between two instants, by row."""
        found: Window = {}
        for one in asks:
            first, days = self.loads.of(one, start, finish)
            for row in one.rows:
                before = found.get(row)
                found[row] = (first, days if before is None else _sum(before[1], days))
        return found

    def take(self, id_: str, window: Window) -> None:
        """Take the capacity of a piece of work."""
        for row, (first, days) in window.items():
            self.free[row, first : first + len(days)] -= days
            last = first + len(days) - 1
            for block in range(first // BLOCK, last // BLOCK + 1):
                self.held[row, block].append((first, last, id_))

    def run(self, rank: dict[int, tuple[float, ...]]) -> dict[int, Placed]:
        """Place every node, lowest rank first among those whose predecessors are placed."""
        ground, waiting = self.ground, dict[int, int]()
        after: dict[int, list[int]] = defaultdict(list)
        heap: list[tuple[tuple[float, ...], int]] = []
        for v in ground.nodes:
            sources = [ground.e[edge + at_.SOURCE] for edge in ground.edges_into(v)]
            waiting[v] = len(sources)
            for source in sources:
                after[source].append(v)
            if not sources:
                heappush(heap, (rank[v], v))
        while heap:
            _, v = heappop(heap)
            self._place(v)
            for successor in after[v]:
                waiting[successor] -= 1
                if not waiting[successor]:
                    heappush(heap, (rank[successor], successor))
        return self.placed

    def _place(self, v: int) -> None:
        ground, n = self.ground, self.n
        if n[v + at_.MODE] != OPEN:
            return
        bound = open_bound(ground.t, n, ground.e, ground.k, ground.p, v)
        if v not in ground.movable:
            self._follow(v, bound)
            return
        self.bounds[v] = bound
        if v in ground.never:
            place_early(ground.t, n, ground.k, v, bound)
            self._settle(v, Placed(n[v + at_.EARLY_START], n[v + at_.EARLY_FINISH], bound))
        else:
            self._fit(v, max(bound, ground.today))

    def _follow(self, v: int, bound: int) -> None:
        """Date work that only links move; what it asks for goes along."""
        ground, n = self.ground, self.n
        place_early(ground.t, n, ground.k, v, bound)
        if n[v + at_.KIND] >= at_.Kind.FINISH_HUB:
            return
        before = ground.fixed.get(ground.id_of(v))
        start, finish = n[v + at_.EARLY_START], n[v + at_.EARLY_FINISH]
        if before is not None and before[:2] != (start, finish) and finish < FAR:
            for row, (first, days) in self.window(before[2], *before[:2]).items():
                self.free[row, first : first + len(days)] += days
            self.take(ground.id_of(v), self.window(before[2], start, finish))

    def _fit(self, v: int, ready: int) -> None:
        """Place work on the first days that have enough for it."""
        ground = self.ground
        place_early(ground.t, self.n, ground.k, v, ready)
        pieces = self._places.split(self.n, v, self.free) if may_split(ground, v) else None
        if pieces is not None and pieces.rests:
            self.n[v + at_.EARLY_START], self.n[v + at_.EARLY_FINISH] = pieces.start, pieces.finish
            placed = Placed(pieces.start, pieces.finish, ready, pieces.row, pieces.day, rests=pieces.rests)
            self._settle(v, placed, pieces.window)
            return
        found, window = self.first_fit(v, ready, self.free)
        if found is None:
            alone, window = self.first_fit(v, ready, ground.rows.free)[0], None
            if alone is not None and not self.last_chance:
                raise CapacityEndsError
            place_early(ground.t, self.n, ground.k, v, ready)
            found = Placed(self.n[v + at_.EARLY_START], self.n[v + at_.EARLY_FINISH], ready, over=True)
        self._settle(v, found, window)

    def first_fit(self, v: int, ready: int, free: Array) -> tuple[Placed | None, Window | None]:
        """Return the earliest place with enough of everything and the load there; None if the known years have none."""
        n, ground = self.n, self.ground
        place_early(ground.t, n, ground.k, v, ready)
        found = self._places.first(n, v, ready, free)
        if found is None:
            return None, None
        place_early(ground.t, n, ground.k, v, found.bound)
        n[v + at_.EARLY_START], n[v + at_.EARLY_FINISH] = found.start, found.finish
        placed = Placed(found.start, found.finish, ready, found.row, found.day, rests=found.rests)
        return placed, self.window(self.asks(v, found.rests), found.start, found.finish)

    def asks(self, v: int, rests: Rests) -> list[Asks]:
        """Return what a node asks where it has these rests besides its own."""
        asks = self.ground.asks[v]
        return [replace(one, rests=tuple(sorted(one.rests + rests))) for one in asks] if rests else asks

    def rest_days(self, v: int) -> Array:
        """Return on which days a placed node would rest if it lay there, besides where it does, (days,)."""
        short = self._places.shortage(self.n, v, self.asks(v, self.placed[v].rests))
        return short.days if short is not None else np.zeros(self.free.shape[1], bool)

    def _settle(self, v: int, placed: Placed, window: Window | None = None) -> None:
        """Keep a place and take what the work asks for there."""
        self.placed[v] = placed if placed.row < 0 else replace(placed, behind=self.holders(placed.row, placed.day))
        asked = self.window(self.ground.asks[v], placed.start, placed.finish) if window is None else window
        self.take(self.ground.id_of(v), asked)

    def holders(self, row: int, day: int) -> tuple[str, ...]:
        """Return the work that holds a row on a day, what lasts longest first."""
        if row < 0:
            return ()
        held = self.held.get((row, day // BLOCK), ())
        there = [(-last, place, id_) for place, (first, last, id_) in enumerate(held) if first <= day <= last]
        return tuple(dict.fromkeys(id_ for _, _, id_ in sorted(there)))


def _sum(first: Array, second: Array) -> Array:
    if len(first) < len(second):
        first, second = second, first
    total = first.copy()
    total[: len(second)] += second
    return total
