"""The figures of the Summary sheet: counts over the other sheets' tables, each with the formula that recounts it.

>>> criterion("Trust * Safety?", "A9")
'"="&SUBSTITUTE(SUBSTITUTE(SUBSTITUTE(A9,"~","~~"),"*","~*"),"?","~?")'
>>> criterion("", "A9")
'"="'
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from planner_exports.workbook.tables import FindingRow, InitiativeRow, LaunchRow, ObligationRow

NO_LINE = "No line of business"
OTHER_LINES = "Other lines of business"
MAX_LINES = 14
MAX_LAUNCHES = 14
MAX_DUTIES = 10


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with what it counts and the formula that counts it."""

    label: str
    value: int
    formula: str


_WORK = 'Initiatives[Counted],"Yes"'


def figures(
    initiatives: Sequence[InitiativeRow],
    launches: Sequence[LaunchRow],
    obligations: Sequence[ObligationRow],
    findings: Sequence[FindingRow],
) -> tuple[Figure, ...]:
    """Return the figures at the head of the summary."""
    work = [row for row in initiatives if row.counted]
    health = Counter(row.health for row in work)
    states = Counter(row.state for row in launches)
    soon = [row for row in obligations if row.live and row.days_left is not None and 0 <= row.days_left <= 90]
    return (
        Figure("pieces of work on the roadmap", len(work), f"COUNTIFS({_WORK})"),
        Figure("done", health["Done"], f'COUNTIFS({_WORK},Initiatives[Health],"Done")'),
        Figure(
            "in progress",
            sum(row.status == "In progress" for row in work),
            f'COUNTIFS({_WORK},Initiatives[Status],"In progress")',
        ),
        Figure(
            "overdue or late",
            health["Overdue"] + health["Late"],
            _either(_WORK, "Initiatives[Health]", "Overdue", "Late"),
        ),
        Figure(
            "critical",
            sum(row.critical == "Critical" for row in work),
            f'COUNTIFS({_WORK},Initiatives[Critical],"Critical")',
        ),
        Figure(
            "launch dates overdue or late, by market",
            states["Overdue"] + states["Late"],
            _either("", "LaunchCalendar[State]", "Overdue", "Late"),
        ),
        Figure("launch dates at risk, by market", states["At risk"], 'COUNTIFS(LaunchCalendar[State],"At risk")'),
        Figure(
            "legal dates within 90 days",
            len(soon),
            'COUNTIFS(Obligations[Live],"Yes",Obligations[Days left],">=0",Obligations[Days left],"<=90")',
        ),
        Figure(
            "errors found in the plan",
            sum(row.severity == "Error" for row in findings),
            'COUNTIFS(Findings[Severity],"Error")',
        ),
    )


def _either(given: str, column: str, first: str, second: str) -> str:
    prefix = f"{given}," if given else ""
    return f'COUNTIFS({prefix}{column},"{first}")+COUNTIFS({prefix}{column},"{second}")'


Test = Callable[[InitiativeRow], bool]


@dataclass(frozen=True, slots=True)
class Count:
    """A column of counts: heading, which rows count, and the words of a table column that select them."""

    header: str
    test: Test
    column: str = ""
    words: tuple[str, ...] = ()

    def formula(self, given: str) -> str:
        """Return the formula that counts the rows that meet ``given`` (criteria of COUNTIFS) and this test."""
        if not self.words:
            return f"COUNTIFS({given})"
        return "+".join(f'COUNTIFS({given},Initiatives[{self.column}],"{word}")' for word in self.words)


def _count(header: str, column: str, attribute: str, *words: str) -> Count:
    return Count(header, lambda row: getattr(row, attribute) in words, column, words)


LINE_COUNTS = (
    Count("Total", lambda row: True),
    _count("Done", "Status", "status", "Done"),
    _count("In progress", "Status", "status", "In progress"),
    _count("Approved", "Status", "status", "Approved"),
    _count("Proposed", "Status", "status", "Proposed", "Idea"),
    _count("Paused or cancelled", "Status", "status", "On hold", "Cancelled"),
    _count("Overdue or late", "Health", "health", "Overdue", "Late"),
    _count("Critical", "Critical", "critical", "Critical"),
)
"""Columns of the table by line of business."""

