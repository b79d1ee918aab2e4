"""Compiled calendars: integer tables from which working time is read in constant time.

A calendar becomes a window of whole weeks that holds all its dated exceptions, with the cumulative work
before each day and the *shape* of each day (its minutes, worked up to each and back). Before and after the
window only the week counts, so instants of any year are answered exactly and no horizon has to be chosen.
Many calendars lie behind one another in the same flat tables.

>>> from planner.worktime.pattern import OFFICE
>>> t = tabulate((OFFICE,))
>>> int(t.week_total[0]) // 600
40
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

import numpy as np

from planner.worktime.pattern import MINUTES_PER_DAY, Periods, WorkingCalendar, within_day

WEEKS_AROUND = 1
MAX_ORDINAL = date.max.toordinal()


class CalendarTables(NamedTuple):
    """The tables of several calendars; work in ticks, days as ordinals.

    Per calendar: `first_day`, `days` (window), `day_at` (where its days lie in `before` and `shape`),
    `total` (work in the window), `bucket_size`, `bucket_at`, `week_total`. Per day: `before`, `shape`.
    Per working day: `workday`, `workday_before` (one more entry per calendar), `workday_shape`.
    `bucket` gives the working day at or before each multiple of `bucket_size`. `week_before` has 8 entries
    and `week_shape` 7 per calendar. Per shape: `worked_at` (1441 minutes), `minute_of` (1440 worked minutes).
    """

    first_day: Any
    days: Any
    day_at: Any
    total: Any
    bucket_size: Any
    bucket_at: Any
    week_total: Any
    before: Any
    shape: Any
    workday: Any
    workday_before: Any
    workday_shape: Any
    bucket: Any
    week_before: Any
    week_shape: Any
    worked_at: Any
    minute_of: Any

    def as_lists(self) -> CalendarTables:
        """Return the same tables as lists, which plain Python reads several times faster than arrays."""
        return CalendarTables(*(column.tolist() for column in self))


class _Window(NamedTuple):
    """The days of one calendar before shapes are numbered: window, periods per day, periods per weekday."""

    first_day: int
    days: list[Periods]
    week: list[Periods]


def window(calendar: WorkingCalendar) -> _Window:
    """Return the whole weeks around every date on which the calendar differs from its week."""
    week = [within_day(calendar.week[i - 1], calendar.week[i]) for i in range(7)]
    dated = [*calendar.by_day, *(d for o in calendar.other_weeks for d in (o.first, o.last))]
    if not dated:
        return _Window(1, [], week)
    first = min(dated).toordinal() - 7 * WEEKS_AROUND
    first -= (first - 1) % 7
    first = max(1, first)
    last = max(dated).toordinal() + 7 * WEEKS_AROUND
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
def shape_tables(periods: Periods) -> tuple[Any, Any]:
    """Return (worked ticks at each of 1441 minutes, clock minute of each of 1440 worked minutes)."""
    on = np.zeros(MINUTES_PER_DAY, np.int64)
    for begin, end in periods:
        on[begin:end] = 1
    worked_at = np.zeros(MINUTES_PER_DAY + 1, np.int64)
    np.cumsum(on * 10, out=worked_at[1:])
    minute_of = np.zeros(MINUTES_PER_DAY, np.int64)
    clock = np.flatnonzero(on)
    minute_of[: clock.size] = clock
    return worked_at, minute_of


class _Compiled(NamedTuple):
    """One calendar in arrays, with shapes as periods still to be numbered."""

    first_day: int
    total: int
    bucket_size: int
    week_total: int
    before: Any
    workday: Any
    workday_before: Any
    bucket: Any
    week_before: Any
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
    working = np.flatnonzero(per_day)
    total = int(before[-1])
    size = max(1, total // max(1, working.size))
    workday_before = np.concatenate((before[working], [total]))
    marks = np.arange(0, max(total, 1), size)
    bucket = np.searchsorted(workday_before[:-1], marks, side="right") - 1 if working.size else marks * 0
    return _Compiled(
        first_day=frame.first_day,
        total=total,
        bucket_size=size,
        week_total=int(work[week_shape].sum()),
        before=before,
        workday=working + frame.first_day,
        workday_before=workday_before,
        bucket=bucket,
        week_before=np.array([0, *accumulate(int(w) for w in work[week_shape])], np.int64),
        shapes=tuple(numbers),
        shape=shape,
        week_shape=week_shape,
    )


@lru_cache(maxsize=64)
def tabulate(calendars: tuple[WorkingCalendar, ...]) -> CalendarTables:
    """Return the tables of several calendars, numbered in the order given."""
    parts = [compile_calendar(c) for c in calendars]
    numbers: dict[Periods, int] = {}
    shape, week_shape, workday_shape, bucket = [], [], [], []
    workdays = _offsets(len(p.workday_before) for p in parts)
    for part, at in zip(parts, workdays, strict=False):
        renumber = np.array([numbers.setdefault(s, len(numbers)) for s in part.shapes], np.int64)
        own = renumber[part.shape] if part.shape.size else part.shape
        shape.append(own)
        week_shape.append(renumber[part.week_shape])
        workday_shape.append(np.append(own[part.workday - part.first_day] if own.size else own, 0))
        bucket.append(part.bucket + at)
    shapes = [shape_tables(s) for s in numbers]

    def numbered(values: list[int]) -> Any:
        return np.array(values, np.int64)

    return CalendarTables(
        first_day=numbered([p.first_day for p in parts]),
        days=numbered([len(p.shape) for p in parts]),
        day_at=numbered(_offsets(len(p.shape) for p in parts)[:-1]),
        total=numbered([p.total for p in parts]),
        bucket_size=numbered([p.bucket_size for p in parts]),
        bucket_at=numbered(_offsets(len(p.bucket) for p in parts)[:-1]),
        week_total=numbered([p.week_total for p in parts]),
        before=_joined([p.before[:-1] for p in parts]),
        shape=_joined(shape),
        workday=_joined([np.append(p.workday, 0) for p in parts]),
        workday_before=_joined([p.workday_before for p in parts]),
        workday_shape=_joined(workday_shape),
        bucket=_joined(bucket),
        week_before=_joined([p.week_before for p in parts]),
        week_shape=_joined(week_shape),
        worked_at=_joined([s[0] for s in shapes]),
        minute_of=_joined([s[1] for s in shapes]),
    )


def _offsets(lengths: Any) -> list[int]:
    return [0, *accumulate(lengths)]


def _joined(columns: list[Any]) -> Any:
    """Return arrays behind one another, with at least one entry so that kernels always get a typed array."""
    whole = np.concatenate(columns) if columns else np.zeros(0, np.int64)
    return np.ascontiguousarray(whole if whole.size else np.zeros(1, np.int64), np.int64)


def gaps(periods: Periods) -> list[tuple[int, int]]:
    """Return the breaks between the periods of one day, as half-open minutes."""
    return [(end, begin) for (_, end), (begin, _) in pairwise(periods)]


def days_between(first: date, last: date) -> list[date]:
    """Return the dates from `first` to `last`, both included."""
    return [first + timedelta(days=i) for i in range((last - first).days + 1)]
