"""Working time in lanes: calendars over the days that a simulation can reach, as lists of their working periods.

An instant is one number, the day from a base in the high bits and the tick of the day in the low 14, so that 64 of
them lie in a few registers, compare as they are, and need no division to be looked up. Dates are exact to the tick,
the same as those of `planner.worktime.arithmetic`; only the years are bounded, by the window that is tabulated.

Work coordinates count the working ticks from the begin of the window. Days are cut into *slots* so short that at most
one period begins in each, and none both begins and ends; the work into *buckets* as long. A slot or a bucket is one
word, from which either is had from the other; days that are worked alike share their slots, so that those of many
calendars stay in a processor's cache. Calendars for which that would take too much room have a sorted list of their
periods instead.

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

from planner.worktime.arithmetic import sought
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

LAST_INSTANT: Final = 0
WINDOW_TOTAL: Final = 1
SHIFT: Final = 2
DAYS_AT: Final = 3
BUCKETS_AT: Final = 4
REACH: Final = 5
LANE_CALENDAR: Final = 6
"""Length of a calendar's record: the last instant of the window and the work in it, the length of slots and buckets as
a power of two, where days and buckets lie, and the bits that an instant of the window has at most. With a SHIFT of -1
there are none: from DAYS_AT on lie the begins of periods, and from BUCKETS_AT on the work before each of them."""

PLACE_BITS: Final = 28
PLACE_MASK: Final = (1 << PLACE_BITS) - 1
"""A day is a word: the work before it in the high bits, in the low ones where its slots lie."""

PART_BITS: Final = 14
PART_MASK: Final = (1 << PART_BITS) - 1
"""A slot is a word of three parts, from the lowest: how many of its ticks are worked before the first idle one, after
how many ticks the next period begins (its length at most, both), and the work of its day before it. Of a bucket the
lowest REACH bits are by how much the instant of its begin exceeds the coordinate; then come after how many ticks the
next period begins, and how long it is idle before that."""

MOST_WORDS: Final = 1 << 20
"""Slots and buckets that a calendar can have."""


def packed(ticks: int, first_day: int) -> int:
    """Return an instant given in ticks as lanes have it; LATEST where it lies beyond what they can hold."""
    day = ticks // TICKS - first_day
    if day >= LATEST >> DAY_BITS:
        return LATEST
    return (max(day, -(LATEST >> DAY_BITS)) << DAY_BITS) + ticks % TICKS


def unpacked(instant: int, first_day: int) -> int:
    """Return an instant of the lanes in ticks."""
    return ((instant >> DAY_BITS) + first_day) * TICKS + (instant & TICK_MASK)


def within_slot(day: int, slot: int, past: int) -> int:
    """Return the work coordinate so many ticks past the begin of a slot of a day."""
    later = max(past - ((slot >> PART_BITS) & PART_MASK), 0)
    return (day >> PLACE_BITS) + (slot >> 2 * PART_BITS) + min(past, slot & PART_MASK) + later


def within_bucket(bucket: int, reach: int, past: int, work: int) -> int:
    """Return the instant at which work goes on at a coordinate, so many ticks past the begin of its bucket."""
    idle = bucket >> reach + PART_BITS if past >= (bucket >> reach) & PART_MASK else 0
    return work + (bucket & ((1 << reach) - 1)) + idle


def lane_work(t: Column, c: int, instant: int) -> int:
    """Return the work coordinate of an instant."""
    shift, days_at = t[c + SHIFT], t[c + DAYS_AT]
    inside = min(max(instant, 0), t[c + LAST_INSTANT])
    if shift >= 0:
        day = t[(days_at + (inside >> DAY_BITS)) & POSITION]
        slot = t[(day & PLACE_MASK) + ((inside & TICK_MASK) >> shift)]
        return within_slot(day, slot, inside & ((1 << shift) - 1))
    at = sought(t, days_at, t[c + BUCKETS_AT], inside)
    done = at + t[c + BUCKETS_AT] - days_at
    return min(inside - t[at] + t[done], t[done + 1])


def lane_begin(t: Column, c: int, work: int) -> int:
    """Return the instant of a work coordinate at which work goes on: never the end of a period."""
    shift, buckets_at = t[c + SHIFT], t[c + BUCKETS_AT]
    inside = min(max(work, 0), t[c + WINDOW_TOTAL] - 1)
    if shift >= 0:
        bucket = t[(buckets_at + (inside >> shift)) & POSITION]
        return within_bucket(bucket, t[c + REACH], inside & ((1 << shift) - 1), inside)
    periods = buckets_at - t[c + DAYS_AT]
    done = sought(t, buckets_at, buckets_at + periods, inside)
    return inside - t[done] + t[done - periods]


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


KERNELS = (sought, within_slot, within_bucket, lane_work, lane_begin, lane_end, lane_later, lane_walk)
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
    return np.concatenate(records + sections)


def _sections(begin: Array, length: Array, days: int, end: int) -> tuple[Array, Array]:
    """Return the record of a calendar and what it points to: days, slots and buckets, or a list of periods."""
    shift = int(length.min(initial=TICKS)).bit_length() - 1
    # A period without length comes before the first and one that is never reached behind the last.
    begin, length = np.concatenate(([0], begin, [LATEST])), np.concatenate(([0], length, [1]))
    before = np.cumsum(length) - length
    total, last = max(int(before[-1]), 1), (days << DAY_BITS) - 1
    before[-1], reach = total, last.bit_length()
    if (last >> shift) + (total >> shift) < MOST_WORDS:
        days_slots = _days(_slots(begin, before, length, last, shift), 1 << DAY_BITS - shift, end)
        buckets, longest = _buckets(begin, before, shift, reach)
        if longest < 1 << 63 - PART_BITS - reach:
            at = end + days_slots.size
            return np.array([last, total, shift, end, at, reach]), np.concatenate((days_slots, buckets))
    return np.array([last, total, -1, end, end + begin.size, reach]), np.concatenate((begin, before))


def _days(slots: Array, each: int, end: int) -> Array:
    """Return the days of a window and behind them the slots of those that differ; they will lie at `end`."""
    days = slots.reshape(-1, each)
    before = days[:, 0] >> 2 * PART_BITS
    kinds, kind = np.unique(days - (before << 2 * PART_BITS)[:, None], axis=0, return_inverse=True)
    return np.concatenate(((before << PLACE_BITS) + end + len(days) + kind.reshape(-1) * each, kinds.reshape(-1)))


def _slots(begin: Array, before: Array, length: Array, last: int, shift: int) -> Array:
    """Return the slots of a window, each with the work of the window before it."""
    start = np.arange(0, last, 1 << shift)
    at = np.searchsorted(begin, start, side="right") - 1
    done = before[at] + np.minimum(start - begin[at], length[at])
    worked = np.minimum(before[at] + length[at] - done, 1 << shift)
    slots: Array = worked + (np.minimum(begin[at + 1] - start, 1 << shift) << PART_BITS) + (done << 2 * PART_BITS)
    return slots


def _buckets(begin: Array, before: Array, shift: int, reach: int) -> tuple[Array, int]:
    """Return the buckets of the work of a window, and the longest that is idle in one."""
    start = np.arange(0, before[-1], 1 << shift)
    at = np.searchsorted(before[:-1], start, side="right") - 1
    ahead = np.minimum(before[at + 1] - start, 1 << shift)
    distance = begin - before
    idle = np.where(ahead < 1 << shift, distance[at + 1] - distance[at], 0)
    idle[at == len(begin) - 2] = 0
    return distance[at] + (ahead << reach) + (idle << reach + PART_BITS), int(idle.max())


def day_of(ticks: int) -> int:
    """Return the ordinal of the day of an instant in ticks, within those that have a date."""
    return min(max(ticks // TICKS, date.min.toordinal()), MAX_ORDINAL - 1)
