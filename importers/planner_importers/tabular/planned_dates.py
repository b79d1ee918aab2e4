"""What written dates and durations mean for the plan: durations, constraints and deadlines.

A written start is a wish: it becomes "start no earlier than" unless the predecessors already lead to it. A
start before a predecessor ends stays as it was written and is reported. A finish is implied by start and
duration; without them it is a deadline.

>>> start, finish = (When(day, day) for day in (date(2027, 1, 4), date(2027, 1, 8)))
>>> wishes = planned(Planned(start, finish))
>>> str(wishes.duration), wishes.not_before, wishes.deadline
('5d', datetime.date(2027, 1, 4), None)
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from planner.plan.entities import LinkType
from planner.plan.values import Duration, DurationUnit
from planner_importers.tabular.records import When
from planner_importers.tabular.value_decisions import working_days

ZERO = Duration(Decimal(0), DurationUnit.DAY)
_DRIVEN_WITHIN = 4
"""Days after the predecessors allow it within which a start is taken to be caused by them (a long weekend)."""
_DAYS = {DurationUnit.HOUR: 0.125, DurationUnit.DAY: 1.0, DurationUnit.WEEK: 5.0, DurationUnit.MONTH: 20.0}


@dataclass(frozen=True, slots=True)
class Bound:
    """A dated predecessor: what it is called, its planned dates, and how the link binds."""

    name: str
    start: date
    finish: date
    type: LinkType
    lag: Duration


@dataclass(frozen=True, slots=True)
class Planned:
    """The written dates of one row; ``bounds`` are the predecessors whose dates are known."""

    start: When | None = None
    finish: When | None = None
    quarter: When | None = None
    due: When | None = None
    duration: Duration | None = None
    milestone: bool = False
    bounds: Sequence[Bound] = ()


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the row asks of the schedule; ``backwards`` if it ends before it starts, ``early`` for inversions."""

    duration: Duration | None
    not_before: date | None
    deadline: date | None
    labels: tuple[str, ...]
    backwards: bool = False
    early: tuple[Bound, ...] = ()
    mismatch: bool = False
    """Whether finish minus start differs from the duration by more than a day and a seventh."""


def planned(row: Planned) -> Wishes:
    """Return what the written dates of one row mean."""
    start = row.start or row.quarter
    finish = row.finish or (row.due if row.start and row.duration is None and row.due and not row.due.label else None)
    backwards = bool(start and finish and finish.last < start.first)
    duration = ZERO if row.milestone else row.duration
    mismatch = False
    if start and finish and not backwards and row.quarter is not start:
        length = working_days(start.first, finish.last)
        if duration is None:
            duration = Duration(Decimal(length), DurationUnit.DAY)
        elif not row.milestone:
            mismatch = _differs(length, duration)
    labels = [item.label for item in (row.start, finish, row.quarter, row.due) if item and item.label]
    early = tuple(bound for bound in row.bounds if start and _allows(bound) > start.first) if not backwards else ()
    wish = start.first if start and (early or not _driven(start.first, row.bounds)) else None
    if row.milestone and wish is None and finish and not start:
        wish = None
    return Wishes(
        duration, wish, _deadline(row, start, duration), tuple(dict.fromkeys(labels)), backwards, early, mismatch
    )


def _deadline(row: Planned, start: When | None, duration: Duration | None) -> date | None:
    if row.due:
        return row.due.last
    if row.finish and (row.start is None or duration is None):
        return row.finish.last
    if row.quarter and row.finish is None:
        return row.quarter.last
    return None if row.finish is None or start is None or not row.finish.label else row.finish.last


def _differs(length: int, duration: Duration) -> bool:
    per = _DAYS.get(duration.unit)
    if per is None or not length:
        return False
    said = float(duration.amount) * per
    return abs(length - said) > max(1.0, said / 7)


def _driven(start: date, bounds: Sequence[Bound]) -> bool:
    """Return whether the predecessors by themselves lead to this start."""
    allowed = [_allows(bound) for bound in bounds if bound.type in (LinkType.FS, LinkType.SS)]
    return bool(allowed) and 0 <= (start - max(allowed)).days <= _DRIVEN_WITHIN


def _allows(bound: Bound) -> date:
    """Return the day from which the link lets its successor start; the first of all days if it binds no start."""
    if bound.type not in (LinkType.FS, LinkType.SS):
        return date.min
    base = bound.finish if bound.type is LinkType.FS else bound.start
    per = _DAYS.get(bound.lag.unit)
    if bound.lag.is_elapsed:
        return base + timedelta(days=int(bound.lag.amount)) if bound.lag.unit is DurationUnit.ELAPSED_DAY else base
    days = float(bound.lag.amount) * per if per else 0.0
    return base + timedelta(days=int(days * 7 / 5))
