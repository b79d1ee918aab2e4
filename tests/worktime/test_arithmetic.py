"""Working time against a minute-by-minute count."""

from datetime import date, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.schedule.engines import machine_code
from planner.worktime import arithmetic
from planner.worktime.pattern import (
    ALL_DAY,
    AROUND_THE_CLOCK,
    OFFICE,
    OFFICE_DAY,
    DayException,
    OtherWeek,
    Periods,
    WorkingCalendar,
    intersection,
    week,
    week_of,
)
from planner.worktime.tables import CALENDAR, SHIFT, listed, tabulate
from planner.worktime.ticks import FIRST_TICK, NEVER, TICKS_PER_DAY, day_start, to_datetime, to_ticks
from planner.worktime.whole_columns import worked_by

MONDAY = date(2027, 1, 4)
NIGHTS = WorkingCalendar("Nights", week(((1320, 1800),)))


def is_working(calendar: WorkingCalendar, minute: int) -> bool:
    """Whether the clock minute (counted from ordinal day 0) is worked: the definition, nothing else."""
    day, of_day = divmod(minute, 1440)
    return any(begin <= of_day < end for begin, end in calendar.periods_on(date.fromordinal(day)))


def add_slowly(calendar: WorkingCalendar, t: int, amount: int) -> int:
    """Walk minute by minute until `amount` ticks (whole minutes) are worked."""
    minute = t // 10
    left = amount // 10
    while left > 0:
        left -= is_working(calendar, minute)
        minute += 1
    while left < 0:
        minute -= 1
        left += is_working(calendar, minute)
    return minute * 10


periods = st.lists(
    st.tuples(st.integers(0, 1439), st.integers(1, 700)).map(lambda p: (p[0], p[0] + p[1])), max_size=3
).map(tuple)


@st.composite
def calendars(draw: st.DrawFn) -> WorkingCalendar:
    days = week_of(draw(st.lists(periods, min_size=7, max_size=7)))
    exceptions = tuple(
        DayException(MONDAY + timedelta(days=draw(st.integers(-30, 30))), "Odd day", draw(periods))
        for _ in range(draw(st.integers(0, 4)))
    )
    others: tuple[OtherWeek, ...] = ()
    if draw(st.booleans()):
        start = MONDAY + timedelta(days=draw(st.integers(-20, 20)))
        pattern = week_of(draw(st.lists(periods, min_size=7, max_size=7)))
        others = (OtherWeek(start, start + timedelta(days=draw(st.integers(0, 15))), pattern),)
    return WorkingCalendar("Drawn", days, exceptions, others)


@settings(max_examples=150, deadline=None)
@given(calendars(), st.integers(-20 * 1440, 20 * 1440), st.integers(-5000, 5000))
def test_walking_is_what_counting_minutes_gives(calendar: WorkingCalendar, offset: int, amount: int) -> None:
    if not any(calendar.week):
        return
    t = day_start(MONDAY) + offset * 10
    tables = listed((OFFICE, calendar))
    assert arithmetic.walk(tables, 1, t, amount * 10) == add_slowly(calendar, t, amount * 10)


@settings(max_examples=150, deadline=None)
@given(calendars(), st.integers(-400_000, 400_000), st.integers(0, 100_000))
def test_work_between_instants_is_additive_and_inverse(calendar: WorkingCalendar, offset: int, span: int) -> None:
    t = day_start(MONDAY) + offset
    tables = listed((calendar,))
    done = arithmetic.worked(tables, 0, t)
    assert arithmetic.worked(tables, 0, t + span) >= done
    assert arithmetic.worked(tables, 0, t + span) - done <= span
    if any(calendar.week):
        begin, end = arithmetic.begin_at(tables, 0, done), arithmetic.end_at(tables, 0, done)
        assert end <= t <= begin
        assert arithmetic.worked(tables, 0, begin) == arithmetic.worked(tables, 0, end) == done


def at(text: str) -> int:
    return to_ticks(datetime.fromisoformat(text))


