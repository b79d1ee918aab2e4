"""The solution: dates, floats and reasons of every activity, as columns in the order of the activities.

Instants are ticks; NONE marks an activity that is not scheduled (inactive) or has no such date. Floats are
working ticks on the activity's calendar.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING

from planner.schedule.cycles import Loop
from planner.schedule.records import Term
from planner.worktime.ticks import FIRST_TICK, LAST_TICK, SECONDS_PER_TICK

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Integers = NDArray[np.int64]
    Booleans = NDArray[np.bool_]


class Trouble(Enum):
    """What keeps an activity from having true dates."""

    CALENDAR_NEVER_WORKS = "calendar never works"
    OUT_OF_TIME = "its calendar has no time for it before the year 10000"


@dataclass(frozen=True, slots=True)
class Problem:
    """An activity that could not be dated, and why."""

    activity: int
    trouble: Trouble


@dataclass(frozen=True, slots=True)
class Binding:
    """Why a date is what it is: the term, the raw instant it gave, and the link and activity behind it.

    `bound` is the instant before it was moved to the begin (early) or end (late) of working time. `link`
    and `activity` are -1 unless the term is a link; `activity` is the leaf at its other end.
    """

    term: Term
    bound: int
    link: int
    activity: int


@dataclass(frozen=True, slots=True)
class Bindings:
    """The binding of every activity's early (or late) dates, as columns.

    `demand` is the bound before a constraint overrode it (late: the bound itself).
    """

    term: Integers
    bound: Integers
    demand: Integers
    link: Integers
    activity: Integers

    def of(self, activity: int) -> Binding:
        """Return the binding of one activity."""
        return Binding(
            Term(int(self.term[activity])),
            int(self.bound[activity]),
            int(self.link[activity]),
            int(self.activity[activity]),
        )


@dataclass(frozen=True, slots=True)
class Solution:
    """The computed schedule of a network.

    `start` and `finish` are the scheduled dates: the early ones, except for activities that lie as late as
    possible in a project scheduled from its finish. `loops` name activities whose mutual links were left out.
    """

    start: Integers
    finish: Integers
    early_start: Integers
    early_finish: Integers
    late_start: Integers
    late_finish: Integers
    start_float: Integers
    finish_float: Integers
    total_float: Integers
    free_float: Integers
    critical: Booleans
    early: Bindings
    late: Bindings
    project_start: Integers
    project_finish: Integers
    loops: tuple[Loop, ...]
    problems: tuple[Problem, ...]


def moments(column: Integers) -> list[datetime | None]:
    """Return instants as wall-clock moments, None where there is none (or none a calendar can name)."""
    import numpy as np

    known = (column >= FIRST_TICK) & (column <= LAST_TICK)
    seconds = np.where(known, column - FIRST_TICK, 0) * SECONDS_PER_TICK
    values: list[datetime | None] = (np.datetime64("0001-01-01T00:00:00") + seconds).tolist()
    for i in np.flatnonzero(~known).tolist():
        values[i] = None
    return values
