"""The latest start of one piece of work for a date, where nothing else is asked of what leads to it.

It follows from the work itself and its parts, as long as no chain of links leaves them and comes back and nothing with
dates of its own waits for them: a network of a few activities instead of the whole plan's.

>>> from planner.plan.entities import Initiative, Portfolio
>>> from planner.plan.values import Duration
>>> plan = Plan.of(Portfolio(id="portfolio", start=datetime(2027, 1, 4)),
...     Initiative(id="a", code="A", name="a", duration=Duration.parse("1w")))
>>> latest_start(plan, "a", datetime(2027, 2, 5, 23, 59)).date().isoformat()
'2027-02-01'
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import datetime

from planner.plan.snapshot import Plan, per_plan
from planner.schedule.network import Activity, Link, Network
from planner.schedule.plan_schedule import solved
from planner.schedule.relative import relative_to, sink_at, tied
from planner.schedule.safe_start import safe_rows
from planner.schedule.settling import held


@dataclass(frozen=True, slots=True)
class _Ground:
    """A plan's held network with the parts of each activity and the links out of it.

    `bound` leads to work whose dates are given or begun, which binds it whatever the target is. `plain`: no loops.
    """

    network: Network
    parts: Mapping[int, Sequence[int]]
    leaving: Mapping[int, Sequence[Link]]
    bound: AbstractSet[int]
    plain: bool


@per_plan
def _ground(plan: Plan) -> _Ground:
    done = solved(plan)
    activities = done.network.activities
    parts: dict[int, list[int]] = {}
    leaving: dict[int, list[Link]] = {}
    entering: dict[int, list[int]] = {}
    for position, activity in enumerate(activities):
        if activity.parent is not None:
            parts.setdefault(activity.parent, []).append(position)
    for link in done.network.links:
        leaving.setdefault(link.predecessor, []).append(link)
        entering.setdefault(link.successor, []).append(link.predecessor)
    fixed = [at for at, activity in enumerate(activities) if activity.manual or activity.actual_start is not None]
    bound: set[int] = set()
    reached = set(fixed)
    for at in fixed:  # grows while it is read
        for before in (before for near in (at, *_above(activities, at)) for before in entering.get(near, ())):
            new = [part for part in _with_parts(parts, before) if part not in bound]
            bound.update(new)
            fixed += [part for part in new if part not in reached]
            reached.update(new)
    return _Ground(held(done), parts, leaving, bound, not done.run.compiled.loops)


def latest_start(plan: Plan, target_id: str, by: datetime) -> datetime | None:
    """Return the latest start of `latest_safe_start`: the target's own, None where it is finished or has no dates.

    NotFoundError if there is no such work.
    """
    plan.work(target_id)
    ground, names = _ground(plan), solved(plan).plan_network
    target = names.position[target_id]
    inside = _with_parts(ground.parts, target)
    activities = ground.network.activities
    above = _above(activities, target)
    odd = any(activities[at].sort for at in inside) or not ground.bound.isdisjoint([*above, *inside])
    if odd or not ground.plain or _comes_back(ground, inside):
        relative = relative_to(plan, target_id, by)
        return min((row.latest_start for row, own in safe_rows(plan, relative) if own), default=None)
    kept = [*above, *inside]
    at = {position: number for number, position in enumerate(kept)}
    small = [replace(activities[p], parent=at.get(activities[p].parent or 0) if p != kept[0] else None) for p in kept]
    links = [
        replace(link, predecessor=at[link.predecessor], successor=at[link.successor])
        for position in kept
        for link in ground.leaving.get(position, ())
        if link.successor in at
    ]
    network = replace(ground.network, activities=small, links=links)
    ids = [names.ids[position] for position in kept]
    sink = sink_at(by, activities[target].duration > 0)
    relative = tied(network, ids, [""] * len(links), sink, Link(at[target], len(kept)), at[target])
    return min((row.latest_start for row, own in safe_rows(plan, relative) if own), default=None)


def _with_parts(parts: Mapping[int, Sequence[int]], target: int) -> list[int]:
    """Return an activity and all its parts, each after what it is part of."""
    found = [target]
    for at in found:
        found += parts.get(at, ())
    return found


def _above(activities: Sequence[Activity], target: int) -> list[int]:
    """Return what an activity is part of, the topmost first."""
    found: list[int] = []
    above = activities[target].parent
    while above is not None and above not in found:
        found.append(above)
        above = activities[above].parent
    return found[::-1]


def _comes_back(ground: _Ground, inside: Sequence[int]) -> bool:
    """Whether a chain of links leads from one part through other work to a part; a single piece has no such chain."""
    if len(inside) == 1:
        return False
    own, activities = set(inside), ground.network.activities
    seen: set[int] = set()
    ahead = deque(link.successor for at in inside for link in ground.leaving.get(at, ()) if link.successor not in own)
    while ahead:
        at = ahead.popleft()
        if at in own:
            return True
        if at in seen:
            continue
        seen.add(at)
        for near in (*_with_parts(ground.parts, at), *_above(activities, at)):
            ahead.extend(link.successor for link in ground.leaving.get(near, ()))
    return False
