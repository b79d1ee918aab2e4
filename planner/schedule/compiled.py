"""The compiled network: records in topological order, edges grouped both ways.

What lies on a loop cannot be ordered. The loops are named and the edges inside them left out, so that
everything else still has its dates.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from planner.schedule.columns import Leaves, leaves_of
from planner.schedule.cycles import Loop, find_loops
from planner.schedule.engines import Engine
from planner.schedule.expansion import Expanded, expand
from planner.schedule.network import LinkKind, Network
from planner.schedule.records import (
    ACTIVITY,
    CALENDAR_OF,
    CONSTRAINT_AT,
    DEADLINE,
    EDGE,
    FIXED_FINISH,
    FIXED_START,
    FLOOR,
    IN_AT,
    IN_END,
    KIND,
    LAG,
    LAG_CALENDAR,
    LINK,
    LINK_KIND,
    MODE,
    NODE,
    NONE,
    OUT_AT,
    OUT_END,
    PLAIN,
    PROJECT,
    PROJECT_RECORD,
    REMAINING_FROM,
    SECOND_AT,
    SOURCE,
    TARGET,
    TO_SUMMARY,
    Kind,
    Mode,
)

Array = Any


@dataclass(frozen=True, slots=True)
class CompiledNetwork:
    """A network ready for the passes: flat records of nodes, edges (outgoing lists behind), tracks, projects.

    `leaves` and `expanded` are what they were made from, with the edges of loops.
    `size` nodes; `target` is the position of the node late dates are relative to (or -1).
    """

    nodes: Array
    edges: Array
    tracks: Array
    projects: Array
    leaves: Leaves
    expanded: Expanded
    loops: tuple[Loop, ...]
    size: int
    target: int


def compile_network(network: Network, engine: Engine) -> CompiledNetwork:
    """Return the records of a network; loops are reported in activities, never raised."""
    leaves = leaves_of(network)
    return assemble(network, leaves, expand(network, leaves), engine)


def assemble(network: Network, leaves: Leaves, whole: Expanded, engine: Engine) -> CompiledNetwork:
    """Return the records of a network from its leaves and edges."""
    expanded = whole
    size = len(leaves.activity) + len(expanded.hub_kind)
    placed, ready = _sorted(engine, expanded.source, expanded.target, size)
    loops: tuple[Loop, ...] = ()
    if placed < size:
        found = find_loops(size, expanded.source.tolist(), expanded.target.tolist())
        expanded = _without(expanded, found, size)
        placed, ready = _sorted(engine, expanded.source, expanded.target, size)
        owner = [*leaves.activity.tolist(), *expanded.hub_summary]
        loops = tuple(
            Loop(tuple(owner[v] for v in loop.nodes), tuple(sorted(owner[v] for v in loop.members))) for loop in found
        )
    rank = np.empty(size, np.int64)
    rank[ready] = np.arange(size)
    nodes = _node_records(network, leaves, expanded, ready)
    edges = _edge_records(engine, expanded, rank, nodes)
    target = -1 if network.target is None else int(leaves.node[network.target])
    return CompiledNetwork(
        nodes=nodes.reshape(-1),
        edges=edges,
        tracks=leaves.tracks,
        projects=_projects(network),
        leaves=leaves,
        expanded=whole,
        loops=loops,
        size=size,
        target=int(rank[target]) * NODE if target >= 0 else -1,
    )


def _sorted(engine: Engine, source: Array, target: Array, size: int) -> tuple[int, Array]:
    at, entering = _by_key(engine, target, size)
    above, passed, ready = (engine.prepare(np.zeros(size, np.int64)) for _ in range(3))
    columns = (engine.prepare(column) for column in (source, at, entering))
    placed = engine.kernels["sort_nodes"](*columns, above, passed, ready, size)
    return int(placed), engine.restore(ready)


def _by_key(engine: Engine, keys: Array, size: int) -> tuple[Array, Array]:
    """Return where the positions of each key lie, and the positions."""
    count = len(keys)
    at = engine.prepare(np.zeros(size + 1, np.int64))
    out = engine.prepare(np.zeros(count, np.int64))
    engine.kernels["group"](engine.prepare(np.ascontiguousarray(keys)), at, out, size, count)
    return engine.restore(at), engine.restore(out)


def _without(expanded: Expanded, loops: tuple[Loop, ...], size: int) -> Expanded:
    """Return the edges that do not lie inside a loop's component."""
    component = np.full(size, -1, np.int64)
    for number, loop in enumerate(loops):
        component[list(loop.members)] = number
    at = component[expanded.source]
    kept = (at < 0) | (at != component[expanded.target])
    return Expanded(
        expanded.source[kept], expanded.target[kept], expanded.kind[kept], expanded.lag[kept],
        expanded.lag_calendar[kept], expanded.to_summary[kept], expanded.link[kept],
        expanded.hub_kind, expanded.hub_summary, int(np.count_nonzero(kept[: expanded.direct])),
    )  # fmt: skip


