"""A roadmap as the rest of the program reads it: groups of rows over quarters and weeks, and dated markers.

Positions count from 0: quarter ``q`` is ``Roadmap.quarters[q]``; a week column counts thirteen to the quarter,
so week column ``c`` is week ``c % 13 + 1`` of quarter ``c // 13``.

>>> Span(quarter=1, first_week=13, last_week=15, first=date(2026, 10, 1), last=date(2026, 10, 20)).weeks
3
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from planner.plan.entities import Commitment, DatePrecision, Level, Status
from planner.roadmap.tiers import tier
from planner.worktime.fiscal import FiscalQuarter


class GroupBy(StrEnum):
    """What the rows of a roadmap are grouped by; a row is in each group that it belongs to."""

    NONE = "none"
    LINE_OF_BUSINESS = "line_of_business"
    TEAM = "team"
    OBJECTIVE = "objective"
    PROGRAMME = "programme"
    POLICY_AREA = "policy_area"
    MARKET = "market"
    KIND = "kind"
    OWNER = "owner"
    PRIORITY_CLASS = "priority_class"
    QUARTER = "quarter"


class MarkerKind(StrEnum):
    """What a marker stands for."""

    MILESTONE = "milestone"
    LAUNCH = "launch"
    OBLIGATION = "obligation"


@dataclass(frozen=True, slots=True)
class Span:
    """The part of a row within one quarter: week columns (inclusive) and days (inclusive)."""

    quarter: int
    first_week: int
    last_week: int
    first: date
    last: date

    @property
    def weeks(self) -> int:
        """Return how many week columns it covers."""
        return self.last_week - self.first_week + 1


@dataclass(frozen=True, slots=True)
class Row:
    """One initiative on the roadmap, with its computed dates.

    ``start_quarter`` and ``finish_quarter`` are real quarters, within the roadmap or not; ``start_week`` and
    ``finish_week`` are 1 to 13 within them. ``spans`` has one entry per quarter of the roadmap that the row
    touches; none for overdue work whose computed finish lies before the first quarter.

    ``carry_over``: started before the first quarter and not done by it. ``continues``: finishes after the
    last. ``commitment`` is what was said of it or of what it is part of, ``planned_quarter`` the quarter that it
    was planned for, as it was said; both may be missing. ``critical`` and ``near_critical`` are said of unfinished
    work only. ``late``: finishes after its deadline, or should be finished by the status date and is not.
    """

    id: str
    code: str
    name: str
    level: Level
    status: Status
    percent_complete: float
    owner: str
    start: date
    finish: date
    deadline: date | None
    start_quarter: FiscalQuarter
    finish_quarter: FiscalQuarter
    start_week: int
    finish_week: int
    spans: tuple[Span, ...]
    critical: bool
    near_critical: bool
    total_float_days: float
    carry_over: bool
    continues: bool
    late: bool
    commitment: Commitment | None = None
    planned_quarter: str = ""

    @property
    def done(self) -> bool:
        """Whether the work is finished."""
        return self.status is Status.DONE

    @property
    def tier(self) -> Commitment:
        """Return how firmly the roadmap holds it."""
        return tier(self.status, self.commitment)

    @property
    def committed(self) -> bool:
        """Whether it is promised."""
        return self.tier is Commitment.COMMITTED


@dataclass(frozen=True, slots=True)
class Marker:
    """A dated event of one day on the roadmap.

    ``when`` keeps the precision in which a date was said ("2028Q1" stays "2028Q1"). ``target`` is the day it
    should be, None if none was set; ``late``: the day is after the target. ``live`` is False only for an
    obligation whose law does not bind.
    """

    kind: MarkerKind
    id: str
    code: str
    name: str
    day: date
    when: str
    precision: DatePrecision
    quarter: int
    week: int
    target: date | None
    late: bool
    done: bool
    critical: bool
    live: bool


@dataclass(frozen=True, slots=True)
class QuarterCounts:
    """Counts of one group in one quarter.

    ``active`` rows touch the quarter; ``started`` and ``finishing`` have that date in it. Of the finishing
    ones ``committed``, ``stretch`` and ``outlook`` are of that tier, ``done`` are finished, ``late`` are committed and
    miss their deadline or the status date. ``carried`` rows started in an earlier quarter and go on in this one.
    """

    active: int = 0
    started: int = 0
    finishing: int = 0
    committed: int = 0
    done: int = 0
    late: int = 0
    carried: int = 0
    stretch: int = 0
    outlook: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """Rows with the same key, by start, and the markers that belong with them; ``counts`` one per quarter.

    ``key`` is an entity's id (team, objective, programme, market), an enum's value, the text itself, or empty for rows
    that belong nowhere.
    """

    key: str
    label: str
    rows: tuple[Row, ...]
    markers: tuple[Marker, ...]
    counts: tuple[QuarterCounts, ...]


@dataclass(frozen=True, slots=True)
class Roadmap:
    """A roadmap: its quarters, groups in order, all its markers by day, and counts of the whole.

    ``counts`` count each row once, however many groups it is in.
    """

    quarters: tuple[FiscalQuarter, ...]
    group_by: GroupBy
    groups: tuple[Group, ...]
    markers: tuple[Marker, ...]
    counts: tuple[QuarterCounts, ...]

    @property
    def first(self) -> date:
        """Return its first day."""
        return self.quarters[0].first

    @property
    def last(self) -> date:
        """Return its last day, inclusive."""
        return self.quarters[-1].last

    @property
    def weeks(self) -> tuple[tuple[date, date], ...]:
        """Return the first and last day of every week column."""
        return tuple(week for quarter in self.quarters for week in quarter.weeks())

    def rows(self) -> Iterator[Row]:
        """Yield every row once, in the order of the groups."""
        seen: set[str] = set()
        for group in self.groups:
            for row in group.rows:
                if row.id not in seen:
                    seen.add(row.id)
                    yield row
