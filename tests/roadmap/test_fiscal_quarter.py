"""Fiscal quarters for years that start in January, April (India) and October (US federal)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.plan.errors import PlannerError
from planner.roadmap import FiscalQuarter, UnreadableQuarterError

MONTHS = st.integers(1, 12)
DAYS = st.dates(date(1990, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("day", "start_month", "label", "first", "last"),
    [
        (date(2026, 11, 22), 1, "2026Q4", date(2026, 10, 1), date(2026, 12, 31)),
        (date(2027, 1, 1), 1, "2027Q1", date(2027, 1, 1), date(2027, 3, 31)),
        (date(2026, 11, 22), 4, "FY27 Q3", date(2026, 10, 1), date(2026, 12, 31)),
        (date(2027, 3, 31), 4, "FY27 Q4", date(2027, 1, 1), date(2027, 3, 31)),
        (date(2027, 4, 1), 4, "FY28 Q1", date(2027, 4, 1), date(2027, 6, 30)),
        (date(2026, 9, 30), 10, "FY26 Q4", date(2026, 7, 1), date(2026, 9, 30)),
        (date(2026, 11, 22), 10, "FY27 Q1", date(2026, 10, 1), date(2026, 12, 31)),
        (date(2027, 1, 31), 12, "FY27 Q1", date(2026, 12, 1), date(2027, 2, 28)),
    ],
)
def test_quarter_of_a_day(day: date, start_month: int, label: str, first: date, last: date) -> None:
    quarter = FiscalQuarter.containing(day, start_month)
    assert (quarter.label, quarter.first, quarter.last) == (label, first, last)


@pytest.mark.parametrize(
    ("text", "start_month", "quarter"),
    [
        ("2027Q1", 1, FiscalQuarter(2027, 1, 1)),
        ("2027-q3", 1, FiscalQuarter(2027, 3, 1)),
        ("Q4 2026", 1, FiscalQuarter(2026, 4, 1)),
        ("FY27 Q1", 4, FiscalQuarter(2027, 1, 4)),
        ("fy2027q2", 10, FiscalQuarter(2027, 2, 10)),
        ("Q1 FY27", 10, FiscalQuarter(2027, 1, 10)),
        (" FY27 Q1 ", 1, FiscalQuarter(2027, 1, 1)),
    ],
)
def test_a_quarter_is_read_as_people_write_it(text: str, start_month: int, quarter: FiscalQuarter) -> None:
    assert FiscalQuarter.parse(text, start_month) == quarter


@pytest.mark.parametrize("text", ["", "2027", "2027Q5", "Q0 2027", "FY7 Q1", "2027Q1 plan", "0000Q1"])
def test_what_is_no_quarter_is_refused_with_the_remedy(text: str) -> None:
    with pytest.raises(UnreadableQuarterError, match="Write 2027Q1") as refusal:
        FiscalQuarter.parse(text)
    assert isinstance(refusal.value, PlannerError)


def test_quarters_follow_one_another_over_the_year() -> None:
    first = FiscalQuarter(2026, 4, 10)
    assert [q.label for q in first.series(3)] == ["FY26 Q4", "FY27 Q1", "FY27 Q2"]
    assert first.next().previous() == first
    assert FiscalQuarter(2027, 2, 10).since(first) == 2


def test_thirteen_weeks_cover_a_quarter_and_the_last_takes_the_rest() -> None:
    weeks = FiscalQuarter(2026, 4).weeks()
    assert len(weeks) == 13
    assert weeks[0] == (date(2026, 10, 1), date(2026, 10, 7))
    assert weeks[12] == (date(2026, 12, 24), date(2026, 12, 31))


@given(DAYS, MONTHS)
def test_every_day_lies_in_one_quarter_and_one_of_its_weeks(day: date, start_month: int) -> None:
    quarter = FiscalQuarter.containing(day, start_month)
    assert quarter.first <= day <= quarter.last
    assert quarter.next().first == quarter.last + timedelta(days=1)
    first, last = quarter.weeks()[quarter.week_of(day) - 1]
    assert first <= day <= last


@given(DAYS, MONTHS)
def test_a_label_is_read_back(day: date, start_month: int) -> None:
    quarter = FiscalQuarter.containing(day, start_month)
    assert FiscalQuarter.parse(quarter.label, start_month) == quarter


@given(DAYS, MONTHS)
def test_the_fiscal_year_is_named_by_the_year_it_ends_in(day: date, start_month: int) -> None:
    quarter = FiscalQuarter.containing(day, start_month)
    assert quarter.plus(4 - quarter.quarter).last.year == quarter.fiscal_year
