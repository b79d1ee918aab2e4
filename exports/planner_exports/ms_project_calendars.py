"""Calendars of a plan in a Microsoft Project XML file: flat, with the holidays generated for the plan's years."""

import hashlib
import json
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from lxml import etree

from planner.plan.codec import encode_value, values_of
from planner.plan.entities import KINDS, Calendar, CalendarException, OtherWeek
from planner.plan.entities.worktime import OFFICE_WEEK, working_periods
from planner.plan.snapshot import Plan
from planner.schedule.plan_calendars import PlanCalendars
from planner.worktime.pattern import Periods, WorkingCalendar, within_day
from planner_exports.ms_project_parts import guid, one_line, put, put_some

_DAYS = (6, 0, 1, 2, 3, 4, 5)
"""Weekdays (Monday is 0) in the order of the file, which begins with Sunday."""

STANDARD = "Standard"


class CalendarSheet:
    """The calendars with the UIDs they are written under; `record` is what the format cannot hold of them."""

    def __init__(self, plan: Plan, calendars: PlanCalendars) -> None:
        self._plan = plan
        self._calendars = calendars
        default = plan.portfolio.default_calendar_id
        table = plan.all(Calendar)
        first = [default] if default in table else []
        self.ids: list[str] = [str(id_) for id_ in first] + sorted(id_ for id_ in table if id_ not in first)
        offset = 1 if first else 2
        self.uids = {id_: offset + i for i, id_ in enumerate(self.ids)}
        self.has_standard = not first
        self.next_uid = offset + len(self.ids)
        self.record: dict[str, Any] = {}

    def write(self, root: etree._Element, resources: Iterable[tuple[int, str, int]]) -> None:
        """Append all calendars; `resources` are the UID, name and base of those that resources have."""
        holder = put(root, "Calendars")
        if self.has_standard:
            written = Calendar(id="", code="", name=STANDARD, week=OFFICE_WEEK)
            self._base(holder, 1, guid("standard calendar"), written)
            self.record["1"] = {"standard": True, "as_written": fingerprint(written)}
        for id_ in self.ids:
            self._put(holder, self._plan.all(Calendar)[id_])
        for uid, name, base in resources:
            element = put(holder, "Calendar")
            put_some(element, UID=uid, Name=name, IsBaseCalendar=False, BaseCalendarUID=base)

    def _put(self, holder: etree._Element, calendar: Calendar) -> None:
        value = self._calendars.values[self._calendars.position[calendar.id]]
        generated = tuple(_generated(calendar, value))
        own = tuple(
            CalendarException(first=e.first, last=e.last, hours=_flat_hours(e.hours), name=one_line(e.name)[:200])
            for e in calendar.exceptions
        )
        written = Calendar(
            id=calendar.id,
            code=calendar.code,
            name=one_line(calendar.name or calendar.code)[:200],
            week=tuple(_hours(_day(value.week, i)) for i in range(7)),
            exceptions=(*generated, *own),
            other_weeks=tuple(
                OtherWeek(
                    first=o.first,
                    last=o.last,
                    week=tuple(_hours(_day(o.week, i)) for i in range(7)),
                    name=one_line(o.name)[:200],
                )
                for o in value.other_weeks
            ),
        )
        self._base(holder, self.uids[calendar.id], guid(calendar.id), written)
        kind = KINDS["calendar"]
        said = {name: encode_value(kind.field(name), entry) for name, entry in values_of(calendar).items()}
        listed = [[e.first.isoformat(), e.last.isoformat(), e.hours, e.name] for e in generated]
        said |= {"as_written": fingerprint(written), "generated": listed}
        self.record[str(self.uids[calendar.id])] = said

    def _base(self, holder: etree._Element, uid: int, mark: str, written: Calendar) -> None:
        element = put(holder, "Calendar")
        put_some(element, UID=uid, GUID=mark, Name=written.name, IsBaseCalendar=True, BaseCalendarUID=-1)
        _week(element, written.week)
        if written.exceptions:
            exceptions = put(element, "Exceptions")
            for exception in written.exceptions:
                _exception(exceptions, exception)
        if written.other_weeks:
            weeks = put(element, "WorkWeeks")
            for other in written.other_weeks:
                item = put(weeks, "WorkWeek")
                _period(item, other.first, other.last)
                put(item, "Name", other.name)
                _week(item, other.week)


def fingerprint(calendar: Calendar) -> str:
    """Return a short digest of a calendar as it is written, by which a reader tells whether it was edited."""
    kind = KINDS["calendar"]
    said = [
        encode_value(kind.field(name), getattr(calendar, name))
        for name in ("name", "week", "exceptions", "other_weeks")
    ]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16]


def _generated(calendar: Calendar, value: WorkingCalendar) -> Iterable[CalendarException]:
    """Yield the days that the plan works out: holidays, half days, the exceptions of bases."""
    own = [(e.first, e.last) for e in calendar.exceptions]
    for day in sorted(value.by_day):
        if any(first <= day <= last for first, last in own):
            continue
        found = value.by_day[day]
        hours = _hours(within_day((), found.periods))
        yield CalendarException(first=day, last=day, hours=hours, name=one_line(found.name)[:200])


def _day(week: Any, weekday: int) -> Periods:
    return within_day(week[weekday - 1], week[weekday])


def _hours(periods: Periods) -> str:
    return " ".join(f"{_clock(begin)}-{_clock(end)}" for begin, end in periods)


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


def _flat_hours(hours: str) -> str:
    return _hours(within_day((), working_periods(hours)))


def _week(element: etree._Element, week: tuple[str, ...]) -> None:
    days = put(element, "WeekDays")
    for number, weekday in enumerate(_DAYS, start=1):
        day = put(days, "WeekDay")
        put(day, "DayType", number)
        _working(day, week[weekday])


def _working(parent: etree._Element, hours: str) -> None:
    put(parent, "DayWorking", bool(hours))
    if hours:
        times = put(parent, "WorkingTimes")
        for period in hours.split():
            begin, _, end = period.partition("-")
            put_some(put(times, "WorkingTime"), FromTime=f"{begin}:00", ToTime=f"{end.replace('24:00', '00:00')}:00")


def _exception(parent: etree._Element, exception: CalendarException) -> None:
    item = put(parent, "Exception")
    put(item, "EnteredByOccurrences", False)
    _period(item, exception.first, exception.last)
    days = (exception.last - exception.first) // timedelta(days=1) + 1
    put_some(item, Occurrences=days, Name=exception.name, Type=1)
    _working(item, exception.hours)


def _period(parent: etree._Element, first: date, last: date) -> None:
    put_some(
        put(parent, "TimePeriod"), FromDate=datetime.combine(first, time()), ToDate=datetime.combine(last, time(23, 59))
    )
