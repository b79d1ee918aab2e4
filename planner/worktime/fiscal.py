"""Fiscal quarters and their weeks, in which roadmaps and capacity are shown.

A fiscal year is named by the calendar year in which it ends, as the US government and Indian companies do:
with an April start, April 2026 to March 2027 is FY27; with an October start, October 2026 to September 2027
is FY27 too. A year that starts in January is the calendar year and is written without "FY":

>>> FiscalQuarter.containing(date(2026, 11, 22)).label, FiscalQuarter.containing(date(2026, 11, 22), 4).label
('2026Q4', 'FY27 Q3')
>>> quarter = FiscalQuarter.parse("FY27 Q1", start_month=10)
>>> quarter.first.isoformat(), quarter.last.isoformat(), quarter.next().label
('2026-10-01', '2026-12-31', 'FY27 Q2')

Every quarter has thirteen weeks, counted from its first day; the last one holds the six to eight days that
remain, so that a day belongs to exactly one week of exactly one quarter.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from planner.plan.errors import PlannerError

WEEKS_PER_QUARTER = 13

_FORMS = (
    re.compile(r"(?P<fy>FY)?\s*'?(?P<year>\d{4}|\d{2})\s*[-/ ]?\s*Q(?P<quarter>[1-4])", re.IGNORECASE),
    re.compile(r"Q(?P<quarter>[1-4])\s*[-/ ]?\s*(?P<fy>FY)?\s*'?(?P<year>\d{4}|\d{2})", re.IGNORECASE),
)


class UnreadableQuarterError(PlannerError, ValueError):
    """Text that names no fiscal quarter."""

    code = "UNREADABLE_QUARTER"

    def __init__(self, text: str) -> None:
        super().__init__(f"{text!r} is not a quarter.", "Write 2027Q1, or FY27 Q1 for a fiscal year.")


@dataclass(frozen=True, slots=True, order=True)
class FiscalQuarter:
    """One quarter of a fiscal year: the year by its name (the one it ends in), quarter 1 to 4.

    ``start_month`` is the month in which the fiscal year starts, 1 to 12. Quarters of one start month are
    in order of time.
    """

    fiscal_year: int
    quarter: int
    start_month: int = 1

    def __post_init__(self) -> None:
        if not (1 <= self.quarter <= 4 and 1 <= self.start_month <= 12 and 2 <= self.fiscal_year <= 9998):
            raise UnreadableQuarterError(f"{self.fiscal_year}Q{self.quarter}, start month {self.start_month}")

    @classmethod
    def containing(cls, day: date, start_month: int = 1) -> "FiscalQuarter":
        """Return the quarter in which a day lies."""
        return _containing(day.year, day.month, start_month)

    @classmethod
    def parse(cls, text: str, start_month: int = 1) -> "FiscalQuarter":
        """Return the quarter that a text names: 2027Q1, Q1 2027, FY27 Q1, FY2027-Q1; two digits mean 20xx."""
        for form in _FORMS:
            match = form.fullmatch(text.strip())
            if match:
                year = int(match["year"])
                return cls(year + 2000 if len(match["year"]) == 2 else year, int(match["quarter"]), start_month)
        raise UnreadableQuarterError(text)

    @property
    def label(self) -> str:
        """Return 2027Q1 for years that start in January, FY27 Q1 for others."""
        return f"{self.year_label}{'' if self.start_month == 1 else ' '}Q{self.quarter}"

    @property
    def year_label(self) -> str:
        """Return 2027 for years that start in January, FY27 for others."""
        if self.start_month == 1:
            return str(self.fiscal_year)
        short = 2000 <= self.fiscal_year < 2100
        return f"FY{self.fiscal_year % 100 if short else self.fiscal_year:02d}"

    def __str__(self) -> str:
        """Return the label."""
        return self.label

    @property
    def first(self) -> date:
        """Return the first day."""
        return _days(self)[0]

    @property
    def last(self) -> date:
        """Return the last day, inclusive."""
        return _days(self)[1]

    def next(self) -> "FiscalQuarter":
        """Return the quarter after this one."""
        return self.plus(1)

    def previous(self) -> "FiscalQuarter":
        """Return the quarter before this one."""
        return self.plus(-1)

    def plus(self, quarters: int) -> "FiscalQuarter":
        """Return the quarter so many later; negative: earlier."""
        count = self.fiscal_year * 4 + self.quarter - 1 + quarters
        return FiscalQuarter(count // 4, count % 4 + 1, self.start_month)

    def series(self, quarters: int) -> "tuple[FiscalQuarter, ...]":
        """Return this quarter and the ones after it, so many in all."""
        return tuple(self.plus(step) for step in range(quarters))

    def since(self, other: "FiscalQuarter") -> int:
        """Return how many quarters this one is after ``other``, of the same start month."""
        return (self.fiscal_year - other.fiscal_year) * 4 + self.quarter - other.quarter

    def week_of(self, day: date) -> int:
        """Return the week of the quarter, 1 to 13, in which one of its days lies."""
        return min((day - self.first).days // 7, WEEKS_PER_QUARTER - 1) + 1

    def weeks(self) -> tuple[tuple[date, date], ...]:
        """Return the first and last day of each of the thirteen weeks."""
        starts = [self.first + timedelta(days=7 * week) for week in range(WEEKS_PER_QUARTER)]
        ends = [start - timedelta(days=1) for start in starts[1:]]
        return tuple(zip(starts, [*ends, self.last], strict=True))


@lru_cache(maxsize=4096)
def _containing(year: int, month: int, start_month: int) -> FiscalQuarter:
    begun = year if month >= start_month else year - 1
    return FiscalQuarter(begun + (start_month > 1), (month - start_month) % 12 // 3 + 1, start_month)


@lru_cache(maxsize=4096)
def _days(quarter: FiscalQuarter) -> tuple[date, date]:
    """Return the first and last day of a quarter."""

    def begin(months: int) -> date:
        return date(year + months // 12, months % 12 + 1, 1)

    year = quarter.fiscal_year - (quarter.start_month > 1)
    months = quarter.start_month - 1 + (quarter.quarter - 1) * 3
    return begin(months), begin(months + 3) - timedelta(days=1)
