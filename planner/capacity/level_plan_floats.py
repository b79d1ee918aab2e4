"""Float over links and resource links: how far levelled work can slip before anything else must.

The engine's total float knows links alone, and promises time that a busy team does not have. Here work can slip until
the first day on which what is left of its team is not enough, and from there as far as the work that has the team then
can slip itself (after Kim and de la Garza 2003: resource links as if they were links).
"""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from planner.capacity.level_plan_dating import Dating
from planner.capacity.level_plan_demand import TINY
from planner.capacity.working_days import Array
from planner.plan.snapshot import Plan
from planner.schedule import records as at_
from planner.schedule.link_slack import all_links
from planner.schedule.plan_schedule import solved
from planner.schedule.records import FAR
from planner.schedule.tracing import Trace
from planner.worktime.ticks import TICKS_PER_DAY


def floats(after: Plan, dated: Dating) -> dict[str, float]:
    """Return the total float of each placed work in working ticks, over links and resource links together."""
    done = solved(after)
    ids, position = done.plan_network.ids, done.plan_network.position
    total = done.solution.total_float.tolist()
    start = done.solution.start.tolist()
    onward: dict[str, list[tuple[float, str]]] = defaultdict(list)
    trace = Trace(done.run, ids, done.plan_network.dependencies)
    for link in all_links(trace):
        before, later = trace.n[link.before + at_.ACTIVITY], trace.n[link.after + at_.ACTIVITY]
        onward[ids[before]].append((float(link.slack), ids[later]))
    for id_, slip, holders in _resource_slips(dated):
        onward[id_] += [(slip, other) for other in holders] or [(slip, "")]
    found: dict[str, float] = {"": 0.0}
    for id_, i in sorted(position.items(), key=lambda item: (-start[item[1]], -item[1])):
        if not 0 < start[i] < FAR:
            continue
        least = float(total[i])
        for slack, other in onward[id_]:
            rest = found.get(other)
            least = min(least, slack + (rest if rest is not None else float(total[position[other]])))
        found[id_] = max(least, min(0.0, float(total[i])))
    return found


def _resource_slips(dated: Dating) -> list[tuple[str, float, tuple[str, ...]]]:
    """Return for placed work how many working ticks it can slip before a row has too little, and who holds that row.

    Holders are those that come later; none where it is the capacity itself that ends.
    """
    ground, found = dated.ground, []
    origin, days = ground.rows.days.first.toordinal(), ground.rows.days
    began = {ground.id_of(v): placed.start for v, placed in dated.placed.items()}
    people = [_people(dated, row) for row in range(len(dated.free))]
    for v, placed in dated.placed.items():
        id_, last = ground.id_of(v), (placed.finish - 1) // TICKS_PER_DAY - origin + 1
        calendar = ground.n[v + at_.WORK_CALENDAR]
        goes_on = ~dated.rest_days(v)[last:]
        wanted: dict[int, float] = defaultdict(float)
        for one in dated.asks(v, placed.rests):
            for row in one.rows:
                wanted[row] += dated.loads.rate(one, placed.start, placed.finish)
        for row, rate in wanted.items():
            short = (people[row][last:] < rate - TINY) & goes_on
            first = int(short.argmax()) if short.size else 0
            if not short.size or not short[first]:
                continue
            holders = tuple(
                other for other in dated.holders(row, last + first) if began.get(other, -1) >= placed.finish
            )
            between = np.diff(dated.loads.coordinate(calendar)[last : last + first + 1])
            found.append((id_, float(between[goes_on[:first]].sum()) * days.day_ticks(calendar), holders))
    return found


def _people(dated: Dating, row: int) -> Array:
    """Return how many people of a row are left on each day, without bound where it does not work."""
    share = np.diff(dated.loads.coordinate(dated.ground.rows.calendar[row]))
    return np.divide(dated.free[row], share, out=np.full(len(share), np.inf), where=share > 0)
