"""Where floats come from: the two instants between which each is measured.

>>> from datetime import datetime
>>> from planner.schedule.network import Activity, Network, Project
>>> from planner.schedule.tracing import trace_of
>>> from planner.worktime import to_ticks
>>> start = to_ticks(datetime(2027, 1, 4, 8))
>>> trace = trace_of(Network((Activity(duration=4800), Activity(duration=14400)), (), (Project(start),)), "AB", ())
>>> reason = total_float_reason(trace, 0)
>>> reason.ticks // 4800, str(reason.earliest), str(reason.latest)
(2, '2027-01-04 08:00:00', '2027-01-06 08:00:00')
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from planner.schedule import floats
from planner.schedule import records as field
from planner.schedule.codes import COMPLETE, FF, FINISH_HUB, FS, STARTED
from planner.schedule.reasons import DateKind, End, FloatReason, OutOfTimeError, known
from planner.schedule.records import FAR, NODE, NONE
from planner.schedule.tracing import Trace
from planner.worktime import arithmetic


def total_float_reason(trace: Trace, activity: int) -> FloatReason | None:
    """Return what the total float of an activity is measured between, None where it has none."""
    v = trace.node.get(activity)
    try:
        return _of_summary(trace, activity) if v is None else _of_leaf(trace, v)
    except OutOfTimeError:
        return None


def free_float_reason(trace: Trace, activity: int) -> FloatReason | None:
    """Return what the free float of an activity is measured between, None where it has none.

    It is the smallest gap to an unfinished successor of its own, or the total float where that is less.
    """
    try:
        total, gaps = total_float_reason(trace, activity), list(_own_gaps(trace, activity))
    except OutOfTimeError:
        return None
    if total is not None:
        gaps.insert(0, replace(total, ticks=max(0, total.ticks), free=True))
    return min(gaps, key=lambda gap: gap.ticks, default=None)


def first_moved(trace: Trace, activity: int) -> FloatReason | None:
    """Return the smallest gap to work that a delay of an activity moves, None where it moves none.

    Unlike free float this counts what the summaries above it precede.
    """
    try:
        gaps = [*_own_gaps(trace, activity), *_gaps_above(trace, activity)]
    except OutOfTimeError:
        return None
    return min(gaps, key=lambda gap: gap.ticks, default=None)


def _reason(trace: Trace, calendar: int, end: End, earliest: int, latest: int) -> FloatReason:
    ticks = arithmetic.worked(trace.t, calendar, latest) - arithmetic.worked(trace.t, calendar, earliest)
    return FloatReason(ticks, end, known(earliest), known(latest), trace.network.calendars[calendar])


def _of_leaf(trace: Trace, v: int) -> FloatReason | None:
    n = trace.n
    finish, late = n[v + field.EARLY_FINISH], n[v + field.LATE_FINISH]
    if finish >= FAR or late >= FAR:
        return None
    calendar = n[v + field.CALENDAR_OF]
    if n[v + field.MODE] == COMPLETE:
        return _reason(trace, calendar, End.FINISH, finish, finish)
    by_finish = _reason(trace, calendar, End.FINISH, finish, late)
    basis = trace.p[n[v + field.PROJECT] + field.PROJECT_BASIS]
    if n[v + field.MODE] == STARTED or basis == 2:
        return by_finish
    earliest = max(n[v + field.EARLY_START], min(n[v + field.EARLY_DEMAND], FAR))
    by_start = _reason(trace, calendar, End.START, earliest, n[v + field.LATE_START])
    if basis == 1:
        return by_start
    return min(by_start, by_finish, key=lambda reason: reason.ticks)


def _of_summary(trace: Trace, activity: int) -> FloatReason | None:
    """Return the float of a summary, between its own early and late dates on its own calendar."""
    n = trace.n
    parts = trace.below.get(activity, [])
    early = [v for v in parts if n[v + field.EARLY_FINISH] < FAR]
    late = [v for v in parts if NONE < n[v + field.LATE_FINISH] < FAR]
    if len(early) < len(parts) or not late:
        return None
    a = trace.network.activities[activity]
    calendar = trace.network.projects[a.project].calendar if a.calendar is None else a.calendar
    ends = {
        date: pick(trace.value(v, date) for v in chosen)
        for date, pick, chosen in (
            (DateKind.EARLY_START, min, early),
            (DateKind.EARLY_FINISH, max, early),
            (DateKind.LATE_START, min, late),
            (DateKind.LATE_FINISH, max, late),
        )
    }
    by_start = _reason(trace, calendar, End.START, ends[DateKind.EARLY_START], ends[DateKind.LATE_START])
    by_finish = _reason(trace, calendar, End.FINISH, ends[DateKind.EARLY_FINISH], ends[DateKind.LATE_FINISH])
    if any(n[v + field.MODE] in (STARTED, COMPLETE) for v in parts):
        return by_finish
    return min(by_start, by_finish, key=lambda reason: reason.ticks)


def _own_gaps(trace: Trace, activity: int) -> Iterator[FloatReason]:
    """Yield the gaps of an activity to its own unfinished successors."""
    v = trace.node.get(activity)
    for u in _hubs(trace, activity) if v is None else [v]:
        for edge in _out_of(trace, u):
            yield from _gap(trace, u, edge)


def _gaps_above(trace: Trace, activity: int) -> Iterator[FloatReason]:
    """Yield the gaps of a leaf to what the summaries above it precede; of their starts only the first part counts."""
    n, v = trace.n, trace.node.get(activity)
    if v is None:
        return
    for edge in _out_of(trace, v):
        hub = trace.e[edge + field.TARGET]
        if n[hub + field.KIND] < FINISH_HUB:
            continue
        if trace.e[edge + field.LINK_KIND] == FS or n[v + field.EARLY_START] == n[hub + field.EARLY_START]:
            for onward in _out_of(trace, hub):
                yield from _gap(trace, v, onward)


def _hubs(trace: Trace, activity: int) -> list[int]:
    """Return the hubs that the links out of a summary leave from."""
    n = trace.n
    nodes = range(0, trace.size * NODE, NODE)
    return [v for v in nodes if n[v + field.ACTIVITY] == activity and n[v + field.KIND] >= FINISH_HUB]


def _out_of(trace: Trace, v: int) -> list[int]:
    """Return the edges out of a node; a hammock has none."""
    return [] if v in trace.bounds else trace.e[trace.n[v + field.OUT_AT] : trace.n[v + field.OUT_END]]


def _gap(trace: Trace, v: int, edge: int) -> Iterator[FloatReason]:
    """Yield the gap of a node to the successor at the end of an edge out of it or of a hub behind it, if any."""
    n, e = trace.n, trace.e
    latest = floats.undelayed(trace.t, n, e, edge)
    if n[v + field.MODE] == COMPLETE or n[v + field.EARLY_FINISH] >= FAR or latest >= FAR:
        return
    by_finish = e[edge + field.LINK_KIND] in (FS, FF)
    earliest = n[v + (field.EARLY_FINISH if by_finish else field.EARLY_START)]
    gap = _reason(trace, n[v + field.CALENDAR_OF], End.FINISH if by_finish else End.START, earliest, latest)
    link = e[edge + field.LINK]
    dependency = trace.dependencies[link] if link >= 0 else None
    yield replace(gap, ticks=max(0, gap.ticks), free=True, dependency_id=dependency)
