"""The network a schedule is computed from: activities, links, projects and calendars, as plain values.

Instants and durations are integer ticks (tenths of a minute, `planner.worktime.ticks`); activities,
calendars and projects refer to each other by position. Nothing here knows where the values came from, so a
plan, an imported project file and a test literal are scheduled by the same engine.

>>> Network((Activity(duration=4800), Activity(duration=9600)), (Link(0, 1),), projects=(Project(start=0),)).size
2
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from planner.worktime.pattern import AROUND_THE_CLOCK, OFFICE, WorkingCalendar


class LinkKind(IntEnum):
    """Which end of the predecessor binds which end of the successor."""

    FS = 0
    SS = 1
    FF = 2
    SF = 3


class LagUnit(IntEnum):
    """How a lag is measured: working time, clock time, or a share of the predecessor's duration."""

    WORKING = 0
    ELAPSED = 1
    PERCENT = 2
    ELAPSED_PERCENT = 3


class LagCalendar(IntEnum):
    """Whose calendar measures a working lag."""

    SUCCESSOR = 0
    PREDECESSOR = 1
    PROJECT = 2
    AROUND_THE_CLOCK = 3


class Constraint(IntEnum):
    """What a date said about an activity demands of its computed dates.

    START_ON and FINISH_ON are Primavera's: no earlier than in the forward, no later than in the backward pass.
    """

    ASAP = 0
    ALAP = 1
    SNET = 2
    SNLT = 3
    FNET = 4
    FNLT = 5
    MSO = 6
    MFO = 7
    START_ON = 8
    FINISH_ON = 9


class FloatBasis(IntEnum):
    """Which float is the total float of an activity that has not started."""

    SMALLEST = 0
    START = 1
    FINISH = 2


class Instant(IntEnum):
    """Where an activity without duration lies: at the raw instant, or at the begin or end of working time."""

    RAW = 0
    BEGIN = 1
    END = 2


class Sort(IntEnum):
    """Where the dates of an activity come from: its own work, what it is linked to, or the branch that it sums up.

    The last two are Primavera's level of effort and WBS summary; they bind nothing.
    """

    TASK = 0
    LEVEL_OF_EFFORT = 1
    WBS_SUMMARY = 2


@dataclass(frozen=True, slots=True)
class Track:
    """The work of one assignment: `duration` ticks on its own calendar, begun `delay` working ticks late."""

    calendar: int
    duration: int
    delay: int = 0


@dataclass(frozen=True, slots=True)
class Activity:
    """One line of the network; a summary is an activity that others name as their parent.

    `duration`, `remaining` and `split_gap` (interruptions inside the activity) are working ticks on
    `calendar`, None for a calendar meaning the project's. With `tracks` the work of each runs side by side
    and the latest one ends the activity. `levelling_delay` is clock ticks. Instants are ticks or None.
    """

    duration: int = 0
    calendar: int | None = None
    project: int = 0
    parent: int | None = None
    constraint: Constraint = Constraint.ASAP
    constraint_at: int | None = None
    second_constraint: Constraint = Constraint.ASAP
    second_constraint_at: int | None = None
    deadline: int | None = None
    manual_start: int | None = None
    manual_finish: int | None = None
    actual_start: int | None = None
    actual_finish: int | None = None
    remaining: int | None = None
    resume: int | None = None
    active: bool = True
    levelling_delay: int = 0
    split_gap: int = 0
    tracks: tuple[Track, ...] = ()
    instant: Instant = Instant.RAW
    sort: Sort = Sort.TASK

    @property
    def manual(self) -> bool:
        """Whether the dates are inputs."""
        return self.manual_start is not None and self.manual_finish is not None


@dataclass(frozen=True, slots=True)
class Link:
    """A dependency; `lag` is ticks (negative for a lead), or percent of the predecessor's duration."""

    predecessor: int
    successor: int
    kind: LinkKind = LinkKind.FS
    lag: float = 0
    lag_unit: LagUnit = LagUnit.WORKING
    lag_calendar: LagCalendar = LagCalendar.SUCCESSOR


@dataclass(frozen=True, slots=True)
class Project:
    """What holds for all activities of one project.

    `start` is the earliest start; `finish` the required finish, None for the latest early finish of the
    project's own activities. With `from_finish` the project is scheduled backward from `finish`.
    Unfinished work moves past `status_date` only when one is given. An activity is critical when its total
    float is at most `critical_limit` ticks. `honour_constraints` lets SNLT and FNLT override links already
    in the forward pass.
    """

    start: int
    calendar: int = 0
    finish: int | None = None
    from_finish: bool = False
    status_date: int | None = None
    critical_limit: int = 0
    honour_constraints: bool = True
    float_basis: FloatBasis = FloatBasis.SMALLEST


@dataclass(frozen=True, slots=True)
class Network:
    """Activities, links between them, and the projects and calendars they refer to by position.

    `target` asks for late dates relative to one activity alone: everything that does not lead to it has
    no late dates, and its own late finish is its early finish.
    """

    activities: Sequence[Activity]
    links: Sequence[Link] = ()
    projects: Sequence[Project] = (Project(start=0),)
    calendars: tuple[WorkingCalendar, ...] = (OFFICE, AROUND_THE_CLOCK)
    target: int | None = None

    @property
    def size(self) -> int:
        """Number of activities."""
        return len(self.activities)
