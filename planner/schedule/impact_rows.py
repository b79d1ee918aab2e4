"""Rows of an impact: two solutions brought side by side, and what differs between them as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

import numpy as np

from planner.plan.entities import Initiative, Launch
from planner.plan.snapshot import Plan, per_plan
from planner.schedule.engines import Engine
from planner.schedule.plan_schedule import SolvedPlan, solved
from planner.schedule.records import NONE
from planner.schedule.solution import moments
from planner.worktime.ticks import FIRST_TICK, LAST_TICK, TICKS_PER_DAY, TICKS_PER_MINUTE, to_datetime, to_ticks

Array = Any


class MovedWork(NamedTuple):
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
        """Return the rows whose start or finish differs, by new start and then in the order of the plan.

        Work with a date that no calendar can name does not count.
        """
        before, after = self.before, self.after
        rows = np.flatnonzero((before.start != after.start) | (before.finish != after.finish))
        dates = np.stack([column[rows] for column in (before.start, before.finish, after.start, after.finish)])
        rows = rows[((dates >= FIRST_TICK) & (dates <= LAST_TICK)).all(axis=0)]
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
    starts, finishes = (before.start[rows], after.start[rows]), (before.finish[rows], after.finish[rows])
    day = plan.portfolio.minutes_per_day * TICKS_PER_MINUTE
    shifts = _shifts(plan, columns.positions[rows], (starts, finishes))
    values = (
        (columns.ids[i] for i in rows.tolist()),
        *(moments(side) for side in (*starts, *finishes)),
        *((ticks / day).tolist() for ticks in shifts),
        *((new // TICKS_PER_DAY - old // TICKS_PER_DAY).tolist() for old, new in (starts, finishes)),
        *((side.total_float[rows] / day).tolist() for side in (before, after)),
        (after.critical[rows] & ~before.critical[rows]).tolist(),
    )
    return tuple(map(MovedWork._make, zip(*values, strict=True)))


def _shifts(plan: Plan, positions: Array, ends: tuple[tuple[Array, Array], ...]) -> list[Array]:
    """Return by how many working ticks each end moves, on the calendar of each piece of work."""
    run = solved(plan).run
    engine = Engine(run.engine.compiled and len(positions) > 1)
    tables = engine.tables(run.network.calendars)
    calendars = engine.prepare(run.compiled.leaves.calendar[positions])
    found = []
    for old, new in ends:
        out = engine.prepare(np.zeros(len(positions), np.int64))
        engine.kernels["worked_between"](
            tables, calendars, engine.prepare(old), engine.prepare(new), out, len(positions)
        )
        found.append(engine.restore(out))
    return found


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
