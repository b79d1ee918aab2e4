"""Load: what initiatives ask of teams, spread over the working days of their computed dates.

A demand in FTE asks for so many people on each working day of its team from the initiative's start to its finish;
one in person-days for so much in all. Flat demands ask the same every day; front-loaded ones begin at twice the mean
and fall evenly to nothing, back-loaded ones the other way round. Ten days front-loaded over two weeks:

>>> from datetime import datetime
>>> from planner.plan.entities import Initiative
>>> item = Initiative(id="i", code="I", name="Item", manual_start=datetime(2027, 3, 1, 8),
...                   manual_finish=datetime(2027, 3, 12, 17))
>>> want = Demand(id="d", initiative_id="i", team_id="t", person_days=10, profile=DemandProfile.FRONT)
>>> days = load(Plan.of(item, want, Team(id="t", code="T", name="Team")), 2027, 2027)[0]
>>> [round(float(day), 2) for day in days[59:71]]
[1.9, 1.7, 1.5, 1.3, 1.1, 0.0, 0.0, 0.9, 0.7, 0.5, 0.3, 0.1]

Everything is done on whole columns: each demand adds its rate to a difference array over (cell, day), which a
running sum turns into the load of every day; hours of the first and last day that lie outside are taken off. Work that
is interrupted asks for nobody while it rests: its demands are there once for each piece.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import repeat

import numpy as np

from planner.capacity.cells import cells_of
from planner.capacity.resting import broken_up, rests_of
from planner.capacity.working_days import Array, WorkingDays, working_days
from planner.plan.entities import CapacityReturn, Demand, DemandProfile, Resource, StaffingChange, Team
from planner.plan.snapshot import Plan, per_kinds, per_plan
from planner.schedule.plan_schedule import solved
from planner.schedule.records import FAR, NONE
from planner.worktime.ticks import TICKS_PER_DAY
from planner.worktime.whole_columns import worked_by


@dataclass(frozen=True, slots=True)
class _Said:
    """What demands say, as columns: ids of demands and initiatives, cell, FTE and person-days (0: not said)."""

    ids: tuple[str, ...]
    initiatives: tuple[str, ...]
    cell: Array
    fte: Array
    person_days: Array
    front: Array
    back: Array
    sensitive: Array


@per_kinds(Team, Resource, StaffingChange, CapacityReturn, Demand)
def _said(plan: Plan) -> _Said:
    at = cells_of(plan).at
    asked = [demand for demand in plan.all(Demand).values() if (demand.team_id, demand.skill) in at]
    profile = [demand.profile for demand in asked]
    return _Said(
        tuple(demand.id for demand in asked),
        tuple(demand.initiative_id for demand in asked),
        np.array([at[demand.team_id, demand.skill] for demand in asked], np.int64),
        np.array([demand.fte or 0.0 for demand in asked]),
        np.array([demand.person_days or 0.0 for demand in asked]),
        np.array([each is DemandProfile.FRONT for each in profile], bool),
        np.array([each is DemandProfile.BACK for each in profile], bool),
        np.array([demand.sensitive for demand in asked], bool),
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """The demands of scheduled work as columns; those of interrupted work in pieces that follow each other.

    ``cell`` is the row of each in the cells; ``begin`` and ``end`` are work coordinates of its initiative's dates on
    the team's calendar, in working days from the first day; ``first`` and ``last`` the days of its dates, from there;
    ``amount`` its person-days. The rate of work at coordinate w is ``level`` + ``slope`` × w.
    """

    ids: tuple[str, ...]
    initiatives: tuple[str, ...]
    cell: Array
    begin: Array
    end: Array
    first: Array
    last: Array
    amount: Array
    level: Array
    slope: Array
    sensitive: Array

    def before(self, w: Array, chosen: Array) -> Array:
        """Return the person-days that the chosen demands ask up to the coordinates `w`."""
        x, begin = np.clip(w, self.begin[chosen], self.end[chosen]), self.begin[chosen]
        return self.level[chosen] * (x - begin) + self.slope[chosen] / 2 * (x * x - begin * begin)


def _days_worked(days: WorkingDays, calendar: Array, instants: Array) -> Array:
    """Return the working days from the first midnight to instants (n,), each on its own calendar (n,)."""
    done = np.zeros(len(instants))
    for position in np.unique(calendar).tolist():
        here = calendar == position
        zero = worked_by(days.tables, position, days.midnights[:1])
        done[here] = (worked_by(days.tables, position, instants[here]) - zero) / days.day_ticks(position)
    return done


@per_plan
def asked(plan: Plan, first_year: int, last_year: int) -> Asked:
    """Return the demands of all scheduled work, measured from the first of January of ``first_year``.

    Work without dates asks for nothing. A demand in person-days during which its team never works is asked in
    full on the initiative's first day.
    """
    said, days, done = _said(plan), working_days(plan, first_year, last_year), solved(plan)
    position = done.plan_network.position
    of = np.fromiter(map(position.get, said.initiatives, repeat(-1)), np.int64, len(said.initiatives))
    start, finish = np.append(done.solution.start, NONE)[of], np.append(done.solution.finish, NONE)[of]
    dated = np.flatnonzero((start > 0) & (finish < FAR) & (finish >= start))
    of, start, finish = np.arange(len(dated)), start[dated], finish[dated]
    rests = rests_of(plan)
    if rests:
        of, start, finish = broken_up([said.initiatives[i] for i in dated.tolist()], rests, start, finish)
    chosen = dated[of]
    cell = said.cell[chosen]
    calendars = calendar_of_cells(plan, days)
    calendar = calendars[cell]
    begin, end = (_days_worked(days, calendar, instants) for instants in (start, finish))
    amount, level, slope = _rates(said, chosen, of, begin, end)
    origin = days.first.toordinal()
    all_ = not rests and len(chosen) == len(said.ids)
    return Asked(
        said.ids if all_ else tuple(map(said.ids.__getitem__, chosen.tolist())),
        said.initiatives if all_ else tuple(map(said.initiatives.__getitem__, chosen.tolist())),
        cell,
        begin,
        end,
        start // TICKS_PER_DAY - origin,
        np.maximum(start, finish - 1) // TICKS_PER_DAY - origin,
        amount,
        level,
        slope,
        said.sensitive[chosen],
    )


def _rates(said: _Said, chosen: Array, of: Array, begin: Array, end: Array) -> tuple[Array, Array, Array]:
    """Return amount, level and slope of pieces: demand ``chosen``, piece of stretch ``of``, in order of time.

    A demand spreads over its pieces as if nothing lay between them; one without working time keeps all on the first.
    """
    length = end - begin
    first = np.flatnonzero(np.diff(of, prepend=-1))
    counts = np.diff(np.append(first, len(of)))
    span = np.repeat(np.add.reduceat(length, first), counts) if len(of) else length
    gone = np.cumsum(length) - length
    done = gone - np.repeat(gone[first], counts)
    total = np.where(said.person_days[chosen] > 0, said.person_days[chosen], said.fte[chosen] * span)
    mean = np.divide(total, span, out=np.zeros_like(total), where=span > 0)
    steep = np.divide(2 * mean, span, out=np.zeros_like(total), where=span > 0)
    front, back = said.front[chosen], said.back[chosen]
    slope = np.where(front, -steep, np.where(back, steep, 0.0))
    high = np.where(front, 2 * mean, np.where(back, 0.0, mean))
    parts = high * length + slope / 2 * ((done + length) ** 2 - done**2)
    opens = np.zeros(len(of), bool)
    opens[first] = True
    alone = np.repeat(counts == 1, counts)
    amount = np.where(alone, total, np.where(span > 0, parts, np.where(opens, total, 0.0)))
    return amount, high - slope * (begin - done), slope


@per_plan
def by_cell(plan: Plan, first_year: int, last_year: int) -> tuple[Array, Array]:
    """Return the demands in order of their cells, and where each cell's begin in it, (cells + 1,)."""
    cell = asked(plan, first_year, last_year).cell
    order = np.argsort(cell, kind="stable")
    return order, np.searchsorted(cell[order], np.arange(len(cells_of(plan).cells) + 1))


