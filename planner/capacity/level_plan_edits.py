"""From dates to edits: the levelling delay, constraint or interruptions with which the schedule engine gives them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from planner.capacity.level_plan_dating import Dating, Placed
from planner.capacity.level_plan_ground import Ground
from planner.plan.changes import Action, Operation
from planner.plan.entities import Initiative
from planner.plan.entities.work import ConstraintType, Interruption
from planner.plan.snapshot import Plan
from planner.plan.values import Duration, DurationUnit
from planner.schedule.placement import start_at
from planner.worktime.ticks import TICKS_PER_DAY, to_datetime


def edits(ground: Ground, dated: Dating) -> tuple[tuple[Operation, ...], Plan]:
    """Return the edits that turn the plan into the levelled one, and that plan."""
    wanted: dict[str, Initiative] = {
        id_: item for id_, item in ground.base.all(Initiative).items() if ground.plan.all(Initiative)[id_] is not item
    }
    changed = False
    for v, placed in dated.placed.items():
        item = ground.item(v)
        delay = _delay(ground, dated, v, placed)
        rests = [_rest(begin, end) for begin, end in placed.rests]
        if delay is not None or rests:
            changed = True
            rests = sorted((*item.interruptions, *rests), key=lambda one: one.start)
            wanted[item.id] = replace(item, levelling_delay=delay, interruptions=tuple(rests))
    for v, start in ground.pinned.items() if changed else ():
        late = wanted.get(ground.id_of(v)) or ground.base.all(Initiative).get(ground.id_of(v))
        if late is not None:
            at = to_datetime(start)
            wanted[late.id] = replace(late, constraint=ConstraintType.SNET, constraint_date=at)
    operations = tuple(filter(None, (_operation(ground.plan, item) for item in wanted.values())))
    changes = [(Initiative.KIND.name, operation.id, wanted[operation.id]) for operation in operations]
    return operations, ground.plan.with_entities(changes, ground.plan.revision) if changes else ground.plan


def _delay(ground: Ground, dated: Dating, v: int, placed: Placed) -> Duration | None:
    """Return the delay that puts work where it was placed: whole days by the clock where they do, else minutes."""
    n, bound = dated.n, dated.bounds[v]
    if start_at(ground.t, n, ground.k, v, bound) == placed.start:
        return None
    days = -(-(placed.start - bound) // TICKS_PER_DAY)
    for whole in (days - 1, days):
        if whole > 0 and start_at(ground.t, n, ground.k, v, bound + whole * TICKS_PER_DAY) == placed.start:
            return Duration(Decimal(whole), DurationUnit.ELAPSED_DAY)
    return Duration.of_tenths(placed.start - bound, DurationUnit.ELAPSED_HOUR, ground.plan.units)


def _rest(begin: int, end: int) -> Interruption:
    start, finish = to_datetime(begin), to_datetime(end)
    assert start is not None
    assert finish is not None
    return Interruption(start=start, finish=finish)


def _operation(plan: Plan, item: Initiative) -> Operation | None:
    """Return the edit from the plan's initiative to the wanted one, None where nothing differs."""
    now = plan.all(Initiative)[item.id]
    values = {
        name: getattr(item, name)
        for name in ("levelling_delay", "interruptions", "constraint", "constraint_date")
        if getattr(item, name) != getattr(now, name)
    }
    return Operation(Action.UPDATE, Initiative.KIND.name, item.id, values) if values else None
