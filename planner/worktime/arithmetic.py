"""Arithmetic of working time in constant time per question.

Every calendar gives a *work coordinate*: the working ticks from a fixed origin to an instant. Adding
working time is then an addition of coordinates, and the working time between two instants a subtraction.
`worked` goes from instant to coordinate, `begin_at` and `end_at` go back: a coordinate at the edge of a
break belongs to two instants, the end of the period before and the begin of the period after.

The functions are written so that the same source runs interpreted over lists and compiled by numba over
arrays; `t` are the tables of `planner.worktime.tables`, `c` is the number of a calendar in them.

>>> from planner.worktime.tables import listed
>>> from planner.worktime.pattern import OFFICE
>>> from planner.worktime.ticks import to_datetime, to_ticks
>>> from datetime import datetime
>>> friday_noon = to_ticks(datetime(2027, 1, 15, 12, 0))
>>> str(to_datetime(walk(listed((OFFICE,)), 0, friday_noon, 5 * 600)))
'2027-01-18 09:00:00'
"""

from planner.worktime.tables import (
    AHEAD_BITS,
    BEFORE_BITS,
    BUCKETS_AT,
    CALENDAR,
    COARSE_BITS,
    DIVIDED,
    FIRST,
    IDLE_BITS,
    IDLE_MASK,
    INSTANT,
    PART_BITS,
    PART_MASK,
    POSITION,
    RECIPROCAL,
    RECIPROCAL_SHIFT,
    SHIFT,
    SLOTS_AT,
    SPAN,
    TOTAL,
    WEEK,
    WEEK_BUCKETS_AT,
    WEEK_SHIFT,
    WEEK_SLOTS_AT,
    WEEK_TOTAL,
    Column,
)
from planner.worktime.ticks import ALWAYS_BEFORE, NEVER


def sought(t: Column, low: int, high: int, value: int) -> int:
    """Return the last position from `low` to before `high` at which a rising column is at most a value, or `low`."""
    while high - low > 1:
        middle = (low + high) >> 1
        if t[middle] <= value:
            low = middle
        else:
            high = middle
    return low


def worked(t: Column, c: int, instant: int) -> int:
    """Return the work coordinate of an instant on calendar `c`, in ticks."""
    calendar = (c * CALENDAR) & POSITION
    past = instant - t[calendar + FIRST]
    span = t[calendar + SPAN]
    done = 0
    if 0 <= past < span:
        shift = t[calendar + SHIFT]
        at = t[calendar + SLOTS_AT] & POSITION
        if shift < 0:
            end = t[calendar + BUCKETS_AT]
            at = sought(t, at, end, past)
            work = at - t[calendar + SLOTS_AT] + end
            return min(max(past - t[at], 0) + t[work], t[work + 1])
    else:
        if past >= span:
            past -= span
            done = t[calendar + TOTAL]
            week = (past & INSTANT) // WEEK
        else:
            week = past // WEEK
        past -= week * WEEK
        done += week * t[calendar + WEEK_TOTAL]
        shift = t[calendar + WEEK_SHIFT]
        at = t[calendar + WEEK_SLOTS_AT] & POSITION
    past &= POSITION
    slot = t[at + (past >> shift)]
    past &= (1 << shift) - 1
    later = max(past - ((slot >> PART_BITS) & PART_MASK), 0)
    return done + (slot >> BEFORE_BITS) + min(past, slot & PART_MASK) + later


def begin_at(t: Column, c: int, w: int) -> int:
    """Return the instant of work coordinate `w` at which work goes on: never the end of a period."""
    calendar = (c * CALENDAR) & POSITION
    total = t[calendar + TOTAL]
    begin = t[calendar + FIRST]
    rest = w
    if 0 <= w < total:
        shift = t[calendar + SHIFT]
        at = t[calendar + BUCKETS_AT] & POSITION
        if shift < 0:
            slots_at = t[calendar + SLOTS_AT]
            work = sought(t, at, 2 * at - slots_at, w)
            return begin + t[work - at + slots_at] + w - t[work]
    else:
        per_week = t[calendar + WEEK_TOTAL]
        if per_week == 0:
            return ALWAYS_BEFORE if w < 0 else NEVER
        if w >= total:
            begin += t[calendar + SPAN]
            rest -= total
        if 0 <= rest < DIVIDED:
            week = ((rest >> COARSE_BITS) * t[calendar + RECIPROCAL]) >> t[calendar + RECIPROCAL_SHIFT]
            rest -= week * per_week
            while rest >= per_week:
                rest -= per_week
                week += 1
        else:
            week = rest // per_week
            rest -= week * per_week
        begin += week * WEEK
        shift = t[calendar + WEEK_SHIFT]
        at = t[calendar + WEEK_BUCKETS_AT] & POSITION
    rest &= POSITION
    bucket = t[at + (rest >> shift)]
    # A choice between two numbers, where a branch would be guessed by the processor, and wrong half the time.
    idle = bucket & IDLE_MASK if rest & ((1 << shift) - 1) >= (bucket >> IDLE_BITS) & PART_MASK else 0
    return begin + rest + (bucket >> AHEAD_BITS) + idle


def end_at(t: Column, c: int, w: int) -> int:
    """Return the instant at which coordinate `w` has just been worked: a period's end, never the next begin."""
    return begin_at(t, c, w - 1) + 1


def walk(t: Column, c: int, instant: int, amount: int) -> int:
    """Return the instant reached through `amount` working ticks.

    Forward it stops at the end of the last worked period, backward (`amount` < 0) at its begin; no amount
    leaves the instant as it is, even outside working time.
    """
    if amount == 0:
        return instant
    if amount > 0:
        return end_at(t, c, worked(t, c, instant) + amount)
    return begin_at(t, c, worked(t, c, instant) + amount)


def next_begin(t: Column, c: int, instant: int) -> int:
    """Return the first instant at or after this one at which a period begins or goes on."""
    return begin_at(t, c, worked(t, c, instant))


def previous_end(t: Column, c: int, instant: int) -> int:
    """Return the last instant at or before this one at which a period goes on or ends."""
    return end_at(t, c, worked(t, c, instant))


def worked_between(t: Column, calendar: Column, first: Column, last: Column, out: Column, size: int) -> None:
    """Write the working ticks from each first instant to its last, below 0 where that lies before it."""
    for i in range(size):
        c = calendar[i]
        out[i] = worked(t, c, last[i]) - worked(t, c, first[i])


KERNELS = (sought, worked, begin_at, end_at, walk, next_begin, previous_end, worked_between)
"""The functions in the order in which they call each other."""