def calendar_of_cells(plan: Plan, days: WorkingDays) -> Array:
    """Return the position of the calendar of each cell's team, (cells,)."""
    teams = plan.all(Team)
    of_team = {id_: days.position(team.calendar_id) for id_, team in teams.items()}
    return np.array([of_team[cell.team_id] for cell in cells_of(plan).cells], np.int64)


@per_plan
def load(plan: Plan, first_year: int, last_year: int) -> Array:
    """Return the person-days asked of each cell on each day of these calendar years, (cells, days).

    The row of a whole team holds what is asked of it in any skill.
    """
    found = asked(plan, first_year, last_year)
    return spread_over_days(plan, found, work_grid(plan, first_year, last_year), np.arange(len(found.cell)))


@per_plan
def sensitive_load(plan: Plan, first_year: int, last_year: int) -> Array | None:
    """Return the load that exposes people to sensitive content, (cells, days); None where no work does."""
    found = asked(plan, first_year, last_year)
    chosen = np.flatnonzero(found.sensitive)
    if not chosen.size:
        return None
    return spread_over_days(plan, found, work_grid(plan, first_year, last_year), chosen)


@dataclass(frozen=True, slots=True)
class WorkGrid:
    """The working time of each cell's team by day.

    ``coordinate`` is the work coordinate of each midnight, (cells, days + 1); ``added`` and ``squares`` are what each
    day adds to it and to its square, (cells, days).
    """

    coordinate: Array
    added: Array
    squares: Array