@pytest.mark.parametrize(
    ("calendar", "start", "amount", "end"),
    [
        (OFFICE, "2027-01-15T17:00", 4800, "2027-01-18T17:00"),
        (OFFICE, "2027-01-18T08:00", -4800, "2027-01-15T08:00"),
        (OFFICE, "1899-01-02T08:00", 4800, "1899-01-02T17:00"),
        (OFFICE, "2927-01-01T08:00", 24000, "2927-01-07T17:00"),
        (NIGHTS, "2027-01-15T22:00", 4800, "2027-01-16T06:00"),
        (NIGHTS, "2027-01-16T06:00", 10, "2027-01-18T22:01"),
        (AROUND_THE_CLOCK, "2027-03-28T01:00", 14400, "2027-03-29T01:00"),
    ],
)
def test_known_spans(calendar: WorkingCalendar, start: str, amount: int, end: str) -> None:
    tables = listed((calendar,))
    assert to_datetime(arithmetic.walk(tables, 0, at(start), amount)) == datetime.fromisoformat(end)


def test_a_holiday_takes_the_shift_that_begins_on_it_and_no_other() -> None:
    calendar = NIGHTS.with_exceptions([DayException(date(2027, 1, 19), "Holiday")])
    assert calendar.periods_on(date(2027, 1, 19)) == ((0, 360),)
    assert calendar.periods_on(date(2027, 1, 20)) == ((1320, 1440),)


def test_a_calendar_that_never_works_answers_never() -> None:
    tables = listed((WorkingCalendar("Closed", week(())),))
    assert arithmetic.walk(tables, 0, at("2027-01-15T17:00"), 10) == NEVER + 1
    assert arithmetic.walk(tables, 0, at("2027-01-15T17:00"), -10) == -NEVER


def test_a_calendar_with_a_single_working_day_runs_out() -> None:
    calendar = WorkingCalendar("Once", week(()), (DayException(date(2027, 1, 19), "Open day", OFFICE_DAY),))
    tables = listed((calendar,))
    assert to_datetime(arithmetic.walk(tables, 0, at("2027-01-01T00:00"), 4800)) == datetime(2027, 1, 19, 17)
    assert arithmetic.walk(tables, 0, at("2027-01-01T00:00"), 4810) > NEVER - TICKS_PER_DAY


def test_centuries_are_one_lookup_away() -> None:
    tables = listed((AROUND_THE_CLOCK,))
    assert arithmetic.walk(tables, 0, FIRST_TICK, 3_652_058 * TICKS_PER_DAY) == day_start(date(9999, 12, 31))


def test_the_common_time_of_two_calendars() -> None:
    both = intersection(OFFICE, WorkingCalendar("Late", week(((600, 1200),)), (DayException(MONDAY, "Off"),)))
    assert both.periods_on(MONDAY) == ()
    assert both.periods_on(date(2027, 1, 5)) == ((600, 720), (780, 1020))
    night: Periods = intersection(NIGHTS, WorkingCalendar("All", week(ALL_DAY, ALL_DAY))).periods_on(MONDAY)
    assert night == ((1320, 1440),)


@pytest.mark.parametrize("instant", [NEVER, NEVER + 1, -NEVER])
def test_instants_beyond_all_dates_stay_there(instant: int) -> None:
    tables = listed((OFFICE,))
    done = arithmetic.worked(tables, 0, instant)
    assert arithmetic.end_at(tables, 0, done) <= instant <= arithmetic.begin_at(tables, 0, done)
    assert machine_code()["worked"](tabulate((OFFICE,)), 0, instant) == done


THIN = WorkingCalendar("A minute a week", week_of((((600, 601),), (), (), (), (), (), ())))
SPLIT = WorkingCalendar("Four periods", week(((0, 60), (120, 180), (600, 601), (1380, 1440))))


