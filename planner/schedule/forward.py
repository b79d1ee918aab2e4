"""The critical path method over a compiled network: the forward pass.

After Kelley and Walker (1959), with precedence links, calendars and the rules by which Microsoft Project
fills in what the method leaves open: on which side of a break a date lies, what a started or manual activity
keeps, what overrides what. While a date is computed the term it follows from is written beside it, so its
explanation costs nothing later. The same source runs interpreted over lists and compiled over arrays.

>>> from planner.schedule import Activity, Link, Network, Project
>>> from planner.schedule.solve import solve
>>> from planner.worktime import to_datetime, to_ticks
>>> from datetime import datetime
>>> monday = to_ticks(datetime(2027, 1, 4, 8))
>>> network = Network((Activity(duration=4800), Activity(duration=9600)), (Link(0, 1),), (Project(monday),))
>>> [str(to_datetime(int(t))) for t in solve(network).early_finish]
['2027-01-04 17:00:00', '2027-01-06 17:00:00']
"""

from planner.schedule.codes import (
    ALAP,
    BY_ACTUAL,
    BY_CONSTRAINT,
    BY_LATENESS,
    BY_LINK,
    BY_MANUAL,
    BY_SECOND,
    BY_START,
    BY_STATUS,
    FF,
    FINISH_HUB,
    FINISH_ON,
    FNET,
    FNLT,
    FS,
    MANUAL,
    MFO,
    MSO,
    OPEN,
    SF,
    SNET,
    SNLT,
    START_HUB,
    START_ON,
    STARTED,
    WORK,
)
from planner.schedule.linear import place_early_linear
from planner.schedule.placement import finish_from, lagged, start_at, start_for
from planner.schedule.records import (
    CONSTRAINT,
    CONSTRAINT_AT,
    DELAY,
    DURATION,
    EARLY_BOUND,
    EARLY_DEMAND,
    EARLY_EDGE,
    EARLY_FINISH,
    EARLY_START,
    EARLY_TERM,
    EDGE,
    FAR,
    FIXED_FINISH,
    FIXED_START,
    FLOOR,
    IN_AT,
    IN_END,
    KIND,
    LAG,
    LAG_CALENDAR,
    LATE_START,
    LINK_KIND,
    MODE,
    NODE,
    NONE,
    PLAIN,
    PROJECT,
    PROJECT_FINISH,
    PROJECT_HONOUR,
    PROJECT_RECORD,
    PROJECT_START,
    PROJECT_STATUS,
    REMAINING,
    REMAINING_FROM,
    SECOND,
    SECOND_AT,
    SOURCE,
    TO_SUMMARY,
    TRACK_AT,
    TRACK_END,
    WORK_CALENDAR,
)
from planner.worktime.arithmetic import begin_at, end_at, next_begin, walk, worked
from planner.worktime.tables import POSITION, Column


def earliest(n: Column, p: Column, v: int) -> int:
    """Return the earliest start of a node without links: what a summary above it gives, else the project start."""
    if n[v + PLAIN] == 0 and n[v + FLOOR] != NONE:
        return n[v + FLOOR]
    return p[(n[v + PROJECT] & POSITION) + PROJECT_START]


def bound_by_edge(t: Column, n: Column, e: Column, k: Column, v: int, edge: int) -> int:
    """Return the earliest start of node `v` that one incoming edge allows."""
    u = e[edge + SOURCE] & POSITION
    kind = e[edge + LINK_KIND]
    instant = n[u + EARLY_FINISH] if kind in (FS, FF) else n[u + EARLY_START]
    if instant >= FAR:
        return FAR
    if e[edge + LAG] != 0:
        instant = lagged(t, e[edge + LAG_CALENDAR], instant, e[edge + LAG])
    if kind in (FF, SF):
        instant = start_for(t, n, k, v, instant)
    return instant


def bound_by_links(t: Column, n: Column, e: Column, k: Column, v: int, floor: int) -> int:
    """Return the earliest start that all incoming edges allow (NONE without any) and note the binding edge.

    Where they allow it before `floor`, the floor binds, of no hub.
    """
    bound, binding = NONE, -1
    first = n[v + KIND] == START_HUB
    for at in range(n[v + IN_AT], n[v + IN_END], EDGE):
        edge = at & POSITION
        if e[edge + TO_SUMMARY] == 2:
            continue
        instant = bound_by_edge(t, n, e, k, v, edge)
        better = instant > bound
        if first:
            better = bound == NONE or instant < bound
        bound = instant if better else bound
        binding = edge if better else binding
    held = binding >= 0 and bound < floor and n[v + KIND] < FINISH_HUB
    n[v + EARLY_EDGE] = -1 if held else binding
    n[v + EARLY_TERM] = BY_START if held else BY_LINK
    return floor if held else bound


def constrained_start(
    t: Column, n: Column, k: Column, v: int, kind: int, at: int, bound: int, honour: int, free: bool
) -> int:
    """Return the start bound of a node under one constraint; `free` says that nothing else binds it.

    No-earlier dates replace a bare project start; no-later and must dates override links where constraints
    are honoured, must dates always.
    """
    if kind in (SNET, START_ON):
        return at if free else max(at, bound)
    if kind in (FNET, FINISH_ON):
        start = start_for(t, n, k, v, at)
        return start if free else max(start, bound)
    if kind == MSO:
        return at
    if kind == MFO:
        return start_for(t, n, k, v, at)
    if honour == 1 and kind == SNLT:
        return min(at, bound)
    if honour == 1 and kind == FNLT:
        return min(start_for(t, n, k, v, at), bound)
    return bound


