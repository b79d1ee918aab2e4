"""Rows of a plan as typed values, before anything is known about the plan they go into."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from planner.plan.findings import Finding, Place, Severity
from planner.plan.values import Duration
from planner_importers.tabular.fields import Field
from planner_importers.tabular.mapping import TableMap

_LISTED = 20
"""How many rows a message lists."""


@dataclass(frozen=True, slots=True)
class When:
    """A date as precise as it was said: one day, or the days of a period with its short name."""

    first: date
    last: date
    label: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """A text and the column it stands in: letter and heading."""

    text: str
    letter: str
    heading: str
    number: bool = False
    """Whether the cell held a number, which may have lost final zeros."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One row: ``row`` counts from 1 as the sheet shows it, ``ordinal`` from 1 within its table.

    ``unsound`` rows have an error; they refuse the import or are left out of a partial one.
    """

    row: int
    ordinal: int
    name: str
    code: str = ""
    wbs: str = ""
    depth: int = 0
    texts: Mapping[Field, str] = field(default_factory=dict)
    dates: Mapping[Field, When] = field(default_factory=dict)
    durations: Mapping[Field, Duration] = field(default_factory=dict)
    percent: float | None = None
    fte: float | None = None
    outline_level: int | None = None
    milestone: bool | None = None
    predecessors: tuple[Written, ...] = ()
    successors: tuple[Written, ...] = ()
    tags: tuple[str, ...] = ()
    markets: tuple[str, ...] = ()
    external: tuple[tuple[str, str], ...] = ()
    unsound: bool = False


@dataclass(frozen=True, slots=True)
class Records:
    """The rows of one table in order, how they were mapped, and what was found reading them."""

    file: str
    map: TableMap
    rows: tuple[Record, ...]
    findings: tuple[Finding, ...]

    def place(self, row: int, letter: str = "", heading: str = "", value: str = "") -> Place:
        """Return the place of a cell of this table; ``row`` counts from 1."""
        return cell_place(self.file, self.map.sheet, row, letter, heading, value)


def cell_place(file: str, sheet: str, row: int | None, letter: str = "", heading: str = "", value: str = "") -> Place:
    """Return the place of a cell, its column shown as ``C (Start date)``."""
    column = f"{letter} ({heading})" if letter and heading else letter or heading
    return Place(file=file, sheet=sheet, row=row, column=column or None, value=value[:200] or None)


def error(code: str, message: str, place: Place, hint: str) -> Finding:
    """Return a finding that refuses its row."""
    return Finding(Severity.ERROR, code, message, place, hint)


def warning(code: str, message: str, place: Place, hint: str) -> Finding:
    """Return a finding that a person should look at."""
    return Finding(Severity.WARNING, code, message, place, hint)


def note(code: str, message: str, place: Place, hint: str = "") -> Finding:
    """Return a finding that only informs."""
    return Finding(Severity.INFO, code, message, place, hint)


def passed_over(file: str, sheet: str, rows: Sequence[int]) -> Finding:
    """Return the note on rows, in order and counted from 1, that hold nothing of their own.

    >>> passed_over("a.csv", "S", [5]).message, passed_over("a.csv", "S", [5, 9]).message
    ('Row 5 is not read: a heading, total or remark.', 'Rows 5, 9 are not read: headings, totals or remarks.')
    """
    place = cell_place(file, sheet, rows[0])
    if len(rows) == 1:
        return note("rows-passed-over", f"Row {rows[0]} is not read: a heading, total or remark.", place)
    listed = ", ".join(map(str, rows[:_LISTED])) + (", …" if len(rows) > _LISTED else "")
    return note("rows-passed-over", f"Rows {listed} are not read: headings, totals or remarks.", place)
