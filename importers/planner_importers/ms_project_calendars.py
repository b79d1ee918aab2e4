"""Calendars of a Microsoft Project XML file: weeks, exceptions, work weeks, and those that only refine a base.

The file has a calendar per resource, most of which say nothing of their own; those become the base itself.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from lxml import etree

from planner.plan.entities import CalendarException, OtherWeek
from planner.plan.entities.worktime import OFFICE_HOURS, OFFICE_WEEK, hours_problem
from planner_importers.ms_project_file import Reader, elements
from planner_importers.ms_project_recurrence import MOST_DAYS, Pattern, Repeat, recurring_days

MONDAY_FIRST = (2, 3, 4, 5, 6, 7, 1)
"""Day types of Monday to Sunday; 1 is Sunday, 0 marks a dated exception."""

NO_BASE = ("-1", "0", None)


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """A calendar as read: `week` has None where the base decides; `alike` names the calendar it equals."""

    element: etree._Element
    uid: str
    name: str
    base: str | None
    week: tuple[str | None, ...]
    exceptions: tuple[CalendarException, ...]
    other_weeks: tuple[tuple[OtherWeek, tuple[str | None, ...]], ...]

    @property
    def says_nothing(self) -> bool:
        """Return whether it is its base under another name."""
        own = self.exceptions or self.other_weeks or any(day is not None for day in self.week)
        return self.base is not None and not own


def calendar_rows(root: etree._Element, reader: Reader) -> dict[str, CalendarRow]:
    """Return the calendars by UID."""
    rows: dict[str, CalendarRow] = {}
    for element in elements(root, "Calendars/Calendar"):
        uid = (element.findtext("UID") or "").strip()
        if not uid or uid in rows:
            message = f"The calendar {element.findtext('Name')!r} has no UID of its own; it is left out."
            reader.refuse(element, "calendar-id", message, "Give it a UID of its own.", "UID")
            continue
        rows[uid] = _calendar(element, uid, reader)
    for row in [row for row in rows.values() if row.uid in _bases(rows, row)]:
        if row.uid in _bases(rows, row):  # no cut above has opened its loop
            message = f"The calendar {row.name!r} is, through its bases, based on itself; its base is left out."
            reader.warn(row.element, "calendar-cycle", message, "Give it another base.", "BaseCalendarUID")
            rows[row.uid] = replace(row, base=None)
    return rows


def _bases(rows: Mapping[str, CalendarRow], row: CalendarRow) -> list[str]:
    """Return the UIDs of the calendars that one builds on, the nearest first; in a loop each once."""
    found: list[str] = []
    base = row.base
    while base is not None and base in rows and base not in found:
        found.append(base)
        base = rows[base].base
    return found


def _calendar(element: etree._Element, uid: str, reader: Reader) -> CalendarRow:
    is_base = reader.flag(element, "IsBaseCalendar", True)
    base = element.findtext("BaseCalendarUID")
    week: list[str | None] = [None] * 7
    for day in elements(element, "WeekDays/WeekDay"):
        kind = day.findtext("DayType", "").strip()
        if kind.isdigit() and int(kind) in MONDAY_FIRST:
            week[MONDAY_FIRST.index(int(kind))] = _hours(day, reader)
    exceptions = tuple(_exceptions(element, reader))
    weeks = tuple(_other_weeks(element, reader))
    name = " ".join((element.findtext("Name") or "").split())
    return CalendarRow(element, uid, name, None if is_base or base in NO_BASE else base, tuple(week), exceptions, weeks)


def _hours(day: etree._Element, reader: Reader) -> str:
    """Return the working periods of a day; a working day without any has office hours."""
    if not reader.flag(day, "DayWorking"):
        return ""
    periods: list[str] = []
    for time in elements(day, "WorkingTimes/WorkingTime"):
        start, end = (_clock(time, name) for name in ("FromTime", "ToTime"))
        if start is None or end is None:
            continue
        periods.append(f"{start}-{'24:00' if end == '00:00' else end}")
    hours = " ".join(sorted(periods))
    if problem := hours_problem(hours):
        message = f"Working times cannot be read: {problem}"
        reader.refuse(day, "calendar-hours", message, "Correct the times of the day.", "WorkingTimes")
        return OFFICE_HOURS
    return hours or OFFICE_HOURS


def _clock(time: etree._Element, name: str) -> str | None:
    text = (time.findtext(name) or "").strip()
    return text.rpartition("T")[2][:5] if len(text) >= 5 else None


def _exceptions(element: etree._Element, reader: Reader) -> Iterable[CalendarException]:
    """Yield dated exceptions; older files write them as days of type 0, newer ones both ways."""
    named: set[tuple[object, object]] = set()
    for item in elements(element, "Exceptions/Exception"):
        for exception in _exception(item, reader):
            named.add((exception.first, exception.last))
            yield exception
    for day in elements(element, "WeekDays/WeekDay"):
        if day.findtext("DayType", "").strip() == "0":
            yield from (e for e in _exception(day, reader) if (e.first, e.last) not in named)


def _exception(item: etree._Element, reader: Reader) -> Iterable[CalendarException]:
    period = item.find("TimePeriod")
    if period is None:
        return
    first, last = reader.day(period, "FromDate"), reader.day(period, "ToDate")
    if first is None or last is None:
        return
    hours = _hours(item, reader)
    name = " ".join((item.findtext("Name") or "").split())[:200]
    repeat = _whole(reader, item, "Type", 1)
    if repeat <= Repeat.DAILY or repeat >= Repeat.NONE:
        yield CalendarException(first=first, last=max(first, last), hours=hours, name=name)
        return
    pattern = Pattern(
        Repeat(repeat),
        first,
        last,
        every=_whole(reader, item, "Period", 1),
        weekdays=_whole(reader, item, "DaysOfWeek"),
        month=_whole(reader, item, "Month"),
        month_day=_whole(reader, item, "MonthDay", 1),
        month_item=_whole(reader, item, "MonthItem"),
        position=_whole(reader, item, "MonthPosition"),
        occurrences=_whole(reader, item, "Occurrences") if reader.flag(item, "EnteredByOccurrences") else 0,
    )
    days = recurring_days(pattern)
    for day in days:
        yield CalendarException(first=day, last=day, hours=hours, name=name)
    if len(days) == MOST_DAYS:
        message = f"The recurring exception {name!r} is written out for its first {MOST_DAYS} days, until {days[-1]}."
        reader.warn(item, "recurring-exceptions-cut", message, "Say it by the week or by other weeks.", "TimePeriod")


def _whole(reader: Reader, item: etree._Element, name: str, default: int = 0) -> int:
    number = reader.number(item, name)
    return default if number is None else int(number)


def _other_weeks(element: etree._Element, reader: Reader) -> Iterable[tuple[OtherWeek, tuple[str | None, ...]]]:
    """Yield work weeks with the days they name; the others are as in the default week."""
    for item in elements(element, "WorkWeeks/WorkWeek"):
        period = item.find("TimePeriod")
        first = reader.day(period, "FromDate") if period is not None else None
        last = reader.day(period, "ToDate") if period is not None else None
        if first is None or last is None:
            continue
        week: list[str | None] = [None] * 7
        for day in elements(item, "WeekDays/WeekDay"):
            kind = day.findtext("DayType", "").strip()
            if kind.isdigit() and int(kind) in MONDAY_FIRST:
                week[MONDAY_FIRST.index(int(kind))] = _hours(day, reader)
        name = " ".join((item.findtext("Name") or "").split())[:200]
        yield OtherWeek(first=first, last=max(first, last), week=OFFICE_WEEK, name=name), tuple(week)


def full_week(rows: Mapping[str, CalendarRow], row: CalendarRow) -> tuple[str, ...]:
    """Return the hours of Monday to Sunday, those that it leaves open taken from its base."""
    base = rows.get(row.base or "")
    under = OFFICE_WEEK if base is None else full_week(rows, base)
    if base is None and any(day is not None for day in row.week):
        under = ("",) * 7
    return tuple(under[i] if day is None else day for i, day in enumerate(row.week))


def full_other_weeks(row: CalendarRow, week: tuple[str, ...]) -> tuple[OtherWeek, ...]:
    """Return the work weeks with every day's hours."""
    return tuple(
        OtherWeek(
            first=other.first,
            last=other.last,
            week=tuple(week[i] if day is None else day for i, day in enumerate(days)),
            name=other.name,
        )
        for other, days in row.other_weeks
    )


def resolved(rows: Mapping[str, CalendarRow], uid: str | None) -> str | None:
    """Return the UID of the calendar that really decides: bases of calendars that say nothing are followed."""
    seen: set[str] = set()
    while uid is not None and uid in rows and uid not in seen and rows[uid].says_nothing:
        seen.add(uid)
        uid = rows[uid].base
    return uid if uid in rows else None
