"""Arithmetic of working time in constant time per question.

Every calendar gives a *work coordinate*: the working ticks from a fixed origin to an instant. Adding
working time is then an addition of coordinates, and the working time between two instants a subtraction.
`worked` goes from instant to coordinate, `begin_at` and `end_at` go back: a coordinate at the edge of a
break belongs to two instants, the end of the period before and the begin of the period after.

The functions are written so that the same source runs interpreted over lists and compiled by numba over
arrays; `tables` is a `CalendarTables` and `c` the number of a calendar in it.

>>> from planner.worktime.tables import tabulate
>>> from planner.worktime.pattern import OFFICE
>>> from planner.worktime.ticks import to_datetime, to_ticks
>>> from datetime import datetime
>>> friday_noon = to_ticks(datetime(2027, 1, 15, 12, 0))
>>> t = tabulate((OFFICE,)).as_lists()
>>> str(to_datetime(walk(t, 0, friday_noon, 5 * 600)))
'2027-01-18 09:00:00'
"""

from planner.worktime.tables import CalendarTables

DAY = 14_400
FAR = 1 << 56


def worked(tables: CalendarTables, c: int, t: int) -> int:
    """Return the work coordinate of instant `t` on calendar `c`, in ticks."""
    day = t // DAY
    tick = t - day * DAY
    n = tables.days[c]
    i = day - tables.first_day[c]
    if 0 <= i < n:
        at = tables.day_at[c] + i
        base = tables.before[at]
        shape = tables.shape[at]
    else:
        beyond = 0
        if i >= n:
            i -= n
            beyond = tables.total[c]
        weeks = i // 7
        i -= weeks * 7
        base = beyond + weeks * tables.week_total[c] + tables.week_before[c * 8 + i]
        shape = tables.week_shape[c * 7 + i]
    minute = tick // 10
    rest = tick - minute * 10
    at = shape * 1441 + minute
    done = tables.worked_at[at]
    if rest > 0 and tables.worked_at[at + 1] > done:
        done += rest
    return base + done


def begin_at(tables: CalendarTables, c: int, w: int) -> int:
    """Return the instant of work coordinate `w` at which work goes on: never the end of a period."""
    total = tables.total[c]
    if 0 <= w < total:
        k = tables.bucket[tables.bucket_at[c] + w // tables.bucket_size[c]]
        while tables.workday_before[k + 1] <= w:
            k += 1
        day = tables.workday[k]
        rest = w - tables.workday_before[k]
        shape = tables.workday_shape[k]
    else:
        per_week = tables.week_total[c]
        if per_week == 0:
            return -FAR if w < 0 else FAR
        day = tables.first_day[c]
        rest = w
        if w >= total:
            day += tables.days[c]
            rest -= total
        weeks = rest // per_week
        rest -= weeks * per_week
        day += weeks * 7
        i = 0
        while tables.week_before[c * 8 + i + 1] <= rest:
            i += 1
        day += i
        rest -= tables.week_before[c * 8 + i]
        shape = tables.week_shape[c * 7 + i]
    minute = rest // 10
    return day * DAY + tables.minute_of[shape * 1440 + minute] * 10 + rest - minute * 10


def end_at(tables: CalendarTables, c: int, w: int) -> int:
    """Return the instant of work coordinate `w` at which work has just been done: the end of a period, never the next begin."""
    return begin_at(tables, c, w - 1) + 1


def walk(tables: CalendarTables, c: int, t: int, amount: int) -> int:
    """Return the instant reached from `t` through `amount` working ticks.

    Forward it stops at the end of the last worked period, backward (`amount` < 0) at its begin; no amount
    leaves `t` as it is, even outside working time.
    """
    if amount == 0:
        return t
    if amount > 0:
        return end_at(tables, c, worked(tables, c, t) + amount)
    return begin_at(tables, c, worked(tables, c, t) + amount)


def next_begin(tables: CalendarTables, c: int, t: int) -> int:
    """Return the first instant at or after `t` at which a period begins or goes on."""
    return begin_at(tables, c, worked(tables, c, t))


def previous_end(tables: CalendarTables, c: int, t: int) -> int:
    """Return the last instant at or before `t` at which a period goes on or ends."""
    return end_at(tables, c, worked(tables, c, t))


KERNELS = (worked, begin_at, end_at, walk, next_begin, previous_end)
"""The functions in the order in which they call each other."""
