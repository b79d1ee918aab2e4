"""Working time in lanes against the list of a calendar's periods, whichever tables it gets."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from benchmarks._risk_networks import portfolio, uncertainty
from planner.risk import lane_time
from planner.risk.compiling import program_of
from planner.risk.engine import Wanted, run_groups
from planner.risk.lane_time import DAY_BITS, SHIFT, TICKS, lane_begin, lane_tables, lane_work, periods_within
from planner.schedule.engines import Mode
from planner.schedule.solve import run_of
from planner.worktime.pattern import AROUND_THE_CLOCK, OFFICE, DayException, WorkingCalendar

FIRST = 738_000
START = date.fromordinal(FIRST)

SHIFTS = WorkingCalendar("Shifts", (((0, 90), (100, 480), (1320, 1440)),) * 7)
MINUTE = WorkingCalendar("A minute", OFFICE.week, (DayException(START + timedelta(30), periods=((600, 601),)),))
CLOSED = WorkingCalendar("Closed", OFFICE.week, tuple(DayException(START + timedelta(40 + i)) for i in range(70)))
NEVER = WorkingCalendar("Never", ((),) * 7)


@pytest.mark.parametrize(
    ("calendar", "days", "shift"),
    [
        (OFFICE, 300, 11),
        (AROUND_THE_CLOCK, 300, 13),
        (SHIFTS, 300, 9),
        (MINUTE, 300, 3),
        (MINUTE, 5_000, -1),
        (CLOSED, 300, 11),
        (CLOSED, 20_000, -1),
    ],
)
def test_both_directions_are_those_of_the_periods(calendar: WorkingCalendar, days: int, shift: int) -> None:
    table = lane_tables((calendar,), first_day=FIRST, days=days)
    assert table[SHIFT] == shift
    begin, length = periods_within(calendar, FIRST, days)
    ends, t = np.cumsum(length), table.tolist()
    for tick in range(0, 120 * TICKS, 997):
        instant = ((tick // TICKS) << DAY_BITS) + tick % TICKS
        work = int(np.clip(instant - begin, 0, length).sum())
        assert lane_work(t, 0, instant) == work
        period = int(np.searchsorted(ends, work, side="right"))
        assert lane_begin(t, 0, work) == begin[period] + work - (ends[period] - length[period])


def test_a_calendar_without_work_has_none_before_any_instant() -> None:
    t = lane_tables((NEVER,), first_day=FIRST, days=300).tolist()
    assert [lane_work(t, 0, instant) for instant in (-1, 0, 100 << DAY_BITS, 1 << 31)] == [0, 0, 0, 0]


@pytest.mark.parametrize("interpreted", [True, False])
def test_a_list_of_periods_gives_the_same_dates(interpreted: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    network = portfolio(60, crossing=True)
    made = []
    for most_words in (lane_time.MOST_WORDS, 0):
        monkeypatch.setattr(lane_time, "MOST_WORDS", most_words)
        lane_tables.cache_clear()
        program = program_of(run_of(network, Mode.INTERPRETED), uncertainty(network))
        assert (program.tables[SHIFT] == -1) == (most_words == 0)
        made.append(run_groups(program, Wanted(64, 1, tuple(range(60))), 0, 1, interpreted=interpreted).finishes)
    lane_tables.cache_clear()
    assert (made[0] == made[1]).all()
