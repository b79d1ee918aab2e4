"""A file as sheets of cells: what every later stage reads, whatever format the cells came from.

Cell values are plain Python values; what Excel knows beside the value (number format, indent, merged
cells, outline level, formulas that were never computed) is kept apart, only where it differs from nothing:

>>> sheet = Sheet("Plan", (("ID", None), (1.0, "Draft policy")), indents={(1, 1): 2})
>>> sheet.value(1, 1), sheet.indents[1, 1], sheet.height, sheet.width, column_letters(27)
('Draft policy', 2, 2, 2, 'AB')
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from math import isfinite
from typing import TypeAlias

Value: TypeAlias = str | bool | int | float | datetime | date | time | timedelta | None
Row: TypeAlias = tuple[Value, ...]
Cell: TypeAlias = tuple[int, int]
"""Row and column of a cell, both counted from 0."""


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, counted from 0, all four bounds inclusive."""

    top: int
    left: int
    bottom: int
    right: int

    def __str__(self) -> str:
        """Return the area as a sheet shows it, such as ``B7:M40``."""
        start = f"{column_letters(self.left)}{self.top + 1}"
        return f"{start}:{column_letters(self.right)}{self.bottom + 1}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: rectangular ``rows`` and the sparse facts Excel keeps beside them, all counted from 0."""

    name: str
    rows: tuple[Row, ...]
    formats: Mapping[Cell, str] = field(default_factory=dict)
    """Number formats of numeric cells, other than General and dates."""
    indents: Mapping[Cell, int] = field(default_factory=dict)
    outline: Mapping[int, int] = field(default_factory=dict)
    """Outline (grouping) level of rows, where above 0."""
    merged: tuple[Area, ...] = ()
    uncomputed: Mapping[Cell, str] = field(default_factory=dict)
    """Formulas stored without a result; they are never evaluated here."""
    hidden: bool = False
    broken: Mapping[Cell, str] = field(default_factory=dict)
    """Error values such as ``#REF!``."""
    hidden_rows: frozenset[int] = frozenset()
    """Rows that are hidden, other than those of groups that are folded."""
    hidden_columns: frozenset[int] = frozenset()

    @property
    def height(self) -> int:
        """Return the number of rows."""
        return len(self.rows)

    @property
    def width(self) -> int:
        """Return the number of columns."""
        return len(self.rows[0]) if self.rows else 0

    def value(self, row: int, column: int) -> Value:
        """Return a cell's value; None outside the sheet."""
        if 0 <= row < self.height and 0 <= column < self.width:
            return self.rows[row][column]
        return None


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheets of one file; ``file`` is the name shown to people, ``notes`` what reading it revealed."""

    file: str
    sheets: tuple[Sheet, ...]
    encoding: str | None = None
    delimiter: str | None = None
    text: bool = False
    """Whether every value was text (csv), so that numbers and dates are still to be read."""


def rectangle(rows: Iterable[Sequence[object]]) -> tuple[Row, ...]:
    """Return rows of equal length with empty text as None and trailing empty rows and columns dropped."""
    cleaned = [[cell_value(value) for value in row] for row in rows]
    widths = [_used(row) for row in cleaned]
    width = max(widths, default=0)
    height = max((index + 1 for index, used in enumerate(widths) if used), default=0)
    return tuple(tuple(row[:width]) + (None,) * (width - len(row)) for row in cleaned[:height])


def cell_value(value: object) -> Value:
    """Return a reader's value with blank text as None and midnight moments as dates."""
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, datetime) and value.time() == time():
        return value.date()
    if isinstance(value, float) and not isfinite(value):
        return None
    if isinstance(value, bool | int | float | datetime | date | time | timedelta) or value is None:
        return value
    return str(value)


def _used(row: Sequence[Value]) -> int:
    for index in range(len(row) - 1, -1, -1):
        if row[index] is not None:
            return index + 1
    return 0


def column_letters(column: int) -> str:
    """Return the letters of a column counted from 0 (0 is A, 26 is AA)."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """Return the column counted from 0 that the letters name.

    >>> [column_number(column_letters(n)) for n in (0, 25, 26, 701, 702)]
    [0, 25, 26, 701, 702]
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def shown(value: Value) -> str:
    """Return a cell's value as a person would type it.

    >>> shown(3.0), shown(1.25), shown(date(2026, 11, 22)), shown(None), shown(True)
    ('3', '1.25', '2026-11-22', '', 'TRUE')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="minutes")
    return str(value).strip()
