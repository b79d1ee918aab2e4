"""Calendars as values, public holidays, ticks, and where compiled kernels are kept."""

from datetime import date, datetime
from pathlib import Path

import pytest

from planner.worktime import compilation
from planner.worktime.arithmetic import walk
from planner.worktime.pattern import (
    OFFICE,
    OFFICE_DAY,
    CalendarError,
    DayException,
    OtherWeek,
    WorkingCalendar,
    common,
    merged,
    week,
)
from planner.worktime.public_holidays import UnknownRegionError, public_holidays
from planner.worktime.tables import listed
from planner.worktime.ticks import LAST_TICK, NEVER, minutes, to_datetime, to_ticks

SUMMER = OtherWeek(date(2027, 7, 1), date(2027, 8, 31), week(((420, 840),)), "Summer hours")


def test_an_exception_wins_over_another_week_and_that_over_the_week() -> None:
    calendar = WorkingCalendar("Office", week(OFFICE_DAY), (DayException(date(2027, 7, 14), "Holiday"),), (SUMMER,))
    assert calendar.periods_on(date(2027, 6, 30)) == OFFICE_DAY
    assert calendar.periods_on(date(2027, 7, 1)) == ((420, 840),)
    assert calendar.periods_on(date(2027, 7, 14)) == ()
    assert calendar.exception_on(date(2027, 7, 14)) == DayException(date(2027, 7, 14), "Holiday")


def test_the_later_of_two_exceptions_of_one_day_wins() -> None:
    day = date(2027, 12, 24)
    calendar = OFFICE.with_exceptions([DayException(day, "Eve"), DayException(day, "Half day", ((480, 720),))])
    assert calendar.periods_on(day) == ((480, 720),)


def test_a_shift_that_begins_at_midnight_at_the_end_of_a_day_is_worked_on_the_next() -> None:
    late = WorkingCalendar("Late", week(((1440, 1800),)))
    assert (late.periods_on(date(2027, 1, 4)), late.periods_on(date(2027, 1, 5))) == ((), ((0, 360),))
    assert walk(listed((late,)), 0, to_ticks(datetime(2027, 1, 4)), 7 * 600) == to_ticks(datetime(2027, 1, 6, 1))


def test_periods_are_joined_and_checked() -> None:
    assert merged([(60, 120), (0, 60), (100, 130), (200, 200)]) == ((0, 130),)
    assert common(((0, 100), (200, 300)), ((50, 250),)) == ((50, 100), (200, 250))
    with pytest.raises(CalendarError, match="1500-1600"):
        WorkingCalendar("Bad", week(((1500, 1600),)))
    with pytest.raises(CalendarError, match="6 weekdays"):
        WorkingCalendar("Bad", week(())[:6])  # type: ignore[arg-type]


def test_calendars_are_equal_by_value() -> None:
    again = WorkingCalendar("Office hours", week(OFFICE_DAY))
    assert again == OFFICE
    assert hash(again) == hash(OFFICE)
    assert OFFICE.with_exceptions([DayException(date(2027, 1, 1))]) != OFFICE
    assert OFFICE != "Office hours"
    assert not WorkingCalendar("Closed", week(())).works()


def test_us_holidays_come_with_the_days_on_which_they_are_observed() -> None:
    names = {e.day: e.label() for e in public_holidays("US", years=[2027])}
    assert names[date(2027, 1, 18)] == "Martin Luther King Jr. Day in US"
    assert names[date(2027, 7, 4)] == "Independence Day in US"
    assert names[date(2027, 7, 5)] == "Independence Day (observed) in US"


def test_half_days_work_the_morning() -> None:
    eve = {e.day: e for e in public_holidays("SE", years=[2027])} | {
        e.day: e for e in public_holidays("HK", years=[2027])
    }
    assert all(e.periods in {(), ((480, 720),)} for e in eve.values())


def test_holidays_of_a_subdivision_differ_from_those_of_the_country() -> None:
    bavaria = {e.day for e in public_holidays("DE", "BY", years=range(2027, 2028))}
    germany = {e.day for e in public_holidays("DE", years=range(2027, 2028))}
    assert date(2027, 1, 6) in bavaria - germany


def test_an_unknown_place_is_named() -> None:
    with pytest.raises(UnknownRegionError, match="'XX-YY'"):
        public_holidays("XX", "YY", years=[2027])


def test_ticks_go_there_and_back_and_end_with_the_calendar() -> None:
    moment = datetime(1583, 10, 15, 23, 59, 54)
    assert to_datetime(to_ticks(moment)) == moment
    assert to_datetime(LAST_TICK) == datetime(9999, 12, 31, 23, 59, 54)
    assert to_datetime(LAST_TICK + 1) is None
    assert to_datetime(NEVER) is None
    assert minutes(0.1) == 1


def test_kernels_are_kept_in_a_temporary_folder_where_the_cache_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    monkeypatch.setenv("HOME", str(blocked))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    folder = compilation.writable_folder("abc")
    assert folder.is_relative_to(tmp_path)
    assert folder.is_dir()


def test_kernels_are_kept_in_the_users_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert compilation.writable_folder("abc") == tmp_path / "planner" / "kernels" / "abc"
