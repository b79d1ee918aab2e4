"""Periods as capacity sheets write them: months, quarters, years, weeks, with or without their year.

The text of a period is what a mapping keeps, and can be read again:

>>> [period_text(text) for text in ("Jan-27", "Q1 FY27", "KW 5 2027", "2027-W05", "März", "1月", "soon", 202701)]
['2027-01', 'Q1 FY27', '2027-W05', '2027-W05', 'März', '1月', '', '2027-01']
>>> said_period("Q1 FY27", 10).first.isoformat(), said_period("2027-W05", 1).last.isoformat()
('2026-10-01', '2027-02-07')
>>> with_years(["Nov", "Dez", "Jan"], 2026)
['2026-11', '2026-12', '2027-01']
"""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise

from planner_importers.tabular.date_text import read_date
from planner_importers.tabular.grid import Value, shown
from planner_importers.tabular.month_words import month_of
from planner_importers.tabular.period_text import Period, Precision, lacks_year, read_period
from planner_importers.tabular.wording import normalised

_WEEK_WORD = r"(?:kw|cw|ww|w|wk|week|woche|kalenderwoche|semaine|sem|s|semana|週|第)"
_WEEKS = (
    re.compile(rf"(?P<year>20\d\d)\s?{_WEEK_WORD}\s?(?P<week>\d{{1,2}})(?:週)?"),
    re.compile(rf"{_WEEK_WORD}\s?(?P<week>\d{{1,2}})(?:週)?\s(?P<year>20\d\d|\d\d)"),
)
_YEARLESS_WEEK = re.compile(
    r"(?:kw|cw|ww|w|wk|week|woche|kalenderwoche|semaine|semana)\s?(?P<week>[1-9]|[0-4]\d|5[0-3])"
)
_MONTH_NUMBER = re.compile(r"(?P<month>1[0-2]|0?[1-9])\s?月(?:度)?")
_YEARS = re.compile(r"(?<!\d)(20[2-9]\d)(?!\d)")
_FISCAL_MONTH = re.compile(r"(?P<month>[^\W\d]+) (?:fy|gj)\s?(?P<year>(?:20)?\d{2})")


_SERIAL_ZERO = date(1899, 12, 30).toordinal()
_SERIALS = (36_526, 73_050)
"""Numbers of days since the end of 1899, as spreadsheets keep them, of 2000-01-01 and 2099-12-31."""


def period_text(value: Value) -> str:
    """Return the period that a heading names as a mapping keeps it, empty if it names none."""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return f"{value:%Y-%m}" if value.day == 1 else value.isoformat()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _of_number(float(value))
    return _of_text(shown(value)) if value is not None else ""


def _of_number(number: float) -> str:
    whole = int(number)
    if whole != number:
        return ""
    if 2000 <= whole < 2100:
        return str(whole)
    if _SERIALS[0] <= whole <= _SERIALS[1]:
        day = date.fromordinal(whole + _SERIAL_ZERO)
        return f"{day:%Y-%m}" if day.day == 1 else ""
    return f"{whole // 100}-{whole % 100:02d}" if 200001 <= whole <= 209912 and 1 <= whole % 100 <= 12 else ""


def _of_text(text: str) -> str:
    if not text or len(text) > 40:
        return ""
    if text.strip().isdecimal():
        return _of_number(float(text)) if len(text.strip()) <= 6 else ""
    if week := _week(text):
        return f"{week.first.isocalendar().year}-W{week.first.isocalendar().week:02d}"
    found = read_period(text)
    if found is not None:
        return found.label if found.precision is Precision.MONTH else " ".join(text.split())
    if needs_year(text) or _FISCAL_MONTH.fullmatch(normalised(text)):
        return " ".join(text.split())
    day = read_date(text) if any(letter.isdecimal() for letter in text) else None
    return period_text(day) if isinstance(day, date) else ""


def _month(text: str) -> int | None:
    """Return the month that a text names without a year."""
    if numbered := _MONTH_NUMBER.fullmatch(text.strip()):
        return int(numbered["month"])
    plain = normalised(text)
    return month_of(plain) if len(plain) >= 3 and plain.isalpha() else None


def _yearless_week(text: str) -> int | None:
    found = _YEARLESS_WEEK.fullmatch(normalised(text))
    return int(found["week"]) if found else None


