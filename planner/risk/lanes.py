"""The forward pass over 64 samples at once: outer loop over work in topological order, inner loops over lanes.

Every rule is that of `planner.schedule.forward`, and tests hold both together. What is said of few (must dates,
several assignments, milestones at an edge of working time) is in `ruled`.

Beside the dates it is noted for each edge, a bit a lane, in which it was the one that set the start of its target.
"""

from __future__ import annotations

from planner.risk.draws import amounts
from planner.risk.lane_sets import meeting
from planner.risk.lane_time import (
    BUCKETS_AT,
    DAY_BITS,
    DAYS_AT,
    GAP,
    LAST_INSTANT,
    LATEST,
    PLACE_MASK,
    REACH,
    SHIFT,
    TICK_MASK,
    WINDOW_TOTAL,
    lane_begin,
    lane_end,
    lane_later,
    lane_walk,
    lane_work,
    within_bucket,
    within_slot,
)
from planner.risk.random_lanes import LANES
from planner.risk.records import (
    EDGE_CALENDAR,
    EDGE_KIND,
    EDGE_LAG,
    EDGE_ROW,
    ENDS,
    EXPECTED,
    FIRST_IN,
    FIRST_TRACK,
    FROM,
    IN_WORK,
    LANE_EDGE,
    LANE_NODE,
    LAST_IN,
    LAST_TRACK,
    LEAST,
    OP,
    OP_BEGUN,
    OP_EARLIEST_OF,
    OP_FIXED,
    OP_LATEST_OF,
    OP_POINT,
    OP_RULED,
    OP_WORK,
    RISK_AT,
    RISK_END,
    ROW,
    SHAPE,
    STARTS,
    TO,
    WAIT,
    WORKED_ON,
)
from planner.risk.ruled import begin_for, place_ruled, place_strands
from planner.schedule.codes import FF, FS, SF
from planner.worktime.tables import POSITION, Column

DAY_TICKS = 14_400


def edge_bounds(
    t: Column, n: Column, e: Column, k: Column, v: int, edge: int, f: Column, s: Column, d: Column, to: int
) -> int:
    """Return where the starts lie that an edge allows node `v` in the lanes: a row of `f`, written at `to` if need be.

    `d` is the work of the node in the lanes.
    """
    source, kind = (e[edge + EDGE_ROW] * LANES) & POSITION, e[edge + EDGE_KIND]
    to &= POSITION
    lag, calendar = e[edge + EDGE_LAG], e[edge + EDGE_CALENDAR]
    if kind == FS and lag == 0:
        return source
    if kind in (FS, FF):
        for lane in range(LANES):
            f[to + lane] = f[source + lane]
    else:
        for lane in range(LANES):
            f[to + lane] = s[source + lane]
    if lag != 0:
        for lane in range(LANES):
            f[to + lane] = lane_walk(t, calendar, f[to + lane], lag)
    if kind in (FF, SF):
        for lane in range(LANES):
            f[to + lane] = begin_for(t, n, k, v, d[lane], f[to + lane])
    return to


