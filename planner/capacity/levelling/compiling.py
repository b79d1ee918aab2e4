"""From a problem to what the kernels read: only the tasks that can move, numbered predecessors first.

Fixed tasks leave their marks and go: what they use is taken from the capacity, what their links demand of others
becomes a release. What is more than the capacity (work that has started in an overloaded team) leaves no room.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planner.capacity.levelling.arrays import Links, Room, Tasks
from planner.capacity.levelling.engines import Engine
from planner.capacity.levelling.packing import Fields, capacity_matrix
from planner.capacity.levelling.problem import Capacity, Columns, Interruption, Ints, LinkKind, Mask, Problem


@dataclass(frozen=True, slots=True, eq=False)
class Fixed:
    """Where the tasks lie that do not move: dates by task (-1 for others), and the stretches they work."""

    start: Ints
    finish: Ints
    stretches: Ints
    """Columns task, start, finish."""

    @property
    def mask(self) -> Mask:
        """Return which tasks are fixed."""
        return self.start >= 0

    @property
    def end(self) -> int:
        """Return the latest finish, 0 without fixed tasks."""
        return max(0, int(self.finish.max())) if len(self.finish) else 0


@dataclass(frozen=True, slots=True, eq=False)
class Core:
    """The movable part of a problem in arrays; `task` gives the number in the problem of each."""

    task: Ints
    tasks: Tasks
    forward: Links
    backward: Links
    demands: Ints
    """Columns task (here), resource, units: added up, none 0, by task."""
    largest: Ints
    """Largest capacity of each resource in any slot, over which no demand may lie."""
    fields: Fields
    steady_from: int
    """Slot from which capacities no longer change."""
    longest: int
    """Slots within which all tasks fit one after the other once capacities are steady."""
    leads: bool
    """Whether a link lets a successor start before its predecessor."""
    circular: tuple[int, ...]
    """Tasks in or after a circle of links; the columns are unusable if there are any."""

    @property
    def size(self) -> int:
        """Return the number of movable tasks."""
        return len(self.task)


def fixed_tasks(problem: Problem) -> Fixed:
    """Return where the fixed tasks of a problem lie."""
    c = problem.columns
    start = np.where(problem.movable, -1, c.fixed_start)
    finish = np.where(problem.movable, -1, c.fixed_start + c.duration)
    rows = []
    for task in np.flatnonzero(start >= 0):
        stretches = [(int(start[task]), int(finish[task]))]
        if c.interruption[task] != Interruption.NEVER:
            stretches = _around_breaks(problem, int(task)) or stretches
        finish[task] = stretches[-1][1]
        rows += [(int(task), first, last) for first, last in stretches]
    return Fixed(start, finish, np.array(rows, np.int64).reshape(-1, 3))


def _around_breaks(problem: Problem, task: int) -> list[tuple[int, int]]:
    """Return the stretches of a fixed task that stops where too little is offered; none if that never ends."""
    c = problem.columns
    mine = c.demands[c.demands[:, 0] == task]
    start, work = int(c.fixed_start[task]), int(c.duration[task])
    changes = {s for _, r, _ in mine for s in problem.capacities[r].since if s > start}
    points = [start, *sorted(changes)]
    stretches: list[tuple[int, int]] = []
    for number, point in enumerate(points):
        if all(problem.capacities[r].at(point) >= units for _, r, units in mine.tolist()) and work > 0:
            last = min(point + work, points[number + 1]) if number + 1 < len(points) else point + work
            work -= last - point
            if stretches and stretches[-1][1] == point:
                point = stretches.pop()[0]
            stretches.append((point, last))
    return stretches if work == 0 and stretches and stretches[0][0] == start else []


def base_matrix(capacities: Sequence[Capacity], demands: Ints, fixed: Fixed, slots: int) -> Ints:
    """Return what fixed tasks leave of the capacities, by resource and slot, at least 0."""
    matrix = capacity_matrix(capacities, slots)
    if len(fixed.stretches):
        order = np.argsort(demands[:, 0], kind="stable")
        rows = demands[order]
        for task, first, last in fixed.stretches.tolist():
            at, end = np.searchsorted(rows[:, 0], [task, task + 1])
            for _, resource, units in rows[at:end].tolist():
                matrix[resource, first:last] -= units
        np.maximum(matrix, 0, out=matrix)
    return matrix


def added_up(demands: Ints, resources: int) -> Ints:
    """Return demand rows by task with rows of one task and resource added up, and those of 0 left out."""
    if not len(demands):
        return demands
    keys, place = np.unique(demands[:, 0] * resources + demands[:, 1], return_inverse=True)
    units = np.zeros(len(keys), np.int64)
    np.add.at(units, place.ravel(), demands[:, 2])
    rows = np.column_stack((keys // resources, keys % resources, units))
    return np.ascontiguousarray(rows[units > 0])


def compile_core(problem: Problem, fixed: Fixed, chosen: Mask, engine: Engine) -> Core:
    """Return the tasks of a mask `chosen` (none of them fixed) as a core; all others are fixed or left out."""
    c = problem.columns
    members = np.flatnonzero(chosen)
    place = np.full(problem.size, -1, np.int64)
    place[members] = np.arange(len(members))
    inside = c.links[(place[c.links[:, 0]] >= 0) & (place[c.links[:, 1]] >= 0)]
    ready, placed = _sorted(place[inside[:, 0]], place[inside[:, 1]], len(members), engine)
    circular = tuple(members[ready[placed:]].tolist())
    task = members if circular else members[ready]
    number = np.full(problem.size, -1, np.int64)
    number[task] = np.arange(len(task))
    demands = added_up(c.demands, max(1, len(problem.capacities)))
    mine = demands[number[demands[:, 0]] >= 0].copy()
    mine[:, 0] = number[mine[:, 0]]
    mine = mine[(c.duration[task][mine[:, 0]] > 0)]
    mine = mine[np.lexsort((mine[:, 1], mine[:, 0]))]
    steady = max([fixed.end, *(since for k in problem.capacities for since in k.since)], default=0)
    largest = np.array([max((0, *k.units)) for k in problem.capacities], np.int64)
    forward, backward, leads = _links(c, inside, number, task)
    release = _released(c, fixed, number, np.asarray(forward.release))
    lag = int(np.maximum(c.links[:, 2], 0).sum())
    fields = Fields.of(largest.tolist())
    return Core(
        task=task,
        tasks=_tasks(c, task, mine, fields, largest),
        forward=forward._replace(release=release),
        backward=backward,
        demands=mine,
        largest=largest,
        fields=fields,
        steady_from=steady,
        longest=int(release.max(initial=0)) + int(c.duration[task].sum()) + lag + 1,
        leads=leads,
        circular=circular,
    )


def _sorted(sources: Ints, targets: Ints, size: int, engine: Engine) -> tuple[Ints, int]:
    """Return the tasks in topological order, and how many could be ordered."""
    at = np.zeros(size + 1, np.int64)
    np.cumsum(np.bincount(sources, minlength=size), out=at[1:])
    onward = targets[np.argsort(sources, kind="stable")]
    missing, ready = np.bincount(targets, minlength=size), engine.zeros(size)
    placed = engine.run("number_tasks", engine.column(at), engine.column(onward), engine.column(missing), ready)
    rest = np.setdiff1d(np.arange(size), engine.restore(ready)[:placed])
    return np.concatenate((engine.restore(ready)[:placed], rest)), int(placed)


def _links(c: Columns, inside: Ints, number: Ints, task: Ints) -> tuple[Links, Links, bool]:
    """Return the links in both directions of time, and whether any lets a successor start first.

    A bound on a finish is made one on the start by taking off the duration: exact in one piece, on the safe side
    for tasks that may be interrupted.
    """
    source, target = number[inside[:, 0]], number[inside[:, 1]]
    lag, kind = inside[:, 2], inside[:, 3]
    from_start = (kind == LinkKind.SS) | (kind == LinkKind.SF)
    to_finish = (kind == LinkKind.FF) | (kind == LinkKind.SF)
    duration = c.duration[task]
    ahead = lag - np.where(to_finish, duration[target], 0)
    behind = lag - np.where(from_start, duration[source], 0)
    released = c.release[task].astype(np.int64)
    forward = _grouped(target, source, from_start, ahead, len(task), released)
    backward = _grouped(source, target, to_finish, behind, len(task), np.zeros_like(released))
    leads = bool((ahead < np.where(from_start, 0, -duration[source])).any() | (ahead < 0).any())
    leads = leads or bool((behind < 0).any())
    return forward, backward, leads


def _grouped(owner: Ints, other: Ints, flag: Ints, lag: Ints, size: int, release: Ints) -> Links:
    order = np.argsort(owner, kind="stable")
    at = np.zeros(size + 1, np.int64)
    np.cumsum(np.bincount(owner, minlength=size), out=at[1:])
    return Links(release, at, other[order], flag[order].astype(np.int64), lag[order])


def _released(c: Columns, fixed: Fixed, number: Ints, release: Ints) -> Ints:
    """Return releases raised to what fixed predecessors demand."""
    release = release.copy()
    crossing = c.links[(fixed.start[c.links[:, 0]] >= 0) & (number[c.links[:, 1]] >= 0)]
    source, target, lag, kind = crossing.T if len(crossing) else np.empty((4, 0), np.int64)
    from_start = (kind == LinkKind.SS) | (kind == LinkKind.SF)
    to_finish = (kind == LinkKind.FF) | (kind == LinkKind.SF)
    bound = np.where(from_start, fixed.start[source], fixed.finish[source]) + lag
    bound -= np.where(to_finish, c.duration[target], 0)
    np.maximum.at(release, number[target], bound)
    return release


def _tasks(c: Columns, task: Ints, demands: Ints, fields: Fields, largest: Ints) -> Tasks:
    """Return the columns of tasks, with demands on resources of one word merged."""
    word, need, guard = fields.needs(demands[:, 1], np.minimum(demands[:, 2], largest[demands[:, 1]]))
    keys, place = np.unique(demands[:, 0] * max(1, fields.words) + word, return_inverse=True)
    needs, guards = np.zeros(len(keys), np.int64), np.zeros(len(keys), np.int64)
    np.add.at(needs, place.ravel(), need)
    np.add.at(guards, place.ravel(), guard)
    use_at = np.zeros(len(task) + 1, np.int64)
    np.cumsum(np.bincount(keys // max(1, fields.words), minlength=len(task)), out=use_at[1:])
    duration, manner = c.duration[task], c.interruption[task].astype(np.int64)
    worked_at = np.zeros(len(task) + 1, np.int64)
    np.cumsum(np.where(manner > 0, duration, 0), out=worked_at[1:])
    return Tasks(
        duration, manner, worked_at, use_at, keys % max(1, fields.words), needs, guards, c.due[task], c.weight[task]
    )


def room_of(core: Core, matrix: Ints) -> Room:
    """Return the room of units left by resource and slot."""
    base = core.fields.packed(matrix)
    return Room(base, base.copy(), core.fields.words, matrix.shape[1])
