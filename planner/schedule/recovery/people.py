"""More people on a piece of work: how much shorter it gets, and who they are.

Work that is driven by effort takes its days times the people on it, so more people make it shorter, less a
share for coordination. Never more than twice as many: past that the arithmetic is fiction.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from math import ceil

from planner.plan.changes import Action, Operation
from planner.plan.entities import Assignment, Demand, EffortRule, Initiative, Team
from planner.plan.snapshot import Plan, per_plan
from planner.plan.values import Duration, DurationUnit
from planner.schedule.recovery import costs
from planner.schedule.recovery.moves import MoveType, RemedyMove

SHARES = (0.5, 1.0)
"""How many more people are tried, as a share of those there are."""


def add_people(plan: Plan, item: Initiative, length: float, need: float) -> Iterator[RemedyMove]:
    """Yield the fewest more people that take `need` days off work of `length` days, or else the most."""
    if item.effort_rule is EffortRule.FIXED_DURATION:
        return
    demands = demands_of(plan).get(item.id, ())
    assignments = assignments_of(plan).get(item.id, ())
    people = sum(row.fte or 0.0 for row in demands) or sum(row.units / 100 for row in assignments)
    if people <= 0:
        return
    tried = [(share, ceil(length * costs.COORDINATION / (1 + share))) for share in SHARES]
    useful = [(share, days) for share, days in tried if days < length]
    if not useful:
        return
    share, days = next(((s, d) for s, d in useful if length - d >= need), useful[-1])
    more = people * share
    values = {"duration": Duration(Decimal(days), DurationUnit.DAY)}
    operations = (
        Operation(Action.UPDATE, "initiative", item.id, values),
        *(_raised_demand(row, share) for row in demands if row.fte),
        *(Operation(Action.UPDATE, "assignment", a.id, {"units": a.units * (1 + share)}) for a in assignments),
    )
    teams = ", ".join(dict.fromkeys(plan.all(Team)[row.team_id].code for row in demands if row.fte))
    whose = f" of {teams}" if teams else ""
    text = f"Put {more:g} more FTE{whose} on {item.code}: {days} days instead of {length:g}"
    yield RemedyMove(MoveType.ADD_PEOPLE, item.id, length - days, costs.adding_people(more * days), text, operations)


def _raised_demand(row: Demand, share: float) -> Operation:
    return Operation(Action.UPDATE, "demand", row.id, {"fte": round((row.fte or 0.0) * (1 + share), 4)})


@per_plan
def demands_of(plan: Plan) -> dict[str, tuple[Demand, ...]]:
    """Return the demands of each initiative."""
    found: dict[str, tuple[Demand, ...]] = {}
    for row in plan.all(Demand).values():
        found[row.initiative_id] = (*found.get(row.initiative_id, ()), row)
    return found


@per_plan
def assignments_of(plan: Plan) -> dict[str, tuple[Assignment, ...]]:
    """Return the assignments of each initiative."""
    found: dict[str, tuple[Assignment, ...]] = {}
    for row in plan.all(Assignment).values():
        found[row.initiative_id] = (*found.get(row.initiative_id, ()), row)
    return found
