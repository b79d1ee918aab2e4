"""Tasks that fit nowhere, ever: more is needed than is offered for long enough at any time."""

from __future__ import annotations

import numpy as np

from planner.capacity.levelling.bench import Bench
from planner.capacity.levelling.result import Obstacle


def obstacles(bench: Bench) -> tuple[Obstacle, ...]:
    """Return the tasks that could not be placed even if there were no other movable task, and why.

    Only tasks that need more than the last, everlasting capacity are tried one by one.
    """
    core = bench.core
    rows = core.demands
    last = np.array([k.units[-1] if k.units else 0 for k in bench.problem.capacities], np.int64)
    doubtful = np.unique(rows[rows[:, 2] > last[rows[:, 1]], 0])
    return tuple(found for task in doubtful.tolist() for found in _obstacles_of(bench, task))


def _obstacles_of(bench: Bench, task: int) -> list[Obstacle]:
    core = bench.core
    duration = int(core.tasks.duration[task])
    release = int(core.forward.release[task])
    slots = max(core.steady_from, release) + duration + 1
    if bench.slots < slots:
        bench.resize(slots)
    rows = core.demands[core.demands[:, 0] == task]
    offered = bench.base[rows[:, 1], release:slots]
    name = int(core.task[task])
    short = [
        Obstacle(name, resource, units, int(offered[k].max(initial=0)))
        for k, (_, resource, units) in enumerate(rows.tolist())
        if not _long_enough(offered[k] >= units, duration, int(core.tasks.manner[task]))
    ]
    if short or _long_enough((offered >= rows[:, 2:]).all(axis=0), duration, int(core.tasks.manner[task])):
        return short
    return [Obstacle(name, -1, int(rows[:, 2].max()), int(offered.min(axis=0).max(initial=0)))]


def _long_enough(enough: np.ndarray[tuple[int], np.dtype[np.bool_]], duration: int, manner: int) -> bool:
    """Return whether there are `duration` slots that do, in a row unless the task may be interrupted."""
    if manner:
        return int(enough.sum()) >= duration
    edges = np.flatnonzero(np.diff(np.concatenate(([0], enough.astype(np.int8), [0]))))
    return bool((edges[1::2] - edges[::2]).max(initial=0) >= duration)