@per_plan
def work_grid(plan: Plan, first_year: int, last_year: int) -> WorkGrid:
    """Return the working time of every cell over these calendar years, in working days from their begin."""
    days = working_days(plan, first_year, last_year)
    used, place = np.unique(calendar_of_cells(plan, days), return_inverse=True)
    table = np.zeros((len(used), days.size + 1))
    for i, position in enumerate(used.tolist()):
        table[i, 1:] = np.cumsum(days.ticks(position)) / days.day_ticks(position)
    return WorkGrid(table[place], np.diff(table, axis=1)[place], np.diff(table * table, axis=1)[place])


def spread_over_days(plan: Plan, found: Asked, grid: WorkGrid, chosen: Array) -> Array:
    """Return the chosen demands spread over days, (cells, days), whole teams summed over their skills."""
    cells = cells_of(plan)
    size, width = grid.coordinate.shape
    if not size or not chosen.size:
        return np.zeros((size, width - 1))
    first = np.clip(found.first[chosen], 0, width - 1)
    end = np.clip(found.last[chosen] + 1, 0, width - 1)
    row = found.cell[chosen]

    def running(rate: Array) -> Array:
        changes = np.bincount(
            np.concatenate((row * width + first, row * width + end)), np.concatenate((rate, -rate)), size * width
        )
        return changes.reshape(size, width)[:, :-1].cumsum(axis=1)

    level, slope = found.level[chosen], found.slope[chosen]
    total = running(level)
    total *= grid.added
    if slope.any():
        bent = running(slope / 2)
        bent *= grid.squares
        total += bent
    _trim(total, found, chosen, grid.coordinate, width - 1)
    np.maximum(total, 0.0, out=total)
    starts = np.array(list(cells.team_at.values()))
    if len(starts) < size:
        total[starts] = np.add.reduceat(total, starts, axis=0)
    return total


def _trim(total: Array, found: Asked, chosen: Array, coordinate: Array, size: int) -> None:
    """Take off what the first and last days hold outside the dates; put what has no working time on its first day."""
    row, level, slope = found.cell[chosen], found.level[chosen], found.slope[chosen]
    flat = total.reshape(-1)  # a view, into which numpy adds several times faster by one position than by two

    def between(low: Array, high: Array, at: Array) -> Array:
        return level[at] * (high - low) + slope[at] / 2 * (high * high - low * low)

    opens = np.flatnonzero((found.first[chosen] >= 0) & (found.first[chosen] < size))
    day = found.first[chosen][opens]
    early = between(coordinate[row[opens], day], found.begin[chosen][opens], opens)
    np.subtract.at(flat, row[opens] * size + day, early)
    closes = np.flatnonzero((found.last[chosen] >= 0) & (found.last[chosen] < size))
    day = found.last[chosen][closes]
    late = between(found.end[chosen][closes], coordinate[row[closes], day + 1], closes)
    np.subtract.at(flat, row[closes] * size + day, late)
    stuck = opens[(found.end[chosen] <= found.begin[chosen])[opens]]
    np.add.at(flat, row[stuck] * size + found.first[chosen][stuck], found.amount[chosen][stuck])
