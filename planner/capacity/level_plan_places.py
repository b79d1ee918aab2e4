"""Places: where one piece of work fits first on the days that are left, in one piece or with rests.

What the kernels of `planner.capacity.level_plan_fitting` and `planner.capacity.level_plan_splitting` are handed of a
ground, and what they find.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planner.capacity.level_plan_demand import BACK, TINY, Asks, DayLoads
from planner.capacity.level_plan_engine import Engine
from planner.capacity.level_plan_fitting import Pauses, Wanted, Window
from planner.capacity.level_plan_ground import Ground
from planner.capacity.level_plan_shortage import LONGEST, Shortage, Shortages, may_rest
from planner.capacity.levelling.engines import Mode
from planner.capacity.working_days import Array
from planner.schedule import records as at_
from planner.schedule.records import NODE, NONE
from planner.worktime.ticks import TICKS_PER_DAY


@dataclass(frozen=True, slots=True)
class Fit:
    """Where work fits: the bound that leads there, ticks, the rests it has there besides its own, what it waited for.

    ``row`` and ``day`` are -1 where it waits for nothing.
    """

    bound: int
    start: int
    finish: int
    rests: tuple[tuple[int, int], ...]
    row: int
    day: int


@dataclass(frozen=True, slots=True)
class Split:
    """Work in pieces: ticks, the rests between, the load by row (first day, person-days), what it waited for last."""

    start: int
    finish: int
    rests: tuple[tuple[int, int], ...]
    window: dict[int, tuple[int, Array]]
    row: int
    day: int


class Places:
    """The search for places on one ground; calendars as columns, made once."""

    def __init__(self, ground: Ground, loads: DayLoads, mode: Mode) -> None:
        self._ground, self._loads = ground, loads
        self._origin = ground.rows.days.first.toordinal()
        self._engine = engine = Engine(mode, len(ground.movable))
        self._t = engine.tables(ground.done.run.network.calendars)
        self._measured = engine.tables(ground.rows.days.calendars.values)
        self._k = np.array(ground.k, np.int64) if engine.compiled else ground.k
        self._columns: dict[tuple[int, ...], Array] = {}
        self._supply = ground.rows.free
        self._shortages = Shortages(ground.rows, loads, ground.today // TICKS_PER_DAY - self._origin)
        self._nowhere = self._pauses((), np.empty((0, 0)), self._supply, 0)

    def shortage(self, n: Sequence[int], v: int, asks: Sequence[Asks]) -> Shortage | None:
        """Return where a node that asks this may have to rest; `n` holds dates from which its daily demand follows."""
        start, finish = n[v + at_.EARLY_START], n[v + at_.EARLY_FINISH]
        return self._shortages.of(asks, start, finish, asks[0].rests) if may_rest(n, self._ground.e, v) else None

    def first(self, n: Sequence[int], v: int, ready: int, free: Array) -> Fit | None:
        """Return where a node fits first into what is free, from a bound; None if nowhere in the known years.

        `n` holds the dates that it has from this bound.
        """
        asks = self._ground.asks[v]
        own, short = asks[0].rests, self.shortage(n, v, asks)
        most = 1 + len(own) + (int(short.days.sum()) if short is not None else 0)
        window = Window(
            np.zeros((len(asks), 4)), np.zeros((len(asks), most, 2)), np.zeros(len(asks), np.int64),
            np.zeros((most, 2), np.int64),
        )  # fmt: skip
        pauses = self._nowhere if short is None else self._pauses(short.rows, short.asked, self._supply, LONGEST)
        node = np.array(n[v : v + NODE], np.int64) if self._engine.compiled else list(n[v : v + NODE])
        daily = any(one.profile == BACK for one in asks)
        bound, row, day, count = self._engine.run(
            "first_fit", self._t, node, self._k, self._wanted(asks), window, pauses, free, TINY, self._origin, ready,
            daily,
        )  # fmt: skip
        if bound == NONE:
            return None
        rests = tuple((stop, goes_on) for stop, goes_on in pauses.rests[:count].tolist())
        return Fit(int(bound), int(node[at_.EARLY_START]), int(node[at_.EARLY_FINISH]), rests, int(row), int(day))

    def _pauses(self, rows: Sequence[int], asked: Array, free: Array, longest: int) -> Pauses:
        """Return what `first_pieces` reads, and room for what it writes."""
        size = asked.shape[1]
        return Pauses(
            asked, np.array(rows, np.int64), free, longest, np.empty((size, 2), np.int64), np.empty(size, np.int64),
            np.empty(size), np.zeros(6, np.int64),
        )  # fmt: skip

    def _wanted(self, asks: list[Asks]) -> Wanted:
        calendars = tuple(dict.fromkeys(one.calendar for one in asks))
        if calendars not in self._columns:
            self._columns[calendars] = np.stack([self._loads.coordinate(calendar) for calendar in calendars])
        rows = list(dict.fromkeys(row for one in asks for row in one.rows))
        records = [
            (one.calendar, one.profile, calendars.index(one.calendar), *self._loads.scale(one.calendar)) for one in asks
        ]
        return Wanted(
            self._measured,
            np.array(records, np.int64),
            np.array([(one.fte, one.amount) for one in asks], float),
            np.array(asks[0].rests, np.int64).reshape(-1, 2),
            np.array(rows, np.int64),
            np.array([[row in one.rows for one in asks] for row in rows], bool),
            self._columns[calendars],
        )

    def split(self, n: Sequence[int], v: int, free: Array) -> Split | None:
        """Return a node placed on the first days that have enough, from where it lies; None if the known years do not.

        `n` holds the dates that its links allow.
        """
        begin, finish = n[v + at_.EARLY_START], n[v + at_.EARLY_FINISH]
        per_day = self._loads.daily(self._ground.asks[v], begin, finish)
        asked = np.stack(list(per_day.values()))
        room = self._pauses(list(per_day), asked, free, free.shape[1])
        if not self._engine.run(
            "first_pieces", self._t, n[v + at_.WORK_CALENDAR], begin, n[v + at_.DURATION], self._origin, room.asked,
            room.rows, free, TINY, room.longest, room.rests, room.days, room.shares, room.found,
        ):  # fmt: skip
            return None
        start, finish, row, day, stops, taken = room.found.tolist()
        first, last = int(room.days[0]), int(room.days[taken - 1])
        worked = np.zeros(last - first + 1)
        worked[room.days[:taken] - first] = room.shares[:taken]
        window = {row: (first, asked[first : last + 1] * worked) for row, asked in per_day.items()}
        pairs = tuple((stop, goes_on) for stop, goes_on in room.rests[:stops].tolist())
        return Split(start, finish, pairs, window, row, day)