def _node_records(network: Network, leaves: Leaves, expanded: Expanded, ready: Array) -> Array:
    """Return the records of nodes in topological order, hubs included."""
    size, own = len(ready), len(leaves.activity)
    hubs = _hub_columns(network, leaves, expanded) if own < size else {}
    nodes = np.zeros((size, NODE), np.int64)
    for field, column in leaves.columns.items():
        whole = np.concatenate((column, hubs.get(field, np.zeros(size - own, np.int64)))) if hubs else column
        nodes[:, field] = whole[ready]
    nodes[:, PROJECT] *= PROJECT_RECORD
    return nodes


def _hub_columns(network: Network, leaves: Leaves, expanded: Expanded) -> dict[int, Array]:
    """Return what is known of hubs, where it is not 0."""
    absent = np.full(len(expanded.hub_kind), NONE, np.int64)
    fields = (REMAINING_FROM, FIXED_START, FIXED_FINISH, CONSTRAINT_AT, SECOND_AT, DEADLINE, FLOOR)
    return dict.fromkeys(fields, absent) | {
        KIND: np.array(expanded.hub_kind, np.int64),
        ACTIVITY: np.array(expanded.hub_summary, np.int64),
        CALENDAR_OF: leaves.calendar[expanded.hub_summary],
        PROJECT: np.array([network.activities[summary].project for summary in expanded.hub_summary], np.int64),
    }


def _edge_records(engine: Engine, expanded: Expanded, rank: Array, nodes: Array) -> Array:
    """Return the records of edges by successor and then the lists by predecessor; both noted in the nodes."""
    size, count = len(nodes), len(expanded.source)
    in_at, by_target = _by_key(engine, rank[expanded.target], size)
    records = np.empty((count, EDGE), np.int64)
    columns = {
        SOURCE: rank[expanded.source] * NODE, TARGET: rank[expanded.target] * NODE, LINK_KIND: expanded.kind,
        LAG: expanded.lag, LAG_CALENDAR: expanded.lag_calendar, TO_SUMMARY: expanded.to_summary, LINK: expanded.link,
    }  # fmt: skip
    for field, column in columns.items():
        records[:, field] = column[by_target]
    out_at, by_source = _by_key(engine, records[:, SOURCE] // NODE, size)
    nodes[:, IN_AT], nodes[:, IN_END] = in_at[:-1] * EDGE, in_at[1:] * EDGE
    nodes[:, OUT_AT], nodes[:, OUT_END] = out_at[:-1] + count * EDGE, out_at[1:] + count * EDGE
    mark_linear(nodes, records)
    return np.concatenate((records.reshape(-1), by_source * EDGE, records[by_source, TARGET], np.zeros(1, np.int64)))


def mark_linear(nodes: Array, edges: Array) -> None:
    """Write which plain nodes have plain links only; `nodes` and `edges` are tables of records."""
    simple = (edges[:, LINK_KIND] == LinkKind.FS) & (edges[:, LAG] == 0) & (edges[:, TO_SUMMARY] == 0)
    source, target = edges[:, SOURCE] // NODE, edges[:, TARGET] // NODE
    waits = simple & (nodes[target, MODE] == Mode.OPEN) & (nodes[target, KIND] < Kind.FINISH_HUB)
    linear = nodes[:, PLAIN] > 0
    nodes[:, PLAIN] = linear
    linear[target[~simple]] = False
    linear[source[~waits]] = False
    nodes[:, PLAIN] += linear


def _projects(network: Network) -> Array:
    """Return the records of projects."""
    rows = [
        (
            p.start,
            NONE if p.finish is None else p.finish,
            NONE if p.status_date is None else p.status_date,
            p.critical_limit,
            int(p.honour_constraints),
            int(p.float_basis),
        )
        for p in network.projects
    ]
    return np.array(rows, np.int64).reshape(-1)
