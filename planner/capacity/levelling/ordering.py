"""Topological numbers and the figures that priorities are made of, as kernels over links."""

from planner.capacity.levelling.arrays import Dates, Links, Tasks
from planner.capacity.levelling.generation import earliest_start
from planner.worktime.tables import Column


def relax(tasks: Tasks, links: Links, dates: Dates, backward: int) -> None:
    """Write the dates that links and releases alone allow; `links` are mirrored with `backward` 1."""
    size = len(tasks.duration)
    for position in range(size):
        task = size - 1 - position if backward == 1 else position
        dates.start[task] = earliest_start(links, dates, task)
        dates.finish[task] = dates.start[task] + tasks.duration[task]


def inherit(key: Column, links: Links) -> None:
    """Lower keys to those of successors: what a task waits for is as urgent as the task. `links` run forward."""
    for position in range(len(key)):
        task = len(key) - 1 - position
        for link in range(links.link_at[task], links.link_at[task + 1]):
            source = links.link_source[link]
            if key[task] < key[source]:
                key[source] = key[task]


def number_tasks(onward_at: Column, onward: Column, missing: Column, ready: Column) -> int:
    """Write the tasks to `ready`, predecessors first; return how many could be, fewer than all with a circle.

    After Kahn (1962). `onward` lists successors by task, `missing` counts predecessors and is used up.
    """
    placed = 0
    for task in range(len(missing)):
        if missing[task] == 0:
            ready[placed] = task
            placed += 1
    taken = 0
    while taken < placed:
        task = ready[taken]
        taken += 1
        for at in range(onward_at[task], onward_at[task + 1]):
            missing[onward[at]] -= 1
            if missing[onward[at]] == 0:
                ready[placed] = onward[at]
                placed += 1
    return placed


KERNELS = (relax, inherit, number_tasks)
"""The kernels in the order in which they call each other."""
