"""What is said of few, in lanes: must and no-later dates, several assignments, milestones at an edge of working time.

The rules are those of `planner.schedule.forward` and `planner.schedule.placement`.
"""

from __future__ import annotations

from planner.risk.lane_time import LATEST, lane_begin, lane_end, lane_later, lane_walk, lane_work
from planner.risk.random_lanes import LANES
from planner.risk.records import (
    AMOUNT,
    FIRST_IN,
    FIRST_RULE,
    FIRST_RULE_AT,
    FIRST_TRACK,
    HONOURED,
    LAST_IN,
    LAST_TRACK,
    NOT_BEFORE,
    SECOND_RULE,
    SECOND_RULE_AT,
    SIDE,
    STRAND,
    STRAND_CALENDAR,
    STRAND_DELAY,
    STRAND_WORK,
    TO,
    WAIT,
    WORKED_ON,
)
from planner.schedule.codes import BEGIN, END, FINISH_ON, FNET, FNLT, MFO, MSO, SNET, SNLT, START_ON, WORK
from planner.worktime.tables import POSITION, Column


def strand_work(n: Column, k: Column, v: int, strand: int, amount: int) -> int:
    """Return the work of one of several assignments of node `v` where the node's own is `amount`."""
    planned, own = n[v + AMOUNT], k[strand + STRAND_WORK]
    return own if planned == 0 else own + (amount - planned) * own // planned


def begin_for(t: Column, n: Column, k: Column, v: int, amount: int, finish: int) -> int:
    """Return the latest start with which node `v`, taking so much work, is finished at `finish`."""
    if n[v + SIDE] != WORK:
        return finish
    first, last = n[v + FIRST_TRACK], n[v + LAST_TRACK]
    if first == last:
        return lane_walk(t, n[v + WORKED_ON], finish, -amount)
    start = LATEST
    for strand in range(first, last, STRAND):
        back = strand_work(n, k, v, strand, amount) + k[strand + STRAND_DELAY]
        start = min(start, lane_walk(t, k[strand + STRAND_CALENDAR], finish, -back))
    return start


def finish_of(t: Column, n: Column, k: Column, v: int, amount: int, start: int) -> int:
    """Return the finish of node `v` from its start: the end of its last assignment."""
    first, last = n[v + FIRST_TRACK], n[v + LAST_TRACK]
    if first == last:
        return lane_walk(t, n[v + WORKED_ON], start, amount)
    finish = -LATEST
    for strand in range(first, last, STRAND):
        work = strand_work(n, k, v, strand, amount) + k[strand + STRAND_DELAY]
        finish = max(finish, lane_walk(t, k[strand + STRAND_CALENDAR], start, work))
    return finish


def start_from(t: Column, n: Column, k: Column, v: int, bound: int) -> int:
    """Return the start of node `v` from its bound: the next working instant of its earliest assignment."""
    calendar = n[v + WORKED_ON]
    side, first, last = n[v + SIDE], n[v + FIRST_TRACK], n[v + LAST_TRACK]
    if side == END:
        return lane_end(t, calendar, lane_work(t, calendar, bound))
    if side != WORK and side != BEGIN:
        return bound
    if first == last:
        return lane_begin(t, calendar, lane_work(t, calendar, bound))
    start = LATEST
    for strand in range(first, last, STRAND):
        own = k[strand + STRAND_CALENDAR]
        begun = lane_walk(t, own, bound, k[strand + STRAND_DELAY])
        start = min(start, lane_begin(t, own, lane_work(t, own, begun)))
    return start


def under_rule(t: Column, n: Column, k: Column, v: int, rule: int, at: int, bound: int, amount: int, free: bool) -> int:
    """Return the start bound of node `v` under one constraint; `free` says that nothing else binds it."""
    if rule in (SNET, START_ON):
        return at if free else max(at, bound)
    if rule == MSO:
        return at
    if rule in (FNET, FINISH_ON, MFO):
        start = begin_for(t, n, k, v, amount, at)
        return start if free or rule == MFO else max(start, bound)
    if n[v + HONOURED] == 1 and rule == SNLT:
        return min(at, bound)
    if n[v + HONOURED] == 1 and rule == FNLT:
        return min(begin_for(t, n, k, v, amount, at), bound)
    return bound


def place_strands(t: Column, n: Column, k: Column, v: int, row: int, f: Column, s: Column, d: Column) -> None:
    """Write the finishes of work that several assignments date, from its starts in `s`."""
    row &= POSITION
    for lane in range(LANES):
        f[row + lane] = finish_of(t, n, k, v, d[lane], s[row + lane])


def place_ruled(t: Column, n: Column, k: Column, v: int, row: int, f: Column, s: Column, d: Column, b: Column) -> None:
    """Write the dates of node `v` in the lanes from its bounds, its work and what is said of it."""
    row &= POSITION
    free = n[v + FIRST_IN] == n[v + LAST_IN]
    for lane in range(LANES):
        bound, amount = b[lane], d[lane]
        bound = under_rule(t, n, k, v, n[v + FIRST_RULE], n[v + FIRST_RULE_AT], bound, amount, free)
        bound = under_rule(t, n, k, v, n[v + SECOND_RULE], n[v + SECOND_RULE_AT], bound, amount, False)
        bound = lane_later(max(bound, n[v + NOT_BEFORE]), n[v + WAIT])
        s[row + lane] = start_from(t, n, k, v, max(bound, n[v + TO]))
    if n[v + SIDE] == WORK:
        place_strands(t, n, k, v, row, f, s, d)
        return
    for lane in range(LANES):
        f[row + lane] = lane_walk(t, n[v + WORKED_ON], s[row + lane], d[lane])
        s[row + lane] = f[row + lane]


KERNELS = (strand_work, begin_for, finish_of, start_from, under_rule, place_strands, place_ruled)
"""The functions in the order in which they call each other."""