@settings(max_examples=300, deadline=None)
@given(st.sampled_from((OFFICE, NIGHTS, AROUND_THE_CLOCK, THIN, SPLIT)) | calendars(), st.integers(-(1 << 36), 1 << 40))
def test_every_amount_of_work_has_the_instant_at_which_it_is_done(calendar: WorkingCalendar, work: int) -> None:
    """Also beyond the amounts that are divided by the work of a week in the fast way."""
    if not any(calendar.week):
        return
    tables = listed((OFFICE, calendar))
    begin, end = arithmetic.begin_at(tables, 1, work), arithmetic.end_at(tables, 1, work)
    reckoned = [arithmetic.worked(tables, 1, instant) for instant in (end - 1, end, begin, begin + 1)]
    assert reckoned == [work - 1, work, work, work + 1]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from((THIN, SPLIT, NIGHTS)) | calendars(), min_size=1, max_size=3), st.data())
def test_machine_code_reckons_as_the_interpreter_does(drawn: list[WorkingCalendar], data: st.DataObject) -> None:
    values = tuple(dict.fromkeys(drawn))
    kernels = machine_code()
    for c in range(len(values)):
        if any(values[c].week):
            work = data.draw(st.integers(-(1 << 36), 1 << 40))
            at = arithmetic.begin_at(listed(values), c, work)
            assert kernels["begin_at"](tabulate(values), c, work) == at
            assert kernels["worked"](tabulate(values), c, at - 7) == arithmetic.worked(listed(values), c, at - 7)


def test_spans_of_many_are_those_of_each_interpreted_and_compiled() -> None:
    calendars, monday = (OFFICE, NIGHTS), day_start(MONDAY)
    first, last = [monday, monday + 40 * 600, monday], [monday + TICKS_PER_DAY, monday, monday + TICKS_PER_DAY]
    out = [0, 0, 0]
    arithmetic.worked_between(listed(calendars), [0, 0, 1], first, last, out, 3)
    assert out == [8 * 600, -15 * 600, 2 * 600]
    columns = [np.array(column, np.int64) for column in ([0, 0, 1], first, last, [0, 0, 0])]
    machine_code()["worked_between"](tabulate(calendars), *columns, 3)
    assert columns[3].tolist() == out


@settings(max_examples=25, deadline=None)
@given(calendars(), st.integers(-400_000, 400_000), st.integers(0, 100_000))
def test_windows_too_fine_for_slots_are_searched(calendar: WorkingCalendar, offset: int, span: int) -> None:
    """Half a century with a period of a minute somewhere: the days in between are the same."""
    far = (DayException(date(1990, 1, 2), "Odd", ((600, 601),)), DayException(date(2049, 1, 5), "Odd", ((600, 601),)))
    values = (calendar, calendar.with_exceptions(far))
    tables = tabulate(values)
    first, last = day_start(MONDAY) + offset, day_start(MONDAY) + offset + span
    spans = [worked_by(tables, c, np.array([first, last])) for c in (0, 1)]
    assert tables[CALENDAR + SHIFT] == -1
    assert np.diff(spans[0]).tolist() == np.diff(spans[1]).tolist()
    for c in (0, 1):
        assert [arithmetic.worked(listed(values), c, at) for at in (first, last)] == spans[c].tolist()
        if any(calendar.week):
            done = int(spans[c][0])
            ends = arithmetic.end_at(listed(values), c, done), arithmetic.begin_at(listed(values), c, done)
            assert ends[0] <= first <= ends[1]
            assert [arithmetic.worked(listed(values), c, at) for at in ends] == [done, done]


def test_columns_of_instants_are_reckoned_as_each_is() -> None:
    """Before, in and behind the window."""
    calendar = NIGHTS.with_exceptions([DayException(date(2027, 1, 19), "Holiday")])
    instants = day_start(MONDAY) + np.arange(-400_000, 800_000, 7_919)
    each = [arithmetic.worked(listed((OFFICE, calendar)), 1, at) for at in instants.tolist()]
    assert worked_by(tabulate((OFFICE, calendar)), 1, instants).tolist() == each
