"""One written date: its day where the writing leaves no doubt, its numbers where the order is open.

>>> read_date("2026-11-22T08:00:00Z"), read_date("Mon 2 Jan 2023")
(datetime.date(2026, 11, 22), datetime.date(2023, 1, 2))
>>> read_date("03/04/2026")
OpenDate(first=3, second=4, year=2026, mark='/')
>>> OpenDate(3, 4, 2026, "/").day(Order.DAY_FIRST), read_date("2026年4月3日"), read_date("20260403"), read_date("soon")
(datetime.date(2026, 4, 3), datetime.date(2026, 4, 3), datetime.date(2026, 4, 3), None)
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from planner_importers.tabular.month_words import is_weekday, month_of

_EPOCH = date(1899, 12, 30)
SERIALS = range(20_000, 80_000)
"""Excel day numbers read as dates: the years 1954 to 2119."""
_TIME = re.compile(
    r"(?:T|[ ,]+)\d{1,2}[:h]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?\s*(?:[ap]\.?m\.?)?\s*(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})?$",
    re.IGNORECASE,
)
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\.?")
_OPEN = re.compile(r"(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?[-/.]\s?(\d{4}|\d{2})\.?")
_IDEOGRAPHIC = re.compile(r"(\d{4})\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日?|(\d{4})년\s?(\d{1,2})월\s?(\d{1,2})일")
_COMPACT = re.compile(r"(20\d{2}|19\d{2})(\d{2})(\d{2})")
_VIETNAMESE = re.compile(r"(?:ngày\s*)?(\d{1,2})\s*tháng\s*(\d{1,2})(?:\s*năm|,)?\s*(\d{4})", re.IGNORECASE)
_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_MONTH_AND_NUMBER = re.compile(
    r"(?:(?P<before>\d{1,2})[. -]*(?:de )?)?(?P<month>[^\W\d_]+)(?:[. -]*(?P<after>\d{1,2}))?\.?"
)
_BRACKETED = re.compile(r"\([^)]*\)$")
_LEADING_DAY = re.compile(r"^[^\W\d_]{1,12}\.?,?\s+(?=\d)")


class Order(StrEnum):
    """Order of the first two numbers of a written date."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


@dataclass(frozen=True, slots=True)
class OpenDate:
    """A date of three numbers whose first two may be day and month or month and day."""

    first: int
    second: int
    year: int
    mark: str

    def day(self, order: Order) -> date | None:
        """Return the day meant under this order, or None if there is no such day."""
        day, month = (self.first, self.second) if order is Order.DAY_FIRST else (self.second, self.first)
        return valid_day(self.year, month, day)


def valid_day(year: int, month: int, day: int) -> date | None:
    """Return the day, or None if the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def serial_day(number: float) -> date | None:
    """Return the day of an Excel day number, or None outside the years that plans are about."""
    return _EPOCH + timedelta(days=int(number)) if int(number) in SERIALS else None


@lru_cache(maxsize=50_000)
def read_date(text: str) -> date | OpenDate | None:
    """Return the day a text says, an open date where the order of day and month is not told, or None."""
    if len(text) > 80:
        return None
    cleaned = _TIME.sub("", text.strip()).strip(" ,;")
    cleaned = _BRACKETED.sub("", cleaned).strip(" ,;")
    if (weekday := _LEADING_DAY.match(cleaned)) and (
        _OPEN.fullmatch(rest := cleaned[weekday.end() :]) or _ISO.fullmatch(rest)
    ):
        cleaned = rest
    if found := _ISO.fullmatch(cleaned):
        return valid_day(int(found[1]), int(found[2]), int(found[3]))
    if found := _OPEN.fullmatch(cleaned):
        return _open(int(found[1]), int(found[3]), found[4], found[2])
    if found := _COMPACT.fullmatch(cleaned):
        return valid_day(int(found[1]), int(found[2]), int(found[3]))
    if found := _IDEOGRAPHIC.search(cleaned):
        year, month, day = (int(part) for part in found.groups() if part)
        return valid_day(year, month, day)
    if found := _VIETNAMESE.search(cleaned):
        return valid_day(int(found[3]), int(found[2]), int(found[1]))
    if cleaned.isdecimal():
        return serial_day(int(cleaned)) if len(cleaned) == 5 else None
    return _worded(cleaned) if any(letter.isalpha() for letter in cleaned) and len(cleaned) <= 40 else None


def number_beside_month(text: str) -> str | None:
    """Return the one or two digits beside a month's name, which may be its day or its year; None if that is not all.

    >>> number_beside_month("Dec 14"), number_beside_month("4. März"), number_beside_month("Dec 2014")
    ('14', '4', None)
    """
    found = _MONTH_AND_NUMBER.fullmatch(text.strip()) if len(text) <= 40 else None
    if found is None or (found["before"] is None) == (found["after"] is None) or not month_of(found["month"]):
        return None
    return str(found["before"] or found["after"])


def _open(first: int, second: int, year: str, mark: str) -> date | OpenDate | None:
    full = int(year) if len(year) == 4 else 2000 + int(year) - (100 if int(year) > 79 else 0)
    if first > 31 or second > 31 or (first > 12 and second > 12) or not first or not second:
        return None
    if mark == ".":
        return valid_day(full, second, first)
    return OpenDate(first, second, full, mark)


def _worded(text: str) -> date | None:
    """Return the day of a date with a month's name, in any order, weekday and small words aside."""
    month: int | None = None
    numbers: list[str] = []
    for token in _TOKEN.findall(text):
        if token.isdecimal():
            numbers.append(token)
        elif (found := month_of(token)) and month is None:
            month = found
        elif not (is_weekday(token) or len(token) <= 3):
            return None
    if month is None or len(numbers) != 2:
        return None
    day, year = sorted(numbers, key=lambda number: (len(number) == 4, 0)) if _one_is_long(numbers) else numbers
    full = int(year) if len(year) == 4 else 2000 + int(year)
    return valid_day(full, month, int(day)) if len(day) <= 2 else None


def _one_is_long(numbers: list[str]) -> bool:
    return sum(len(number) == 4 for number in numbers) == 1
