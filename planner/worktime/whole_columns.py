"""Working time over whole columns of instants: the same reading of the tables as `arithmetic.worked`, all at once.

>>> from planner.worktime.pattern import OFFICE
>>> from planner.worktime.tables import tabulate
>>> midnights = 14_400 * (738_000 + np.arange(8))
>>> (np.diff(worked_by(tabulate((OFFICE,)), 0, midnights)) / 600).tolist()
[8.0, 8.0, 0.0, 0.0, 8.0, 8.0, 8.0]
"""

from __future__ import annotations

from typing import Any

import numpy as np

from planner.worktime.tables import (
    BEFORE_BITS,
    BUCKETS_AT,
    CALENDAR,
    FIRST,
    PART_BITS,
    PART_MASK,
    SHIFT,
    SLOTS_AT,
    SPAN,
    TOTAL,
    WEEK,
    WEEK_SHIFT,
    WEEK_SLOTS_AT,
    WEEK_TOTAL,
)

Array = Any


def worked_by(t: Array, c: int, instants: Array) -> Array:
    """Return the work coordinates (ticks) of instants (ticks) on calendar `c` of the tables `t`."""
    record = t[c * CALENDAR : (c + 1) * CALENDAR].tolist()
    past = instants - record[FIRST]
    after = past >= record[SPAN]
    outside = np.where(after, past - record[SPAN], past)
    weeks = outside // WEEK
    done = np.where(after, record[TOTAL], 0) + weeks * record[WEEK_TOTAL]
    done += _by_slots(t, record[WEEK_SLOTS_AT], record[WEEK_SHIFT], outside - weeks * WEEK)
    inside = (past >= 0) & ~after
    if inside.any():
        done[inside] = _within_window(t, record, past[inside])
    return done


def _within_window(t: Array, record: list[int], past: Array) -> Array:
    """Return the work coordinates of instants in the window, which are given from its beginning."""
    at, end = record[SLOTS_AT], record[BUCKETS_AT]
    if record[SHIFT] >= 0:
        return _by_slots(t, at, record[SHIFT], past)
    period = np.maximum(np.searchsorted(t[at:end], past, side="right") - 1, 0)
    return np.minimum(np.maximum(past - t[at + period], 0) + t[end + period], t[end + period + 1])


def _by_slots(t: Array, at: int, shift: int, past: Array) -> Array:
    """Return the work before instants of a window or a week that is cut into slots."""
    slot = t[at + (past >> shift)]
    rest = past & ((1 << shift) - 1)
    later = np.maximum(rest - ((slot >> PART_BITS) & PART_MASK), 0)
    return (slot >> BEFORE_BITS) + np.minimum(rest, slot & PART_MASK) + later
