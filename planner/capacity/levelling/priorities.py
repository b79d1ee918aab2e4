"""Orders of tasks by priority rules, and lower bounds: what the dates without capacity tell."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from planner.capacity.levelling.arrays import Dates
from planner.capacity.levelling.chance import seeded
from planner.capacity.levelling.compiling import Core
from planner.capacity.levelling.engines import Engine
from planner.capacity.levelling.problem import NO_DUE, Ints, Problem
from planner.capacity.levelling.result import Rule


@dataclass(frozen=True, slots=True, eq=False)
class Outlook:
    """Dates of a core without regard to capacity, by task of the core."""

    head: Ints
    """Earliest start."""
    tail: Ints
    """Slots from the start of a task to the end of everything that follows, at least."""
    latest_finish: Ints
    """By which a task must be over for nothing to be late: after its due slot, or after the longest path."""
    priority_class: Ints
    """Class of the task, or of what waits for it if that is earlier."""

    @property
    def longest_path(self) -> int:
        """Return the finish of the whole without regard to capacity."""
        return int((self.head + self.tail).max(initial=0))


def outlook(problem: Problem, core: Core, engine: Engine) -> Outlook:
    """Return the dates that links alone allow."""
    c = problem.columns
    zeros = np.zeros(core.size, np.int64)
    head, _ = _relaxed(core, engine, np.asarray(core.forward.release), 0)
    _, tail = _relaxed(core, engine, zeros, 1)
    end = int((head + tail).max(initial=0))
    due = c.due[core.task]
    end = max(end, int(due[due < NO_DUE].max(initial=0)))
    _, behind = _relaxed(core, engine, np.where(due < NO_DUE, end - due, 0), 1)
    late = end - behind + np.asarray(core.tasks.duration)
    classes = engine.column(c.priority_class[core.task])
    engine.run("inherit", classes, engine.record(core.forward))
    return Outlook(head, tail, late, engine.restore(classes))


def _relaxed(core: Core, engine: Engine, release: Ints, backward: int) -> tuple[Ints, Ints]:
    links = (core.backward if backward else core.forward)._replace(release=release)
    dates = Dates(engine.zeros(core.size), engine.zeros(core.size), engine.zeros(1))
    engine.run("relax", engine.record(core.tasks), engine.record(links), dates, backward)
    return engine.restore(dates.start), engine.restore(dates.finish)


def order_by(problem: Problem, core: Core, ahead: Outlook, rule: Rule, engine: Engine) -> Ints:
    """Return the tasks of a core by class and rule, predecessors first."""
    return ordered(
        core, np.lexsort((ahead.latest_finish, _key(problem, core, ahead, rule), ahead.priority_class)), engine
    )


def _key(problem: Problem, core: Core, ahead: Outlook, rule: Rule) -> Ints:
    c = problem.columns
    if rule is Rule.LATEST_FINISH:
        return ahead.latest_finish
    if rule is Rule.MINIMUM_SLACK:
        return np.asarray(ahead.latest_finish - np.asarray(core.tasks.duration) - ahead.head, np.int64)
    if rule is Rule.SCORE:
        return -c.score[core.task]
    _, group = np.unique(c.group[core.task], return_inverse=True)
    share = core.demands[:, 2] / np.maximum(1, core.largest[core.demands[:, 1]])
    duration = np.asarray(core.tasks.duration)
    work = np.bincount(
        group[core.demands[:, 0]], share * duration[core.demands[:, 0]], minlength=int(group.max(initial=0)) + 1
    )
    weight = np.bincount(group, np.asarray(core.tasks.weight), minlength=len(work))
    ratio = weight / np.maximum(work, 1e-9)
    _, rank = np.unique(-ratio, return_inverse=True)
    return np.asarray(rank.ravel()[group], np.int64)


def ordered(core: Core, wished: Ints, engine: Engine) -> Ints:
    """Return a wished order made to have predecessors first: what others wait for moves up to them."""
    rank = np.empty(core.size, np.int64)
    rank[wished] = np.arange(core.size)
    key = engine.column(rank)
    engine.run("inherit", key, engine.record(core.forward))
    return np.argsort(engine.restore(key), kind="stable").astype(np.int64)


def founders(
    core: Core, ahead: Outlook, orders: list[Ints], count: int, seed: int, stream: int, engine: Engine
) -> Ints:
    """Return `count` orders, one after the other: those given, then latest finish disturbed at random."""
    spread = 3.0 * float(np.mean(np.asarray(core.tasks.duration))) if core.size else 0.0
    state = np.array(seeded(seed, stream), np.int64)
    found = list(orders[:count])
    while len(found) < count:
        noise = _noise(state, core.size)
        found.append(ordered(core, np.argsort(ahead.latest_finish + spread * noise, kind="stable"), engine))
    return np.concatenate(found) if found else np.empty(0, np.int64)


def _noise(state: Ints, size: int) -> npt.NDArray[np.float64]:
    """Return numbers of mean 0 and deviation 1, a sum of four uniform draws each; the state moves on."""
    step = np.arange(1, 4 * size + 1, dtype=np.uint64)
    mixed = np.uint64(int(state[0]) << 32 | int(state[1])) + step * np.uint64(0x9E37_79B9_7F4A_7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58_476D_1CE4_E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D0_49BB_1331_11EB)
    uniform = ((mixed ^ (mixed >> np.uint64(31))) >> np.uint64(11)).astype(np.float64) / 2.0**53
    state[0] = (int(state[0]) * 40_014 + 1) % 2_147_483_563
    total = uniform.reshape(4, size).sum(axis=0)
    return np.asarray((total - 2.0) * 3.0**0.5, np.float64)


def makespan_bound(core: Core, ahead: Outlook, base: Ints) -> int:
    """Return a lower bound of the last finish: the longest path, and the work of each resource against its capacity.

    `base` holds the units left by resource and slot, up to some schedule's last finish or later.
    """
    bound = ahead.longest_path
    task, resource, units = core.demands.T if len(core.demands) else np.empty((3, 0), np.int64)
    duration = np.asarray(core.tasks.duration)
    for number in range(len(base)):
        mine = resource == number
        if not mine.any():
            continue
        users = task[mine]
        work = int((units[mine] * duration[users]).sum())
        first = int(ahead.head[users].min())
        after = int((ahead.tail[users] - duration[users]).min())
        done = np.cumsum(base[number, first:])
        enough = int(np.searchsorted(done, work))
        bound = max(bound, first + min(enough + 1, len(done)) + max(0, after))
    return bound


def lateness_bound(core: Core, ahead: Outlook) -> int:
    """Return a lower bound of the weighted lateness: what the links alone make late."""
    tasks = core.tasks
    weight = np.asarray(tasks.weight)
    late = np.maximum(ahead.head + np.asarray(tasks.duration) - np.asarray(tasks.due), 0)
    return int((late * weight)[weight > 0].sum())
