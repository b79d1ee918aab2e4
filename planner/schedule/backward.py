"""The backward pass: late dates, each with the term it follows from.

Late dates go back from the project finish, or from one target activity alone. What lies outside working time
moves back to the end of the period before; milestones and manual activities keep the raw instant.
"""

from planner.schedule.codes import (
    ALAP,
    BY_ACTUAL,
    BY_CONSTRAINT,
    BY_DEADLINE,
    BY_FINISH,
    BY_LINK,
    BY_SECOND,
    BY_TARGET,
    COMPLETE,
    FINISH_ON,
    FNLT,
    FS,
    MANUAL,
    MFO,
    MSO,
    OPEN,
    SF,
    SNLT,
    SS,
    START_HUB,
    START_ON,
    STARTED,
    WORK,
)
from planner.schedule.floats import node_floats
from planner.schedule.linear import place_late_linear
from planner.schedule.placement import end_by, finish_from, lagged, start_for
from planner.schedule.records import (
    CONSTRAINT,
    CONSTRAINT_AT,
    DEADLINE,
    DURATION,
    EARLY_FINISH,
    EARLY_START,
    EDGE,
    FAR,
    FIXED_FINISH,
    FIXED_START,
    IN_END,
    KIND,
    LAG,
    LAG_CALENDAR,
    LATE_BOUND,
    LATE_EDGE,
    LATE_FINISH,
    LATE_START,
    LATE_TERM,
    LINK_KIND,
    MODE,
    NODE,
    NONE,
    OUT_AT,
    OUT_END,
    PLAIN,
    PROJECT,
    PROJECT_FINISH,
    REMAINING,
    SECOND,
    SECOND_AT,
    TARGET,
    TO_SUMMARY,
    TRACK_AT,
    TRACK_END,
    WORK_CALENDAR,
)
from planner.worktime.arithmetic import begin_at, end_at, walk, worked
from planner.worktime.tables import POSITION, Column


def resumption(t: Column, n: Column, w: int) -> int:
    """Return the instant that a finish-to-start predecessor of a started node `w` must leave free.

    It is where its remaining work begins, of a milestone its late finish.
    """
    if n[w + KIND] != WORK:
        return n[w + LATE_FINISH]
    return walk(t, n[w + WORK_CALENDAR], n[w + EARLY_FINISH], -n[w + REMAINING])


def finish_by_edge(t: Column, n: Column, e: Column, k: Column, v: int, edge: int) -> int:
    """Return the latest finish of node `v` that one outgoing edge allows, FAR where it does not bind."""
    w = e[edge + TARGET] & POSITION
    kind = e[edge + LINK_KIND]
    if n[w + MODE] == COMPLETE:
        return FAR
    if (kind in (SS, SF)) and n[v + MODE] != OPEN:
        return FAR
    if kind == FS:
        instant = n[w + LATE_START]
        if n[w + MODE] == STARTED and e[edge + TO_SUMMARY] == 0:
            instant = resumption(t, n, w)
    elif kind == SS:
        if n[w + KIND] == START_HUB and n[v + EARLY_START] != n[w + EARLY_START]:
            return FAR
        instant = n[w + LATE_START]
    else:
        instant = n[w + LATE_FINISH]
    if instant >= FAR:
        return FAR
    if e[edge + LAG] != 0:
        instant = lagged(t, e[edge + LAG_CALENDAR], instant, -e[edge + LAG])
    if kind in (SS, SF):
        instant = finish_from(t, n, k, v, instant)
    return instant


def constrained_finish(t: Column, n: Column, k: Column, v: int, kind: int, at: int, bound: int) -> int:
    """Return the late finish of a node under one constraint: no-later dates cap it, must dates set it."""
    if kind in (FNLT, FINISH_ON):
        return min(at, bound)
    if kind == MFO:
        return at
    if n[v + MODE] == STARTED:
        return bound
    if kind in (SNLT, START_ON):
        return min(finish_from(t, n, k, v, at), bound)
    if kind == MSO:
        return finish_from(t, n, k, v, at)
    return bound


