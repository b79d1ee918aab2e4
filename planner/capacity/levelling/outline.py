"""A core in outline: only the tasks with work and the delays between their starts, to be looked at from either end.

Links through milestones go straight from task to task, so that in what is left everything takes time.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from planner.capacity.levelling.bench import Bench
from planner.capacity.levelling.branching import LATEST, MOST_TASKS
from planner.capacity.levelling.problem import Ints

Relation = npt.NDArray[np.bool_]


class Outline(NamedTuple):
    """The tasks with work, predecessors first; `delay` is -1 where there is no link."""

    task: Ints
    """Number in the core."""
    duration: Ints
    delay: Ints
    """Slots from the start of a task (row) to that of another (column), at least."""
    units: Ints
    """Needs by task and resource."""
    most: Ints
    head: Ints
    """Earliest start."""
    tail: Ints
    """Slots from the start to the end of everything that follows, at least."""

    def mirrored(self) -> Outline:
        """Return the same in the other direction of time."""
        back = self.delay.T + self.duration[:, None] - self.duration[None, :]
        delay = np.where(self.delay.T >= 0, back, -1)[::-1, ::-1]
        head, tail = (self.tail - self.duration)[::-1], (self.head + self.duration)[::-1]
        return Outline(self.task[::-1], self.duration[::-1], delay, self.units[::-1], self.most, head, tail)

    def before(self) -> Relation:
        """Return which task (row) is over before which other (column) may start."""
        reach: Relation = (self.delay >= self.duration[:, None]) & (self.delay >= 0)
        for task in range(len(self.duration)):
            reach |= reach[:, task : task + 1] & reach[task : task + 1]
        return reach


def outline(bench: Bench) -> Outline:
    """Return the outline of a core whose capacities do not change."""
    core, forward = bench.core, bench.core.forward
    duration = np.asarray(core.tasks.duration)
    target = np.repeat(np.arange(core.size), np.diff(np.asarray(forward.link_at)))
    source = np.asarray(forward.link_source)
    lag = np.asarray(forward.link_lag) + np.where(np.asarray(forward.link_from_start) > 0, 0, duration[source])
    delay = np.full((core.size, core.size), -1, np.int64)
    np.maximum.at(delay, (source, target), lag)
    for task in np.flatnonzero(duration == 0):
        joined = (delay[:, task, None] >= 0) & (delay[None, task] >= 0)
        delay = np.where(joined, np.maximum(delay, delay[:, task, None] + delay[None, task]), delay)
    units = np.zeros((core.size, len(bench.base)), np.int64)
    units[core.demands[:, 0], core.demands[:, 1]] = core.demands[:, 2]
    kept = np.flatnonzero(duration > 0)
    return Outline(
        kept, duration[kept], delay[np.ix_(kept, kept)], units[kept], bench.base[:, 0],
        bench.ahead.head[kept], bench.ahead.tail[kept],
    )  # fmt: skip


def suits(bench: Bench) -> bool:
    """Return whether branch and bound can say something.

    It can where few tasks in one piece have links from starts to later ones, capacities never change, and the makespan
    counts.
    """
    core = bench.core
    if bench.weighted or core.leads or core.fields.words > 1 or np.asarray(core.tasks.manner).any():
        return False
    if not 0 < int((np.asarray(core.tasks.duration) > 0).sum()) <= MOST_TASKS:
        return False
    if bench.slots >= LATEST or (bench.base != bench.base[:, :1]).any():
        return False
    work = outline(bench)
    both = work.delay, work.mirrored().delay
    return not any((delay == 0).any() or (delay < -1).any() for delay in both)
