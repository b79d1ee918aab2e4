"""Floats: how far an activity may slip, in working time on its calendar.

Total float is measured against the late dates. Free float is the gap to the early dates of an activity's own
successors; those of a summary above it bound the summary's. No more is free than total float allows, never less than
nothing, and all of it where nothing follows: so Microsoft Project has it.
"""

from planner.schedule.codes import COMPLETE, FF, FINISH_HUB, FS, SS, STARTED
from planner.schedule.placement import lagged
from planner.schedule.records import (
    CALENDAR_OF,
    EARLY_DEMAND,
    EARLY_FINISH,
    EARLY_START,
    FAR,
    FINISH_FLOAT,
    FREE_FLOAT,
    KIND,
    LAG,
    LAG_CALENDAR,
    LATE_FINISH,
    LATE_START,
    LINK_KIND,
    MODE,
    NODE,
    OUT_AT,
    OUT_END,
    PROJECT,
    PROJECT_BASIS,
    SLACK,
    START_FLOAT,
    TARGET,
    TOTAL_FLOAT,
)
from planner.worktime.arithmetic import worked
from planner.worktime.tables import POSITION, Column


def end_floats(t: Column, n: Column, v: int) -> None:
    """Write the start and finish float of a node: working time from its early to its late dates.

    Where a constraint overrode the links, start float counts from the start that the links demand.
    """
    calendar = n[v + CALENDAR_OF]
    start = max(n[v + EARLY_START], min(n[v + EARLY_DEMAND], FAR))
    n[v + START_FLOAT] = worked(t, calendar, n[v + LATE_START]) - worked(t, calendar, start)
    n[v + FINISH_FLOAT] = worked(t, calendar, n[v + LATE_FINISH]) - worked(t, calendar, n[v + EARLY_FINISH])


def total_float(n: Column, p: Column, v: int) -> int:
    """Return the total float of a node from its start and finish float."""
    basis = p[n[v + PROJECT] + PROJECT_BASIS]
    if n[v + MODE] == STARTED or basis == 2:
        return n[v + FINISH_FLOAT]
    if basis == 1:
        return n[v + START_FLOAT]
    return min(n[v + START_FLOAT], n[v + FINISH_FLOAT])


def undelayed(t: Column, n: Column, e: Column, edge: int) -> int:
    """Return how late the end where an edge begins may lie before a successor moves, FAR where it never would."""
    w = e[edge + TARGET] & POSITION
    kind = e[edge + LINK_KIND]
    if n[w + MODE] == COMPLETE or n[w + KIND] >= FINISH_HUB:
        return FAR
    instant = n[w + EARLY_START] if kind in (FS, SS) else n[w + EARLY_FINISH]
    if instant >= FAR:
        return FAR
    return instant if e[edge + LAG] == 0 else lagged(t, e[edge + LAG_CALENDAR], instant, -e[edge + LAG])


def gap_to(t: Column, n: Column, v: int, by_start: int, by_finish: int) -> int:
    """Return the working time from the ends of a node to instants by which they must come; FAR without any."""
    calendar = n[v + CALENDAR_OF] & POSITION
    gap = FAR
    if by_finish < FAR:
        gap = max(0, worked(t, calendar, by_finish) - worked(t, calendar, n[v + EARLY_FINISH]))
    if by_start < FAR:
        gap = min(gap, max(0, worked(t, calendar, by_start) - worked(t, calendar, n[v + EARLY_START])))
    return gap


def free_float(t: Column, n: Column, e: Column, v: int) -> int:
    """Return the smallest gap of a node to its unfinished successors, at least 0, FAR without any; a hub notes it."""
    by_start, by_finish = FAR, FAR
    for position in range(n[v + OUT_AT], n[v + OUT_END]):
        edge = e[position & POSITION] & POSITION
        instant = undelayed(t, n, e, edge)
        if e[edge + LINK_KIND] in (FS, FF):
            by_finish = min(by_finish, instant)
        else:
            by_start = min(by_start, instant)
    if n[v + KIND] >= FINISH_HUB:
        n[v + SLACK] = gap_to(t, n, v, by_start, by_finish)
        return FAR
    return gap_to(t, n, v, by_start, by_finish)


def write_floats(t: Column, n: Column, p: Column, v: int, gap: int) -> None:
    """Write the floats of a node with its gap to what follows, FAR where nothing does."""
    if n[v + MODE] == COMPLETE or n[v + EARLY_FINISH] >= FAR:
        n[v + START_FLOAT] = 0
        n[v + FINISH_FLOAT] = 0
        n[v + TOTAL_FLOAT] = 0
        n[v + FREE_FLOAT] = 0
        return
    if n[v + LATE_FINISH] >= FAR:
        n[v + START_FLOAT] = FAR
        n[v + FINISH_FLOAT] = FAR
        n[v + TOTAL_FLOAT] = FAR
    elif n[v + KIND] < FINISH_HUB:
        end_floats(t, n, v)
        n[v + TOTAL_FLOAT] = total_float(n, p, v)
    n[v + FREE_FLOAT] = max(0, min(gap, n[v + TOTAL_FLOAT]))


def node_floats(t: Column, n: Column, e: Column, p: Column, v: int) -> None:
    """Write the floats of a node behind which all nodes have theirs."""
    write_floats(t, n, p, v, free_float(t, n, e, v))


def floats(t: Column, n: Column, e: Column, p: Column, size: int) -> None:
    """Write all floats anew, after early dates have moved."""
    for at in range(size - NODE, -1, -NODE):
        node_floats(t, n, e, p, at & POSITION)


KERNELS = (end_floats, total_float, undelayed, gap_to, free_float, write_floats, node_floats, floats)
"""The kernels in the order in which they call each other."""
