"""The mapping of a file's columns to fields: proposed by recognition, shown, edited, saved and given back.

A mapping is data. Everything that was decided about a file stands in it with a confidence and a reason, so
that whoever disagrees changes a word and imports again:

>>> column = ColumnMap("C", "Task", Field.NAME, 1.0, "the heading says so")
>>> table = TableMap("Plan", (1,), 2, None, True, "it has names and dates", (column,))
>>> Mapping((table,)).tables[0].column_of(Field.NAME).letter
'C'
"""

from dataclasses import dataclass, field
from enum import StrEnum

from planner.plan.values import DurationUnit
from planner_importers.tabular.date_text import Order
from planner_importers.tabular.fields import Field


class Scheme(StrEnum):
    """What the references in a table count by."""

    CODE = "code"
    WBS = "wbs"
    EXTERNAL_ID = "external_id"
    ORDINAL = "ordinal"
    """Position in the table, 1 being the first row below the headings."""
    SHEET_ROW = "sheet_row"
    """Row number as the sheet shows it."""
    NAME = "name"


class Hierarchy(StrEnum):
    """What tells which row is part of which."""

    NONE = "none"
    PARENT = "parent"
    OUTLINE_LEVEL = "outline_level"
    WBS = "wbs"
    INDENT = "indent"
    STAIRCASE = "staircase"
    """Names stand in one column per level."""
    GROUP = "group"
    """A column names the programme, which has no row of its own."""


class Holds(StrEnum):
    """What the rows of a table are about."""

    PLAN = "plan"
    SUPPLY = "supply"
    """How many people a team has, by period or at all."""
    PEOPLE = "people"
    """One person a row: the team's staff by name."""
    DEMAND = "demand"
    """What initiatives ask of teams."""
    ROSTER = "roster"
    """Learners, and which courses they passed."""


class Measure(StrEnum):
    """What an amount of a capacity sheet counts."""

    FTE = "fte"
    PERCENT = "percent"
    """Share of full time, as 50 or 0.5."""
    DAYS = "days"
    """Person-days, before leave and absence."""
    NET_DAYS = "net_days"
    """Person-days that are left for project work, after leave, focus and reserve."""
    HOURS = "hours"
    WEEK_HOURS = "hours_per_week"
    """Hours of each week, as a share of forty."""


@dataclass(frozen=True, slots=True)
class Decisions:
    """How the values of one column are read; None where nothing had to be decided."""

    dates: Order | None = None
    swapped: bool = False
    """Whether day and month of the real dates were exchanged by the program that wrote the file."""
    yearless: bool = False
    """Whether the two digits beside a month's name are its day and no year is written."""
    unit: DurationUnit | None = None
    seconds: bool = False
    percent_scale: float | None = None
    """Factor that makes the column's bare numbers percent: 1 or 100."""
    measure: Measure | None = None
    of: str = ""
    """What the cells of the column are of, as its heading says: a period, a team, an initiative, a course."""


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """One column: where it is, what it holds, how sure that is (0 to 1) and why."""

    letter: str
    heading: str
    field: Field
    confidence: float
    reason: str
    decisions: Decisions = Decisions()


@dataclass(frozen=True, slots=True)
class TableMap:
    """One table: rows count from 1 as the sheet shows them; ``last_row`` None means to the end.

    ``plan`` says that it is read; ``holds`` what it is read as.
    """

    sheet: str
    header_rows: tuple[int, ...]
    first_row: int
    last_row: int | None
    plan: bool
    reason: str
    columns: tuple[ColumnMap, ...]
    hierarchy: Hierarchy = Hierarchy.NONE
    references: Scheme = Scheme.CODE
    code_prefix: str = ""
    """Put before ids that are bare numbers, because they are unique only within their own sheet."""
    holds: Holds = Holds.PLAN

    def columns_of(self, wanted: Field) -> tuple[ColumnMap, ...]:
        """Return every column that holds this field, from the left."""
        return tuple(column for column in self.columns if column.field is wanted)

    def column_of(self, wanted: Field) -> ColumnMap | None:
        """Return the first column that holds this field, or None."""
        return next(iter(self.columns_of(wanted)), None)


@dataclass(frozen=True, slots=True)
class Mapping:
    """The tables of one file in the order of its sheets."""

    tables: tuple[TableMap, ...]
    file: str = ""
    languages: tuple[str, ...] = field(default=())

    @property
    def plans(self) -> tuple[TableMap, ...]:
        """Return the tables that are plans."""
        return tuple(table for table in self.tables if table.plan and table.holds is Holds.PLAN)

    @property
    def capacities(self) -> tuple[TableMap, ...]:
        """Return the tables of teams, people and demands."""
        return tuple(t for t in self.tables if t.plan and t.holds not in (Holds.PLAN, Holds.ROSTER))

    @property
    def rosters(self) -> tuple[TableMap, ...]:
        """Return the tables of learners."""
        return tuple(table for table in self.tables if table.plan and table.holds is Holds.ROSTER)
