"""Dates said only to the quarter, half, month or year: kept as said, with the days they span.

Quarters and halves follow the fiscal year, which is named after the calendar year in which it ends.

>>> read_period("Q1 FY27", fiscal_start=10).first.isoformat(), str(read_period("H1 2027"))
('2026-10-01', '2027H1')
>>> [str(read_period(text)) for text in ("2027Q1", "1Q27", "T3 2027", "2. Quartal 2027", "2027年第1四半期", "Mar 2027")]
['2027Q1', '2027Q1', '2027Q3', '2027Q2', '2027Q1', '2027-03']
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from planner_importers.tabular.month_words import month_of
from planner_importers.tabular.wording import normalised


class Precision(StrEnum):
    """How exactly a date was said."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Period:
    """The days a date stands for, both inclusive, and how exactly it was said; ``label`` is its short name."""

    first: date
    last: date
    precision: Precision
    label: str

    def __str__(self) -> str:
        """Return the short name, such as ``2027Q1``."""
        return self.label


_QUARTER_WORD = (
    r"(?:q|qtr|quarter|quartal|trimestre|trim|tr|t|trimester|кв|квартал|quy|ceyrek|c|kwartal|k|四半期|季度|季)"
)
_HALF_WORD = r"(?:h|half|hj|halbjahr|semestre|s|полугодие|yariyil|半期|半年)"
_YEAR = r"(?:(?P<fy>fy|gj|af|ef|ay)\s?)?(?P<year>(?:20)?\d{2})\s?(?:年度?|年)?"
_SHAPES = tuple(
    (precision, re.compile(shape))
    for precision, word in ((Precision.QUARTER, _QUARTER_WORD), (Precision.HALF, _HALF_WORD))
    for shape in (
        rf"{word}\s?(?P<n>\d)\s{_YEAR}",
        rf"{word}\s?(?P<n>\d){_YEAR.replace('(?:20)?', '20')}",
        rf"{_YEAR}\s?(?:第)?{word}\s?(?P<n>\d)",
        rf"{_YEAR}\s?第?(?P<n>\d)\s?{word}",
        rf"(?P<n>\d)\s?(?:st|nd|rd|th)?\s?{word}\s?{_YEAR}",
    )
)
_YEARLESS = re.compile(
    r"(?:q|h|quarter|half|quartal|halbjahr|trimestre|semestre|квартал|quy|ceyrek|kwartal)\s?[1-4]"
    r"|[1-4]\s?(?:q|h|quartal|halbjahr|trimestre|semestre|квартал)|第?[1-4]\s?(?:四半期|季度)"
)
_WHOLE_YEAR = re.compile(r"(?P<fy>fy|gj)\s?(?P<year>(?:20)?\d{2})|cy\s?(?P<cy>(?:20)?\d{2})|(?P<plain>20\d{2})(?:年)?")
_MONTH_YEAR = re.compile(r"(?P<month>[^\W\d]+) ?(?P<year>20\d{2}|\d{2})|(?P<year2>20\d{2}) (?P<month2>[^\W\d]+)")
_YEAR_MONTH = re.compile(
    r"(?P<year>20\d{2})[-/.年](?P<month>0?[1-9]|1[0-2])月?|(?P<month2>0?[1-9]|1[0-2])[/.](?P<year2>20\d{2})"
)
_LENGTH = {Precision.MONTH: 1, Precision.QUARTER: 3, Precision.HALF: 6, Precision.YEAR: 12}


@lru_cache(maxsize=5_000)
def read_period(text: str, fiscal_start: int = 1) -> Period | None:
    """Return the period a text names, or None; ``fiscal_start`` is the month the fiscal year starts in."""
    if len(text) > 40:
        return None
    if numeric := _YEAR_MONTH.fullmatch(text.strip()):
        year = int(numeric["year"] or numeric["year2"])
        return _months(year, int(numeric["month"] or numeric["month2"]), Precision.MONTH)
    plain = normalised(text)
    for precision, shape in _SHAPES:
        found = shape.fullmatch(plain)
        if found:
            return _fiscal(precision, int(found["n"]), _four_digits(found["year"]), fiscal_start)
    if found := _MONTH_YEAR.fullmatch(plain):
        month = month_of(found["month"] or found["month2"])
        if month:
            return _months(_four_digits(found["year"] or found["year2"]), month, Precision.MONTH)
    if found := _WHOLE_YEAR.fullmatch(plain):
        fiscal = found["fy"] is not None
        year = _four_digits(found["year"] or found["cy"] or found["plain"])
        return _fiscal(Precision.YEAR, 1, year, fiscal_start if fiscal else 1)
    return None


def lacks_year(text: str) -> bool:
    """Return whether a text names a quarter or half but not its year."""
    return _YEARLESS.fullmatch(normalised(text)) is not None


def _four_digits(year: str) -> int:
    return int(year) if len(year) == 4 else 2000 + int(year)


def _fiscal(precision: Precision, number: int, year: int, fiscal_start: int) -> Period | None:
    """Return the numbered part of the fiscal year that ends in ``year``."""
    length = _LENGTH[precision]
    if not 1 <= number <= 12 // length:
        return None
    offset = (number - 1) * length + fiscal_start - 1 - (12 if fiscal_start > 1 else 0)
    label = {Precision.QUARTER: f"{year}Q{number}", Precision.HALF: f"{year}H{number}"}.get(precision, str(year))
    return _months(year + offset // 12, offset % 12 + 1, precision, label)


def _months(year: int, month: int, precision: Precision, label: str = "") -> Period:
    last = year * 12 + month - 1 + _LENGTH[precision] - 1
    end_year, end_month = last // 12, last % 12 + 1
    end = date(end_year, end_month, monthrange(end_year, end_month)[1])
    return Period(date(year, month, 1), end, precision, label or f"{year}-{month:02d}")
