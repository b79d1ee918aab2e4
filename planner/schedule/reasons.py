"""Reasons of dates as data: what a date follows from, and the moves that lead from there to it.

A *step* is one date of one piece of work. It starts from a given instant (the date of another piece of work, or
something that was said: a constraint, an actual, the start of the project) and moves it: lag added, rest days
passed, a duration walked. A *chain* is the steps from a date back to something that was said, each beginning
where the next one ends. Anyone can follow it again:

>>> from datetime import datetime
>>> from planner.worktime import OFFICE
>>> friday, monday = datetime(2027, 1, 15, 17), datetime(2027, 1, 18, 8)
>>> move = Move(Purpose.WORKING_TIME, MoveKind.BEGIN, OFFICE, 0, friday, monday)
>>> step = Step("b", DateKind.EARLY_START, Cause.LINK, friday, (move,), monday, "a>b", "a")
>>> str(recompute(step)), [rest.name for rest in move.rests]
('2027-01-18 08:00:00', ['weekend'])
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from planner.schedule.rests import Rest, rests_between
from planner.worktime import arithmetic
from planner.worktime.pattern import WorkingCalendar
from planner.worktime.tables import listed
from planner.worktime.ticks import to_datetime, to_ticks


class DateKind(StrEnum):
    """The four dates of the critical path method."""

    EARLY_START = "early_start"
    EARLY_FINISH = "early_finish"
    LATE_START = "late_start"
    LATE_FINISH = "late_finish"

    @property
    def is_late(self) -> bool:
        """Whether it is a date by which something must happen."""
        return self in (DateKind.LATE_START, DateKind.LATE_FINISH)

    @property
    def is_start(self) -> bool:
        """Whether it is a start."""
        return self in (DateKind.EARLY_START, DateKind.LATE_START)


class Cause(StrEnum):
    """Why a date is what it is: the term that binds it. All but the first four end a chain."""

    DURATION = "duration"
    LINK = "link"
    PARTS = "parts"
    AS_LATE_AS_POSSIBLE = "as_late_as_possible"
    EXTERNAL = "external"
    PROJECT_START = "project_start"
    PARENT = "parent"
    CONSTRAINT = "constraint"
    STATUS_DATE = "status_date"
    RESUME = "resume"
    MANUAL = "manual"
    ACTUAL = "actual"
    PROJECT_FINISH = "project_finish"
    DEADLINE = "deadline"
    TARGET = "target"


class End(StrEnum):
    """An end of a piece of work."""

    START = "start"
    FINISH = "finish"


class MoveKind(StrEnum):
    """How an instant is moved: through working time, by the clock, or to an edge of working time."""

    WORK = "work"
    CLOCK = "clock"
    BEGIN = "begin"
    END = "end"


class Purpose(StrEnum):
    """What a move stands for."""

    LAG = "lag"
    DURATION = "duration"
    REMAINING = "remaining"
    LEVELLING = "levelling"
    ASSIGNMENT = "assignment"
    WORKING_TIME = "working_time"


@dataclass(frozen=True, slots=True)
class Move:
    """One move of an instant: `ticks` (tenths of minutes, negative: back) on `calendar`, None for the clock."""

    purpose: Purpose
    kind: MoveKind
    calendar: WorkingCalendar | None
    ticks: int
    before: datetime
    after: datetime

    @property
    def rests(self) -> tuple[Rest, ...]:
        """Return the named times without work that the move passes over, in order."""
        if self.calendar is None:
            return ()
        first, last = sorted((self.before, self.after))
        return rests_between(self.calendar, first, last)


@dataclass(frozen=True, slots=True)
class Step:
    """One date of one piece of work, and how it follows from `given`.

    `source_id` is the work whose date `given` is (of the next step), or who said it: the summary above whose
    deadline or start counts, the work that finishes last; None where nobody else has a part in it.
    `dependency_id` is the link followed. `constraint` is the short name of a binding constraint (SNET, ...).
    """

    id: str
    date: DateKind
    cause: Cause
    given: datetime
    moves: tuple[Move, ...]
    at: datetime
    dependency_id: str | None = None
    source_id: str | None = None
    source_date: DateKind | None = None
    constraint: str = ""


Chain = tuple[Step, ...]
"""Steps from a date back to its root; each one's `given` is the next one's `at`."""


@dataclass(frozen=True, slots=True)
class FloatReason:
    """What a float is measured between: `ticks` of working time on `calendar` from `earliest` to `latest`.

    `end` says which end of the work is compared. Free float (`free`) is at least 0; `dependency_id` is then the
    link whose successor would move first, None where nothing follows.
    """

    ticks: int
    end: End
    earliest: datetime
    latest: datetime
    calendar: WorkingCalendar
    free: bool = False
    dependency_id: str | None = None


def recompute(step: Step) -> datetime:
    """Return the date that the moves of a step lead to from its given instant."""
    instant = to_ticks(step.given)
    for move in step.moves:
        instant = moved(move, instant)
    return known(instant)


def recompute_float(reason: FloatReason) -> int:
    """Return the ticks of working time between the two instants of a float."""
    tables = listed((reason.calendar,))
    latest = arithmetic.worked(tables, 0, to_ticks(reason.latest))
    ticks = latest - arithmetic.worked(tables, 0, to_ticks(reason.earliest))
    return max(0, ticks) if reason.free else ticks


def moved(move: Move, instant: int) -> int:
    """Return where a move takes an instant (in ticks)."""
    if move.calendar is None:
        return instant + move.ticks
    tables = listed((move.calendar,))
    match move.kind:
        case MoveKind.BEGIN:
            return arithmetic.next_begin(tables, 0, instant)
        case MoveKind.END:
            return arithmetic.previous_end(tables, 0, instant)
        case MoveKind.WORK | MoveKind.CLOCK:
            return arithmetic.walk(tables, 0, instant, move.ticks)


def known(ticks: int) -> datetime:
    """Return the moment of a tick; OutOfTimeError where no calendar has a name for it."""
    moment = to_datetime(ticks)
    if moment is None:
        raise OutOfTimeError(ticks)
    return moment


class OutOfTimeError(ArithmeticError):
    """An instant before year 1 or after year 9999."""
