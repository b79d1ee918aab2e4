"""Working time in lanes: calendars over the days that a simulation can reach, as lists of their working periods.

An instant is one number, the day from a base in the high bits and the tick of the day in the low 14, so that 64 of
them lie in a few registers, compare as they are, and need no division to be looked up. Dates are exact to the tick,
the same as those of `planner.worktime.arithmetic`; only the years are bounded, by the window that is tabulated.

Work coordinates count the working ticks from the begin of the window. Every period has the work before it and the
distance between its instants and their coordinates, so that once it is found, either is had by one addition. It is
found through buckets, which know the period in which they begin.

>>> from planner.worktime.pattern import OFFICE
>>> t = lane_tables((OFFICE,), first_day=738000, days=70).tolist()
>>> monday_noon = packed(738004 * 14_400 + 7_200, 738000)
>>> unpacked(lane_end(t, 0, lane_work(t, 0, monday_noon) + 4_800), 738000) - 738005 * 14_400
7200
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any, Final

import numpy as np

from planner.worktime.pattern import Periods, WorkingCalendar
from planner.worktime.tables import MAX_ORDINAL, POSITION, Column, window
from planner.worktime.ticks import TICKS_PER_DAY, TICKS_PER_MINUTE

Array = Any

DAY_BITS: Final = 14
TICK_MASK: Final = (1 << DAY_BITS) - 1
TICKS: Final = TICKS_PER_DAY
GAP: Final = (1 << DAY_BITS) - TICKS_PER_DAY
"""Numbers of a day that are no ticks."""
LATEST: Final = (1 << 31) - 1
"""An instant after all others: of work that can never be done."""

LAST_DAY: Final = 0
DAYS_AT: Final = 1
DAY_STEPS: Final = 2
WINDOW_TOTAL: Final = 3
BUCKET_AT: Final = 4
BUCKET_SHIFT: Final = 5
BUCKET_STEPS: Final = 6
LANE_CALENDAR: Final = 7
"""Length of a calendar's record: the last day of the window, where the days lie and how many periods one can hold
beyond the first; the work in the window, where the buckets of work lie, their size as a power of two, and how many
periods one can hold beyond two. A day or bucket is the position of the last period that begins before it."""

WORK_BEFORE: Final = 0
DISTANCE: Final = 1
BEGINS: Final = 2
PERIOD: Final = 3
"""Length of a period's record: the work before it, its begin less that, and its begin."""

LARGEST_BUCKETS: Final = 1 << 20


def packed(ticks: int, first_day: int) -> int:
    """Return an instant given in ticks as lanes have it; LATEST where it lies beyond what they can hold."""
    day = ticks // TICKS - first_day
    if day >= LATEST >> DAY_BITS:
        return LATEST
    return (max(day, -(LATEST >> DAY_BITS)) << DAY_BITS) + ticks % TICKS


def unpacked(instant: int, first_day: int) -> int:
    """Return an instant of the lanes in ticks."""
    return ((instant >> DAY_BITS) + first_day) * TICKS + (instant & TICK_MASK)


def coordinate(t: Column, last_day: int, days_at: int, steps: int, instant: int) -> int:
    """Return the work coordinate of an instant, of a calendar's days."""
    day = min(max(instant >> DAY_BITS, 0), last_day)
    at = t[(days_at + day) & POSITION]
    at += PERIOD * (t[(at + PERIOD + BEGINS) & POSITION] <= instant)
    for _ in range(steps):
        at += PERIOD * (t[(at + PERIOD + BEGINS) & POSITION] <= instant)
    at &= POSITION
    return min(instant - t[at + DISTANCE], t[at + PERIOD + WORK_BEFORE])


def moment_at(t: Column, bucket_at: int, shift: int, steps: int, work: int) -> int:
    """Return the instant of a work coordinate of the window at which work goes on, of a calendar's buckets."""
    at = t[(bucket_at + (work >> shift)) & POSITION]
    at += PERIOD * (t[(at + PERIOD + WORK_BEFORE) & POSITION] <= work)
    for _ in range(steps):
        at += PERIOD * (t[(at + PERIOD + WORK_BEFORE) & POSITION] <= work)
    return work + t[(at + DISTANCE) & POSITION]


def lane_work(t: Column, c: int, instant: int) -> int:
    """Return the work coordinate of an instant."""
    return coordinate(t, t[c + LAST_DAY], t[c + DAYS_AT], t[c + DAY_STEPS], instant)


def lane_begin(t: Column, c: int, work: int) -> int:
    """Return the instant of a work coordinate at which work goes on: never the end of a period."""
    inside = min(max(work, 0), t[c + WINDOW_TOTAL] - 1)
    return moment_at(t, t[c + BUCKET_AT], t[c + BUCKET_SHIFT], t[c + BUCKET_STEPS], inside)


