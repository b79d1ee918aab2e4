"""Values that planners write down: durations with their unit, moments that may be whole days, what an edit does.

A duration keeps the unit in which it was said, because "3w" stays three weeks when the working week
changes. Working units follow the calendar, elapsed units (``ed``) the clock, percent the predecessor:

>>> Duration.parse("3w"), str(Duration.parse("1.5 days")), Duration.parse("5ed").is_elapsed
(Duration(amount=Decimal('3'), unit=<DurationUnit.WEEK: 'w'>), '1.5d', True)
>>> Duration.parse("2d").working_minutes(WorkingUnits())
960
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation
from enum import StrEnum

END_OF_DAY = time(23, 59)
"""The time of day that a bare date means where a finish is asked for."""


class Action(StrEnum):
    """What an edit does to its entity."""

    CREATE = "create"
    UPDATE = "update"
    DELETE = "delete"


class DurationUnit(StrEnum):
    """Unit of a duration or lag: working time, elapsed (clock) time, or percent of the predecessor."""

    MINUTE = "m"
    HOUR = "h"
    DAY = "d"
    WEEK = "w"
    MONTH = "mo"
    ELAPSED_MINUTE = "em"
    ELAPSED_HOUR = "eh"
    ELAPSED_DAY = "ed"
    ELAPSED_WEEK = "ew"
    ELAPSED_MONTH = "emo"
    PERCENT = "%"


@dataclass(frozen=True, slots=True)
class WorkingUnits:
    """How long a working day, week and month are, in minutes, minutes and days."""

    minutes_per_day: int = 480
    minutes_per_week: int = 2400
    days_per_month: int = 20


_ELAPSED_MINUTES = {"em": 1, "eh": 60, "ed": 1440, "ew": 10080, "emo": 43200}
_WORDS = {
    "m": ("m", "min", "mins", "minute", "minutes"),
    "h": ("h", "hr", "hrs", "hour", "hours"),
    "d": ("d", "dy", "day", "days"),
    "w": ("w", "wk", "wks", "week", "weeks"),
    "mo": ("mo", "mon", "mons", "month", "months"),
}
_UNIT_OF_WORD = {word: unit for unit, words in _WORDS.items() for word in words}
_UNIT_OF_WORD |= {"e" + word: "e" + unit for unit, words in _WORDS.items() for word in words}
_UNIT_OF_WORD["%"] = "%"
_PATTERN = re.compile(r"\s*([+-]?\d+(?:\.\d+)?)\s*([a-zA-Z]+|%)\s*")


@dataclass(frozen=True, slots=True)
class Duration:
    """An amount of time in the unit in which it was said; negative only as a lag (a lead)."""

    amount: Decimal
    unit: DurationUnit

    @classmethod
    def parse(cls, text: str) -> "Duration":
        """Return the duration that ``text`` says ("3w", "-2 days", "4h", "5ed", "50%"), or raise ValueError."""
        match = _PATTERN.fullmatch(text)
        unit = _UNIT_OF_WORD.get(match[2].lower()) if match else None
        if match is None or unit is None:
            raise ValueError(f"{text!r} is not a duration; write a number and a unit, such as 3w, 2d, 4h or 5ed")
        try:
            return cls(Decimal(match[1]), DurationUnit(unit))
        except InvalidOperation:  # pragma: no cover - the pattern admits only decimal literals
            raise ValueError(f"{text!r} is not a duration") from None

    @classmethod
    def of_tenths(cls, tenths: int, unit: DurationUnit, units: WorkingUnits) -> "Duration":
        """Return the duration of so many tenths of minutes, in this unit where that comes out even, else in minutes.

        >>> str(Duration.of_tenths(2400, DurationUnit.DAY, WorkingUnits()))
        '0.5d'
        >>> str(Duration.of_tenths(1600, DurationUnit.DAY, WorkingUnits()))
        '160m'
        """
        amount = (Decimal(tenths) / cls(Decimal(1), unit).tenths(units)).quantize(Decimal("0.0001")).normalize()
        said = cls(amount + 0, unit)
        if said.tenths(units) == tenths and amount * cls(Decimal(1), unit).tenths(units) == tenths:
            return said
        minute = DurationUnit.ELAPSED_MINUTE if said.is_elapsed else DurationUnit.MINUTE
        return cls(Decimal(tenths) / 10, minute)

    @property
    def is_elapsed(self) -> bool:
        """Whether the clock measures it, nights and weekends included."""
        return self.unit in _ELAPSED_MINUTES

    @property
    def is_percent(self) -> bool:
        """Whether it is a share of the predecessor's duration."""
        return self.unit is DurationUnit.PERCENT

    def working_minutes(self, units: WorkingUnits) -> int:
        """Return minutes of working time (clock time if elapsed), rounded; percent raises ValueError."""
        if self.is_percent:
            raise ValueError("a percentage has no minutes of its own")
        return int(self.tenths(units) / 10)

    def tenths(self, units: WorkingUnits) -> int:
        """Return tenths of minutes of working time (clock time if elapsed), rounded half to even."""
        if self.unit in _ELAPSED_MINUTES:
            factor = _ELAPSED_MINUTES[self.unit]
        else:
            factor = {
                DurationUnit.MINUTE: 1,
                DurationUnit.HOUR: 60,
                DurationUnit.DAY: units.minutes_per_day,
                DurationUnit.WEEK: units.minutes_per_week,
                DurationUnit.MONTH: units.days_per_month * units.minutes_per_day,
            }[self.unit]
        return int((self.amount * factor * 10).to_integral_value(ROUND_HALF_EVEN))

    def __str__(self) -> str:
        """Return the short form that ``parse`` reads back, such as ``3w``."""
        amount = self.amount.normalize()
        return f"{amount:f}{self.unit}"


class Edge(StrEnum):
    """Which end of a day a bare date means: starts mean its first minute, finishes its last."""

    START = "start"
    FINISH = "finish"


def moment(day: date, edge: Edge) -> datetime:
    """Return the instant that a bare date means at this edge of the day.

    >>> moment(date(2026, 12, 18), Edge.FINISH)
    datetime.datetime(2026, 12, 18, 23, 59)
    """
    return datetime.combine(day, END_OF_DAY if edge is Edge.FINISH else time())
