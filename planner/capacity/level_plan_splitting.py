"""Splitting: work that may be interrupted goes on whenever a day has enough for it, and rests on the others.

Whole days rest, from midnight to midnight, so that an interruption is what the plan keeps of it
(`Initiative.interruptions`) and the schedule engine stretches the work by exactly the working time inside.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planner.capacity.level_plan_demand import FLAT, TINY, DayLoads
from planner.capacity.level_plan_ground import Ground
from planner.capacity.working_days import Array
from planner.schedule import records as at_
from planner.schedule.codes import WORK
from planner.schedule.forward import place_early
from planner.worktime.arithmetic import next_begin, walk, worked
from planner.worktime.ticks import TICKS_PER_DAY


@dataclass(frozen=True, slots=True)
class Split:
    """Work in pieces: ticks, the rests between, the load by row (first day, person-days), what it waited for last."""

    start: int
    finish: int
    rests: tuple[tuple[int, int], ...]
    window: dict[int, tuple[int, Array]]
    row: int
    day: int


def may_split(ground: Ground, v: int) -> bool:
    """Whether work may be interrupted and every day of it asks for the same."""
    n = ground.n
    return (
        ground.item(v).splittable
        and n[v + at_.KIND] == WORK
        and n[v + at_.TRACK_AT] == n[v + at_.TRACK_END]
        and n[v + at_.WORK_CALENDAR] == n[v + at_.CALENDAR_OF]
        and all(one.profile == FLAT for one in ground.asks[v])
    )


def split(ground: Ground, loads: DayLoads, n: list[int], free: Array, v: int, ready: int) -> Split | None:
    """Return the work placed on the first days from `ready` that have enough; None if the known years do not."""
    t, calendar, left = ground.t, n[v + at_.WORK_CALENDAR], n[v + at_.DURATION]
    place_early(t, n, ground.k, v, ready)
    begin = n[v + at_.EARLY_START]
    per_day = loads.daily(ground.asks[v], begin, n[v + at_.EARLY_FINISH])
    origin = ground.rows.days.first.toordinal()
    start, resting, row, day = -1, -1, -1, -1
    rests: list[tuple[int, int]] = []
    taken: list[tuple[int, float]] = []
    for number in range(begin // TICKS_PER_DAY - origin, ground.rows.days.size):
        midnight = (number + origin) * TICKS_PER_DAY
        from_ = max(begin, midnight)
        whole = worked(t, calendar, midnight + TICKS_PER_DAY) - worked(t, calendar, midnight)
        work = min(left, worked(t, calendar, midnight + TICKS_PER_DAY) - worked(t, calendar, from_))
        if work <= 0:
            continue
        against = _short(per_day, free, number, work / whole)
        if against >= 0:
            row, day = (against, number) if start < 0 else (row, day)
            resting = midnight if start >= 0 and resting < 0 else resting
            continue
        if resting >= 0:
            rests.append((resting, midnight))
            resting = -1
        start = next_begin(t, calendar, from_) if start < 0 else start
        taken.append((number, work / whole))
        left -= work
        if not left:
            return Split(start, walk(t, calendar, from_, work), tuple(rests), _window(per_day, taken), row, day)
    return None


def _short(per_day: dict[int, Array], free: Array, number: int, share: float) -> int:
    """Return a row that has too little on a day, -1 if none."""
    for row, days in per_day.items():
        wanted = float(days[number]) * share
        if wanted > TINY and wanted > float(free[row, number]) + TINY:
            return row
    return -1


def _window(per_day: dict[int, Array], taken: list[tuple[int, float]]) -> dict[int, tuple[int, Array]]:
    first, last = taken[0][0], taken[-1][0]
    shares = np.zeros(last - first + 1)
    for number, share in taken:
        shares[number - first] = share
    return {row: (first, days[first : last + 1] * shares) for row, days in per_day.items()}
