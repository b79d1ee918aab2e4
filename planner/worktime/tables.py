"""Compiled calendars: integer tables from which working time is read in constant time.

A calendar becomes a window of whole weeks that holds all its dated exceptions, and one ordinary week that is
repeated before and after it, so instants of any year are answered exactly and no horizon has to be chosen. Window and
week are *stretches* of working periods. Each is cut into *slots* so short that no more than one period begins in a
slot, and none both begins and ends; its work is cut into *buckets* as long. A slot or a bucket is one word, from which
an instant's work, or a work's instant, follows by itself.

Everything lies in one flat array of integers, so that a kernel is handed one thing: first a record per
calendar, then what the records point to. Pointers are positions in the array; instants and work are in ticks.

>>> from planner.worktime.pattern import OFFICE
>>> int(tabulate((OFFICE,))[WEEK_TOTAL]) // 600
40
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import chain
from typing import Any, Final, NamedTuple, Protocol

import numpy as np

from planner.worktime.pattern import Periods, WorkingCalendar, within_day
from planner.worktime.ticks import TICKS_PER_DAY, TICKS_PER_MINUTE

FIRST: Final = 0
SPAN: Final = 1
TOTAL: Final = 2
SHIFT: Final = 3
SLOTS_AT: Final = 4
BUCKETS_AT: Final = 5
WEEK_TOTAL: Final = 6
WEEK_SHIFT: Final = 7
WEEK_SLOTS_AT: Final = 8
WEEK_BUCKETS_AT: Final = 9
RECIPROCAL: Final = 10
RECIPROCAL_SHIFT: Final = 11
CALENDAR: Final = 12
"""Length of a calendar's record: its window (first instant, length, work in it, length of slots and buckets as a power
of two, where they lie); then the same of its week (work in it, length of slots, where they and its buckets lie), and by
what its work is divided without a division. With a SHIFT of -1 the window has no slots: from SLOTS_AT on lie the begins
of its periods, and from BUCKETS_AT on the work before each of them and at the end."""

WEEK: Final = 7 * TICKS_PER_DAY

DIVIDED: Final = 1 << 36
COARSE_BITS: Final = 8
RECIPROCAL_BITS: Final = 34
"""Of an amount x below DIVIDED, which all dates are, (x >> COARSE_BITS) * reciprocal >> shift weeks are done, or a few
more where a week has next to no work; 62 bits hold the product."""

PART_BITS: Final = 14
PART_MASK: Final = (1 << PART_BITS) - 1
BEFORE_BITS: Final = 2 * PART_BITS
"""A slot is a word of three parts, from the lowest: for how many of its ticks work goes on, after how many the next
period begins (its length at most, both), and the work before it."""

IDLE_BITS: Final = 18
IDLE_MASK: Final = (1 << IDLE_BITS) - 1
AHEAD_BITS: Final = IDLE_BITS + PART_BITS
"""Of a bucket the lowest part is for how long it is idle where its work is interrupted, then comes after how much of
its work that is, and last by how much the instant of its first tick exceeds the work before it."""

LONGEST_SHIFT: Final = 13
MOST_WORDS: Final = 1 << 20
LONGEST_SPAN: Final = 1 << 31
"""Slots and buckets that a window can have, and its length (four centuries), which the words of buckets can hold."""

POSITION: Final = (1 << 48) - 1
"""Mask over positions that hot loops read. It changes none; it shows the compiler that they are not negative, so
that no access has to provide for Python's counting from the end."""

INSTANT: Final = (1 << 62) - 1
"""The same of instants, which may lie far behind all dates."""

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


