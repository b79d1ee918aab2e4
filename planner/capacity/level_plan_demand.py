"""What work takes of teams and people, day by day: the rows of capacity, and how a demand loads them.

A row is a team, those of it with a skill, or one person. Its capacity on a day is in person-days; a demand's load on a
day follows from the dates of its work as in `planner.capacity.load`, so that what levelling places is what the load of
the plan shows afterwards.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import timedelta

import numpy as np

from planner.capacity.cells import ANY, cells_of
from planner.capacity.resting import Rests, pieces, rests_of
from planner.capacity.supply import supply
from planner.capacity.working_days import Array, WorkingDays
from planner.plan.entities import (
    Assignment,
    CapacityReturn,
    Demand,
    DemandProfile,
    Initiative,
    Resource,
    ResourceType,
    Team,
)
from planner.plan.entities.work import Status
from planner.plan.snapshot import Plan
from planner.schedule.plan_network import duration_ticks, scheduled_duration
from planner.schedule.plan_schedule import carry, solved
from planner.schedule.plan_tracks import work_ticks
from planner.worktime.arithmetic import worked
from planner.worktime.tables import listed
from planner.worktime.ticks import TICKS_PER_DAY

TINY = 1e-6
"""Person-days that are a rounding error, not load."""

FRONT, FLAT, BACK = -1, 0, 1


@dataclass(frozen=True, slots=True)
class Asks:
    """One demand or assignment: the rows it loads, the calendar it is measured on, and how much.

    `amount` person-days in all, spread over the span; where it is 0, `fte` people at a time. `profile` is FRONT, FLAT
    or BACK. During `rests` nothing is asked.
    """

    rows: tuple[int, ...]
    calendar: int
    fte: float
    amount: float
    profile: int
    rests: Rests = ()


@dataclass(frozen=True, slots=True)
class CapacityRows:
    """Every row by position: first the cells of teams, then people at work on something.

    `teams` and `skills` name the rows of teams, `people` those of persons ("" for the others); `free` is person-days,
    (rows, days); `calendar` the position of each row's calendar.
    """

    teams: tuple[str, ...]
    skills: tuple[str, ...]
    people: tuple[str, ...]
    calendar: tuple[int, ...]
    free: Array
    days: WorkingDays

    def name(self, plan: Plan, row: int) -> str:
        """Return whom a row stands for, in words."""
        if self.people[row]:
            return plan.all(Resource)[self.people[row]].name
        team = plan.all(Team)[self.teams[row]]
        return f"{team.name} ({self.skills[row]})" if self.skills[row] else team.name


def capacity_rows(plan: Plan, first_year: int, last_year: int) -> CapacityRows:
    """Return the rows of a plan with what each has on each day of these calendar years.

    Time that automation gives back counts only once the automation is done: levelling may move the rest.
    """
    certain = _without_promises(plan)
    found = supply(certain, first_year, last_year)
    days, cells = found.days, cells_of(certain)
    assigned = {row.resource_id for row in plan.all(Assignment).values()}
    people = [p for id_, p in plan.all(Resource).items() if id_ in assigned and p.type is ResourceType.PERSON]
    of_people = [_presence(person, days) for person in people]
    teams = plan.all(Team)
    return CapacityRows(
        tuple(cell.team_id for cell in cells.cells) + ("",) * len(people),
        tuple(cell.skill for cell in cells.cells) + ("",) * len(people),
        ("",) * len(cells.cells) + tuple(person.id for person in people),
        tuple(days.position(teams[cell.team_id].calendar_id) for cell in cells.cells)
        + tuple(days.position(person.calendar_id) for person in people),
        np.vstack([found.net, *of_people]) if people else found.net.copy(),
        days,
    )


def _without_promises(plan: Plan) -> Plan:
    """Return the plan without what automation that is not in use yet promises to give back."""
    items = plan.all(Initiative)
    promised = [
        id_
        for id_, row in plan.all(CapacityReturn).items()
        if row.initiative_id in items and items[row.initiative_id].actual_finish is None
        and items[row.initiative_id].status is not Status.DONE
    ]  # fmt: skip
    if not promised:
        return plan
    certain = plan.with_entities([(CapacityReturn.KIND.name, id_, None) for id_ in promised], plan.revision)
    carry(certain, solved(plan))
    return certain


def _presence(person: Resource, days: WorkingDays) -> Array:
    """Return the most that a person can work on each day, (days,)."""
    there: Array = days.shares(days.position(person.calendar_id)) * (person.max_units / 100.0)
    if person.engaged_from is not None:
        there[: max(0, (person.engaged_from - days.first) // timedelta(days=1))] = 0.0
    if person.engaged_until is not None:
        there[max(0, (person.engaged_until - days.first) // timedelta(days=1) + 1) :] = 0.0
    return there


def asks_by_initiative(plan: Plan, rows: CapacityRows) -> dict[str, list[Asks]]:
    """Return the demands and assignments of each initiative that load a row."""
    found: dict[str, list[Asks]] = defaultdict(list)
    at = {pair: row for row, pair in enumerate(zip(rows.teams, rows.skills, strict=True)) if pair[0]}
    both: dict[int, tuple[int, ...]] = {}
    profiles = {DemandProfile.FRONT: FRONT, DemandProfile.FLAT: FLAT, DemandProfile.BACK: BACK}
    resting = rests_of(plan)
    for demand in plan.all(Demand).values():
        row = at.get((demand.team_id, demand.skill))
        fte, amount = demand.fte or 0.0, demand.person_days or 0.0
        if row is None or not (fte > 0 or amount > 0):
            continue
        if row not in both:
            whole = at[demand.team_id, ANY]
            same = row == whole or np.array_equal(rows.free[row], rows.free[whole])
            both[row] = (whole,) if same else (row, whole)
        rests = resting.get(demand.initiative_id, ())
        asks = Asks(both[row], rows.calendar[row], fte, amount, profiles[demand.profile], rests)
        found[demand.initiative_id].append(asks)
    place = {id_: row for row, id_ in enumerate(rows.people) if id_}
    items, units = plan.all(Initiative), plan.units
    for assignment in plan.all(Assignment).values():
        row, item = place.get(assignment.resource_id), items.get(assignment.initiative_id)
        said = scheduled_duration(item) if item is not None else None
        if row is None or said is None:
            continue
        calendar = rows.calendar[row]
        amount = work_ticks(assignment, duration_ticks(said, units), units) / rows.days.day_ticks(calendar)
        if amount > 0:
            rests = resting.get(assignment.initiative_id, ())
            found[assignment.initiative_id].append(Asks((row,), calendar, 0.0, amount, FLAT, rests))
    return found


def asked_of_somebody(plan: Plan, rows: CapacityRows) -> tuple[dict[str, list[Asks]], frozenset[int]]:
    """Return what each initiative asks of rows that ever have anybody, and the asked rows that never do."""
    said = asks_by_initiative(plan, rows)
    nobody = frozenset(np.flatnonzero(rows.free.max(axis=1, initial=0.0) <= TINY).tolist())
    nobody &= {row for asks in said.values() for one in asks for row in one.rows}
    if not nobody:
        return said, nobody
    found = {}
    for id_, asks in said.items():
        kept = [replace(one, rows=tuple(row for row in one.rows if row not in nobody)) for one in asks]
        if any(one.rows for one in kept):
            found[id_] = [one for one in kept if one.rows]
    return found, nobody


class DayLoads:
    """The load of one demand on each day between two instants."""

    def __init__(self, days: WorkingDays) -> None:
        self._t = listed(days.calendars.values)
        self._origin = days.first.toordinal()
        self._days = days
        self._coordinates: dict[int, tuple[int, int, Array]] = {}

    def _of(self, calendar: int) -> tuple[int, int, Array]:
        """Return the work coordinate of the first day, the ticks of a whole day, coordinates of midnights in days."""
        if calendar not in self._coordinates:
            whole = self._days.day_ticks(calendar)
            column = np.zeros(self._days.size + 1)
            column[1:] = np.cumsum(self._days.ticks(calendar)) / whole
            zero = worked(self._t, calendar, int(self._days.midnights[0]))
            self._coordinates[calendar] = (zero, whole, column)
        return self._coordinates[calendar]

    def rate(self, asks: Asks, start: int, finish: int) -> float:
        """Return the mean person-days that a demand asks per working day."""
        if not asks.amount:
            return asks.fte
        span = sum(end - begin for begin, end in self._stretches(asks, start, finish))
        return asks.amount / span if span > 0 else asks.amount

    def _stretches(self, asks: Asks, start: int, finish: int) -> list[tuple[float, float]]:
        """Return the working time in which a demand asks, as coordinates in days: without its rests."""
        zero, whole, _ = self._of(asks.calendar)
        within = pieces(start, finish, asks.rests) if asks.rests else [(start, finish)]
        at = {tick: (worked(self._t, asks.calendar, tick) - zero) / whole for piece in within for tick in piece}
        return [(at[begin], at[end]) for begin, end in within]

    def scale(self, calendar: int) -> tuple[int, int]:
        """Return the work coordinate of the first day on a calendar and the ticks of a whole working day."""
        return self._of(calendar)[:2]

    def coordinate(self, calendar: int) -> Array:
        """Return the working days of a calendar before each midnight, (days + 1,)."""
        return self._of(calendar)[2]

    def daily(self, asks: list[Asks], start: int, finish: int) -> dict[int, Array]:
        """Return by row the person-days that flat demands ask on each day of the known years, were it worked on all."""
        found: dict[int, Array] = {}
        for one in asks:
            days = self.rate(one, start, finish) * np.diff(self._of(one.calendar)[2])
            for row in one.rows:
                found[row] = found[row] + days if row in found else days
        return found

    def of(self, asks: Asks, start: int, finish: int) -> tuple[int, Array]:
        """Return the first day, counted from that of the rows, and person-days on it and the days after it.

        Days outside the years that the rows cover are left out.
        """
        coordinate = self.coordinate(asks.calendar)
        stretches = self._stretches(asks, start, finish)
        first = start // TICKS_PER_DAY - self._origin
        last = max(start, finish - 1) // TICKS_PER_DAY - self._origin
        from_, to = min(max(first, 0), self._days.size), min(max(last + 1, 0), self._days.size)
        span = sum(end - begin for begin, end in stretches)
        amount = asks.amount or asks.fte * span
        if span <= 0:
            return (from_, np.array([amount])) if from_ == first < self._days.size else (from_, np.zeros(0))
        edges = coordinate[from_ : to + 1]
        done = sum(np.clip(edges, begin, end) - begin for begin, end in stretches)
        mean = amount / span
        if asks.profile == FLAT:
            return from_, mean * np.diff(done)
        slope = 2 * mean / span * asks.profile
        high = 2 * mean if asks.profile == FRONT else 0.0
        return from_, high * np.diff(done) + slope / 2 * np.diff(done * done)