def capped(t: Column, n: Column, k: Column, v: int, bound: int) -> int:
    """Return the late finish bound of a node under its constraints and deadline, with its binding term noted."""
    if n[v + CONSTRAINT] > ALAP:
        kept = bound
        bound = constrained_finish(t, n, k, v, n[v + CONSTRAINT], n[v + CONSTRAINT_AT], bound)
        if bound != kept:
            n[v + LATE_TERM] = BY_CONSTRAINT
    if n[v + SECOND] > ALAP:
        kept = bound
        bound = constrained_finish(t, n, k, v, n[v + SECOND], n[v + SECOND_AT], bound)
        if bound != kept:
            n[v + LATE_TERM] = BY_SECOND
    if n[v + DEADLINE] != NONE and n[v + DEADLINE] < bound:
        bound = n[v + DEADLINE]
        n[v + LATE_TERM] = BY_DEADLINE
    return bound


def latest_bound(t: Column, n: Column, e: Column, k: Column, v: int, cap: int, by: int, target: int) -> int:
    """Return the latest finish of a node before rounding, with its binding term (`by` of `cap`) and edge noted."""
    bound, term, binding = cap, by, -1
    for position in range(n[v + OUT_AT], n[v + OUT_END]):
        edge = e[position & POSITION] & POSITION
        instant = finish_by_edge(t, n, e, k, v, edge)
        if instant < bound:
            bound, term, binding = instant, BY_LINK, edge
    n[v + LATE_TERM] = term
    n[v + LATE_EDGE] = binding
    return bound if target >= 0 or n[v + PLAIN] > 0 else capped(t, n, k, v, bound)


def place_late(t: Column, n: Column, k: Column, v: int, bound: int) -> None:
    """Write the late dates of a node that has not started, from its bound."""
    if n[v + PLAIN] > 0 or (n[v + KIND] == WORK and n[v + TRACK_AT] == n[v + TRACK_END]):
        calendar = n[v + WORK_CALENDAR] & POSITION
        done = worked(t, calendar, bound)
        n[v + LATE_FINISH] = end_at(t, calendar, done)
        n[v + LATE_START] = begin_at(t, calendar, done - n[v + DURATION])
    else:
        n[v + LATE_FINISH] = end_by(t, n, k, v, bound)
        n[v + LATE_START] = start_for(t, n, k, v, bound)


def fix_late(n: Column, v: int) -> None:
    """Write the late dates of a complete node."""
    n[v + LATE_TERM] = BY_ACTUAL
    n[v + LATE_EDGE] = -1
    n[v + LATE_BOUND] = n[v + FIXED_FINISH]
    n[v + LATE_START] = n[v + FIXED_START]
    n[v + LATE_FINISH] = n[v + FIXED_FINISH]


def place_started(t: Column, n: Column, k: Column, v: int, bound: int) -> None:
    """Write the late dates of a node that has started or has its dates from a planner, from its bound."""
    if n[v + MODE] == MANUAL:
        n[v + LATE_FINISH] = bound
        n[v + LATE_START] = start_for(t, n, k, v, bound)
    else:
        n[v + LATE_FINISH] = end_by(t, n, k, v, bound)
        n[v + LATE_START] = n[v + FIXED_START]


def backward(t: Column, n: Column, e: Column, k: Column, p: Column, target: int, size: int) -> None:
    """Write late dates, their bounds and binding terms, and floats; projects give the latest finish.

    With a `target` node only what leads to it gets late dates, the rest FAR.
    """
    count = (n[size - NODE + IN_END] & POSITION) // EDGE if size > 0 else 0
    for at in range(size - NODE, -1, -NODE):
        v = at & POSITION
        cap, by = FAR if target >= 0 else p[(n[v + PROJECT] & POSITION) + PROJECT_FINISH], BY_FINISH
        if v == target:
            cap, by = n[v + EARLY_FINISH], BY_TARGET
        if n[v + PLAIN] > 1:
            place_late_linear(t, n, e, v, cap, by, count)
            continue
        if n[v + MODE] == COMPLETE:
            fix_late(n, v)
        else:
            bound = latest_bound(t, n, e, k, v, cap, by, target)
            n[v + LATE_BOUND] = bound
            if bound >= FAR:
                n[v + LATE_START] = FAR
                n[v + LATE_FINISH] = FAR
            elif n[v + MODE] == OPEN:
                place_late(t, n, k, v, bound)
            else:
                place_started(t, n, k, v, bound)
        node_floats(t, n, e, p, v)


KERNELS = (
    resumption,
    finish_by_edge,
    constrained_finish,
    capped,
    latest_bound,
    place_late,
    fix_late,
    place_started,
    backward,
)
"""The kernels in the order in which they call each other."""