def link_bounds(
    t: Column,
    n: Column,
    e: Column,
    k: Column,
    v: int,
    f: Column,
    s: Column,
    d: Column,
    b: Column,
    spare: int,
    driving: Column,
) -> None:
    """Write the start bound of node `v` in the lanes, and for each edge the lanes in which it binds.

    Rows of `f` from `spare` on are free to write.
    """
    first, last = n[v + FIRST_IN], n[v + LAST_IN]
    earliest = n[v + OP] == OP_EARLIEST_OF
    for lane in range(LANES):
        b[lane] = LATEST if earliest else n[v + LEAST]
    to = spare
    for edge in range(first, last, LANE_EDGE):
        row = edge_bounds(t, n, e, k, v, edge, f, s, d, to) & POSITION
        if earliest:
            for lane in range(LANES):
                b[lane] = min(b[lane], f[row + lane])
        else:
            for lane in range(LANES):
                b[lane] = max(b[lane], f[row + lane])
        to += LANES
    to = spare
    for edge in range(first, last, LANE_EDGE):
        plain = e[edge + EDGE_KIND] == FS and e[edge + EDGE_LAG] == 0
        row = e[edge + EDGE_ROW] * LANES if plain else to
        driving[edge // LANE_EDGE] = meeting(f, row, 0, b, 0)
        to += LANES


def work_bounds(n: Column, e: Column, v: int, w: Column, b: Column, driving: Column) -> None:
    """Write the start bound of node `v` as work coordinates, where all that it waits for has the same calendar."""
    first, last = n[v + FIRST_IN], n[v + LAST_IN]
    for lane in range(LANES):
        b[lane] = n[v + LEAST]
    for edge in range(first, last, LANE_EDGE):
        row, lag = (e[edge + EDGE_ROW] * LANES) & POSITION, e[edge + EDGE_LAG]
        for lane in range(LANES):
            b[lane] = max(b[lane], w[row + lane] + lag)
    for edge in range(first, last, LANE_EDGE):
        driving[edge // LANE_EDGE] = meeting(w, e[edge + EDGE_ROW] * LANES, e[edge + EDGE_LAG], b, 0)


def coordinates(t: Column, calendar: int, wait: int, at: Column, x: Column, y: Column, b: Column) -> None:
    """Turn bounds from instants, after a wait on the clock, into work coordinates.

    Here and in `place_work` loops that look anything up, at `at`, do nothing else, so that the others are done on many
    lanes at once.
    """
    last, shift, days_at = t[calendar + LAST_INSTANT], t[calendar + SHIFT], t[calendar + DAYS_AT]
    if wait != 0:
        for lane in range(LANES):
            b[lane] = lane_later(b[lane], wait)
    if shift < 0:
        for lane in range(LANES):
            b[lane] = lane_work(t, calendar, b[lane])
        return
    within = (1 << shift) - 1
    for lane in range(LANES):
        b[lane] = min(max(b[lane], 0), last)
    for lane in range(LANES):
        at[lane] = days_at + (b[lane] >> DAY_BITS)
    for lane in range(LANES):
        x[lane] = t[at[lane] & POSITION]
    for lane in range(LANES):
        at[lane] = (x[lane] & PLACE_MASK) + ((b[lane] & TICK_MASK) >> shift)
    for lane in range(LANES):
        y[lane] = t[at[lane] & POSITION]
    for lane in range(LANES):
        b[lane] = within_slot(x[lane], y[lane], b[lane] & within)


def place_work(
    t: Column,
    n: Column,
    v: int,
    row: int,
    f: Column,
    s: Column,
    w: Column,
    at: Column,
    x: Column,
    d: Column,
    b: Column,
) -> None:
    """Write the dates of node `v` in the lanes from the work coordinates of its bounds and its work."""
    calendar = n[v + WORKED_ON]
    row &= POSITION
    shift, buckets_at, reach = t[calendar + SHIFT], t[calendar + BUCKETS_AT], t[calendar + REACH]
    total = t[calendar + WINDOW_TOTAL]
    for lane in range(LANES):
        w[row + lane] = min(max(b[lane] + d[lane], 1), total)
    if shift < 0:
        for lane in range(LANES):
            f[row + lane] = lane_end(t, calendar, w[row + lane])
    else:
        within = (1 << shift) - 1
        for lane in range(LANES):
            at[lane] = buckets_at + ((w[row + lane] - 1) >> shift)
        for lane in range(LANES):
            x[lane] = t[at[lane] & POSITION]
        for lane in range(LANES):
            work = w[row + lane] - 1
            f[row + lane] = within_bucket(x[lane], reach, work & within, work) + 1
    if n[v + STARTS] == 1 and n[v + OP] == OP_WORK:
        for lane in range(LANES):
            s[row + lane] = lane_begin(t, calendar, b[lane])


def place_point(t: Column, n: Column, v: int, row: int, f: Column, s: Column, d: Column, b: Column) -> None:
    """Write the dates of a milestone or hub `v` in the lanes: its bounds, and what draws and risks add to them."""
    row &= POSITION
    for lane in range(LANES):
        f[row + lane] = b[lane]
    if n[v + OP] == OP_POINT and (n[v + SHAPE] >= 0 or n[v + RISK_AT] < n[v + RISK_END]):
        for lane in range(LANES):
            f[row + lane] = lane_walk(t, n[v + WORKED_ON], b[lane], d[lane])
    if n[v + STARTS] == 1:
        for lane in range(LANES):
            s[row + lane] = f[row + lane]


def bounds_of(
    t: Column,
    n: Column,
    e: Column,
    k: Column,
    v: int,
    row: int,
    f: Column,
    s: Column,
    w: Column,
    at: Column,
    x: Column,
    y: Column,
    d: Column,
    b: Column,
    spare: int,
    driving: Column,
) -> None:
    """Write the start bounds of node `v` in the lanes: of work as coordinates, of all else as instants."""
    op = n[v + OP]
    if op == OP_BEGUN:
        for lane in range(LANES):
            b[lane] = n[v + TO]
            s[row + lane] = n[v + FROM]
    elif n[v + IN_WORK] == 1:
        work_bounds(n, e, v, w, b, driving)
    else:
        link_bounds(t, n, e, k, v, f, s, d, b, spare, driving)
        if op == OP_WORK:
            coordinates(t, n[v + WORKED_ON], n[v + WAIT], at, x, y, b)


def dates_of(
    t: Column,
    n: Column,
    k: Column,
    v: int,
    row: int,
    f: Column,
    s: Column,
    w: Column,
    at: Column,
    x: Column,
    d: Column,
    b: Column,
) -> None:
    """Write the dates of node `v` in the lanes from its bounds and its work."""
    op = n[v + OP]
    if op == OP_RULED:
        place_ruled(t, n, k, v, row, f, s, d, b)
    elif op == OP_BEGUN and n[v + FIRST_TRACK] < n[v + LAST_TRACK]:
        place_strands(t, n, k, v, row, f, s, d)
    elif op in (OP_WORK, OP_BEGUN):
        place_work(t, n, v, row, f, s, w, at, x, d, b)
    else:
        place_point(t, n, v, row, f, s, d, b)


def add_moments(
    n: Column, v: int, row: int, f: Column, first_day: int, used: int, sums: Column, squares: Column
) -> None:
    """Add the deviation of a node's finish from the one expected, and its square, over the first `used` lanes.

    Deviations are ticks; their squares are of sixteens of ticks, so that they never overflow.
    """
    row &= POSITION
    total, square, shift = 0, 0, first_day * DAY_TICKS - n[v + EXPECTED]
    for lane in range(LANES):
        instant = f[row + lane]
        off = (instant - (instant >> DAY_BITS) * GAP + shift) * (lane < used)
        total += off
        square += (off >> 4) * (off >> 4)
    sums[v // LANE_NODE] += total
    squares[v // LANE_NODE] += square


def forward_lanes(
    n: Column, size: int, e: Column, k: Column, c: Column, causes: Column, hits: Column, delays: Column, q: Column,
    scores: Column, t: Column, f: Column, s: Column, w: Column, driving: Column, draws: Column, words: Column,
    x: Column, y: Column, z: Column, d: Column, b: Column, spare: int, kept: Column, ends: Column, whole: int,
    first_day: int, group: int, key: Column, used: int, sums: Column, squares: Column,
) -> None:  # fmt: skip
    """Write the finishes in the lanes of a group into `ends`: of nodes kept, and of the whole portfolio at `whole`.

    `kept` has the row of each node there, or -1. Rows of `f` from `spare` on are free to write. To the sums is added
    what the first `used` lanes give.
    """
    whole &= POSITION
    for lane in range(LANES):
        ends[whole + lane] = -LATEST
    for v in range(0, size, LANE_NODE):
        op, row = n[v + OP], (n[v + ROW] * LANES) & POSITION
        if op == OP_FIXED:
            for lane in range(LANES):
                f[row + lane] = n[v + TO]
                s[row + lane] = n[v + FROM]
        else:
            if op not in (OP_LATEST_OF, OP_EARLIEST_OF):
                amounts(n, v, c, causes, hits, delays, q, words, scores, x, z, group, key, d, draws)
            bounds_of(t, n, e, k, v, row, f, s, w, words, x, y, d, b, spare, driving)
            dates_of(t, n, k, v, row, f, s, w, words, x, d, b)
        add_moments(n, v, row, f, first_day, used, sums, squares)
        if n[v + ENDS] == 1:
            for lane in range(LANES):
                ends[whole + lane] = max(ends[whole + lane], f[row + lane])
        if kept[v // LANE_NODE] >= 0:
            to = (kept[v // LANE_NODE] * LANES) & POSITION
            for lane in range(LANES):
                ends[to + lane] = f[row + lane]


KERNELS = (
    edge_bounds,
    link_bounds,
    work_bounds,
    coordinates,
    place_work,
    place_point,
    bounds_of,
    dates_of,
    add_moments,
    forward_lanes,
)
"""The functions in the order in which they call each other."""