@dataclass(frozen=True, slots=True)
class _Stretch:
    """The periods of days that follow each other, in ticks from their beginning: `begin` and `end` of each.

    `before` is the work before each, and at the end.
    """

    begin: Any
    end: Any
    before: Any
    span: int

    @classmethod
    def of(cls, days: Sequence[Periods]) -> _Stretch:
        """Return the periods of these days, those that touch at midnight joined."""
        midnight = np.repeat(TICKS_PER_DAY * np.arange(len(days)), np.fromiter(map(len, days), np.int64, len(days)))
        minutes = np.fromiter(chain.from_iterable(chain.from_iterable(days)), np.int64)
        begin, end = midnight + TICKS_PER_MINUTE * minutes.reshape(-1, 2).T
        apart = begin[1:] != end[:-1]
        begin, end = begin[np.append(True, apart)[: begin.size]], end[np.append(apart, True)[: end.size]]
        return cls(begin, end, np.append(0, np.cumsum(end - begin)), TICKS_PER_DAY * len(days))

    @property
    def total(self) -> int:
        """Return all the work."""
        return int(self.before[-1])

    @property
    def shift(self) -> int:
        """Return the length of slots as a power of two: no longer than a period that is not cut off at either end."""
        whole = (self.end - self.begin)[(self.begin > 0) & (self.end < self.span)]
        return min(LONGEST_SHIFT, int(whole.min(initial=1 << LONGEST_SHIFT)).bit_length() - 1)

    @property
    def sliced(self) -> bool:
        """Whether slots and buckets can hold it: not too many are needed, and it is never idle for long."""
        idle = int((self.begin[1:] - self.end[:-1]).max(initial=0))
        fits = idle <= IDLE_MASK and self.span < LONGEST_SPAN
        return fits and (self.span + self.total) >> self.shift <= MOST_WORDS

    def slots(self) -> Any:
        """Return the words of the slots."""
        length = 1 << self.shift
        marks = np.arange(0, self.span, length)
        first = np.searchsorted(self.begin, marks, side="right")
        begin, end = np.append(self.begin, self.span + length), np.append(0, self.end)
        left = np.maximum(end[first] - marks, 0)
        later = np.minimum(begin[first] - marks, length)
        return np.minimum(left, length) | later << PART_BITS | self.before[first] - left << BEFORE_BITS

    def buckets(self) -> Any:
        """Return the words of the buckets."""
        length = 1 << self.shift
        marks = np.arange(0, self.total, length)
        first = np.searchsorted(self.before, marks, side="right") - 1
        until = np.minimum(self.before[first + 1] - marks, length)
        idle = np.append(self.begin[1:] - self.end[:-1], 0)[first]
        return idle | until << IDLE_BITS | self.begin[first] - self.before[first] << AHEAD_BITS


class _Words(NamedTuple):
    """A stretch in the tables: slots and buckets, or with a shift of -1 begins of periods and work before."""

    span: int
    total: int
    shift: int
    first: Any
    second: Any


@lru_cache(maxsize=1024)
def week_words(days: tuple[Periods, ...]) -> _Words:
    """Return the words of an ordinary week, which many calendars share."""
    week = _Stretch.of(days)
    return _Words(week.span, week.total, week.shift, week.slots(), week.buckets())


@lru_cache(maxsize=1024)
def compile_calendar(calendar: WorkingCalendar) -> tuple[int, tuple[Periods, ...], _Words]:
    """Return the first instant of a calendar's window, its week, and the words of the window; once per value."""
    frame = window(calendar)
    days = _Stretch.of(frame.days)
    parts = (days.slots(), days.buckets()) if days.sliced else (days.begin, days.before)
    words = _Words(days.span, days.total, days.shift if days.sliced else -1, *parts)
    return frame.first_day * TICKS_PER_DAY, tuple(frame.week), words


def reciprocal(work: int) -> tuple[int, int]:
    """Return the factor and the shift by which an amount is divided by the work of a week; (0, 0) without any."""
    if not work:
        return 0, 0
    bits = RECIPROCAL_BITS + work.bit_length() - 1
    return (1 << bits) // work, bits - COARSE_BITS


@lru_cache(maxsize=64)
def tabulate(calendars: tuple[WorkingCalendar, ...]) -> Any:
    """Return the tables of several calendars, records in the order given, as one array of int64.

    What is read most lies together: the records, then the weeks, each once, then the windows.
    """
    compiled = [compile_calendar(c) for c in calendars]
    end, parts, weeks_at = CALENDAR * len(compiled), [], {}
    for days in dict.fromkeys(days for _, days, _ in compiled):
        week = week_words(days)
        weeks_at[days] = end
        parts += [week.first, week.second]
        end += len(week.first) + len(week.second)
    records: list[int] = []
    for first, days, words in compiled:
        week, at = week_words(days), weeks_at[days]
        records += [
            first, words.span, words.total, words.shift, end, end + len(words.first),
            week.total, week.shift, at, at + len(week.first), *reciprocal(week.total),
        ]  # fmt: skip
        parts += [words.first, words.second]
        end += len(words.first) + len(words.second)
    return np.concatenate([np.array(records, np.int64), *parts])


@lru_cache(maxsize=64)
def listed(calendars: tuple[WorkingCalendar, ...]) -> list[int]:
    """Return the tables as a list, which plain Python reads several times faster than an array."""
    numbers: list[int] = tabulate(calendars).tolist()
    return numbers
