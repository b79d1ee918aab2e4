"""Values per activity, with those of summaries rolled up from their leaves."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from planner.schedule import records as field
from planner.schedule import rollup as rolled
from planner.schedule.records import FAR, NONE, PROJECT_RECORD, Kind, Mode

if TYPE_CHECKING:
    from planner.schedule.solve import Run

Array = Any


class Values(NamedTuple):
    """Columns in the order of the activities: instants and floats in ticks, `critical` 0 or 1."""

    early_start: Array
    early_finish: Array
    late_start: Array
    late_finish: Array
    start_float: Array
    finish_float: Array
    total_float: Array
    free_float: Array
    critical: Array


_LEAF_FIELDS = (
    field.EARLY_START, field.EARLY_FINISH, field.LATE_START, field.LATE_FINISH,
    field.START_FLOAT, field.FINISH_FLOAT, field.TOTAL_FLOAT, field.FREE_FLOAT,
)  # fmt: skip


def rolled_up(run: Run, nodes: Array, projects: Array, spread: Callable[..., Array]) -> Values:
    """Return all values per activity; `spread` brings a column of nodes to the activities.

    Hammocks widen the summaries above them and do not make them critical.
    """
    limit = projects[nodes[:, field.PROJECT] // PROJECT_RECORD, field.PROJECT_LIMIT]
    mode = nodes[:, field.MODE]
    critical = (nodes[:, field.TOTAL_FLOAT] <= limit) & (mode != Mode.COMPLETE) & (nodes[:, field.LATE_FINISH] < FAR)
    values = Values._make([*(spread(nodes[:, f]) for f in _LEAF_FIELDS), spread(critical, 0)])
    leaves = run.compiled.leaves
    if not leaves.summary.any():
        return without_far(np.stack(values))
    network = run.network
    records = np.empty((network.size, rolled.ROLLUP), np.int64)
    records[:, rolled.R_PARENT] = leaves.parent
    records[:, rolled.R_CALENDAR] = leaves.calendar
    records[:, rolled.R_EARLY_START : rolled.R_CRITICAL + 1] = np.column_stack(values)
    hammocks = list(leaves.hammocks)
    records[records[:, rolled.R_TOTAL_FLOAT] == NONE, rolled.R_FREE_FLOAT] = FAR
    hubs = nodes[nodes[:, field.KIND] >= Kind.FINISH_HUB]
    np.minimum.at(records[:, rolled.R_FREE_FLOAT], hubs[:, field.ACTIVITY], hubs[:, field.SLACK])
    records[hammocks, rolled.R_CRITICAL] = 0
    records[:, rolled.R_STARTED] = spread((mode == Mode.STARTED) | (mode == Mode.COMPLETE), 0)
    records[:, rolled.R_COMPLETE] = spread(mode == Mode.COMPLETE, 1)
    flat = run.engine.prepare(records.reshape(-1))
    order = run.engine.prepare(children_first(leaves.parent))
    run.kernels["roll_up"](run.tables, order, flat, network.size)
    table = run.engine.restore(flat).reshape(-1, rolled.ROLLUP)
    table[hammocks, rolled.R_CRITICAL] = values.critical[hammocks]
    return without_far(table[:, rolled.R_EARLY_START : rolled.R_CRITICAL + 1].T.copy())


def without_far(columns: Array) -> Values:
    """Return columns with NONE where there is no date or float."""
    columns[columns >= FAR] = NONE
    return Values._make(columns)


def children_first(parent: Array) -> Array:
    """Return all activities, deeper ones first."""
    depth = np.zeros(len(parent), np.int64)
    above = parent.copy()
    for _ in range(len(parent)):
        inside = above >= 0
        if not inside.any():
            break
        depth[inside] += 1
        above[inside] = parent[above[inside]]
    return np.argsort(-depth, kind="stable")
