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
from typing import Any, Final, NamedTuple, Protocol

import numpy as np

from planner.worktime.pattern import MINUTES_PER_DAY, Periods, WorkingCalendar, within_day
from planner.worktime.ticks import TICKS_PER_MINUTE

FIRST_DAY: Final = 0
DAYS: Final = 1
TOTAL: Final = 2
DAY_AT: Final = 3
BUCKET_AT: Final = 4
BUCKET_SHIFT: Final = 5
WEEK_TOTAL: Final = 6
WEEK_AT: Final = 7
WEEK_BUCKET_AT: Final = 8
WEEK_BUCKET_SHIFT: Final = 9
WEEK_RECIPROCAL: Final = 10
WEEK_RECIPROCAL_SHIFT: Final = 11
CALENDAR: Final = 12
"""Length of a calendar's record: window (first day, days, work in it), pointers to its days and their buckets and the
size of a bucket as a power of two; then the same of the week (work in it, days, buckets, their size), and by what its
work is divided by without a division."""

DIVIDED: Final = 1 << 36
COARSE_BITS: Final = 8
RECIPROCAL_BITS: Final = 34
"""Of an amount x below DIVIDED, which all dates are, (x >> COARSE_BITS) * reciprocal >> shift weeks are done, or a few
more where a week has next to no work; 62 bits hold the product."""

SHAPE_BITS: Final = 26
SHAPE_MASK: Final = (1 << SHAPE_BITS) - 1
"""A day is one word, so that years of it fit into a processor's cache: the work before it in the high bits (36 hold
that of all dates), the pointer to its shape in the low ones. Behind the last day comes a word for its end.

A bucket is one word too: the pointer to the day on which its first tick is worked and, in the high bits, to the next
working day that begins in it, or to the same day if none does."""

NEXT_BITS: Final = 32
NEXT_MASK: Final = (1 << NEXT_BITS) - 1

CLOCK_BITS: Final = 32
MARK_MASK: Final = (1 << CLOCK_BITS) - 1
"""A shape is a word per minute of the day, the midnight at its end included: in the low bits twice the ticks worked
before it, and 1 more if it is worked; in the high ones the clock minute of the day's worked minute of this number.

Most days have one period or two. Behind the minutes lie their begins and lengths in ticks, from which the same follows
without reading the minutes; a first length below 0 says that the day has more. WORK_BEGIN is where the work of the
first period lies, and of the second less that of the first."""

FIRST_BEGIN: Final = MINUTES_PER_DAY + 1
FIRST_LENGTH: Final = FIRST_BEGIN + 1
SECOND_BEGIN: Final = FIRST_BEGIN + 2
SECOND_LENGTH: Final = FIRST_BEGIN + 3
WORK_BEGIN: Final = FIRST_BEGIN + 4

POSITION: Final = (1 << 48) - 1
"""Mask over positions that hot loops read. It changes none; it shows the compiler that they are not negative, so
that no access has to provide for Python's counting from the end."""

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
    return TICKS_PER_MINUTE * sum(end - begin for begin, end in periods)


@lru_cache(maxsize=256)
def shape_table(periods: Periods) -> Any:
    """Return the shape of a day as an array."""
    works = np.zeros(MINUTES_PER_DAY + 1, np.int64)
    for begin, end in periods:
        works[begin:end] = 1
    table = 2 * TICKS_PER_MINUTE * (np.cumsum(works) - works) + works
    clock = np.flatnonzero(works)
    table[: clock.size] |= clock << CLOCK_BITS
    return np.concatenate((table, two_periods(periods)))


def two_periods(periods: Periods) -> Any:
    """Return begin and length of the first two periods of a day, in ticks, and where the work of each begins.

    A first length of -1 says that there are more.
    """
    (begin, end), (again, last) = (*periods[:2], (0, 0), (0, 0))[:2]
    length = end - begin
    found = TICKS_PER_MINUTE * np.array([begin, length, again, last - again, begin, again - length], np.int64)
    if len(periods) > 2:
        found[1] = -1
    return found


