"""Compiled calendars: integer tables from which working time is read in constant time.

A calendar becomes a window of whole weeks that holds all its dated exceptions, with the cumulative work
before each day and the *shape* of each day (its minutes, worked up to each and back). Before and after the
window only the week counts, so instants of any year are answered exactly and no horizon has to be chosen.

Everything lies in one flat array of integers, so that a kernel is handed one thing: first a record per
calendar, then what the records point to. Pointers are positions in the array; work is in ticks, days are
ordinals.

>>> from planner.worktime.pattern import OFFICE
>>> int(tabulate((OFFICE,))[WEEK_TOTAL]) // 600
40
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from itertools import accumulate
from typing import Any, Final, NamedTuple, Protocol

import numpy as np

from planner.worktime.pattern import MINUTES_PER_DAY, Periods, WorkingCalendar, within_day

FIRST_DAY: Final = 0
DAYS: Final = 1
DAY_AT: Final = 2
TOTAL: Final = 3
BUCKET_SHIFT: Final = 4
BUCKET_AT: Final = 5
WEEK_TOTAL: Final = 6
WEEK_AT: Final = 7
CALENDAR: Final = 8
"""Length of a calendar's record: window (first day, days, pointer to a word per day), work in the window,
bucket size as a power of two and pointer, work of a week, pointer to eight words of the week."""

SHAPE_BITS: Final = 26
SHAPE_MASK: Final = (1 << SHAPE_BITS) - 1
"""A day is one word, so that a year of it fills little of a processor's cache: the work before it in the high bits
(36 hold that of all dates), the pointer to its shape in the low ones (enough for 23,000 different days). Behind the
last day comes a word for its end. A bucket points to the day on which its first tick is worked."""

MINUTE_OF: Final = 1441
SHAPE: Final = 2881
"""Length of a shape: ticks worked at each of 1441 minutes, then the clock minute of each worked minute."""

BUCKETS: Final = 1
"""Buckets to a usual working day, as a power of two; more would save steps and cost memory."""

MAX_ORDINAL: Final = date.max.toordinal()


class Column(Protocol):
    """A column of integers that kernels read and write: a list when interpreted, an array when compiled."""

    def __getitem__(self, position: int, /) -> int: ...
    def __setitem__(self, position: int, value: int, /) -> None: ...
    def __len__(self) -> int: ...


class _Window(NamedTuple):
    """The days of one calendar: first day, periods per day, periods per weekday."""

    first_day: int
    days: list[Periods]
    week: list[Periods]


def window(calendar: WorkingCalendar) -> _Window:
    """Return the whole weeks around every date on which the calendar differs from its week."""
    week = [within_day(calendar.week[i - 1], calendar.week[i]) for i in range(7)]
    dated = [*calendar.by_day, *(d for o in calendar.other_weeks for d in (o.first, o.last))]
    if not dated:
        return _Window(1, [], week)
    first = min(dated).toordinal() - 7
    first = max(1, first - (first - 1) % 7)
    last = max(dated).toordinal() + 7
    last = min(last + 7 - (last - first + 1) % 7, MAX_ORDINAL)
    count = (last - first + 1) // 7 * 7
    days = week * (count // 7)
    for ordinal in _differing(calendar, first, first + count):
        days[ordinal - first] = calendar.periods_on(date.fromordinal(ordinal))
    return _Window(first, days, week)


def _differing(calendar: WorkingCalendar, first: int, end: int) -> set[int]:
    changed = {d.toordinal() for d in calendar.by_day}
    for other in calendar.other_weeks:
        changed.update(range(other.first.toordinal(), other.last.toordinal() + 1))
    return {o for d in changed for o in (d, d + 1) if first <= o < end}


def work_of(periods: Periods) -> int:
    """Return the working ticks of one day."""
    return 10 * sum(end - begin for begin, end in periods)


@lru_cache(maxsize=256)
def shape_table(periods: Periods) -> Any:
    """Return the shape of a day as an array."""
    on = np.zeros(MINUTES_PER_DAY, np.int64)
    for begin, end in periods:
        on[begin:end] = 1
    table = np.zeros(SHAPE, np.int64)
    np.cumsum(on * 10, out=table[1:MINUTE_OF])
    clock = np.flatnonzero(on)
    table[MINUTE_OF : MINUTE_OF + clock.size] = clock
    return table


class _Compiled(NamedTuple):
    """One calendar in arrays, with shapes as periods still to be placed."""

    first_day: int
    total: int
    bucket_shift: int
    before: Any
    bucket: Any
    week_before: list[int]
    shapes: tuple[Periods, ...]
    shape: Any
    week_shape: Any


@lru_cache(maxsize=1024)
def compile_calendar(calendar: WorkingCalendar) -> _Compiled:
    """Return the arrays of one calendar; computed once per calendar value."""
    frame = window(calendar)
    numbers: dict[Periods, int] = {}
    shape = np.array([numbers.setdefault(p, len(numbers)) for p in frame.days], np.int64)
    week_shape = np.array([numbers.setdefault(p, len(numbers)) for p in frame.week], np.int64)
    work = np.array([work_of(p) for p in numbers], np.int64)
    per_day = work[shape] if shape.size else np.zeros(0, np.int64)
    before = np.concatenate(([0], np.cumsum(per_day)))
    total = int(before[-1])
    shift = max(0, (total // max(1, np.count_nonzero(per_day))).bit_length() - BUCKETS)
    marks = np.arange(0, total, 1 << shift)
    return _Compiled(
        first_day=frame.first_day,
        total=total,
        bucket_shift=shift,
        before=before,
        bucket=np.searchsorted(before, marks, side="right") - 1,
        week_before=[0, *accumulate(work[week_shape].tolist())],
        shapes=tuple(numbers),
        shape=shape,
        week_shape=week_shape,
    )


@lru_cache(maxsize=64)
def tabulate(calendars: tuple[WorkingCalendar, ...]) -> Any:
    """Return the tables of several calendars, records in the order given, as one array of int64."""
    parts = [compile_calendar(c) for c in calendars]
    places: dict[Periods, int] = {}
    end = CALENDAR * len(parts)
    sections = []
    for periods in dict.fromkeys(p for part in parts for p in part.shapes):
        places[periods] = end
        sections.append(shape_table(periods))
        end += SHAPE
    records = []
    for part in parts:
        record, section = _section(part, np.array([places[p] for p in part.shapes], np.int64), end)
        records += record
        sections.append(section)
        end += len(section)
    return np.concatenate([np.array(records, np.int64), *sections])


def _section(part: _Compiled, places: Any, start: int) -> tuple[list[int], Any]:
    """Return a calendar's record and the section it points into, which begins at `start`."""
    week = np.array(part.week_before, np.int64) << SHAPE_BITS
    week[:7] |= places[part.week_shape]
    days = part.before << SHAPE_BITS
    days[:-1] |= places[part.shape]
    week_at, day_at = start, start + week.size
    bucket_at = day_at + days.size
    section = np.concatenate((week, days, day_at + part.bucket))
    record = [
        part.first_day, len(part.shape), day_at, part.total, part.bucket_shift, bucket_at,
        part.week_before[-1], week_at,
    ]  # fmt: skip
    return record, section


@lru_cache(maxsize=64)
def listed(calendars: tuple[WorkingCalendar, ...]) -> list[int]:
    """Return the tables as a list, which plain Python reads several times faster than an array."""
    numbers: list[int] = tabulate(calendars).tolist()
    return numbers
