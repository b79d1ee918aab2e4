"""Float paths: every chain of work that leads to a target, ranked by how much it may slip.

The first path is the one that decides the target's date. Every further one is a chain that joins an earlier path
and has the next smallest *relative float*: the working time by which all of it may slip before the target moves,
whatever else the plan promises. Each piece of work lies on one path only, the most critical one that it is on.
The method is that of multiple float paths in Primavera P6 (Oracle, "Calculate multiple float paths"), with the
float of the path measured to the chosen target.

>>> from datetime import datetime
>>> from planner.plan.entities import Dependency, Initiative, Portfolio
>>> from planner.plan.values import Duration
>>> def work(id_, days):
...     return Initiative(id=id_, code=id_.upper(), name=id_, duration=Duration.parse(days))
>>> def link(a, b):
...     return Dependency(id=a + b, predecessor_id=a, successor_id=b)
>>> plan = Plan.of(Portfolio(id="portfolio", start=datetime(2027, 1, 4)), work("a", "5d"), work("b", "3d"),
...     work("c", "1d"), link("a", "c"), link("b", "c"))
>>> [([step.id for step in path.steps], path.float_days) for path in float_paths(plan, "c")]
[(['a', 'c'], 0.0), (['b'], 2.0)]
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from enum import StrEnum

from planner.plan.snapshot import Plan, per_plan
from planner.schedule import records as field
from planner.schedule.codes import COMPLETE
from planner.schedule.link_slack import LeafLink, links_into
from planner.schedule.records import FAR
from planner.schedule.relative import SINK, relative_to
from planner.schedule.result import PathStep
from planner.schedule.tracing import Trace
from planner.worktime.ticks import TICKS_PER_MINUTE

__all__ = ["FloatPath", "PathClass", "float_paths"]


class PathClass(StrEnum):
    """How near a path is to deciding the target's date."""

    CRITICAL = "critical"
    NEAR_CRITICAL = "near_critical"
    SLACK = "slack"


@dataclass(frozen=True, slots=True)
class FloatPath:
    """One path to a target, first work first.

    `float_minutes` of working time (and in days of the portfolio) is what the whole path may slip. `joins_id` is
    the work on an earlier path that it leads into, by `joins_dependency_id`; None for the first path.
    """

    rank: int
    path_class: PathClass
    float_minutes: int
    float_days: float
    steps: tuple[PathStep, ...]
    joins_id: str | None
    joins_dependency_id: str | None


@per_plan
def float_paths(plan: Plan, target_id: str, limit: int = 10) -> tuple[FloatPath, ...]:
    """Return the `limit` most critical paths to an initiative or launch, most critical first.

    NotFoundError if there is no such work; empty where it has no dates.
    """
    relative = relative_to(plan, target_id)
    search = _Search(plan, relative.trace)
    sink = relative.trace.node[relative.trace.ids.index(SINK)]
    return tuple(search.paths(sink, limit))


class _Search:
    """The walk back from a target: each path takes the work that no earlier path has."""

    def __init__(self, plan: Plan, trace: Trace) -> None:
        self.plan = plan
        self.trace = trace
        self.taken: set[int] = set()
        self.waiting: list[tuple[int, int, LeafLink]] = []
        self.order = 0

    def paths(self, sink: int, limit: int) -> list[FloatPath]:
        found: list[FloatPath] = []
        self.taken.add(sink)
        self._offer(sink)
        while self.waiting and len(found) < limit:
            slip, _, link = heapq.heappop(self.waiting)
            if link.before not in self.taken:
                found.append(self._path(len(found) + 1, slip, link, sink))
        return found

    def _offer(self, v: int) -> None:
        """Queue what leads into a node and is not on a path."""
        for link in links_into(self.trace, v):
            if link.before not in self.taken and not self._done(link.before):
                heapq.heappush(self.waiting, (self._float(link.before), self.order, link))
                self.order += 1

    def _path(self, rank: int, slip: int, head: LeafLink, sink: int) -> FloatPath:
        trace = self.trace
        chain: list[tuple[int, int]] = [(head.before, -1)]
        self.taken.add(head.before)
        while (before := self._most_critical(chain[-1][0])) is not None:
            chain[-1] = (chain[-1][0], before.link)
            chain.append((before.before, -1))
            self.taken.add(before.before)
        for v, _ in chain:
            self._offer(v)
        days = self.plan.portfolio.minutes_per_day * TICKS_PER_MINUTE
        steps = tuple(
            PathStep(self._id(v), trace.dependencies[link] if link >= 0 else None, self._float(v) / days)
            for v, link in reversed(chain)
        )
        first = head.after == sink
        return FloatPath(
            rank,
            self._class(slip / days),
            slip // TICKS_PER_MINUTE if slip >= 0 else -(-slip // TICKS_PER_MINUTE),
            slip / days,
            steps,
            None if first else self._id(head.after),
            None if first or head.link < 0 else trace.dependencies[head.link],
        )

    def _most_critical(self, v: int) -> LeafLink | None:
        """Return the link from the free predecessor with the least float, the driving one of equals.

        Finished work ends a path where it drives.
        """
        links = [link for link in links_into(self.trace, v) if link.before not in self.taken]
        open_ones = [link for link in links if not self._done(link.before)]
        if not open_ones:
            open_ones = [link for link in links if link.drives and self._id(link.before) in self.plan.works]
        return min(open_ones, key=lambda link: (self._float(link.before), not link.drives, link.slack), default=None)

    def _float(self, v: int) -> int:
        value = self.trace.n[v + field.TOTAL_FLOAT]
        return 0 if value >= FAR else value

    def _done(self, v: int) -> bool:
        return self.trace.n[v + field.MODE] == COMPLETE

    def _id(self, v: int) -> str:
        return self.trace.ids[self.trace.n[v + field.ACTIVITY]]

    def _class(self, days: float) -> PathClass:
        settings = self.plan.portfolio
        if days <= settings.critical_float_days:
            return PathClass.CRITICAL
        return PathClass.NEAR_CRITICAL if days <= settings.near_critical_float_days else PathClass.SLACK
