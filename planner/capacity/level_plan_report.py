"""The report of a levelling: dates before and after, waits, floats, lateness, and how good the plan is known to be."""

from __future__ import annotations

from datetime import datetime

from planner.capacity.level_plan_dating import Dating, Placed
from planner.capacity.level_plan_floats import floats
from planner.capacity.level_plan_ground import Ground
from planner.capacity.level_plan_problem import Model, due_ticks
from planner.capacity.level_plan_result import LevelledWork, LevelProposal, ResourceLink
from planner.capacity.level_plan_words import obstacles, rest_reason, start_reason
from planner.capacity.levelling import NO_DUE, Label, Levelling, Objective, Status
from planner.plan.changes import Operation
from planner.plan.entities import Dependency
from planner.plan.snapshot import Plan
from planner.schedule import Schedule, schedule
from planner.schedule import records as at_
from planner.schedule.codes import FINISH_HUB, OPEN
from planner.worktime.arithmetic import worked
from planner.worktime.ticks import TICKS_PER_MINUTE, to_datetime, to_ticks

USEFUL = 2.0
"""How many times its bound a value may be for the bound to say something of it."""


def report(
    ground: Ground,
    model: Model,
    dated: Dating,
    found: Levelling,
    objective: Objective,
    operations: tuple[Operation, ...],
    after: Plan,
) -> LevelProposal:
    """Return the proposal that these dates make."""
    before, unlevelled, now = schedule(ground.plan), schedule(ground.base), schedule(after)
    slack = floats(after, dated)
    value, bound, label = _quality(ground, model, dated, found, objective, now)
    works = tuple(
        sorted(
            (_work(dated, v, placed, (before, unlevelled, now), slack) for v, placed in dated.placed.items()),
            key=lambda row: (row.start, row.id),
        )
    )
    return LevelProposal(
        plan=ground.plan,
        after=after,
        objective=objective,
        work=works,
        links=tuple(link for v, placed in dated.placed.items() for link in _links(ground, v, placed)),
        operations=operations,
        label=label,
        value=value,
        bound=bound,
        finish_before=before.finish,
        finish=now.finish,
        late_days_before=_late_days(ground, before),
        late_days=_late_days(ground, now),
        findings=tuple(obstacles(model, dated)),
        schedules=found.schedules,
    )


def _work(
    dated: Dating, v: int, placed: Placed, schedules: tuple[Schedule, Schedule, Schedule], slack: dict[str, float]
) -> LevelledWork:
    ground = dated.ground
    id_ = ground.id_of(v)
    before, unlevelled, now = (each.dates[id_] for each in schedules)
    link = ground.base.all(Dependency).get(now.driver or "")
    due = due_ticks(ground, v)
    started = start_reason(ground, v, placed, link.predecessor_id if link is not None else None)
    rests = rest_reason(dated, v, placed)
    return LevelledWork(
        id=id_,
        start_before=before.early_start,
        finish_before=before.early_finish,
        start_unlevelled=unlevelled.early_start,
        start=now.early_start,
        finish=now.early_finish,
        delay_days=_days(ground, v, unlevelled.early_start, now.early_start),
        shift_days=_days(ground, v, before.early_finish, now.early_finish),
        waited=placed.row >= 0,
        over_capacity=placed.over,
        rests=tuple((_at(begin), _at(end)) for begin, end in placed.rests),
        total_float_days=slack.get(id_, 0.0) / (ground.plan.portfolio.minutes_per_day * TICKS_PER_MINUTE),
        due=None if due is None else to_datetime(due),
        reason=f"{started} {rests}".strip(),
        rest_reason=rests,
    )


def _at(tick: int) -> datetime:
    found = to_datetime(tick)
    assert found is not None
    return found


def _days(ground: Ground, v: int, first: datetime, second: datetime) -> float:
    """Return the working days of the plan between two moments, on the calendar of a node; negative: earlier."""
    calendar = ground.n[v + at_.CALENDAR_OF]
    ticks = worked(ground.t, calendar, to_ticks(second)) - worked(ground.t, calendar, to_ticks(first))
    return ticks / (ground.plan.portfolio.minutes_per_day * TICKS_PER_MINUTE)


def _links(ground: Ground, v: int, placed: Placed) -> list[ResourceLink]:
    """Return who held whom: one link for each piece of work that had the row when this one waited."""
    rows, row = ground.rows, placed.row
    return [
        ResourceLink(id_, ground.id_of(v), rows.teams[row], rows.skills[row], rows.people[row]) for id_ in placed.behind
    ]


def _late_days(ground: Ground, dates: Schedule) -> float:
    """Return the working days by which dated work is late, summed."""
    total = 0.0
    for v in ground.nodes:
        if ground.n[v + at_.MODE] != OPEN or ground.n[v + at_.KIND] >= FINISH_HUB:
            continue
        due, row = due_ticks(ground, v), dates.dates.get(ground.id_of(v))
        late = None if due is None else to_datetime(due)
        if late is not None and row is not None and row.early_finish > late:
            total += _days(ground, v, late, row.early_finish)
    return total


def _quality(
    ground: Ground, model: Model, dated: Dating, found: Levelling, objective: Objective, now: Schedule
) -> tuple[float, float, Label]:
    """Return value, lower bound and label, in slots (working days) as the objective counts them.

    The solver's bound holds for the plan where its problem is the plan; else only what follows from links does. One
    that lies far below the value says nothing of it.
    """
    if found.status is not Status.LEVELLED or any(placed.over for placed in dated.placed.values()):
        return 0.0, 0.0, Label.HEURISTIC
    value, free = _value(ground, model, dated, objective)
    bound = float(found.bound) if model.whole and not ground.never else free
    if value <= bound:
        return value, value, Label.PROVEN
    return value, bound, Label.BOUNDED if value <= USEFUL * bound else Label.HEURISTIC


def _value(ground: Ground, model: Model, dated: Dating, objective: Objective) -> tuple[float, float]:
    """Return what the dates cost by the objective, and what those without any levelling would."""
    columns, slots = model.problem.columns, model.slots
    value = free = 0.0
    for v, task in model.task_of.items():
        finish, was = slots.finish(dated.n[v + at_.EARLY_FINISH]), slots.finish(ground.n[v + at_.EARLY_FINISH])
        if objective is Objective.MAKESPAN:
            value, free = max(value, finish), max(free, was)
        elif columns.due[task] < NO_DUE:
            weight, due = int(columns.weight[task]), int(columns.due[task])
            value, free = value + weight * max(0, finish - due), free + weight * max(0, was - due)
    return value, free
