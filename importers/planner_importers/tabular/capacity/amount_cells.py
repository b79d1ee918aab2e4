"""Amounts of capacity sheets: people, shares of full time, days or hours, as people of different countries write them.

>>> [read_capacity(cell, Measure.FTE, decimal_comma=True) for cell in ("1,5", "2 FTE", "50 %", 0.25)]
[1.5, 2.0, 0.5, 0.25]
>>> read_capacity(50, Measure.PERCENT), read_capacity("12 PT", Measure.DAYS)
(0.5, 12.0)
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from planner_importers.tabular.cell_reading import UnreadableCell
from planner_importers.tabular.grid import Value, shown
from planner_importers.tabular.mapping import Measure
from planner_importers.tabular.numerals import number_of, read_number
from planner_importers.tabular.wording import is_blank

MOST = 10_000_000.0
_WRITTEN = (
    (
        Measure.DAYS,
        r"pds?|(?:person|man)[- ]?days?|mds?|personentage?|pt|jours?[- ]?hommes?|jh|人日|days?|tage?|jours?|d[ií]as?",
    ),
    (Measure.HOURS, r"hours?|hrs?|h|std|stunden|heures?|horas?|時間"),
    (Measure.FTE, r"ftes?|vz[äa]|vzk|etp|etc|ejc|people|personen|人|名"),
)
_UNITS = re.compile(
    r"\s*(?:ftes?|hc|vz[äa]|vzk|etp|etc|ejc|people|persons?|pers|personen|人|名|pds?|person[- ]?days?|man[- ]?days?|"
    r"mds?|days?|d|personentage?|pt|tage?|t|jours?[- ]?hommes?|jh|j|jours?|d[ií]as?|人日|日|hours?|hrs?|h|std|stunden|"
    r"heures?|horas?|時間)\.?\s*",
    re.IGNORECASE,
)


def looks_like_amount(value: Value) -> bool:
    """Return whether a cell holds a number, with or without a unit or a per cent sign."""
    if isinstance(value, bool) or value is None or isinstance(value, date | datetime | time | timedelta):
        return False
    if isinstance(value, int | float):
        return True
    return is_blank(value) or _number(value, decimal_comma=True) is not None


def written_measure(value: Value) -> Measure | None:
    """Return the measure that a cell's own unit says, such as days in ``12 PT``; None without a unit."""
    if not isinstance(value, str):
        return None
    unit = value.strip().lstrip("+-0123456789.,'’ \u00a0\u202f").rstrip(". ")
    return next((m for m, words in _WRITTEN if unit and re.fullmatch(words, unit, re.IGNORECASE)), None)


def is_share(value: Value, number_format: str = "") -> bool:
    """Return whether a cell says a share of full time by a per cent sign."""
    return "%" in number_format or (isinstance(value, str) and value.strip()[-1:] in ("%", "％"))


def share_scale(cells: Iterable[Value], most: float = 1.5) -> float:
    """Return the factor that makes the bare numbers of a column of shares percent: 100 up to ``most``, else 1."""
    numbers = [
        abs(found)
        for cell in cells
        if not isinstance(cell, str) or "%" not in cell
        if looks_like_amount(cell) and (found := _bare(cell)) is not None
    ]
    return 1.0 if max(numbers, default=0.0) > most else 100.0


def _bare(cell: Value) -> float | None:
    return _number(cell, decimal_comma=True) if isinstance(cell, str) else float(number_of(cell) or 0)


def read_capacity(
    value: Value,
    measure: Measure,
    *,
    decimal_comma: bool = False,
    number_format: str = "",
    percent_scale: float = 1.0,
) -> float | None:
    """Return the amount of a cell in FTE, days or hours; None for a blank one.

    ``percent_scale`` makes bare numbers of a column of shares percent: 1 or 100. UnreadableCell for what is no
    amount, or a negative or absurdly large one.
    """
    if value is None or (isinstance(value, str) and is_blank(value)):
        return None
    if isinstance(value, bool | date | datetime | time | timedelta):
        raise UnreadableCell(f"{shown(value)!r} is not an amount.", "Write a number, such as 1.5.")
    if isinstance(value, int | float):
        number: float | None = float(value)
    else:
        number = _number(value, decimal_comma=decimal_comma)
    if number is None:
        raise UnreadableCell(f"{shown(value)!r} is not an amount.", "Write a number, such as 1.5.")
    if isinstance(value, str) and is_share(value):
        number /= 100
    elif measure is Measure.PERCENT and not is_share(value, number_format):
        number *= percent_scale / 100
    if not 0 <= number <= MOST:
        raise UnreadableCell(f"{shown(value)!r} is less than nothing or far too much.", "Write a number of 0 or more.")
    return round(number, 6)


def _number(text: str, *, decimal_comma: bool) -> float | None:
    plain = unicodedata.normalize("NFKC", text).strip().rstrip("%").strip()
    number = number_of(plain, decimal_comma=decimal_comma)
    if number is None:
        match = re.match(r"[+-]?[\d.,'’\s\u00a0\u202f]*\d", plain)
        if match and _UNITS.fullmatch(plain[match.end() :]):
            number = read_number(match[0].strip(), decimal_comma=decimal_comma)
    return None if number is None else float(number)
