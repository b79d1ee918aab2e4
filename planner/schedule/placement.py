"""Where a node lies when one of its ends is given: starts from bounds, finishes from starts, and back.

A node with duration starts at the begin of a working period and finishes at the end of one; one without
keeps the raw instant. Where several assignments run on different calendars the earliest begins the node and
the latest ends it.
"""

from planner.schedule.codes import BEGIN, END, WORK
from planner.schedule.records import (
    DURATION,
    FAR,
    KIND,
    TRACK,
    TRACK_AT,
    TRACK_CALENDAR,
    TRACK_DELAY,
    TRACK_DURATION,
    TRACK_END,
    WORK_CALENDAR,
)
from planner.worktime.arithmetic import next_begin, previous_end, walk
from planner.worktime.tables import Column


def start_at(t: Column, n: Column, k: Column, v: int, bound: int) -> int:
    """Return the start of a node that may start at `bound`: the next working instant of its earliest track."""
    kind = n[v + KIND]
    if kind != WORK:
        if kind == BEGIN:
            return next_begin(t, n[v + WORK_CALENDAR], bound)
        if kind == END:
            return previous_end(t, n[v + WORK_CALENDAR], bound)
        return bound
    first, last = n[v + TRACK_AT], n[v + TRACK_END]
    if first == last:
        return next_begin(t, n[v + WORK_CALENDAR], bound)
    start = FAR
    for i in range(first, last, TRACK):
        begun = next_begin(t, k[i + TRACK_CALENDAR], walk(t, k[i + TRACK_CALENDAR], bound, k[i + TRACK_DELAY]))
        start = min(start, begun)
    return start


def finish_from(t: Column, n: Column, k: Column, v: int, start: int) -> int:
    """Return the finish of a node that starts at `start`: the end of its last track."""
    if n[v + KIND] != WORK:
        return start
    first, last = n[v + TRACK_AT], n[v + TRACK_END]
    if first == last:
        return walk(t, n[v + WORK_CALENDAR], start, n[v + DURATION])
    finish = -FAR
    for i in range(first, last, TRACK):
        finish = max(finish, walk(t, k[i + TRACK_CALENDAR], start, k[i + TRACK_DELAY] + k[i + TRACK_DURATION]))
    return finish


def start_for(t: Column, n: Column, k: Column, v: int, finish: int) -> int:
    """Return the latest start with which a node is finished at `finish`."""
    if n[v + KIND] != WORK:
        return finish
    first, last = n[v + TRACK_AT], n[v + TRACK_END]
    if first == last:
        return walk(t, n[v + WORK_CALENDAR], finish, -n[v + DURATION])
    start = FAR
    for i in range(first, last, TRACK):
        start = min(start, walk(t, k[i + TRACK_CALENDAR], finish, -k[i + TRACK_DURATION] - k[i + TRACK_DELAY]))
    return start


def end_by(t: Column, n: Column, k: Column, v: int, bound: int) -> int:
    """Return the latest instant at or before `bound` at which a node can finish: the end of a working period."""
    if n[v + KIND] != WORK:
        return bound
    first, last = n[v + TRACK_AT], n[v + TRACK_END]
    if first == last:
        return previous_end(t, n[v + WORK_CALENDAR], bound)
    end = -FAR
    for i in range(first, last, TRACK):
        end = max(end, previous_end(t, k[i + TRACK_CALENDAR], bound))
    return end


def lagged(t: Column, calendar: int, instant: int, lag: int) -> int:
    """Return `instant` plus a lag, by the clock where `calendar` is -1."""
    if lag == 0:
        return instant
    if calendar < 0:
        return instant + lag
    return walk(t, calendar, instant, lag)


KERNELS = (
    start_at,
    finish_from,
    start_for,
    end_by,
    lagged,
)
"""The kernels in the order in which they call each other."""
