"""The calendar of a GanttProject file: its weekend, its holidays, its working Saturdays.

Dates without a year return every year; the plan's calendars hold days, so these are written out for the years
that the tasks reach, and two more.
"""

from collections.abc import Iterable
from datetime import date

from lxml import etree

from planner.plan.entities import CalendarException
from planner.plan.entities.worktime import OFFICE_HOURS, OFFICE_WEEK
from planner.plan.findings import Finding, Severity
from planner_importers.gantt_file import children, note
from planner_importers.xml_file import at

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_YEARS_BEYOND = 2


def working_week(root: etree._Element) -> tuple[str, ...]:
    """Return the hours of Monday to Sunday; Monday to Friday where the file says nothing.

    With ``only-show-weekends`` weekends are drawn, and worked.
    """
    week = root.find("calendars/day-types/default-week")
    if week is None:
        return OFFICE_WEEK
    shown = root.find("calendars/day-types/only-show-weekends")
    if shown is not None and shown.get("value") == "true":
        return (OFFICE_HOURS,) * 7
    return tuple("" if week.get(day) == "1" else OFFICE_HOURS for day in _DAYS)


def exceptions(
    root: etree._Element, file: str, years: Iterable[int]
) -> tuple[tuple[CalendarException, ...], list[Finding]]:
    """Return the days that differ from the week, and what cannot be held; ``years`` are those of the tasks."""
    reached = list(years)
    span = range(min(reached), max(reached) + 1 + _YEARS_BEYOND) if reached else range(0)
    yearly: list[CalendarException] = []
    single: list[CalendarException] = []
    findings: list[Finding] = []
    coloured = 0
    for element in children(root, "calendars/date"):
        if element.get("type") == "NEUTRAL":
            coloured += 1
            continue
        every_year = not element.get("year")
        days = [_day(element, year) for year in (span if every_year else [None])]
        if None in days and not (every_year and element.get("month") == "2" and element.get("date") == "29"):
            message = f"The calendar has a day {element.get('year')}-{element.get('month')}-{element.get('date')}."
            findings.append(
                Finding(Severity.ERROR, "unreadable-value", message, at(file, element), "Correct or remove it.")
            )
        hours = OFFICE_HOURS if element.get("type") == "WORKING_DAY" else ""
        name = " ".join((element.text or "").split())
        found = [CalendarException(first=day, last=day, hours=hours, name=name) for day in days if day]
        (yearly if every_year else single).extend(found)
    findings.extend(_notes(root, file, span, bool(yearly), coloured))
    return tuple(sorted(yearly, key=_first) + sorted(single, key=_first)), findings


def _first(exception: CalendarException) -> date:
    return exception.first


def _day(element: etree._Element, year: int | None) -> date | None:
    try:
        return date(year or int(element.get("year", "")), int(element.get("month", "")), int(element.get("date", "")))
    except ValueError:
        return None


def _notes(root: etree._Element, file: str, span: range, recurs: bool, coloured: int) -> Iterable[Finding]:
    calendars = root.find("calendars")
    base = calendars.get("base-id") if calendars is not None else None
    if recurs:
        message = f"Yearly holidays are written out for {span.start} to {span.stop - 1}."
        hint = "Set the calendar's country to have its public holidays in all years."
        yield note(file, "recurring-holidays", message, hint, calendars)
    if base:
        message = f"The holidays are those in the file; its base calendar {base!r} is not looked up."
        yield note(file, "base-calendar", message, "Set the calendar's country for more.", calendars)
    if coloured:
        yield note(file, "not-imported", f"{coloured} days are only coloured; colours are not kept.", "", calendars)
