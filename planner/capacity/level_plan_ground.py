"""What levelling starts from: the network of a plan without earlier delays, and what of it may move.

Work moves if it has not begun, asks for capacity, lies after the freeze and is not tied to a date. Delays of an earlier
levelling are taken off first, so that levelling twice gives the same plan as levelling once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from planner.capacity.level_plan_base import may_move, without_delays
from planner.capacity.level_plan_demand import Asks, CapacityRows, asked_of_somebody, capacity_rows
from planner.plan.entities import Initiative
from planner.plan.entities.work import PriorityClass
from planner.plan.snapshot import Plan
from planner.schedule import records as field
from planner.schedule import schedule
from planner.schedule.codes import FINISH_HUB, OPEN
from planner.schedule.network import Constraint
from planner.schedule.plan_schedule import SolvedPlan, solved
from planner.schedule.records import EDGE, FAR, NODE
from planner.worktime.tables import listed
from planner.worktime.ticks import day_start

NEVER_DELAYED = 1000
"""The levelling priority of work that waits for nobody."""

NEVER, REGULATORY, OTHERS = 0, 1, 2
"""Classes of work, one levelled before the other."""


@dataclass(frozen=True, slots=True)
class Ground:
    """A network before levelling, in the records of the engine (`planner.schedule.records`), nodes by position.

    `base` is the plan without the delays that levelling takes off. `movable` may be delayed by capacity, of them
    `never` are not; `pinned` lay as late as possible and are held where they lie. `fixed` gives the span of other work
    that asks for capacity, `without` the rows that are asked and never have anybody. `class_of` is by node,
    predecessors inheriting the first class of what waits for them.
    """

    plan: Plan
    base: Plan
    done: SolvedPlan
    t: list[int]
    n: list[int]
    e: list[int]
    k: list[int]
    p: list[int]
    size: int
    today: int
    rows: CapacityRows
    asks: Mapping[int, list[Asks]]
    movable: frozenset[int]
    never: frozenset[int]
    pinned: Mapping[int, int]
    fixed: Mapping[str, tuple[int, int, list[Asks]]]
    node_of: Mapping[str, int]
    class_of: Mapping[int, int]
    without: frozenset[int]

    def id_of(self, v: int) -> str:
        """Return the id of the work of a node."""
        return self.done.plan_network.ids[self.n[v + field.ACTIVITY]]

    def item(self, v: int) -> Initiative:
        """Return the initiative of a movable node."""
        return self.base.all(Initiative)[self.id_of(v)]

    def edges_into(self, v: int) -> range:
        """Return the positions of the edges into a node."""
        return range(self.n[v + field.IN_AT], self.n[v + field.IN_END], EDGE)

    @property
    def nodes(self) -> range:
        """Return the positions of all nodes, in topological order."""
        return range(0, self.size * NODE, NODE)


def ground_of(plan: Plan, today: date, freeze_before: date | None, last_year: int | None) -> Ground:
    """Return what levelling starts from; ``last_year`` is the last that capacity is known for, None for a guess."""
    base, frozen = without_delays(plan, freeze_before)
    done = solved(base)
    n: list[int] = np.asarray(done.run.nodes).tolist()
    years = schedule(base).start.year, schedule(base).finish.year
    first = min(years[0], today.year)
    rows = capacity_rows(base, first, last_year or max(years[1], today.year) + 2)
    by_initiative, without = asked_of_somebody(base, rows)
    size = done.run.compiled.size
    ids = done.plan_network.ids
    nodes = range(0, size * NODE, NODE)
    node_of = {ids[n[v + field.ACTIVITY]]: v for v in nodes if n[v + field.KIND] < FINISH_HUB}
    open_ = {
        id_: v for id_, v in node_of.items()
        if id_ in by_initiative and id_ not in frozen and may_move(done, n, v)
    }  # fmt: skip
    e: list[int] = np.asarray(done.run.edges).tolist()
    followed = {e[edge + field.SOURCE] for v in nodes for edge in range(n[v + field.IN_AT], n[v + field.IN_END], EDGE)}
    pinned = {
        v: n[v + field.EARLY_START]
        for v in nodes
        if n[v + field.MODE] == OPEN and n[v + field.CONSTRAINT] == Constraint.ALAP
        and n[v + field.KIND] < FINISH_HUB and n[v + field.EARLY_START] < FAR
        and (v in followed or ids[n[v + field.ACTIVITY]] in by_initiative)
    }  # fmt: skip
    items = base.all(Initiative)
    never = frozenset(v for id_, v in open_.items() if items[id_].levelling_priority == NEVER_DELAYED)
    ground = Ground(
        plan=plan,
        base=base,
        done=done,
        t=listed(done.run.network.calendars),
        n=n,
        e=e,
        k=np.asarray(done.run.tracks).tolist(),
        p=np.asarray(done.run.projects).tolist(),
        size=size,
        today=day_start(today),
        rows=rows,
        asks={v: by_initiative[id_] for id_, v in open_.items()},
        movable=frozenset(open_.values()),
        never=never,
        pinned=pinned,
        fixed=dict(_fixed(done, by_initiative, open_)),
        node_of=node_of,
        class_of={},
        without=without,
    )
    return replace(ground, class_of=_classes(ground))


def _fixed(
    done: SolvedPlan, by_initiative: Mapping[str, list[Asks]], open_: Mapping[str, int]
) -> list[tuple[str, tuple[int, int, list[Asks]]]]:
    """Return the spans of work that asks for capacity and does not move; summaries over their present span."""
    found = []
    start, finish = done.solution.start.tolist(), done.solution.finish.tolist()
    for id_, asks in by_initiative.items():
        i = done.plan_network.position.get(id_)
        if i is not None and id_ not in open_ and 0 < start[i] <= finish[i] < FAR:
            found.append((id_, (start[i], finish[i], asks)))
    return found


def _classes(ground: Ground) -> dict[int, int]:
    """Return the class of each node: its own, or the first of what waits for it."""
    regulatory: dict[str | None, bool] = {}
    class_of = dict.fromkeys(ground.nodes, OTHERS)
    for v in ground.movable:
        item = ground.item(v)
        if v in ground.never:
            class_of[v] = NEVER
        elif _is_regulatory(ground.base, item, regulatory):
            class_of[v] = REGULATORY
    for v in reversed(ground.nodes):
        for edge in ground.edges_into(v):
            source = ground.e[edge + field.SOURCE]
            class_of[source] = min(class_of[source], class_of[v])
    return class_of


def _is_regulatory(plan: Plan, item: Initiative, known: dict[str | None, bool]) -> bool:
    """Whether an initiative, or the nearest one above it that has a class, is a regulatory must-do."""
    if item.priority_class is not None:
        return item.priority_class is PriorityClass.REGULATORY_MUST_DO
    if item.parent_id not in known:
        value, _ = plan.inherited(item, "priority_class")
        known[item.parent_id] = value is PriorityClass.REGULATORY_MUST_DO
    return known[item.parent_id]
