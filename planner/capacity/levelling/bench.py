"""Where schedules of one core are generated: rooms as long as needed, and the orders tried so far."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from planner.capacity.levelling.arrays import FAR, WORST, Dates, Links, Room, Tasks
from planner.capacity.levelling.compiling import Core, Fixed, base_matrix, room_of
from planner.capacity.levelling.engines import Engine
from planner.capacity.levelling.genetic import Desk
from planner.capacity.levelling.placed import Placed, worked_stretches
from planner.capacity.levelling.priorities import Outlook, outlook
from planner.capacity.levelling.problem import Ints, Problem
from planner.capacity.levelling.result import UNPLACED, Objective

LARGEST_ROOM = 1 << 26
"""Words of room over which no more slots are added."""


@dataclass(slots=True, eq=False)
class Bench:
    """One core on its way to a levelled plan."""

    problem: Problem
    core: Core
    fixed: Fixed
    demands: Ints
    objective: Objective
    engine: Engine
    ahead: Outlook = field(init=False)
    tasks: Tasks = field(init=False)
    forward: Links = field(init=False)
    slots: int = field(init=False)
    base: Ints = field(init=False)

    def __post_init__(self) -> None:
        self.ahead = outlook(self.problem, self.core, self.engine)
        self.tasks = self.engine.record(self.core.tasks)
        self.forward = self.engine.record(self.core.forward)
        self.resize(min(self.most_slots, self._likely_slots()))

    @property
    def weighted(self) -> int:
        """Return 1 where lateness counts."""
        return int(self.objective is Objective.LATENESS)

    @property
    def most_slots(self) -> int:
        """Return the slots within which every schedule ends, unless a task never fits again."""
        return self.core.steady_from + self.core.longest

    def _likely_slots(self) -> int:
        """Return twice what the busiest resource and the longest path take."""
        core = self.core
        duration = np.asarray(core.tasks.duration)
        rows = core.demands
        last = np.array([max(1, k.units[-1] if k.units else 1) for k in self.problem.capacities], np.float64)
        work = np.bincount(rows[:, 1], rows[:, 2] * duration[rows[:, 0]] / last[rows[:, 1]]) if len(rows) else [0]
        return 64 + self.ahead.longest_path + 2 * int(max(np.max(work), duration.max(initial=0)))

    def resize(self, slots: int) -> None:
        """Provide room of so many slots."""
        self.slots = max(1, slots)
        self.base = base_matrix(self.problem.capacities, self.demands, self.fixed, self.slots)

    def desk(self) -> Desk:
        """Return a new desk with room of the present length."""
        engine, size = self.engine, self.core.size
        room = room_of(self.core, self.base)
        return Desk(
            engine.record(room),
            engine.record(Room(np.zeros_like(room.base), room.free, room.words, room.slots)),
            self._dates(), self._dates(),
            engine.zeros(size), engine.zeros(size), engine.zeros(self.slots + 3),
        )  # fmt: skip

    def _dates(self) -> Dates:
        size = self.core.size
        worked = self.engine.zeros(int(self.core.tasks.worked_at[-1]) + 1)
        return Dates(self.engine.zeros(size), self.engine.zeros(size), worked)

    def cost(self, dates: Dates, end: int) -> int:
        """Return what a schedule costs the search."""
        return int(self.engine.run("cost_of", self.tasks, dates, end, self.weighted)) if end < FAR else WORST

    def generate(self, order: Ints, parallel: bool = False, release: Ints | None = None) -> tuple[Dates, int]:
        """Return the dates of an order and the last finish, FAR if a task has no place in any number of slots.

        `release` has first slots of one's own: the starts of a schedule give that schedule.
        """
        links = self.forward
        if release is not None:
            links = self.engine.record(self.core.forward._replace(release=release))
        while True:
            room, dates = self.engine.record(room_of(self.core, self.base)), self._dates()
            if parallel:
                end = self.engine.run(
                    "parallel", self.tasks, links, self.engine.record(self.core.backward), room, dates,
                    self.engine.column(order), self.engine.zeros(self.core.size), self.slots,
                )  # fmt: skip
            else:
                end = self.engine.run("serial", self.tasks, links, room, dates, self.engine.column(order), self.slots)
            more = min(self.most_slots, 2 * self.slots)
            if end < FAR or more <= self.slots or more * self.core.fields.words > LARGEST_ROOM:
                return dates, int(end)
            self.resize(more)

    def by_start(self, dates: Dates) -> Ints:
        """Return the tasks by start, predecessors first."""
        key = self.engine.column(dates.start)
        if self.core.leads:
            self.engine.run("lift", self.forward, key, self.core.size, 0)
        return np.argsort(self.engine.restore(key), kind="stable").astype(np.int64)

    def placed(self, dates: Dates, before: Placed) -> Placed:
        """Return all tasks with those of this core where a schedule has them; `before` holds the others."""
        restore, task = self.engine.restore, self.core.task
        start, finish = restore(dates.start), restore(dates.finish)
        found = start < FAR
        start, finish = np.where(found, start, UNPLACED), np.where(found, finish, UNPLACED)
        tasks = self.core.tasks
        rows = worked_stretches(
            task, start, finish, np.asarray(tasks.worked_at), restore(dates.worked), np.asarray(tasks.manner)
        )
        all_start, all_finish = before.start.copy(), before.finish.copy()
        all_start[task], all_finish[task] = start, finish
        return Placed(all_start, all_finish, np.concatenate((before.stretches, rows)), before.fixed, before.demands)
