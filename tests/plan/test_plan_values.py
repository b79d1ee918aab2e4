"""Durations, units and moments."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.plan.values import Duration, DurationUnit, Edge, WorkingUnits, moment

UNITS = WorkingUnits()


@pytest.mark.parametrize(
    ("text", "amount", "unit", "shown"),
    [
        ("3w", "3", DurationUnit.WEEK, "3w"),
        ("-2 days", "-2", DurationUnit.DAY, "-2d"),
        ("1.50 hrs", "1.50", DurationUnit.HOUR, "1.5h"),
        (" +10min ", "10", DurationUnit.MINUTE, "10m"),
        ("2MONTHS", "2", DurationUnit.MONTH, "2mo"),
        ("5ed", "5", DurationUnit.ELAPSED_DAY, "5ed"),
        ("1 eweek", "1", DurationUnit.ELAPSED_WEEK, "1ew"),
        ("50%", "50", DurationUnit.PERCENT, "50%"),
        ("100d", "100", DurationUnit.DAY, "100d"),
        ("0d", "0", DurationUnit.DAY, "0d"),
    ],
)
def test_parse_reads_number_and_unit(text: str, amount: str, unit: DurationUnit, shown: str) -> None:
    assert Duration.parse(text) == Duration(Decimal(amount), unit)
    assert str(Duration.parse(text)) == shown


@pytest.mark.parametrize("text", ["", "3", "w", "3 x", "3d 2h", "1e3d", "--2d", "٣.x d", "NaNd"])
def test_parse_refuses_what_is_no_duration(text: str) -> None:
    with pytest.raises(ValueError, match="is not a duration; write a number and a unit, such as 3w, 2d, 4h or 5ed"):
        Duration.parse(text)


@given(st.decimals(Decimal(-(10**6)), Decimal(10**6), places=3), st.sampled_from(DurationUnit))
def test_what_is_written_reads_back_equal(amount: Decimal, unit: DurationUnit) -> None:
    assert Duration.parse(str(Duration(amount, unit))) == Duration(amount, unit)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("1m", 1), ("1h", 60), ("1d", 480), ("1w", 2400), ("1mo", 9600), ("1ed", 1440), ("1emo", 43200), ("-2d", -960)],
)
def test_minutes_follow_the_units(text: str, minutes: int) -> None:
    assert Duration.parse(text).working_minutes(UNITS) == minutes
    assert Duration.parse(text).tenths(UNITS) == minutes * 10


def test_a_week_follows_the_working_week_and_an_elapsed_week_the_clock() -> None:
    short = WorkingUnits(minutes_per_day=420, minutes_per_week=2100, days_per_month=18)
    assert Duration.parse("1w").working_minutes(short) == 2100
    assert Duration.parse("1mo").working_minutes(short) == 7560
    assert Duration.parse("1ew").working_minutes(short) == 10080


def test_tenths_round_half_to_even() -> None:
    assert Duration.parse("0.25m").tenths(UNITS) == 2
    assert Duration.parse("0.35m").tenths(UNITS) == 4


def test_percent_has_no_minutes() -> None:
    half = Duration.parse("50%")
    assert (half.is_percent, half.is_elapsed) == (True, False)
    with pytest.raises(ValueError, match="a percentage has no minutes of its own"):
        half.working_minutes(UNITS)


def test_a_bare_date_means_the_edge_that_is_asked_for() -> None:
    assert moment(date(2026, 12, 18), Edge.START) == datetime(2026, 12, 18, 0, 0)
    assert moment(date(2026, 12, 18), Edge.FINISH) == datetime(2026, 12, 18, 23, 59)
