"""Dates of summaries from those of their children, as a kernel.

A summary starts with the earliest and ends with the latest of its children, is critical if one of them is,
has started when one has, and is complete when all are.
"""

from typing import Final

from planner.schedule.records import FAR, NONE
from planner.worktime.arithmetic import worked
from planner.worktime.tables import Column

R_PARENT: Final = 0
R_CALENDAR: Final = 1
R_EARLY_START: Final = 2
R_EARLY_FINISH: Final = 3
R_LATE_START: Final = 4
R_LATE_FINISH: Final = 5
R_START_FLOAT: Final = 6
R_FINISH_FLOAT: Final = 7
R_TOTAL_FLOAT: Final = 8
R_FREE_FLOAT: Final = 9
R_CRITICAL: Final = 10
R_STARTED: Final = 11
R_COMPLETE: Final = 12
ROLLUP: Final = 13
"""A record per activity: parent (-1: none), calendar, dates, floats in ticks, and marks 0 or 1.

A summary comes in with NONE for dates and floats, 0 for critical and started, 1 for complete; its free float with the
gap to its own successors, FAR without any.
"""


def roll_up(t: Column, order: Column, r: Column, size: int) -> None:
    """Write the values of summaries; `order` lists all activities, children before their parents.

    Activities that are not scheduled (early start NONE) count for nothing.
    """
    for position in range(size):
        i = order[position] * ROLLUP
        if r[i + R_EARLY_START] == NONE:
            continue
        if r[i + R_TOTAL_FLOAT] == NONE:
            summary_float(t, r, i)
        above = r[i + R_PARENT] * ROLLUP
        if above < 0:
            continue
        merge_dates(r, i, above)
        r[above + R_CRITICAL] = max(r[above + R_CRITICAL], r[i + R_CRITICAL])
        r[above + R_STARTED] = max(r[above + R_STARTED], r[i + R_STARTED])
        r[above + R_COMPLETE] = min(r[above + R_COMPLETE], r[i + R_COMPLETE])


def merge_dates(r: Column, i: int, above: int) -> None:
    """Widen the dates of a summary to hold those of one child; late dates only where the child has any."""
    if r[above + R_EARLY_START] == NONE:
        r[above + R_EARLY_START] = r[i + R_EARLY_START]
        r[above + R_EARLY_FINISH] = r[i + R_EARLY_FINISH]
    else:
        r[above + R_EARLY_START] = min(r[above + R_EARLY_START], r[i + R_EARLY_START])
        r[above + R_EARLY_FINISH] = max(r[above + R_EARLY_FINISH], r[i + R_EARLY_FINISH])
    if r[i + R_LATE_FINISH] >= FAR or r[i + R_LATE_FINISH] == NONE:
        return
    if r[above + R_LATE_FINISH] == NONE:
        r[above + R_LATE_START] = r[i + R_LATE_START]
        r[above + R_LATE_FINISH] = r[i + R_LATE_FINISH]
    else:
        r[above + R_LATE_START] = min(r[above + R_LATE_START], r[i + R_LATE_START])
        r[above + R_LATE_FINISH] = max(r[above + R_LATE_FINISH], r[i + R_LATE_FINISH])


def summary_float(t: Column, r: Column, i: int) -> None:
    """Write the floats of a summary from its own dates and successors, on its own calendar."""
    late = r[i + R_LATE_FINISH]
    if late >= FAR or late == NONE or r[i + R_EARLY_FINISH] >= FAR:
        r[i + R_START_FLOAT] = FAR
        r[i + R_FINISH_FLOAT] = FAR
        r[i + R_TOTAL_FLOAT] = FAR
        return
    c = r[i + R_CALENDAR]
    by_start = worked(t, c, r[i + R_LATE_START]) - worked(t, c, r[i + R_EARLY_START])
    by_finish = worked(t, c, r[i + R_LATE_FINISH]) - worked(t, c, r[i + R_EARLY_FINISH])
    r[i + R_START_FLOAT] = by_start
    r[i + R_FINISH_FLOAT] = by_finish
    r[i + R_TOTAL_FLOAT] = by_finish if r[i + R_STARTED] == 1 else min(by_start, by_finish)
    r[i + R_FREE_FLOAT] = max(0, min(r[i + R_FREE_FLOAT], r[i + R_TOTAL_FLOAT]))


KERNELS = (summary_float, merge_dates, roll_up)
"""The kernels in the order in which they call each other."""
