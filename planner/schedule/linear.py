"""Plain work with plain links, which is most of a plan, in a straight line: both passes of one such node.

What is written is what `forward` and `backward` would write; nothing here asks what such a node cannot have.
"""

from planner.schedule.codes import BY_LINK, BY_START, BY_STATUS
from planner.schedule.records import (
    DURATION,
    EARLY_BOUND,
    EARLY_DEMAND,
    EARLY_EDGE,
    EARLY_FINISH,
    EARLY_START,
    EARLY_TERM,
    EARLY_WORK,
    EDGE,
    FAR,
    FINISH_FLOAT,
    FREE_FLOAT,
    IN_AT,
    IN_END,
    LATE_BOUND,
    LATE_EDGE,
    LATE_FINISH,
    LATE_START,
    LATE_TERM,
    NONE,
    OUT_AT,
    OUT_END,
    PROJECT,
    PROJECT_START,
    PROJECT_STATUS,
    SOURCE,
    START_FLOAT,
    TOTAL_FLOAT,
    WORK_CALENDAR,
)
from planner.worktime.arithmetic import begin_at, end_at, worked
from planner.worktime.tables import POSITION, Column


def place_early_linear(t: Column, n: Column, e: Column, p: Column, v: int) -> None:
    """Write the early dates of a node behind the finishes before it, with their bound and binding term."""
    project = n[v + PROJECT] & POSITION
    bound, term, binding = NONE, BY_LINK, -1
    at, end = n[v + IN_AT], n[v + IN_END]
    while at < end:
        edge = at & POSITION
        instant = min(n[(e[edge + SOURCE] & POSITION) + EARLY_FINISH], FAR)
        better = instant > bound
        bound = instant if better else bound
        binding = edge if better else binding
        at += EDGE
    if bound < p[project + PROJECT_START]:
        bound, term, binding = p[project + PROJECT_START], BY_START, -1
    n[v + EARLY_DEMAND] = bound
    if p[project + PROJECT_STATUS] > bound:
        bound, term = p[project + PROJECT_STATUS], BY_STATUS
    n[v + EARLY_EDGE] = binding
    n[v + EARLY_TERM] = term
    n[v + EARLY_BOUND] = bound
    if bound >= FAR:
        n[v + EARLY_WORK] = NONE
        n[v + EARLY_START] = FAR
        n[v + EARLY_FINISH] = FAR
    else:
        calendar = n[v + WORK_CALENDAR] & POSITION
        done = worked(t, calendar, bound)
        # First what the next node waits for.
        n[v + EARLY_WORK] = done
        n[v + EARLY_START] = begin_at(t, calendar, done)
        n[v + EARLY_FINISH] = end_at(t, calendar, done + n[v + DURATION])


def place_late_linear(t: Column, n: Column, e: Column, v: int, cap: int, by: int, count: int) -> None:
    """Write the late dates of a node before the starts behind it, with their bound and binding term, and its floats.

    `cap` is the latest finish and `by` its term. Of the network's `count` edges the targets lie as far behind the lists
    of edges.
    """
    bound, binding, soonest = cap, -1, FAR
    at, end = n[v + OUT_AT], n[v + OUT_END]
    while at < end:
        position = at & POSITION
        w = e[position + count] & POSITION
        instant = n[w + LATE_START]
        better = instant < bound
        bound = instant if better else bound
        binding = position if better else binding
        soonest = min(soonest, n[w + EARLY_START])
        at += 1
    n[v + LATE_TERM] = BY_LINK if binding >= 0 else by
    n[v + LATE_EDGE] = e[binding] if binding >= 0 else -1
    n[v + LATE_BOUND] = bound
    calendar = n[v + WORK_CALENDAR] & POSITION
    slip = FAR
    if bound >= FAR:
        n[v + LATE_START] = FAR
        n[v + LATE_FINISH] = FAR
    else:
        done = worked(t, calendar, bound)
        n[v + LATE_FINISH] = end_at(t, calendar, done)
        n[v + LATE_START] = begin_at(t, calendar, done - n[v + DURATION])
        slip = done - n[v + DURATION] - n[v + EARLY_WORK]
    gap = slip
    if soonest < FAR:
        gap = min(slip, worked(t, calendar, soonest) - n[v + EARLY_WORK] - n[v + DURATION])
    if n[v + EARLY_FINISH] >= FAR:
        slip, gap = 0, 0
    n[v + START_FLOAT] = slip
    n[v + FINISH_FLOAT] = slip
    n[v + TOTAL_FLOAT] = slip
    n[v + FREE_FLOAT] = max(0, gap)


KERNELS = (place_early_linear, place_late_linear)
"""The kernels in the order in which they call each other."""
