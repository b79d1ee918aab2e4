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
    BUCKET_AT,
    BUCKET_SHIFT,
    CALENDAR,
    CLOCK_BITS,
    COARSE_BITS,
    DAY_AT,
    DAYS,
    DIVIDED,
    FIRST_BEGIN,
    FIRST_DAY,
    FIRST_LENGTH,
    MARK_MASK,
    NEXT_BITS,
    NEXT_MASK,
    POSITION,
    SECOND_BEGIN,
    SECOND_LENGTH,
    SHAPE_BITS,
    SHAPE_MASK,
    TOTAL,
    WEEK_AT,
    WEEK_BUCKET_AT,
    WEEK_BUCKET_SHIFT,
    WEEK_RECIPROCAL,
    WEEK_RECIPROCAL_SHIFT,
    WEEK_TOTAL,
    WORK_BEGIN,
    Column,
)
from planner.worktime.ticks import ALWAYS_BEFORE, NEVER

TICKS = 14_400


def marked(t: Column, c: int, instant: int) -> int:
    """Return twice the work coordinate of an instant, and 1 more where work goes on at it."""
    calendar = (c * CALENDAR) & POSITION
    day = instant // TICKS
    tick = (instant - day * TICKS) & POSITION
    i = day - t[calendar + FIRST_DAY]
    days = t[calendar + DAYS]
    base = 0
    if 0 <= i < days:
        word = t[(t[calendar + DAY_AT] + i) & POSITION]
    else:
        if i >= days:
            i -= days
            base = t[calendar + TOTAL]
        weeks = i // 7
        base += weeks * t[calendar + WEEK_TOTAL]
        word = t[(t[calendar + WEEK_AT] + i - weeks * 7) & POSITION]
    shape = word & SHAPE_MASK
    length = t[shape + FIRST_LENGTH]
    if length < 0:
        minute = tick // 10
        mark = t[shape + minute] & MARK_MASK
        return 2 * ((word >> SHAPE_BITS) + base + (tick - minute * 10) * (mark & 1)) + mark
    first = tick - t[shape + FIRST_BEGIN]
    second = tick - t[shape + SECOND_BEGIN]
    other = t[shape + SECOND_LENGTH]
    goes_on = ((first >= 0) & (first < length)) | ((second >= 0) & (second < other))
    first = max(first, 0)
    first = min(first, length)
    second = max(second, 0)
    second = min(second, other)
    return 2 * ((word >> SHAPE_BITS) + base + first + second) + goes_on


def worked(t: Column, c: int, instant: int) -> int:
    """Return the work coordinate of an instant on calendar `c`, in ticks."""
    return marked(t, c, instant) >> 1


def begin_at(t: Column, c: int, w: int) -> int:
    """Return the instant of work coordinate `w` at which work goes on: never the end of a period."""
    calendar = (c * CALENDAR) & POSITION
    total = t[calendar + TOTAL]
    day = t[calendar + FIRST_DAY]
    rest = w
    if 0 <= w < total:
        first = t[calendar + DAY_AT]
        bucket = t[calendar + BUCKET_AT] + (w >> t[calendar + BUCKET_SHIFT])
    else:
        per_week = t[calendar + WEEK_TOTAL]
        if per_week == 0:
            return ALWAYS_BEFORE if w < 0 else NEVER
        if w >= total:
            day += t[calendar + DAYS]
            rest -= total
        if 0 <= rest < DIVIDED:
            weeks = ((rest >> COARSE_BITS) * t[calendar + WEEK_RECIPROCAL]) >> t[calendar + WEEK_RECIPROCAL_SHIFT]
            rest -= weeks * per_week
            while rest >= per_week:
                rest -= per_week
                weeks += 1
        else:
            weeks = rest // per_week
            rest -= weeks * per_week
        day += weeks * 7
        first = t[calendar + WEEK_AT]
        bucket = t[calendar + WEEK_BUCKET_AT] + (rest >> t[calendar + WEEK_BUCKET_SHIFT])
    candidates = t[bucket & POSITION]
    at = (candidates >> NEXT_BITS) & NEXT_MASK
    if t[at] >> SHAPE_BITS > rest:
        at = candidates & NEXT_MASK
    while t[at + 1] >> SHAPE_BITS <= rest:
        at += 1
    word = t[at]
    rest -= word >> SHAPE_BITS
    shape = word & SHAPE_MASK
    length = t[shape + FIRST_LENGTH]
    if length < 0:
        minute = (rest & POSITION) // 10
        clock = t[shape + minute] >> CLOCK_BITS
        return (day + at - first) * TICKS + clock * 10 + rest - minute * 10
    # A comparison as an index, where a condition would be guessed by the processor, and wrong half the time.
    return (day + at - first) * TICKS + rest + t[shape + WORK_BEGIN + (rest >= length)]


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
    mark = marked(t, c, instant)
    return instant if mark & 1 else begin_at(t, c, mark >> 1)


def previous_end(t: Column, c: int, instant: int) -> int:
    """Return the last instant at or before this one at which a period goes on or ends."""
    mark = marked(t, c, instant - 1)
    return instant if mark & 1 else end_at(t, c, mark >> 1)


def worked_between(t: Column, calendar: Column, first: Column, last: Column, out: Column, size: int) -> None:
    """Write the working ticks from each first instant to its last, below 0 where that lies before it."""
    for i in range(size):
        c = calendar[i]
        out[i] = worked(t, c, last[i]) - worked(t, c, first[i])


KERNELS = (marked, worked, begin_at, end_at, walk, next_begin, previous_end, worked_between)
"""The functions in the order in which they call each other."""