def lane_end(t: Column, c: int, work: int) -> int:
    """Return the instant at which a coordinate has just been worked: a period's end, never the next begin."""
    return lane_begin(t, c, work - 1) + 1


def lane_later(instant: int, ticks: int) -> int:
    """Return an instant so many ticks of the clock later (negative: earlier)."""
    tick = (instant & TICK_MASK) + ticks
    days = tick // TICKS
    return (((instant >> DAY_BITS) + days) << DAY_BITS) + tick - days * TICKS


def lane_walk(t: Column, c: int, instant: int, amount: int) -> int:
    """Return the instant reached through `amount` working ticks, on the clock where `c` is -1."""
    if amount == 0:
        return instant
    if c < 0:
        return lane_later(instant, amount)
    # Forward it stops at the end of the last tick worked, not at the begin of the next.
    ahead = 1 if amount > 0 else 0
    return lane_begin(t, c, lane_work(t, c, instant) + amount - ahead) + ahead


KERNELS = (coordinate, moment_at, lane_work, lane_begin, lane_end, lane_later, lane_walk)
"""The functions in the order in which they call each other."""


@lru_cache(maxsize=512)
def periods_within(calendar: WorkingCalendar, first_day: int, days: int) -> tuple[Array, Array]:
    """Return the packed begins of a calendar's periods over a window, and their lengths in ticks, in order."""
    known = window(calendar)
    numbers: dict[Periods, int] = {}
    week = np.array([numbers.setdefault(periods, len(numbers)) for periods in known.week], np.int64)
    shape = week[(np.arange(first_day, first_day + days) - 1) % 7]
    ordinals = np.arange(max(first_day, known.first_day), min(first_day + days, known.first_day + len(known.days)))
    for ordinal in ordinals.tolist():
        shape[ordinal - first_day] = numbers.setdefault(known.days[ordinal - known.first_day], len(numbers))
    begins: list[Array] = []
    lengths: list[Array] = []
    for periods, number in numbers.items():
        midnights = np.flatnonzero(shape == number) << DAY_BITS
        for first, last in periods:
            begins.append(midnights + first * TICKS_PER_MINUTE)
            lengths.append(np.full(midnights.size, (last - first) * TICKS_PER_MINUTE))
    begin, length = (np.concatenate([np.zeros(0, np.int64), *columns]) for columns in (begins, lengths))
    order = np.argsort(begin)
    return begin[order], length[order]


@lru_cache(maxsize=16)
def lane_tables(calendars: tuple[WorkingCalendar, ...], *, first_day: int, days: int) -> Array:
    """Return the tables of calendars over a window of days, as one array; calendar i lies at i * LANE_CALENDAR."""
    days = min(days, MAX_ORDINAL - first_day)
    records: list[Array] = []
    sections: list[Array] = []
    end = LANE_CALENDAR * len(calendars)
    for calendar in calendars:
        record, section = _sections(*periods_within(calendar, first_day, days), days, end)
        records.append(record)
        sections.append(section)
        end += len(section)
    return np.concatenate(records + sections).astype(np.int32)


def _sections(begin: Array, length: Array, days: int, end: int) -> tuple[Array, Array]:
    """Return the record of a calendar and what it points to: periods, days, buckets of work.

    A period without length lies before the first, and behind the last comes one that is never reached.
    """
    before = np.cumsum(length) - length
    total = max(int(length.sum()), 1)
    first, last = [0, -LATEST, -LATEST], [LATEST, 0, LATEST]
    periods = np.concatenate((first, np.stack((before, begin - before, begin), axis=1).reshape(-1), last, last))
    days_at = end + periods.size
    midnights = np.arange(days + 1) << DAY_BITS
    of_day = np.searchsorted(begin, midnights, side="left")
    shift = max(0, int(length.min(initial=total)).bit_length() - 1)
    while total >> shift > LARGEST_BUCKETS:
        shift += 1
    work = np.arange(0, total + (1 << shift), 1 << shift)
    of_work = np.minimum(np.searchsorted(before, work, side="right"), max(len(begin), 1))
    record = [
        days - 1, days_at, max(0, int(np.diff(of_day).max()) - 1),
        total, days_at + days, shift, max(0, int(np.diff(of_work).max()) - 1),
    ]  # fmt: skip
    return np.array(record), np.concatenate((periods, end + PERIOD * of_day[:-1], end + PERIOD * of_work))


def day_of(ticks: int) -> int:
    """Return the ordinal of the day of an instant in ticks, within those that have a date."""
    return min(max(ticks // TICKS, date.min.toordinal()), MAX_ORDINAL - 1)
