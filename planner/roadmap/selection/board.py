"""A selection under construction: what is chosen, what is free, and what may go where.

Items come and go in bundles: an item needs all that it waits for and all that is chosen with it; whatever needs an
item leaves with it. Every step is journalled, so that an attempt is taken back exactly:

>>> from planner.roadmap.selection.problem import Demand, Link
>>> board = Board(Problem(quarters=2, value=[[5, 4], [3, 3]], capacity=[[4, 4]],
...     demands=[Demand(0, 0, 0, 4), Demand(1, 0, 0, 3)], links=[Link(0, 1)]))
>>> board.insert(1), board.start, board.value
(True, [0, 1], 8)
>>> board.remove(0); board.start, board.value
([-1, -1], 0)
>>> board.take_back(0); board.start
[-1, -1]
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from planner.roadmap.selection.linear import open_capacity, work_of
from planner.roadmap.selection.problem import LEFT_OUT, Ints, Problem, Rule, in_order

FOR_EVER = 1 << 60


class Board:
    """Starts by item; `value` counts what runs already too."""

    def __init__(self, problem: Problem) -> None:
        columns = problem.columns
        self.problem = problem
        self.running = columns.running.tolist()
        self.must = (columns.must & ~columns.running).tolist()
        self.earliest, self.latest = columns.earliest.tolist(), columns.latest.tolist()
        self.values = columns.value.tolist()
        self.duration = columns.duration.tolist()
        self.start = [0 if runs else LEFT_OUT for runs in self.running]
        self.value = sum(self.values[i][0] for i, runs in enumerate(self.running) if runs)
        self.journal: list[tuple[int, int]] = []
        self._lay_out_capacity(problem)
        self._join(problem)
        self.quarter_order = [self._preferred(item) for item in range(problem.size)]
        self.wish: dict[int, int] = {}
        self.bundle: list[tuple[int, ...] | None] = [None] * problem.size
        for item, runs in enumerate(self.running):
            if runs:
                self._count(item, 0, 1)

    def _lay_out_capacity(self, problem: Problem) -> None:
        """Keep free capacity as one list, with room past the horizon where nothing counts."""
        columns = problem.columns
        past = int(columns.demands[:, 2].max(initial=0)) + 1
        free = np.full((problem.resources, problem.quarters + past), FOR_EVER, np.int64)
        free[:, : problem.quarters] = open_capacity(problem)
        self.width = problem.quarters + past
        self.free: list[int] = free.ravel().tolist()
        self.needs: list[list[tuple[int, int]]] = [[] for _ in range(problem.size)]
        merged: dict[tuple[int, int], int] = {}
        for item, resource, offset, amount in columns.demands.tolist():
            cell = (item, resource * self.width + min(offset, past - 1))
            merged[cell] = merged.get(cell, 0) + amount
        for (item, at), amount in merged.items():
            if amount and not self.running[item]:
                self.needs[item].append((at, amount))

    def _join(self, problem: Problem) -> None:
        size, links = problem.size, problem.columns.links
        self.before: list[list[tuple[int, int]]] = [[] for _ in range(size)]
        self.after: list[list[tuple[int, int]]] = [[] for _ in range(size)]
        for before, after, gap in links.tolist():
            self.before[after].append((before, gap))
            self.after[before].append((after, gap))
        self.rank = [0] * size
        for rank, item in enumerate(in_order(size, links)):
            self.rank[item] = rank
        self.rivals: list[list[int]] = [[] for _ in range(size)]
        self.mates: list[list[int]] = [[] for _ in range(size)]
        for group in problem.groups:
            for item in group.items:
                others = [other for other in group.items if other != item]
                (self.mates if group.rule is Rule.ALL_OR_NONE else self.rivals)[item] += others
        self.limits_of: list[list[int]] = [[] for _ in range(size)]
        for at, limit in enumerate(problem.limits):
            for item in dict.fromkeys(limit.items):
                self.limits_of[item].append(at)
        quarters = problem.quarters
        self.room = [[limit.most] * quarters for limit in problem.limits]
        self.shares_of: list[list[tuple[int, int]]] = [[] for _ in range(size)]
        self.lacking = [share.least for share in problem.shares]
        for at, share in enumerate(problem.shares):
            work = work_of(problem, share).tolist()
            for item in dict.fromkeys(share.items):
                self.shares_of[item].append((at, work[item]))
        self.out = problem.columns.out.tolist()

    def _preferred(self, item: int) -> list[int]:
        """Return the quarters of an item, the most valuable and then the earliest first."""
        quarters = range(self.earliest[item], self.latest[item] + 1)
        values = self.values[item]
        return sorted(quarters, key=lambda q: -values[q])

    def _count(self, item: int, quarter: int, sign: int) -> None:
        for limit in self.limits_of[item]:
            room = self.room[limit]
            for at in range(quarter, min(quarter + self.duration[item], self.problem.quarters)):
                room[at] -= sign
        for share, work in self.shares_of[item]:
            self.lacking[share] -= sign * work

    def _put(self, item: int, quarter: int) -> None:
        free = self.free
        for cell, amount in self.needs[item]:
            free[cell + quarter] -= amount
        self.start[item] = quarter
        self.value += self.values[item][quarter]
        if self.limits_of[item] or self.shares_of[item]:
            self._count(item, quarter, 1)

    def _lift(self, item: int) -> None:
        quarter, free = self.start[item], self.free
        for cell, amount in self.needs[item]:
            free[cell + quarter] += amount
        self.start[item] = LEFT_OUT
        self.value -= self.values[item][quarter]
        if self.limits_of[item] or self.shares_of[item]:
            self._count(item, quarter, -1)

    def needed(self, item: int) -> tuple[int, ...]:
        """Return an item and all that must be chosen with it, in an order in which they can be placed."""
        found = self.bundle[item]
        if found is None:
            seen = {item}
            stack = [item]
            while stack:
                at = stack.pop()
                for other in (*(before for before, _ in self.before[at]), *self.mates[at]):
                    if other in seen:
                        continue
                    known = self.bundle[other]
                    if known is None:
                        seen.add(other)
                        stack.append(other)
                    else:
                        seen.update(known)
            found = self.bundle[item] = tuple(sorted(seen, key=self.rank.__getitem__))
        return found

    def insert(self, item: int) -> bool:
        """Place an item with all that it needs, each where it is worth most; nothing changes if that fails."""
        mark = len(self.journal)
        for other in self.needed(item):
            if self.start[other] < 0 and not self._place(other):
                self.take_back(mark)
                return False
        return True

    def _place(self, item: int) -> bool:
        start, free = self.start, self.free
        if self.out[item] or any(start[rival] >= 0 for rival in self.rivals[item]):
            return False
        first, last = 0, FOR_EVER
        for before, gap in self.before[item]:
            if start[before] < 0:
                return False
            first = max(first, start[before] + gap)
        for after, gap in self.after[item]:
            if start[after] >= 0:
                last = min(last, start[after] - gap)
        needs, quarters = self.needs[item], self.quarter_order[item]
        if item in self.wish:
            quarters = [self.wish[item], *quarters]
        for quarter in quarters:
            if first <= quarter <= last:
                for cell, amount in needs:
                    if free[cell + quarter] < amount:
                        break
                else:
                    if not self.limits_of[item] or self._has_room(item, quarter):
                        self._put(item, quarter)
                        self.journal.append((item, LEFT_OUT))
                        return True
        return False

    def _has_room(self, item: int, quarter: int) -> bool:
        end = min(quarter + self.duration[item], self.problem.quarters)
        return all(min(self.room[limit][quarter:end]) > 0 for limit in self.limits_of[item])

    def remove(self, item: int) -> None:
        """Take an item out with all that needs it; what runs already stays."""
        stack = [item]
        while stack:
            at = stack.pop()
            if self.start[at] >= 0 and not self.running[at]:
                self.journal.append((at, self.start[at]))
                self._lift(at)
                stack += [after for after, _ in self.after[at]]
                stack += self.mates[at]

    def take_back(self, mark: int) -> None:
        """Undo all steps since the journal was `mark` long."""
        while len(self.journal) > mark:
            item, quarter = self.journal.pop()
            if quarter < 0:
                self._lift(item)
            else:
                self._put(item, quarter)

    def load(self, start: Iterable[int]) -> None:
        """Take over the starts of a selection; the journal begins anew."""
        for item, quarter in enumerate(start):
            if not self.running[item]:
                if self.start[item] >= 0:
                    self._lift(item)
                if quarter >= 0:
                    self._put(item, quarter)
        self.journal.clear()

    @property
    def complete(self) -> bool:
        """Whether every must is chosen, every choice is made and no share lacks."""
        start = self.start
        if any(must and start[item] < 0 for item, must in enumerate(self.must)):
            return False
        one_of = (group for group in self.problem.groups if group.rule is Rule.ONE_OF)
        return all(lack <= 0 for lack in self.lacking) and all(
            any(start[item] >= 0 for item in group.items) for group in one_of
        )

    def starts(self) -> Ints:
        """Return the starts as a column."""
        return np.array(self.start, np.int64)
