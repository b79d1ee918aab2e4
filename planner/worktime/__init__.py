"""Working time: calendars as values, and integer arithmetic over them."""

from planner.worktime.pattern import (
    AROUND_THE_CLOCK,
    OFFICE,
    OFFICE_DAY,
    CalendarError,
    DayException,
    OtherWeek,
    Periods,
    Week,
    WorkingCalendar,
    intersection,
    week,
)
from planner.worktime.public_holidays import UnknownRegionError, public_holidays
from planner.worktime.ticks import TICKS_PER_DAY, TICKS_PER_HOUR, TICKS_PER_MINUTE, minutes, to_datetime, to_ticks

__all__ = [
    "AROUND_THE_CLOCK",
    "OFFICE",
    "OFFICE_DAY",
    "TICKS_PER_DAY",
    "TICKS_PER_HOUR",
    "TICKS_PER_MINUTE",
    "CalendarError",
    "DayException",
    "OtherWeek",
    "Periods",
    "UnknownRegionError",
    "Week",
    "WorkingCalendar",
    "intersection",
    "minutes",
    "public_holidays",
    "to_datetime",
    "to_ticks",
    "week",
]
