"""Interruptions of work in a Microsoft Project XML file: what is done on each day, and nothing on days of rest.

The format has no element for the parts of a split task. Microsoft Project draws them from the timephased data of its
assignments; work that nobody is assigned to gets an assignment of nobody, as Microsoft Project itself writes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from lxml import etree

from planner.plan.entities import Assignment, Initiative, Interruption, Resource, ResourceType
from planner.plan.snapshot import Plan
from planner.schedule.plan_network import duration_ticks, scheduled_duration
from planner.schedule.plan_schedule import SolvedPlan
from planner.schedule.result import Schedule
from planner.worktime import arithmetic
from planner.worktime.tables import listed
from planner.worktime.ticks import TICKS_PER_DAY, to_datetime, to_ticks
from planner_exports.ms_project_parts import iso, put, put_some

NOBODY = -65535
REMAINING, DONE = 1, 2
DAYS = 2
"""Code of the unit of timephased data that are by the day."""

LEAST_UNITS = 0.01
"""Percent below which an assignment has no work to show."""

_CLOSE = 10
"""Ticks by which rests may miss the time by which work outlasts its duration, for a reader to take them as such."""


class Day(NamedTuple):
    """What lies in one day: from begin to end, in ticks, with so many of them worked, and whether they are done."""

    begin: int
    end: int
    work: int
    done: bool


@dataclass(frozen=True, slots=True)
class Split:
    """Interrupted work: its days, and the interruptions that a reader of the file finds in them."""

    days: tuple[Day, ...]
    read: tuple[Interruption, ...]


class SplitSheet:
    """The interrupted work of a plan, and who does it."""

    def __init__(self, plan: Plan, solved: SolvedPlan, schedule: Schedule) -> None:
        self._solved, self._schedule, self._units = solved, schedule, plan.units
        self._tables = listed(solved.calendars.values)
        self.of = {item.id: split for item in plan.all(Initiative).values() if (split := self._split(item)) is not None}
        people = {r.id for r in plan.all(Resource).values() if r.type is ResourceType.PERSON}
        self._shown = {
            row.id: row.initiative_id
            for row in plan.all(Assignment).values()
            if row.initiative_id in self.of and row.resource_id in people and row.units >= LEAST_UNITS
        }
        staffed = set(self._shown.values())
        self.unstaffed = tuple(sorted(id_ for id_ in self.of if id_ not in staffed))

    def _split(self, item: Initiative) -> Split | None:
        """Return the parts of interrupted work; None where no interruption lies in it."""
        dates = self._schedule.dates.get(item.id)
        activity = self._solved.network.activities[self._solved.plan_network.position[item.id]]
        said = scheduled_duration(item)
        whole = self._solved.run.compiled.leaves.summary[self._solved.plan_network.position[item.id]]
        if not item.interruptions or dates is None or whole or activity.sort or said is None or said.is_elapsed:
            return None
        calendar, start, finish = activity.calendar or 0, to_ticks(dates.early_start), to_ticks(dates.early_finish)
        rests = list(_rests(item.interruptions, start, finish))
        edges = [start, *(tick for rest in rests for tick in rest), finish]
        length = duration_ticks(said, self._units)
        left = length if item.actual_start is None else length - self._done(item, length)
        days: list[Day] = []
        for number, (begin, end) in enumerate(pairwise(edges)):
            days += self._days(calendar, begin, end, resting=number % 2 == 1)
        marked = tuple(_marked(days, length - left if item.actual_finish is None else length))
        read = tuple(self._read(calendar, [day for day in marked if day.work]))
        extra = self._between(calendar, start, finish) - length
        gaps = sum(self._between(calendar, to_ticks(r.start), to_ticks(r.finish)) for r in read)
        return Split(marked, read if abs(gaps - extra) <= _CLOSE else ()) if len(days) > 1 and rests else None

    def _done(self, item: Initiative, length: int) -> int:
        """Return the work that is done, as the task's own progress is written."""
        if item.remaining is not None and not item.remaining.is_percent:
            return length - min(item.remaining.tenths(self._units), length)
        return round(length * item.percent_complete / 100)

    def _between(self, calendar: int, begin: int, end: int) -> int:
        return arithmetic.worked(self._tables, calendar, end) - arithmetic.worked(self._tables, calendar, begin)

    def _days(self, calendar: int, begin: int, end: int, *, resting: bool) -> Iterator[Day]:
        """Yield the days with working time between two instants; of a rest nothing is worked in them."""
        at = arithmetic.next_begin(self._tables, calendar, begin)
        while at < end:
            midnight = (at // TICKS_PER_DAY + 1) * TICKS_PER_DAY
            stop = arithmetic.previous_end(self._tables, calendar, min(end, midnight))
            yield Day(at, stop, 0 if resting else self._between(calendar, at, stop), False)
            at = arithmetic.next_begin(self._tables, calendar, min(end, midnight))

    def _read(self, calendar: int, days: list[Day]) -> Iterator[Interruption]:
        for before, after in pairwise(days):
            if self._between(calendar, before.end, after.begin) > 0:
                start, finish = to_datetime(before.end), to_datetime(after.begin)
                assert start is not None
                assert finish is not None
                yield Interruption(start=start, finish=finish)

    def write(self, element: etree._Element, row: Assignment, uid: int) -> None:
        """Append the timephased data of an assignment of interrupted work, if it shows any."""
        if row.id in self._shown:
            self._write(element, uid, self.of[row.initiative_id].days, row.units / 100)

    def write_unstaffed(self, holder: etree._Element, id_: str, task: int, uid: int) -> None:
        """Append an assignment of nobody that shows the days of work of which nobody is assigned."""
        days = self.of[id_].days
        element = put(holder, "Assignment")
        put_some(element, UID=uid, TaskUID=task, ResourceUID=NOBODY)
        put_some(element, Finish=to_datetime(days[-1].end), Start=to_datetime(days[0].begin), Units=1)
        put_some(element, Work=iso(sum(day.work for day in days)), WorkContour=0)
        self._write(element, uid, days, 1.0)

    def _write(self, element: etree._Element, uid: int, days: Iterable[Day], share: float) -> None:
        for day in days:
            item = put(element, "TimephasedData")
            put_some(item, Type=DONE if day.done else REMAINING, UID=uid, Start=to_datetime(day.begin))
            value = max(1, round(day.work * share)) if day.work else 0
            put_some(item, Finish=to_datetime(day.end), Unit=DAYS, Value=iso(value))


def _rests(interruptions: Iterable[Interruption], start: int, finish: int) -> Iterator[tuple[int, int]]:
    """Yield the interruptions inside work, in order, those that overlap as one."""
    current: tuple[int, int] | None = None
    for begin, end in sorted((to_ticks(rest.start), to_ticks(rest.finish)) for rest in interruptions):
        if not start < end or not begin < finish or begin <= start or end >= finish:
            continue
        if current is not None and begin <= current[1]:
            current = (current[0], max(current[1], end))
            continue
        if current is not None:
            yield current
        current = (begin, end)
    if current is not None:
        yield current


def _marked(days: Iterable[Day], done: int) -> Iterator[Day]:
    """Yield days with the first `done` ticks of work marked as done; the day on which that ends counts as left."""
    worked = 0
    for day in days:
        worked += day.work
        yield day._replace(done=done > 0 and worked <= done)
