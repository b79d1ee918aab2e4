"""What brings a proposal of quarters into the plan: quarters, commitments, and no start before its quarter.

>>> from planner.plan.entities import Portfolio
>>> from planner.plan.values import Duration
>>> from planner.roadmap.select_quarters import Request, select_quarters
>>> plan = Plan.of(Portfolio(id="portfolio", start=datetime(2027, 1, 4)),
...     Initiative(id="a", code="A", name="a", duration=Duration.parse("8w")))
>>> [operation.values["planned_quarter"]
...  for operation in as_operations(plan, select_quarters(plan, Request(FiscalQuarter(2027, 1), 1)))]
['2027Q1']
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time

from planner.plan.changes import Action, Operation
from planner.plan.entities import ConstraintType, Initiative, Level, Status
from planner.plan.snapshot import Plan
from planner.roadmap.select_quarters import Proposal, State
from planner.roadmap.selection import Status as Known
from planner.schedule import schedule
from planner.worktime.fiscal import FiscalQuarter


def as_operations(plan: Plan, proposal: Proposal) -> tuple[Operation, ...]:
    """Return the edits that put a proposal into the plan: quarters, commitments, and no start before its quarter.

    Stretch goals are written like what is chosen. What else is left out loses a quarter that it was planned for within
    the proposal. Empty where nothing was selected.
    """
    if proposal.status is not Known.SELECTED:
        return ()
    by_label = {quarter.label: quarter for quarter in proposal.quarters}
    operations = []
    for row in proposal.rows:
        item = plan.all(Initiative)[row.initiative_id]
        if row.state is State.RUNNING:
            continue
        if row.quarter or item.planned_quarter in by_label:
            values: dict[str, object] = {}
            if item.planned_quarter != row.quarter:
                values["planned_quarter"] = row.quarter
            if item.commitment is not row.commitment:
                values["commitment"] = row.commitment
            if values:
                operations.append(Operation(Action.UPDATE, "initiative", item.id, values))
        if row.quarter:
            operations += _held_back(plan, item, by_label[row.quarter])
    return _merged(operations)


def _held_back(plan: Plan, item: Initiative, quarter: FiscalQuarter) -> Iterator[Operation]:
    """Yield a start-no-earlier-than for each part that nothing else within the item holds and that starts too early."""
    dates = schedule(plan).dates
    parts = list(_leaves(plan, item))
    inside = {part.id for part in parts}
    for part in parts:
        first = part.id in dates and not any(link.predecessor_id in inside for link in plan.predecessors(part.id))
        free = part.constraint in (ConstraintType.ASAP, ConstraintType.SNET) and part.manual_start is None
        if first and free and part.actual_start is None and dates[part.id].start < quarter.first:
            values = {"constraint": ConstraintType.SNET, "constraint_date": datetime.combine(quarter.first, time())}
            yield Operation(Action.UPDATE, "initiative", part.id, values)


def _leaves(plan: Plan, item: Initiative) -> Iterator[Initiative]:
    children = plan.children(item.id)
    if not children and item.level is not Level.MILESTONE and item.status not in (Status.DONE, Status.CANCELLED):
        yield item
    for child in children:
        yield from _leaves(plan, child)


def _merged(operations: list[Operation]) -> tuple[Operation, ...]:
    """Return one operation for each initiative."""
    values: dict[str, dict[str, object]] = {}
    for operation in operations:
        values.setdefault(operation.id, {}).update(operation.values)
    return tuple(Operation(Action.UPDATE, "initiative", id_, given) for id_, given in values.items())