def _week(text: str) -> Period | None:
    plain = normalised(text)
    for shape in _WEEKS:
        if found := shape.fullmatch(plain):
            year = int(found["year"]) + (0 if len(found["year"]) == 4 else 2000)
            try:
                first = date.fromisocalendar(year, int(found["week"]), 1)
            except ValueError:
                return None
            return Period(first, first + timedelta(days=6), Precision.DAY, f"{year}-W{int(found['week']):02d}")
    return None


def said_period(text: str, fiscal_start: int) -> Period | None:
    """Return the days of a period's text; None where it names none, or lacks the year."""
    if week := _week(text):
        return week
    found = read_period(text, fiscal_start)
    if found is not None:
        return found
    if fiscal := _FISCAL_MONTH.fullmatch(normalised(text)):
        month, year = month_of(fiscal["month"]), int(fiscal["year"]) % 2000 + 2000
        if month:
            return read_period(f"{year - (month >= fiscal_start > 1)}-{month:02d}")
    first, _, last = text.partition("/")
    if re.fullmatch(r"\d{4}-\d\d-\d\d", first) and re.fullmatch(r"\d{4}-\d\d-\d\d", last):
        return Period(date.fromisoformat(first), date.fromisoformat(last), Precision.DAY, text)
    ends = read_period(first), read_period(last)
    if ends[0] is not None and ends[1] is not None and len(text) == len("2027-01/2027-03"):
        return Period(ends[0].first, ends[1].last, Precision.QUARTER, text)
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return Period(day, day, Precision.DAY, text)


def needs_year(text: str) -> bool:
    """Return whether a text names a month, quarter or half but not its year."""
    return bool(text) and (lacks_year(text) or _month(text) is not None or _yearless_week(text) is not None)


def with_years(texts: Sequence[str], year: int) -> list[str]:
    """Return periods in order of time with their years, the first in ``year``; after December comes the next one."""
    dated, before = [], 0
    for text in texts:
        if not needs_year(text):
            dated.append(text)
            continue
        month, week = _month(text), _yearless_week(text)
        number = month or week or next((int(letter) for letter in normalised(text) if letter.isdecimal()), 0)
        if number < before:
            year += 1
        before = number
        dated.append(f"{year}-{month:02d}" if month else f"{year}-W{week:02d}" if week else f"{text} {year}")
    return dated


def year_in(texts: Sequence[str]) -> int | None:
    """Return the only year that titles name, None if they name none or several."""
    found = {int(year) for text in texts for year in _YEARS.findall(text)}
    return found.pop() if len(found) == 1 else None


def spans(texts: Sequence[str]) -> list[str]:
    """Return day headings as weeks or quarters where the days between them say so; others as they are."""
    whole = any(re.fullmatch(r"20\d\d-\d\d-\d\d", text) for text in texts)
    first = [f"{text}-01" if whole and re.fullmatch(r"20\d\d-\d\d", text) else text for text in texts]
    days = [date.fromisoformat(text) if len(text) == 10 and text[4] == "-" == text[7] else None for text in first]
    known = [day for day in days if day is not None]
    if len(known) >= 2 and len(known) == len(texts):
        gaps = {(after - before).days for before, after in pairwise(known)}
        if gaps == {7}:
            return [f"{day.isocalendar().year}-W{day.isocalendar().week:02d}" for day in known]
        if gaps <= set(range(28, 32)) and gaps != {28}:
            return [f"{day:%Y-%m}" for day in known]
        if len(gaps) == 1 and max(gaps) > 7:
            return [f"{day}/{day + timedelta(days=max(gaps) - 1)}" for day in known]
    months = [text for text in texts if re.fullmatch(r"20\d\d-\d\d", text)]
    if len(months) == len(texts) >= 2:
        at = [int(text[:4]) * 12 + int(text[5:]) - 1 for text in months]
        if {b - a for a, b in pairwise(at)} == {3}:
            return [f"{text}/{_month_after(start)}" for text, start in zip(months, at, strict=True)]
    return list(texts)


def _month_after(month: int) -> str:
    """Return the last month of the quarter that begins with a month, counted from the year 0."""
    return f"{(month + 2) // 12}-{(month + 2) % 12 + 1:02d}"