def restrained(t: Column, n: Column, k: Column, v: int, bound: int, honour: int, free: bool) -> int:
    """Return the start bound of a node under both its constraints, with its binding term noted."""
    if n[v + CONSTRAINT] > ALAP:
        kept = bound
        bound = constrained_start(t, n, k, v, n[v + CONSTRAINT], n[v + CONSTRAINT_AT], bound, honour, free)
        if bound != kept:
            n[v + EARLY_TERM] = BY_CONSTRAINT
    if n[v + SECOND] > ALAP:
        kept = bound
        bound = constrained_start(t, n, k, v, n[v + SECOND], n[v + SECOND_AT], bound, honour, False)
        if bound != kept:
            n[v + EARLY_TERM] = BY_SECOND
    return bound


def open_bound(t: Column, n: Column, e: Column, k: Column, p: Column, v: int) -> int:
    """Return the earliest start of a node that has not started, with its binding term noted.

    Without links nothing is demanded that a constraint could override: work may start before its project.
    """
    project = n[v + PROJECT] & POSITION
    floor = earliest(n, p, v)
    bound = bound_by_links(t, n, e, k, v, floor)
    free = bound == NONE
    if free:
        bound = floor
        n[v + EARLY_TERM] = BY_START
    n[v + EARLY_DEMAND] = bound
    if n[v + PLAIN] == 0:
        bound = restrained(t, n, k, v, bound, p[project + PROJECT_HONOUR], free)
        if free:
            n[v + EARLY_DEMAND] = min(n[v + EARLY_DEMAND], bound)
    if p[project + PROJECT_STATUS] > bound and n[v + KIND] < FINISH_HUB:
        bound = p[project + PROJECT_STATUS]
        n[v + EARLY_TERM] = BY_STATUS
    return bound if n[v + PLAIN] > 0 else bound + n[v + DELAY]


def started_finish(t: Column, n: Column, k: Column, p: Column, v: int) -> int:
    """Return the finish of a started node: its actual start plus its duration, or what remains when it resumes."""
    resumes = max(n[v + REMAINING_FROM], p[n[v + PROJECT] + PROJECT_STATUS])
    if resumes == NONE:
        return finish_from(t, n, k, v, n[v + FIXED_START])
    calendar = n[v + WORK_CALENDAR]
    return walk(t, calendar, next_begin(t, calendar, resumes), n[v + REMAINING])


def place_early(t: Column, n: Column, k: Column, v: int, bound: int) -> None:
    """Write the early dates of a node that has not started, from its bound."""
    n[v + EARLY_BOUND] = bound
    if bound >= FAR:
        n[v + EARLY_START] = FAR
        n[v + EARLY_FINISH] = FAR
    elif n[v + PLAIN] > 0 or (n[v + KIND] == WORK and n[v + TRACK_AT] == n[v + TRACK_END]):
        calendar = n[v + WORK_CALENDAR] & POSITION
        done = worked(t, calendar, bound)
        n[v + EARLY_START] = begin_at(t, calendar, done)
        n[v + EARLY_FINISH] = end_at(t, calendar, done + n[v + DURATION])
    else:
        start = start_at(t, n, k, v, bound)
        n[v + EARLY_START] = start
        n[v + EARLY_FINISH] = finish_from(t, n, k, v, start) if start < FAR else FAR


def forward(t: Column, n: Column, e: Column, k: Column, p: Column, late: int, size: int) -> None:
    """Write early dates, their bounds and binding terms.

    With `late` 1 the activities that lie as late as possible take their late dates, which must be known.
    """
    for at in range(0, size, NODE):
        v = at & POSITION
        mode = n[v + MODE]
        if n[v + PLAIN] > 1:
            place_early_linear(t, n, e, p, v)
        elif mode == OPEN:
            bound = open_bound(t, n, e, k, p, v)
            if late == 1 and n[v + PLAIN] == 0 and n[v + CONSTRAINT] == ALAP and n[v + LATE_START] > bound:
                bound = n[v + LATE_START]
                n[v + EARLY_TERM] = BY_LATENESS
            place_early(t, n, k, v, bound)
        else:
            n[v + EARLY_EDGE] = -1
            n[v + EARLY_BOUND] = n[v + FIXED_START]
            n[v + EARLY_DEMAND] = n[v + FIXED_START]
            n[v + EARLY_START] = n[v + FIXED_START]
            n[v + EARLY_TERM] = BY_MANUAL if mode == MANUAL else BY_ACTUAL
            n[v + EARLY_FINISH] = started_finish(t, n, k, p, v) if mode == STARTED else n[v + FIXED_FINISH]


def finish_projects(n: Column, p: Column, size: int, projects: int) -> None:
    """Write the finish of each project: the latest early finish of its own nodes, its start without any."""
    for project in range(0, projects, PROJECT_RECORD):
        p[project + PROJECT_FINISH] = NONE
    current, latest = 0, NONE
    for at in range(0, size, NODE):
        v = at & POSITION
        if n[v + PROJECT] != current:
            p[current + PROJECT_FINISH] = max(latest, p[current + PROJECT_FINISH])
            current, latest = n[v + PROJECT] & POSITION, NONE
        finish = n[v + EARLY_FINISH]
        if finish < FAR and (n[v + PLAIN] > 0 or n[v + KIND] < FINISH_HUB):
            latest = max(latest, finish)
    p[current + PROJECT_FINISH] = max(latest, p[current + PROJECT_FINISH])
    for project in range(0, projects, PROJECT_RECORD):
        if p[project + PROJECT_FINISH] == NONE:
            p[project + PROJECT_FINISH] = p[project + PROJECT_START]


KERNELS = (
    earliest,
    bound_by_edge,
    bound_by_links,
    constrained_start,
    restrained,
    open_bound,
    started_finish,
    place_early,
    forward,
    finish_projects,
)
"""The kernels in the order in which they call each other."""
