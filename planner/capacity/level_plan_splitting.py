"""Splitting: work that may be interrupted goes on whenever a day has enough for it, and rests on the others.

Other work does so on the days of `planner.capacity.level_plan_shortage`. Whole days rest, from midnight to midnight,
so that an interruption is what the plan keeps of it (`Initiative.interruptions`) and the schedule engine stretches the
work by exactly the working time inside.
"""

from __future__ import annotations

from planner.capacity.level_plan_demand import FLAT
from planner.capacity.level_plan_ground import Ground
from planner.capacity.working_days import Array
from planner.schedule import records as at_
from planner.schedule.codes import WORK
from planner.worktime.arithmetic import next_begin, walk, worked
from planner.worktime.tables import Column
from planner.worktime.ticks import TICKS_PER_DAY


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


def first_pieces(
    t: Column, calendar: int, begin: int, left: int, origin: int, asked: Array, rows: Array, free: Array, tiny: float,
    longest: int, rests: Array, days: Array, shares: Array, found: Array,
) -> bool:  # fmt: skip
    """Write the first days from `begin` that have enough for `left` working ticks; False if there are too few.

    `asked` is what a whole day asks of each of the `rows`, (rows, days). After a rest of more than `longest` days on
    which somebody is there, too few, it begins anew behind it. Written are rests as first and last ticks, the
    days that are worked and their shares; in `found` start, finish, row and day waited for, how many rests and days.
    """
    start, resting, row, day, stops, taken, few, whole = -1, -1, -1, -1, 0, 0, 0, left
    for number in range(begin // TICKS_PER_DAY - origin, free.shape[1]):
        midnight = (number + origin) * TICKS_PER_DAY
        from_ = max(begin, midnight)
        end = worked(t, calendar, midnight + TICKS_PER_DAY)
        work = min(left, end - worked(t, calendar, from_))
        if work <= 0:
            continue
        share = work / (end - worked(t, calendar, midnight))
        against = short_row(asked, rows, free, number, share, tiny)
        if against >= 0:
            resting = midnight if resting < 0 else resting
            few += int(free[against, number] > tiny)
            if few > longest:
                start, stops, taken, left = -1, 0, 0, whole
            if start < 0:
                row, day, resting, few = against, number, -1, 0
            continue
        if resting >= 0:
            rests[stops, 0], rests[stops, 1] = resting, midnight
            stops, resting, few = stops + 1, -1, 0
        start = next_begin(t, calendar, from_) if start < 0 else start
        days[taken], shares[taken] = number, share
        taken += 1
        left -= work
        if left == 0:
            found[0], found[1], found[2], found[3] = start, walk(t, calendar, from_, work), row, day
            found[4], found[5] = stops, taken
            return True
    return False


def short_row(asked: Array, rows: Array, free: Array, number: int, share: float, tiny: float) -> int:
    """Return a row that has too little on a day, -1 if none."""
    for i in range(len(rows)):
        wanted = asked[i, number] * share
        if wanted > tiny and wanted > free[rows[i], number] + tiny:
            return int(rows[i])
    return -1


KERNELS = (short_row, first_pieces)
"""The kernels in the order in which they call each other."""
