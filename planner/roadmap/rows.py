"""Rows of a roadmap: which initiatives are shown, where in the quarters they lie, and their counts.

Shown are initiatives and whatever has no smaller parts; a programme or an initiative made of initiatives is
the sum of its rows, and work items are shown through the initiative that holds them.

>>> from planner.plan.entities import Initiative
>>> programme = Initiative(id="p", code="PRG-1", name="Minor safety", level=Level.PROGRAMME)
>>> part = Initiative(id="a", code="POL-1", name="Policy", parent_id="p")
>>> task = Initiative(id="t", code="T-1", name="Draft", parent_id="a", level=Level.WORK_ITEM)
>>> [item.code for item in shown(Plan.of(programme, part, task))]
['POL-1']
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from datetime import date

from planner.plan.entities import Initiative, Level, Status
from planner.plan.snapshot import Plan
from planner.roadmap.result import QuarterCounts, Row, Span
from planner.roadmap.tiers import commitment_said
from planner.schedule.result import Schedule, WorkDates
from planner.worktime.fiscal import WEEKS_PER_QUARTER, FiscalQuarter


def shown(plan: Plan) -> Iterator[Initiative]:
    """Yield the initiatives that are rows, in the order of the hierarchy's codes."""
    table = plan.all(Initiative)
    for item in table.values():
        if _is_row(plan, item) and not (
            item.level is Level.WORK_ITEM and any(_is_row(plan, above) for above in plan.ancestors(item))
        ):
            yield item


def _is_row(plan: Plan, item: Initiative) -> bool:
    if item.level is Level.MILESTONE:
        return False
    parts = [part for part in plan.children(item.id) if part.level is not Level.MILESTONE]
    return not parts or (item.level is Level.INITIATIVE and all(part.level is Level.WORK_ITEM for part in parts))


def rows(plan: Plan, dates: Schedule, quarters: Sequence[FiscalQuarter]) -> list[Row]:
    """Return the rows that touch the quarters or are overdue before them, by start, then code."""
    first, last = quarters[0].first, quarters[-1].last
    found = []
    for item in shown(plan):
        when = dates.dates.get(item.id)
        if when is None or item.status is Status.CANCELLED or when.start > last:
            continue
        if when.finish >= first or _overdue(plan, item, when.finish):
            found.append(_row(plan, item, when, quarters))
    return sorted(found, key=lambda row: (row.start, row.code))


def _overdue(plan: Plan, item: Initiative, finish: date) -> bool:
    """Return whether promised work should be finished by the status date and is not."""
    status_date = plan.portfolio.status_date
    open_ = item.status in (Status.APPROVED, Status.IN_PROGRESS, Status.ON_HOLD)
    return open_ and item.actual_finish is None and status_date is not None and finish <= status_date


def _row(plan: Plan, item: Initiative, when: WorkDates, quarters: Sequence[FiscalQuarter]) -> Row:
    start_month = quarters[0].start_month
    begins = FiscalQuarter.containing(when.start, start_month)
    ends = FiscalQuarter.containing(when.finish, start_month)
    overdue = _overdue(plan, item, when.finish)
    deadline = item.deadline.date() if item.deadline else None
    done = item.status is Status.DONE
    return Row(
        id=item.id,
        code=item.code,
        name=item.name,
        level=item.level,
        status=item.status,
        percent_complete=item.percent_complete,
        owner=str(plan.inherited(item, "owner")[0]),
        start=when.start,
        finish=when.finish,
        deadline=deadline,
        start_quarter=begins,
        finish_quarter=ends,
        start_week=begins.week_of(when.start),
        finish_week=ends.week_of(when.finish),
        spans=spans(when.start, when.finish, quarters),
        critical=when.critical and not done,
        near_critical=when.near_critical and not done,
        total_float_days=when.total_float_days,
        carry_over=when.start < quarters[0].first and not done,
        continues=when.finish > quarters[-1].last,
        late=overdue or (deadline is not None and when.finish > deadline),
        commitment=commitment_said(plan, item),
        planned_quarter=item.planned_quarter,
    )


def spans(start: date, finish: date, quarters: Sequence[FiscalQuarter]) -> tuple[Span, ...]:
    """Return the part of a stretch of days (inclusive) in each quarter it touches."""
    found = []
    base = FiscalQuarter.containing(max(start, quarters[0].first), quarters[0].start_month).since(quarters[0])
    for position, quarter in enumerate(quarters[base:], base):
        if quarter.first > finish:
            break
        first, last = max(start, quarter.first), min(finish, quarter.last)
        if first <= last:
            week = position * WEEKS_PER_QUARTER - 1
            found.append(Span(position, week + quarter.week_of(first), week + quarter.week_of(last), first, last))
    return tuple(found)


def counts(members: Iterable[Row], quarters: Sequence[FiscalQuarter]) -> tuple[QuarterCounts, ...]:
    """Return the counts of each quarter."""
    names = [field.name for field in fields(QuarterCounts)]
    totals = [dict.fromkeys(names, 0) for _ in quarters]
    for row in members:
        for span in row.spans:
            _count(totals[span.quarter], row, quarters[span.quarter])
    return tuple(QuarterCounts(**total) for total in totals)


def _count(total: dict[str, int], row: Row, quarter: FiscalQuarter) -> None:
    begins, ends = row.start_quarter == quarter, row.finish_quarter == quarter
    total["active"] += 1
    total["started"] += begins
    total["carried"] += not begins
    if ends:
        total["finishing"] += 1
        total[row.tier.value] += 1
        total["done"] += row.done
        total["late"] += row.committed and row.late
