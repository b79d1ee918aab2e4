"""Resource links of a levelled plan: the hand-overs of capacity, resource by resource, in terms of its tasks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planner.capacity.levelling.arrays import PAUSING
from planner.capacity.levelling.engines import Engine
from planner.capacity.levelling.problem import Columns, Ints
from planner.capacity.levelling.walking import GAP, Pieces, Pool

EMPTY = np.empty((0, 7), np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Stretches:
    """Stretches of work: columns task, start, finish, and the slots of the task worked before and after each."""

    rows: Ints

    @classmethod
    def of(cls, rows: Ints) -> Stretches:
        """Return stretches (columns task, start, finish) in order of task and start, with the work counted."""
        rows = rows[np.lexsort((rows[:, 1], rows[:, 0]))]
        length = rows[:, 2] - rows[:, 1]
        total = np.cumsum(length)
        first = np.searchsorted(rows[:, 0], rows[:, 0])
        after = total - (total[first] - length[first] if len(rows) else 0)
        return cls(np.column_stack((rows, after - length, after)))


def hand_overs(columns: Columns, base: Ints, demands: Ints, stretches: Stretches, engine: Engine) -> Ints:
    """Return who hands capacity to whom, resource by resource; demands and stretches are those of movable tasks.

    `base` is what fixed tasks leave by resource and slot up to the end of the plan. Rows are giver task, taker task
    (-1 where less is offered from then on), resource, slots of the giver worked by then, finish of the giver's
    stretch, slots of the taker worked before, start of the taker's stretch.
    """
    at, row = matched(demands, stretches.rows)
    rows, resource, units = stretches.rows[at], demands[row, 1], demands[row, 2]
    found = [EMPTY]
    order = np.lexsort((rows[:, 2], rows[:, 1], resource))
    edges = np.searchsorted(resource[order], np.arange(len(base) + 1))
    for number in range(len(base)):
        mine = order[edges[number] : edges[number + 1]]
        if len(mine):
            found.append(_on_one(columns, base[number], number, rows[mine], units[mine], engine))
    return np.concatenate(found)


def matched(demands: Ints, rows: Ints) -> tuple[Ints, Ints]:
    """Return the positions of stretches (by task) and of demands of the same task, every pair of them."""
    first = np.searchsorted(rows[:, 0], demands[:, 0])
    count = np.searchsorted(rows[:, 0], demands[:, 0], side="right") - first
    row = np.repeat(np.arange(len(demands)), count)
    return np.repeat(first - np.cumsum(count) + count, count) + np.arange(len(row)), row


def _gaps(base: Ints) -> Ints:
    """Return the stretches in which less than the most is left: start, finish, missing, left."""
    most = int(base.max(initial=0))
    edges = np.concatenate(([0], np.flatnonzero(np.diff(base)) + 1, [len(base)]))
    start, finish = edges[:-1], edges[1:]
    rows = np.column_stack((start, finish, most - base[start], base[start]))
    return np.ascontiguousarray(rows[rows[:, 2] > 0])


def _on_one(columns: Columns, base: Ints, number: int, rows: Ints, units: Ints, engine: Engine) -> Ints:
    """Return the hand-overs on one resource, whose stretches of work are given by start."""
    gaps = _gaps(base)
    task, blank = rows[:, 0], np.zeros(len(gaps), np.int64)
    pauses = np.where(columns.interruption[task] == PAUSING, units, 0)
    pieces = np.column_stack((
        np.concatenate((blank + GAP, task)),
        np.concatenate((gaps[:, 0], rows[:, 1])),
        np.concatenate((gaps[:, 1], rows[:, 2])),
        np.concatenate((gaps[:, 2], units)),
        np.concatenate((blank, pauses)),
        np.concatenate((gaps[:, 3], np.zeros_like(units))),
        np.concatenate((blank, rows[:, 3])),
        np.concatenate((blank, rows[:, 4])),
    ))  # fmt: skip
    pieces = pieces[np.argsort(pieces[:, 1], kind="stable")]
    giver, taker = _run(list(pieces[:, :6].T), int(base.max(initial=0)), engine)
    giver, taker = giver[pieces[giver, 0] >= 0], taker[pieces[giver, 0] >= 0]
    return np.column_stack(
        (pieces[giver, 0], pieces[taker, 0], np.full(len(giver), number), pieces[giver, 7], pieces[giver, 2],
         pieces[taker, 6], pieces[taker, 1])
    )  # fmt: skip


def _run(columns: list[Ints], most: int, engine: Engine) -> tuple[Ints, Ints]:
    """Return giver and taker of each hand-over, as positions in the columns."""
    size = len(columns[0])
    ending = np.argsort(columns[2], kind="stable")
    room = 8 * size + 64
    while True:
        owner, start, finish, units, pauses_below, least = columns
        pieces = engine.record(Pieces(owner, start, finish, units, pauses_below, least, ending))
        lists = [engine.zeros(room) for _ in range(4)]
        pool = Pool(lists[0], lists[1], lists[2], lists[3], engine.zeros(size + 1), engine.zeros(4))
        giver, taker = engine.zeros(room), engine.zeros(room)
        count = engine.run("hand_over", pieces, pool, giver, taker, most)
        if count >= 0:
            return engine.restore(giver[:count]), engine.restore(taker[:count])
        room *= 2
