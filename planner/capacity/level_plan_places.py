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
from planner.capacity.level_plan_fitting import Wanted, Window
from planner.capacity.level_plan_ground import Ground
from planner.capacity.levelling.engines import Mode
from planner.capacity.working_days import Array
from planner.schedule import records as at_
from planner.schedule.records import NODE


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

    def first(self, n: Sequence[int], v: int, ready: int, free: Array) -> tuple[int, int, int]:
        """Return the bound from which a node fits into what is free, and the row and day it waited for last.

        The bound is NONE where it fits nowhere, row and day are -1 where it waits for nothing.
        """
        asks = self._ground.asks[v]
        most = 1 + max(len(one.rests) for one in asks)
        window = Window(np.zeros((len(asks), 4)), np.zeros((len(asks), most, 2)), np.zeros(len(asks), np.int64))
        node = np.array(n[v : v + NODE], np.int64) if self._engine.compiled else list(n[v : v + NODE])
        daily = any(one.profile == BACK for one in asks)
        bound, row, day = self._engine.run(
            "first_fit", self._t, node, self._k, self._wanted(asks), window, free, TINY, self._origin, ready, daily
        )
        return int(bound), int(row), int(day)

    def _wanted(self, asks: list[Asks]) -> Wanted:
        calendars = tuple(dict.fromkeys(one.calendar for one in asks))
        if calendars not in self._columns:
            self._columns[calendars] = np.stack([self._loads.coordinate(calendar) for calendar in calendars])
        rows = list(dict.fromkeys(row for one in asks for row in one.rows))
        records, rests = [], list[tuple[int, int]]()
        for one in asks:
            scale, place = self._loads.scale(one.calendar), calendars.index(one.calendar)
            records.append((one.calendar, one.profile, place, *scale, len(rests), len(rests) + len(one.rests)))
            rests.extend(one.rests)
        return Wanted(
            self._measured,
            np.array(records, np.int64),
            np.array([(one.fte, one.amount) for one in asks], float),
            np.array(rests, np.int64).reshape(-1, 2),
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
        size = free.shape[1]
        rests, days = np.empty((size, 2), np.int64), np.empty(size, np.int64)
        shares, said = np.empty(size), np.zeros(6, np.int64)
        if not self._engine.run(
            "first_pieces", self._t, n[v + at_.WORK_CALENDAR], begin, n[v + at_.DURATION], self._origin,
            np.stack(list(per_day.values())), np.array(list(per_day)), free, TINY, rests, days, shares, said,
        ):  # fmt: skip
            return None
        start, finish, row, day, stops, taken = said.tolist()
        first, last = int(days[0]), int(days[taken - 1])
        worked = np.zeros(last - first + 1)
        worked[days[:taken] - first] = shares[:taken]
        window = {row: (first, asked[first : last + 1] * worked) for row, asked in per_day.items()}
        pairs = tuple((stop, goes_on) for stop, goes_on in rests[:stops].tolist())
        return Split(start, finish, pairs, window, row, day)
