"""Rows of an impact: two solutions brought side by side, and what differs between them as values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np

from planner.plan.entities import Initiative, Launch
from planner.plan.snapshot import Plan, per_plan
from planner.schedule.engines import Engine
from planner.schedule.plan_schedule import SolvedPlan, solved
from planner.schedule.records import NONE
from planner.schedule.solution import moments
from planner.worktime.ticks import TICKS_PER_MINUTE, to_datetime, to_ticks

Array = Any


@dataclass(frozen=True, slots=True)
class MovedWork:
    """One initiative or launch whose dates move.

    `start_days` and `finish_days` are working days on its own calendar, `..._calendar_days` days of the calendar;
    negative: earlier. Floats are in working days.
    """

    id: str
    start_before: datetime
    start_after: datetime
    finish_before: datetime
    finish_after: datetime
    start_days: float
    finish_days: float
    start_calendar_days: int
    finish_calendar_days: int
    float_before: float
    float_after: float
    newly_critical: bool


@dataclass(frozen=True, slots=True)
class LateWork:
    """A deadline or target date that is missed on one side of a change: due, and the finish before and after."""

    id: str
    due: datetime
    finish_before: datetime
    finish_after: datetime


@dataclass(frozen=True, slots=True)
class Side:
    """The columns of one schedule, of the work that has dates in both."""

    start: Array
    finish: Array
    total_float: Array
    critical: Array


@dataclass(frozen=True, slots=True)
class Columns:
    """Two schedules side by side: row i of both is the work `ids[i]`, at `positions[i]` after the change."""

    ids: tuple[str, ...]
    positions: Array
    before: Side
    after: Side
    added: tuple[str, ...]
    removed: tuple[str, ...]

    @classmethod
    def of(cls, before: SolvedPlan, after: SolvedPlan) -> Columns:
        """Return the columns of two solved plans."""
        old, new = _dated(before), _dated(after)
        if before.plan_network.position is after.plan_network.position and bool((old == new).all()):
            rows = old if len(old) < before.plan_network.size or not old.all() else None
            here = np.arange(before.plan_network.size) if rows is None else np.flatnonzero(old)
            ids = before.plan_network.ids
            names = ids[: before.plan_network.size] if rows is None else tuple(ids[i] for i in here.tolist())
            return cls(names, here, _side(before, here), _side(after, here), (), ())
        theirs = {id_: i for id_, i in before.plan_network.position.items() if old[i]}
        ours = {id_: i for id_, i in after.plan_network.position.items() if new[i]}
        names = tuple(id_ for id_ in ours if id_ in theirs)
        there = np.array([theirs[id_] for id_ in names], np.int64)
        here = np.array([ours[id_] for id_ in names], np.int64)
        added = tuple(id_ for id_ in ours if id_ not in theirs)
        removed = tuple(id_ for id_ in theirs if id_ not in ours)
        return cls(names, here, _side(before, there), _side(after, here), added, removed)

    def ids_where(self, marks: Array) -> tuple[str, ...]:
        """Return the ids of the marked rows."""
        return tuple(self.ids[i] for i in np.flatnonzero(marks).tolist())

    def moved(self) -> Array:
        """Return the rows whose start or finish differs, by new start and then in the order of the plan."""
        rows = np.flatnonzero((self.before.start != self.after.start) | (self.before.finish != self.after.finish))
        return rows[np.argsort(self.after.start[rows], kind="stable")]


def _dated(done: SolvedPlan) -> Array:
    size = done.plan_network.size
    return (done.solution.finish[:size] != NONE) & (done.solution.late_finish[:size] != NONE)


def _side(done: SolvedPlan, rows: Array) -> Side:
    s = done.solution
    return Side(s.start[rows], s.finish[rows], s.total_float[rows], s.critical[rows])


def moved_rows(plan: Plan, columns: Columns) -> tuple[MovedWork, ...]:
    """Return what moves as rows, by new start; `plan` is the one after the change."""
    rows = columns.moved()
    before, after = columns.before, columns.after
    starts = (moments(before.start[rows]), moments(after.start[rows]))
    finishes = (moments(before.finish[rows]), moments(after.finish[rows]))
    spans = _working_days(plan, columns, rows)
    day = plan.portfolio.minutes_per_day * TICKS_PER_MINUTE
    old_float, new_float = (before.total_float[rows] / day).tolist(), (after.total_float[rows] / day).tolist()
    fresh = (after.critical[rows] & ~before.critical[rows]).tolist()
    found = []
    for n, row in enumerate(rows.tolist()):
        s, t, f, g = starts[0][n], starts[1][n], finishes[0][n], finishes[1][n]
        if s is None or t is None or f is None or g is None:
            continue
        found.append(
            MovedWork(
                columns.ids[row], s, t, f, g, spans[0][n], spans[1][n],
                t.toordinal() - s.toordinal(), g.toordinal() - f.toordinal(), old_float[n], new_float[n], fresh[n],
            )
        )  # fmt: skip
    return tuple(found)


def _working_days(plan: Plan, columns: Columns, rows: Array) -> tuple[list[float], list[float]]:
    """Return by how many working days starts and finishes move, on the calendar of each piece of work."""
    done = solved(plan)
    engine = Engine(done.run.engine.compiled and len(rows) > 1)
    tables = engine.tables(done.network.calendars)
    worked: Callable[[Any, int, int], int] = engine.kernels["worked"]
    day = plan.portfolio.minutes_per_day * TICKS_PER_MINUTE
    activities, projects = done.network.activities, done.network.projects
    defaults = [project.calendar for project in projects]
    calendars = [
        defaults[a.project] if a.calendar is None else a.calendar
        for a in (activities[i] for i in columns.positions[rows].tolist())
    ]

    def spans(old: list[int], new: list[int]) -> list[float]:
        both = zip(calendars, old, new, strict=True)
        return [0.0 if a == b else (worked(tables, c, b) - worked(tables, c, a)) / day for c, a, b in both]

    before, after = columns.before, columns.after
    return (
        spans(before.start[rows].tolist(), after.start[rows].tolist()),
        spans(before.finish[rows].tolist(), after.finish[rows].tolist()),
    )


@per_plan
def due_dates(plan: Plan) -> dict[str, datetime]:
    """Return the deadlines of initiatives and target dates of launches, by id."""
    found = {item.id: item.deadline for item in plan.all(Initiative).values() if item.deadline is not None}
    return found | {item.id: item.target_date for item in plan.all(Launch).values() if item.target_date is not None}


def late_work(before: Plan, after: Plan, columns: Columns, *, missed_after: bool) -> tuple[LateWork, ...]:
    """Return the due dates that are missed on one side of a change only, by id; of `after`'s due dates."""
    old_due = due_dates(before)
    alike = all(before.all(kind) is after.all(kind) for kind in (Initiative, Launch))
    new_due = old_due if alike else due_dates(after)
    position = solved(after).plan_network.position
    row_of = np.full(len(position), -1, np.int64)
    row_of[columns.positions] = np.arange(len(columns.ids))
    found = []
    for id_, due in new_due.items():
        row, was = int(row_of[position[id_]]), old_due.get(id_)
        if row < 0:
            continue
        old, new = int(columns.before.finish[row]), int(columns.after.finish[row])
        late_before, late_after = was is not None and old > to_ticks(was), new > to_ticks(due)
        start, finish = to_datetime(old), to_datetime(new)
        if late_before != late_after and late_after == missed_after and start is not None and finish is not None:
            found.append(LateWork(id_, due, start, finish))
    return tuple(found)
