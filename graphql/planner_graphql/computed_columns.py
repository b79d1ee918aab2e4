"""What tables of work show beyond its own fields: dates, floats and what follows from them.

Null for work without dates, such as cancelled work.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter
from typing import Any

from planner.plan.snapshot import Plan, per_plan
from planner.roadmap import FiscalQuarter
from planner.schedule import WorkDates, schedule
from planner_graphql.columnar import coded, days_of
from planner_graphql.inheritance import table_rows
from planner_graphql.naming import field_name

Values = Callable[[Plan, str], object]


@dataclass(frozen=True, slots=True)
class ComputedColumn:
    """A column that nobody can edit: its description as JSON, and what makes its entries."""

    about: Mapping[str, Any]
    values: Values


@per_plan
def _dates(plan: Plan, kind: str) -> list[WorkDates | None]:
    known = schedule(plan).dates
    return [known.get(row.id) for row in table_rows(plan, kind)]


def _day(attribute: str) -> Values:
    read = attrgetter(attribute)
    return lambda plan, kind: days_of([None if item is None else read(item) for item in _dates(plan, kind)])


def _plain(attribute: str) -> Values:
    read = attrgetter(attribute)
    return lambda plan, kind: [None if item is None else read(item) for item in _dates(plan, kind)]


def _duration(plan: Plan, kind: str) -> object:
    per_day = plan.portfolio.minutes_per_day
    return [None if item is None else item.duration_minutes / per_day for item in _dates(plan, kind)]


def _binding(plan: Plan, kind: str) -> object:
    return coded("" if item is None else item.binding for item in _dates(plan, kind))


def _quarter(attribute: str) -> Values:
    read = attrgetter(attribute)
    return lambda plan, kind: quarters_of(plan, [None if item is None else read(item) for item in _dates(plan, kind)])


def quarters_of(plan: Plan, moments: Sequence[datetime | None]) -> dict[str, Any]:
    """Return the fiscal quarters of instants as a coded column."""
    days = [0 if moment is None else moment.toordinal() for moment in moments]
    month = plan.portfolio.fiscal_year_start_month
    labels = {day: FiscalQuarter.containing(date.fromordinal(day), month).label for day in set(days) - {0}}
    return coded(labels.get(day, "") for day in days)


def _late(plan: Plan, kind: str) -> object:
    due = attrgetter("deadline" if kind == "initiative" else "target_date")
    both = zip(map(due, table_rows(plan, kind)), _dates(plan, kind), strict=True)
    return [None if item is None else by is not None and item.early_finish > by for by, item in both]


def _column(name: str, title: str, kind: str, description: str, values: Values, unit: str = "") -> ComputedColumn:
    about = {
        "name": name,
        "title": title,
        "description": description,
        "type": kind,
        "list": False,
        "coded": values is _binding or name.endswith("Quarter"),
        "required": False,
        "editable": False,
        "computed": True,
    }
    return ComputedColumn(about | ({"unit": unit} if unit else {}), values)


_DAYS = (
    ("start", "early_start", "Start", "Day on which it starts."),
    ("finish", "early_finish", "Finish", "Day on which it finishes."),
    ("lateStart", "late_start", "Late start", "Latest day on which it can start without delaying the end."),
    ("lateFinish", "late_finish", "Late finish", "Latest day on which it can finish without delaying the end."),
)
_PLAIN = (
    ("total_float_days", "Total float", "number", "How far it can slip without delaying the end; negative: late."),
    ("free_float_days", "Free float", "number", "How far it can slip without delaying a successor."),
    ("critical", "Critical", "boolean", "Whether a delay delays the end."),
    ("near_critical", "Near-critical", "boolean", "Whether little more than a small delay would make it critical."),
)

COMPUTED: tuple[ComputedColumn, ...] = (
    *(_column(name, title, "date", text, _day(attribute)) for name, attribute, title, text in _DAYS),
    _column("workingDays", "Working days", "number", "Length on its own calendar.", _duration, "working days"),
    *(
        _column(field_name(name), title, kind, text, _plain(name), "working days" if kind == "number" else "")
        for name, title, kind, text in _PLAIN
    ),
    _column("binding", "Start set by", "text", "What sets the start: a link, a constraint, actual dates.", _binding),
    _column("startQuarter", "Start quarter", "text", "Fiscal quarter of the start.", _quarter("early_start")),
    _column("finishQuarter", "Finish quarter", "text", "Fiscal quarter of the finish.", _quarter("early_finish")),
    _column("late", "Late", "boolean", "Whether it finishes after its deadline or target date.", _late),
)