class _Days(NamedTuple):
    """Days that follow each other: work before each and at the end, the number of each one's shape, buckets."""

    before: Any
    shape: Any
    first: Any
    next: Any
    shift: int

    @classmethod
    def of(cls, shape: Any, work: Any) -> _Days:
        """Return the days of these shapes, which have that much work."""
        per_day = work[shape]
        before = np.concatenate(([0], np.cumsum(per_day)))
        total, working = int(before[-1]), np.flatnonzero(per_day)
        shift = max(0, (total // max(1, working.size)).bit_length() - 1)
        marks = np.arange(0, total, 1 << shift)
        place = np.searchsorted(before[working], marks, side="right") - 1
        first = working[place]
        later = working[np.minimum(place + 1, working.size - 1)]
        follows = before[later] < marks + (1 << shift)
        return cls(before, shape, first, np.where(follows, later, first), shift)

    @property
    def total(self) -> int:
        """Return all their work."""
        return int(self.before[-1])

    @property
    def bucket_at(self) -> int:
        """Return where the buckets lie behind the first day."""
        return len(self.before)

    @property
    def words(self) -> int:
        """Return the length of the section."""
        return len(self.before) + len(self.first)

    def section(self, places: Any, start: int) -> Any:
        """Return the words of days and then of buckets, as they lie at `start`; `places` are those of the shapes."""
        words = self.before << SHAPE_BITS
        words[:-1] |= places[self.shape]
        return np.concatenate((words, (start + self.first) | (start + self.next) << NEXT_BITS))


class _Compiled(NamedTuple):
    """One calendar in arrays, with shapes as periods still to be placed."""

    first_day: int
    days: _Days
    week: _Days
    shapes: tuple[Periods, ...]


@lru_cache(maxsize=1024)
def compile_calendar(calendar: WorkingCalendar) -> _Compiled:
    """Return the arrays of one calendar; computed once per calendar value."""
    frame = window(calendar)
    numbers: dict[Periods, int] = {}
    shape = np.array([numbers.setdefault(p, len(numbers)) for p in frame.days], np.int64)
    week_shape = np.array([numbers.setdefault(p, len(numbers)) for p in frame.week], np.int64)
    work = np.array([work_of(p) for p in numbers], np.int64)
    return _Compiled(frame.first_day, _Days.of(shape, work), _Days.of(week_shape, work), tuple(numbers))


def reciprocal(work: int) -> tuple[int, int]:
    """Return the factor and the shift by which an amount is divided by the work of a week; (0, 0) without any."""
    if not work:
        return 0, 0
    bits = RECIPROCAL_BITS + work.bit_length() - 1
    return (1 << bits) // work, bits - COARSE_BITS


@lru_cache(maxsize=64)
def tabulate(calendars: tuple[WorkingCalendar, ...]) -> Any:
    """Return the tables of several calendars, records in the order given, as one array of int64.

    What is read most lies together: the records, then the weeks, then the shapes of days, then dated days.
    """
    parts = [compile_calendar(c) for c in calendars]
    shapes = dict.fromkeys(p for part in parts for p in part.shapes)
    end, weeks_at = CALENDAR * len(parts), []
    for part in parts:
        weeks_at.append(end)
        end += part.week.words
    places: dict[Periods, int] = {}
    for periods in shapes:
        places[periods] = end
        end += len(shape_table(periods))
    records: list[int] = []
    weeks, days = [], []
    for part, week_at in zip(parts, weeks_at, strict=True):
        at = np.array([places[p] for p in part.shapes], np.int64)
        weeks.append(part.week.section(at, week_at))
        days.append(part.days.section(at, end))
        records += [
            part.first_day, len(part.days.shape), part.days.total, end, end + part.days.bucket_at, part.days.shift,
            part.week.total, week_at, week_at + part.week.bucket_at, part.week.shift, *reciprocal(part.week.total),
        ]  # fmt: skip
        end += part.days.words
    return np.concatenate([np.array(records, np.int64), *weeks, *map(shape_table, shapes), *days])


@lru_cache(maxsize=64)
def listed(calendars: tuple[WorkingCalendar, ...]) -> list[int]:
    """Return the tables as a list, which plain Python reads several times faster than an array."""
    numbers: list[int] = tabulate(calendars).tolist()
    return numbers
