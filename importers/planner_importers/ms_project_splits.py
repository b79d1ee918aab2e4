"""Interruptions of tasks in a Microsoft Project XML file: what the work per day of their assignments shows.

The file has no element for the parts of a split task. Its assignments' timephased data say when work is done;
the working time in between, where it makes up for the time by which the task outlasts its duration, is the split.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import pairwise

from lxml import etree

from planner.plan.entities import Interruption
from planner.worktime import arithmetic
from planner.worktime.pattern import WorkingCalendar
from planner.worktime.tables import listed
from planner.worktime.ticks import to_datetime, to_ticks
from planner_importers.ms_project_file import Reader, elements

_WORK = ("1", "2")
"""Types of timephased data that are remaining and actual work."""

_CLOSE = 10
"""Ticks by which the gaps may miss the time to be explained."""


def worked_between(calendar: WorkingCalendar, start: datetime, finish: datetime) -> int:
    """Return the ticks worked between two moments on a calendar."""
    tables = listed((calendar,))
    return arithmetic.worked(tables, 0, to_ticks(finish)) - arithmetic.worked(tables, 0, to_ticks(start))


def busy_times(root: etree._Element, reader: Reader) -> Mapping[str, list[tuple[datetime, datetime]]]:
    """Return when the assignments of each task work, by task UID, in order and joined."""
    found: dict[str, list[tuple[datetime, datetime]]] = {}
    for assignment in elements(root, "Assignments/Assignment"):
        uid = (assignment.findtext("TaskUID") or "").strip()
        for item in elements(assignment, "TimephasedData"):
            start, finish = reader.moment(item, "Start"), reader.moment(item, "Finish")
            if item.findtext("Type") in _WORK and start and finish and reader.tenths(item, "Value"):
                found.setdefault(uid, []).append((start, finish))
    return {uid: list(_joined(times)) for uid, times in found.items()}


def _joined(times: Iterable[tuple[datetime, datetime]]) -> Iterable[tuple[datetime, datetime]]:
    current: tuple[datetime, datetime] | None = None
    for start, finish in sorted(times):
        if current is not None and start <= current[1]:
            current = (current[0], max(current[1], finish))
            continue
        if current is not None:
            yield current
        current = (start, finish)
    if current is not None:
        yield current


def interruptions(
    element: etree._Element,
    reader: Reader,
    duration: int,
    times: list[tuple[datetime, datetime]],
    calendar: WorkingCalendar,
) -> tuple[Interruption, ...] | None:
    """Return the interruptions of a task of `duration` ticks; None where it outlasts its duration unexplained."""
    start, finish = reader.moment(element, "Start"), reader.moment(element, "Finish")
    if start is None or finish is None or len(times) < 2:
        return ()
    tables = listed((calendar,))
    rests = []
    for (_, end), (begin, _) in pairwise(times):
        stop = to_datetime(arithmetic.previous_end(tables, 0, to_ticks(end)))
        if stop is not None and worked_between(calendar, stop, begin) > 0:
            rests.append(Interruption(start=stop, finish=begin))
    extra = worked_between(calendar, start, finish) - duration
    gaps = sum(worked_between(calendar, rest.start, rest.finish) for rest in rests)
    if abs(gaps - extra) <= _CLOSE:
        return tuple(rests)
    return None if extra > _CLOSE else ()


def resume_moment(element: etree._Element, reader: Reader, calendar: WorkingCalendar) -> datetime | None:
    """Return when the rest of a begun task goes on, None where it follows on the work done."""
    stop, resume = reader.moment(element, "Stop"), reader.moment(element, "Resume")
    if stop is None or resume is None or resume <= stop or element.findtext("ActualStart") is None:
        return None
    return resume if worked_between(calendar, stop, resume) > 0 else None
