"""The base of levelling: a plan without what earlier levelling did to work that may move.

Delays are taken off, and the rests of work that may be interrupted. Work that may not keeps its own interruptions, but
for those days on which it rests anyway because its team is away: levelling gave it these.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np

from planner.capacity.level_plan_demand import DayLoads, asked_of_somebody, capacity_rows
from planner.capacity.level_plan_shortage import Shortages, may_rest, needed
from planner.plan.entities import Initiative
from planner.plan.entities.work import Status
from planner.plan.snapshot import Plan
from planner.schedule import records as field
from planner.schedule import schedule
from planner.schedule.codes import FINISH_HUB, OPEN
from planner.schedule.network import Constraint
from planner.schedule.plan_schedule import SolvedPlan, solved
from planner.schedule.records import FAR, NODE, NONE

TIED = (Constraint.MSO, Constraint.MFO)
_BEGUN = (Status.IN_PROGRESS, Status.DONE)
LATER = 2
"""Years after the last finish for which capacity is worked out first."""


def has_begun(item: Initiative) -> bool:
    """Whether work has begun, so that its dates are no longer open."""
    return item.actual_start is not None or item.actual_finish is not None or item.status in _BEGUN


def may_move(done: SolvedPlan, n: list[int], v: int) -> bool:
    """Whether a node is open, dated, in a project that runs forward and not tied to a date."""
    activity = done.network.activities[n[v + field.ACTIVITY]]
    return (
        n[v + field.MODE] == OPEN
        and NONE < n[v + field.EARLY_START] < FAR
        and n[v + field.EARLY_FINISH] < FAR
        and not done.network.projects[activity.project].from_finish
        and n[v + field.CONSTRAINT] not in TIED
        and n[v + field.SECOND] not in TIED
    )


def without_delays(plan: Plan, freeze_before: date | None) -> tuple[Plan, frozenset[str]]:
    """Return the plan without what levelling did to work that may move, and the initiatives that the freeze holds."""
    dates = schedule(plan).dates
    frozen, rested, bare = set(), list[Initiative](), list[Initiative]()
    for id_, item in plan.all(Initiative).items():
        row = dates.get(id_)
        if has_begun(item) or (freeze_before and row is not None and row.early_start.date() < freeze_before):
            frozen.add(id_)
        elif item.interruptions and not item.splittable:
            rested.append(item)
        elif item.levelling_delay is not None or item.interruptions:
            bare.append(replace(item, levelling_delay=None, interruptions=()))
    bare += _without_rests(plan, rested)
    cleared = [(Initiative.KIND.name, item.id, item) for item in bare]
    base = plan.with_entities(cleared, plan.revision) if cleared else plan
    return base, frozenset(frozen)


def _without_rests(plan: Plan, items: list[Initiative]) -> list[Initiative]:
    """Return work without its delay and the rests that levelling gave it though it may not be interrupted."""
    if not items:
        return []
    done, found = solved(plan), []
    rows = capacity_rows(plan, schedule(plan).start.year, _last_year(plan, items) + LATER)
    said, _ = asked_of_somebody(plan, rows)
    shortages, nodes = Shortages(rows, DayLoads(rows.days), 0), np.asarray(done.run.nodes).reshape(-1, NODE)
    edges = np.asarray(done.run.edges).tolist()
    work = {int(n[field.ACTIVITY]): n for n in nodes if n[field.KIND] < FINISH_HUB}
    for item in items:
        n = work[done.plan_network.position[item.id]].tolist()
        kept = item.interruptions
        if item.id in said and may_rest(n, edges, 0) and may_move(done, n, 0):
            short = shortages.of(said[item.id], n[field.EARLY_START], n[field.EARLY_FINISH])
            kept = needed(kept, short, rows.days, n[field.WORK_CALENDAR])
        if kept != item.interruptions or item.levelling_delay is not None:
            found.append(replace(item, levelling_delay=None, interruptions=kept))
    return found


def _last_year(plan: Plan, items: list[Initiative]) -> int:
    """Return the last year in which anything of a plan lies, rests included."""
    return max(schedule(plan).finish.year, *(rest.finish.year for item in items for rest in item.interruptions))