QUARTER_COUNTS = (
    Count("Finishing", lambda row: True),
    _count("Done", "Status", "status", "Done"),
    Count("Still open", lambda row: row.status != "Done", "Status", ("<>Done",)),
    _count("Overdue or late", "Health", "health", "Overdue", "Late"),
    _count("Critical", "Critical", "critical", "Critical"),
)
"""Columns of the table by quarter of the computed finish."""


@dataclass(frozen=True, slots=True)
class CountRow:
    """One row of counts; ``key`` is what the formulas compare with, None for the row of whatever is left."""

    label: str
    key: str | None
    values: tuple[int, ...]


def by_line(initiatives: Sequence[InitiativeRow]) -> list[CountRow]:
    """Return counts by line of business, the largest first; beyond ``MAX_LINES`` the rest in one row."""
    members: dict[str, list[InitiativeRow]] = {}
    names: dict[str, str] = {}
    for row in initiatives:
        if row.counted:
            key = row.line_of_business.casefold()
            names.setdefault(key, row.line_of_business)
            members.setdefault(key, []).append(row)
    keys = sorted(members, key=lambda key: (key == "", -len(members[key]), key))
    found = [
        CountRow(names[key] or NO_LINE, names[key], _values(members[key], LINE_COUNTS)) for key in keys[:MAX_LINES]
    ]
    rest = [row for key in keys[MAX_LINES:] for row in members[key]]
    return [*found, CountRow(OTHER_LINES, None, _values(rest, LINE_COUNTS))] if rest else found


def by_quarter(initiatives: Sequence[InitiativeRow], quarters: Sequence[str]) -> list[CountRow]:
    """Return counts of the work that finishes in each of these quarters."""
    work = [row for row in initiatives if row.counted]
    return [
        CountRow(quarter, quarter, _values([row for row in work if row.finish_quarter == quarter], QUARTER_COUNTS))
        for quarter in quarters
    ]


def _values(rows: Sequence[InitiativeRow], counts: Sequence[Count]) -> tuple[int, ...]:
    return tuple(sum(count.test(row) for row in rows) for count in counts)


def criterion(text: str, cell: str) -> str:
    """Return the COUNTIFS criterion for "equal to the text in ``cell``", whatever characters it has."""
    if not text:
        return '"="'
    escaped = cell
    for sign in "~*?":
        escaped = f'SUBSTITUTE({escaped},"{sign}","~{sign}")'
    return f'"="&{escaped}'


@dataclass(frozen=True, slots=True)
class LaunchLine:
    """A launch as a whole: its earliest target over the markets, and the blocker of its date."""

    name: str
    markets: int
    predicted: date | None
    target: date | None
    slack: int | None
    state: str
    blocker: str


def coming_launches(launches: Sequence[LaunchRow]) -> list[LaunchLine]:
    """Return the launches that are not live, by target: the earliest open market stands for the launch."""
    first: dict[str, LaunchRow] = {}
    markets: Counter[str] = Counter()
    for row in launches:
        if row.state != "Live":
            other = first.get(row.code)
            if other is None or (row.target or date.max) < (other.target or date.max):
                first[row.code] = row
            markets[row.code] += bool(row.market)
    return [
        LaunchLine(
            f"{row.code} {row.name}", markets[code], row.predicted, row.target, row.slack, row.state, row.blocker
        )
        for code, row in first.items()
    ]


def coming_duties(obligations: Sequence[ObligationRow]) -> list[ObligationRow]:
    """Return the live obligations whose date is still to come, soonest first."""
    coming = [row for row in obligations if row.live and row.days_left is not None and row.days_left >= 0]
    return sorted(coming, key=lambda row: (row.days_left or 0, row.code))
