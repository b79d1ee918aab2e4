"""What decides each start of a levelled plan, and how far each task can slip."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planner.capacity.levelling.arrays import Dates, Links
from planner.capacity.levelling.compiling import Core, base_matrix, room_of
from planner.capacity.levelling.engines import Engine
from planner.capacity.levelling.flow import Stretches, hand_overs, matched
from planner.capacity.levelling.packing import capacity_matrix
from planner.capacity.levelling.placed import Placed
from planner.capacity.levelling.problem import NO_DUE, Ints, LinkKind, Problem
from planner.capacity.levelling.result import Objective, Reason
from planner.capacity.levelling.walking import Slips


@dataclass(frozen=True, slots=True, eq=False)
class Grounds:
    """What decides each start: columns by task, and the resource links (see `Levelling`)."""

    ready: Ints
    reason: Ints
    driver: Ints
    resource_links: Ints
    late_start: Ints
    late_finish: Ints


def grounds(problem: Problem, core: Core, placed: Placed, objective: Objective, engine: Engine) -> Grounds:
    """Return reasons and floats of a plan; tasks without a place have none."""
    c = problem.columns
    movable = (placed.start >= 0) & ~placed.fixed.mask
    demands = placed.demands[movable[placed.demands[:, 0]]]
    stretches = Stretches.of(placed.stretches[movable[placed.stretches[:, 0]]])
    ready, reason, driver = _by_links(problem, placed)
    matrix = base_matrix(problem.capacities, placed.demands, placed.fixed, placed.end + 1)
    _by_resources(problem, placed, matrix, demands, stretches, ready, reason, driver)
    rows = hand_overs(c, matrix[:, : placed.end], demands, stretches, engine)
    late_start, late_finish = _late(problem, core, placed, matrix, rows, objective, engine)
    return Grounds(ready, reason, driver, _resource_links(rows, placed, reason, driver), late_start, late_finish)


def _by_links(problem: Problem, placed: Placed) -> tuple[Ints, Ints, Ints]:
    """Return the first slots that links and releases allow, with the reason and the row of the link."""
    c = problem.columns
    ready = c.release.copy()
    reason = np.full(problem.size, Reason.RELEASE, np.int64)
    driver = np.full(problem.size, -1, np.int64)
    known = (placed.start[c.links[:, 0]] >= 0) & (placed.start[c.links[:, 1]] >= 0)
    row = np.flatnonzero(known)
    source, target, lag, kind = c.links[row].T
    bound = np.where((kind == LinkKind.SS) | (kind == LinkKind.SF), placed.start[source], placed.finish[source]) + lag
    bound -= np.where((kind == LinkKind.FF) | (kind == LinkKind.SF), c.duration[target], 0)
    order = np.argsort(-bound, kind="stable")
    first = order[np.unique(target[order], return_index=True)[1]]
    tasks = target[first]
    later = bound[first] > ready[tasks]
    tasks, first = tasks[later], first[later]
    ready[tasks] = bound[first]
    reason[tasks] = Reason.LINK
    driver[tasks] = row[first]
    for mask, code in ((placed.fixed.mask, Reason.FIXED), (placed.start < 0, Reason.NONE)):
        reason[mask] = code
        driver[mask] = -1
        ready[mask] = placed.start[mask]
    return ready, reason, driver


def _by_resources(
    problem: Problem, placed: Placed, matrix: Ints, demands: Ints, stretches: Stretches,
    ready: Ints, reason: Ints, driver: Ints,
) -> None:  # fmt: skip
    """Overwrite reason and driver of tasks that start later than they are ready: what was short in the slot before."""
    c = problem.columns
    waits = (placed.start > ready) & ~placed.fixed.mask
    rows = demands[waits[demands[:, 0]] & (c.duration[demands[:, 0]] > 0)]
    before = placed.start[rows[:, 0]] - 1
    left = matrix - _used(matrix.shape, demands, stretches)
    offered = capacity_matrix(problem.capacities, matrix.shape[1])
    for units, code in ((left, Reason.RESOURCE), (offered, Reason.CAPACITY)):
        short = units[rows[:, 1], before] < rows[:, 2]
        reason[rows[short, 0]] = code
        driver[rows[short, 0]] = rows[short, 1]


def _used(shape: tuple[int, ...], demands: Ints, stretches: Stretches) -> Ints:
    """Return the units that movable tasks use by resource and slot."""
    change = np.zeros((shape[0], shape[1] + 1), np.int64)
    at, row = matched(demands, stretches.rows)
    np.add.at(change, (demands[row, 1], stretches.rows[at, 1]), demands[row, 2])
    np.add.at(change, (demands[row, 1], stretches.rows[at, 2]), -demands[row, 2])
    return np.cumsum(change, axis=1)[:, :-1]


def _resource_links(rows: Ints, placed: Placed, reason: Ints, driver: Ints) -> Ints:
    """Return hand-overs between tasks as resource links, those that bind marked; and fixed tasks waited for."""
    rows = rows[rows[:, 1] >= 0]
    taker, resource = rows[:, 1], rows[:, 2]
    binding = (rows[:, 4] == placed.start[taker]) & (reason[taker] == Reason.RESOURCE) & (driver[taker] == resource)
    binding &= rows[:, 6] == placed.start[taker]
    links = [np.column_stack((rows[:, 0], taker, resource, binding.astype(np.int64)))]
    waiting = np.flatnonzero(reason == Reason.RESOURCE)
    fixed = placed.demands[placed.fixed.mask[placed.demands[:, 0]]]
    for giver, number, _ in fixed.tolist():
        held = waiting[(driver[waiting] == number) & (placed.start[waiting] == placed.finish[giver])]
        links.append(np.column_stack([held * 0 + giver, held, held * 0 + number, held * 0 + 1]))
    return np.unique(np.concatenate(links), axis=0)


def _late(
    problem: Problem, core: Core, placed: Placed, matrix: Ints, rows: Ints, objective: Objective, engine: Engine
) -> tuple[Ints, Ints]:
    """Return the late dates of all tasks; of fixed tasks and those without a place they are their dates."""
    late_start, late_finish = placed.start.copy(), placed.finish.copy()
    tasks = core.task[placed.start[core.task] >= 0]
    if len(tasks) < core.size or not core.size:
        return late_start, late_finish
    number = np.full(problem.size, -1, np.int64)
    number[core.task] = np.arange(core.size)
    by = _by(problem, core, placed, objective)
    dates = Dates(*(engine.column(x) for x in (placed.start[core.task], placed.finish[core.task], [0])))
    late = Dates(*(engine.column(x) for x in (by, by, [0])))
    order = np.lexsort((np.arange(core.size), placed.finish[core.task], placed.start[core.task]))[::-1]
    columns = (
        engine.record(core.tasks), engine.record(_onward(core)), engine.record(room_of(core, matrix)), dates, late,
        engine.record(_slips(rows, number, core.size)), engine.column(by), engine.column(order),
    )  # fmt: skip
    rounds = 0
    while engine.run("slip", *columns) and rounds <= core.size:
        rounds += 1
    late_start[core.task] = engine.restore(late.start)
    late_finish[core.task] = engine.restore(late.finish)
    return late_start, late_finish


def _by(problem: Problem, core: Core, placed: Placed, objective: Objective) -> Ints:
    """Return the slot by which each movable task must be over for no value to get worse."""
    c = problem.columns
    by = np.full(problem.size, placed.end, np.int64)
    if objective is Objective.LATENESS:
        wanted = (c.weight > 0) & (c.due < NO_DUE)
        by = np.where(wanted, np.minimum(by, np.maximum(c.due, placed.finish)), by)
    crossing = c.links[(placed.fixed.start[c.links[:, 1]] >= 0) & (c.links[:, 3] == LinkKind.FS)]
    np.minimum.at(by, crossing[:, 0], placed.start[crossing[:, 1]] - crossing[:, 2])
    return np.maximum(by, placed.finish)[core.task]


def _onward(core: Core) -> Links:
    """Return the links of a core by predecessor, with the lags of the forward direction."""
    forward = core.forward
    at = np.asarray(forward.link_at)
    target = np.repeat(np.arange(core.size), np.diff(at))
    source = np.asarray(forward.link_source)
    order = np.argsort(source, kind="stable")
    starts = np.zeros(core.size + 1, np.int64)
    np.cumsum(np.bincount(source, minlength=core.size), out=starts[1:])
    flags, lags = np.asarray(forward.link_from_start), np.asarray(forward.link_lag)
    return Links(np.zeros(1, np.int64), starts, target[order], flags[order], lags[order])


def _slips(rows: Ints, number: Ints, size: int) -> Slips:
    """Return hand-overs by giver as the kernel reads them; a taker that does not move is a moment."""
    giver = number[rows[:, 0]]
    order = np.argsort(giver, kind="stable")
    at = np.zeros(size + 1, np.int64)
    np.cumsum(np.bincount(giver, minlength=size), out=at[1:])
    rows = rows[order]
    taker = np.where(rows[:, 1] >= 0, number[rows[:, 1]], -1)
    return Slips(at, rows[:, 3], rows[:, 4], taker, rows[:, 5], rows[:, 6])
