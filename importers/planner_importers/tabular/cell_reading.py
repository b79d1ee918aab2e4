"""Cells of one column as typed values; what cannot be read raises ValueError with the remedy.

>>> read_percent("45 %", 1.0), read_percent(0.5, 100.0), read_percent(0.5, 1.0, "0%"), read_percent(True, 1.0)
(45.0, 50.0, 50.0, 100.0)
>>> read_when("Q2 2027", Decisions(), 1).last
datetime.date(2027, 6, 30)
"""

from datetime import date, timedelta
from decimal import Decimal

from planner.plan.values import Duration, DurationUnit
from planner_importers.tabular.date_columns import day_of
from planner_importers.tabular.date_text import number_beside_month, valid_day
from planner_importers.tabular.duration_text import read_duration
from planner_importers.tabular.flags import read_flag
from planner_importers.tabular.grid import Value, shown
from planner_importers.tabular.mapping import Decisions
from planner_importers.tabular.numerals import number_of, read_number
from planner_importers.tabular.period_text import lacks_year, read_period
from planner_importers.tabular.records import When

_SECONDS_PER_HOUR = 3600
_LARGEST = 10**9


class UnreadableCell(ValueError):  # noqa: N818 - a value, not a failure of the program
    """A cell that does not hold what its column holds; ``hint`` says what to write."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def read_when(value: Value, decisions: Decisions, fiscal_start: int, today: date | None = None) -> When:
    """Return the date of a cell with the precision in which it is said; a missing year is the one nearest to today."""
    text = shown(value)
    if isinstance(value, str) or (isinstance(value, int | float) and 1900 < value < 2200):
        period = read_period(text, fiscal_start)
        if period is not None and not (decisions.yearless and number_beside_month(text)):
            return When(period.first, period.last, period.label)
    day = day_of(value, decisions.dates, swapped=decisions.swapped) or _fallback(value)
    if day is not None:
        return When(day, day)
    if today is not None and (nearest := _nearest(text, decisions, fiscal_start, today)) is not None:
        return nearest
    if lacks_year(text):
        raise UnreadableCell(f"{text!r} names no year.", "Write the quarter with its year, such as Q2 2027.")
    raise UnreadableCell(f"{text!r} is not a date.", "Write it as 2027-03-31, or a quarter as 2027Q1.")


def _nearest(text: str, decisions: Decisions, fiscal_start: int, today: date) -> When | None:
    """Return the date or period of a text without a year, in the year that brings it nearest to today."""
    found = []
    for year in (today.year - 1, today.year, today.year + 1):
        if lacks_year(text) and (period := read_period(f"{text} {year}", fiscal_start)) is not None:
            found.append(When(period.first, period.last, period.label))
            continue
        for full in (f"{text} {year}", f"{text.rstrip('.')}/{year}", f"{text.rstrip('.')}.{year}"):
            if (day := day_of(full, decisions.dates)) is not None:
                found.append(When(day, day))
                break
    return min(found, key=lambda when: abs((when.first - today).days), default=None)


def _fallback(value: Value) -> date | None:
    """Return what the general date reader makes of a text with day, month and year, or None."""
    if not isinstance(value, str) or len(value) > 40 or not any(letter.isdecimal() for letter in value):
        return None
    import dateparser  # type: ignore[import-untyped]

    settings = {"REQUIRE_PARTS": ["day", "month", "year"], "STRICT_PARSING": True, "PARSERS": ["absolute-time"]}
    found = dateparser.parse(value, settings=settings)
    return valid_day(found.year, found.month, found.day) if found else None


def read_length(value: Value, decisions: Decisions, *, decimal_comma: bool) -> Duration:
    """Return the duration of a cell; bare numbers are in the column's unit."""
    if isinstance(value, timedelta):
        return Duration(_short(Decimal(value.total_seconds()) / _SECONDS_PER_HOUR), DurationUnit.HOUR)
    number = number_of(value, decimal_comma=decimal_comma)
    if number is not None and decisions.seconds:
        return Duration(_short(number / _SECONDS_PER_HOUR), DurationUnit.HOUR)
    if number is not None:
        return Duration(_short(number), decisions.unit or DurationUnit.DAY)
    found = read_duration(shown(value), decisions.unit, decimal_comma=decimal_comma)
    if found is None or found.is_percent:
        raise UnreadableCell(f"{shown(value)!r} is not a duration.", "Write a number and a unit, such as 3w, 2d or 4h.")
    return found


def _short(number: Decimal) -> Decimal:
    """Return the number without the noise of binary fractions."""
    if abs(number) > _LARGEST:
        raise UnreadableCell(f"{number:.3g} is more time than any plan has.", "Check the number and its unit.")
    return number.quantize(Decimal("0.0001")).normalize() + 0


def read_percent(value: Value, scale: float, number_format: str = "") -> float:
    """Return percent from 0 to 100; ``scale`` turns the column's bare numbers into percent."""
    flag = (
        read_flag(value)
        if isinstance(value, bool) or (isinstance(value, str) and not value.strip().isdecimal())
        else None
    )
    if flag is not None:
        return 100.0 if flag else 0.0
    if isinstance(value, int | float):
        factor = 100.0 if "%" in number_format else scale
        return round(float(value) * factor, 4)
    text = shown(value)
    number = read_number(text.rstrip("% ").strip(), decimal_comma=True)
    if number is None:
        raise UnreadableCell(f"{text!r} is not a percentage.", "Write a number from 0 to 100.")
    return round(float(number) * (1.0 if "%" in text else scale), 4)
