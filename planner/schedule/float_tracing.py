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

from planner.schedule import floats
from planner.schedule import records as field
from planner.schedule.codes import COMPLETE, FF, FINISH_HUB, FS, STARTED
from planner.schedule.reasons import DateKind, End, FloatReason, OutOfTimeError, known
from planner.schedule.records import FAR, NONE
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

    Of a summary it is that of the part with the least.
    """
    own = trace.node.get(activity)
    parts = trace.below.get(activity, []) if own is None else [own]
    try:
        found = [reason for v in parts if (reason := _free(trace, v)) is not None]
    except OutOfTimeError:
        return None
    return min(found, key=lambda reason: reason.ticks, default=None)


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


def _free(trace: Trace, v: int) -> FloatReason | None:
    """Return the free float of a leaf: the smallest gap to an unfinished successor, else its total float."""
    n, e = trace.n, trace.e
    total = _of_leaf(trace, v)
    if n[v + field.MODE] == COMPLETE or n[v + field.EARLY_FINISH] >= FAR:
        return total
    best: tuple[int, int, int, End] | None = None
    calendar = n[v + field.CALENDAR_OF]
    for position in range(n[v + field.OUT_AT], n[v + field.OUT_END]):
        edge = e[position]
        latest = floats.undelayed(trace.t, n, e, v, edge)
        if latest >= FAR:
            continue
        end = End.FINISH if e[edge + field.LINK_KIND] in (FS, FF) else End.START
        earliest = n[v + (field.EARLY_FINISH if end is End.FINISH else field.EARLY_START)]
        gap = arithmetic.worked(trace.t, calendar, latest) - arithmetic.worked(trace.t, calendar, earliest)
        if best is None or gap < best[0]:
            best = (gap, edge, latest, end)
    if best is None:
        if total is None:
            return None
        return FloatReason(total.ticks, total.end, total.earliest, total.latest, total.calendar, total.ticks >= 0)
    gap, edge, latest, end = best
    earliest = n[v + (field.EARLY_FINISH if end is End.FINISH else field.EARLY_START)]
    link = _link_behind(trace, edge)
    dependency = trace.dependencies[link] if link >= 0 else None
    value = trace.network.calendars[calendar]
    return FloatReason(max(0, gap), end, known(earliest), known(latest), value, True, dependency)


def _link_behind(trace: Trace, edge: int) -> int:
    """Return the link of an edge; of one into a hub the tightest of those out of it."""
    n, e = trace.n, trace.e
    hub = e[edge + field.TARGET]
    if n[hub + field.KIND] < FINISH_HUB:
        return e[edge + field.LINK]
    out = [e[position] for position in range(n[hub + field.OUT_AT], n[hub + field.OUT_END])]
    tightest = min(out, key=lambda onward: floats.undelayed(trace.t, n, e, hub, onward), default=-1)
    return e[tightest + field.LINK] if tightest >= 0 else -1
