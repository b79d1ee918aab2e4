"""Rules of the graph: no loops in the hierarchy or among dependencies, none between a summary and its parts.

A dependency of a summary stands for its parts, so each summary takes part in loops through two nodes: one
that all its parts wait for, and one that waits for all its parts.
"""

from collections.abc import Hashable, Iterable

import networkx as nx

from planner.plan.entities import Dependency, Initiative
from planner.plan.findings import Finding
from planner.plan.rules.place import at, error, name_of
from planner.plan.snapshot import Plan


def hierarchy_cycles(plan: Plan) -> Iterable[Finding]:
    """Find initiatives that are, through their parents, part of themselves; one finding per loop."""
    table = plan.all(Initiative)
    settled: set[str] = set()
    for start in table:
        trail: list[str] = []
        current: str | None = start
        while current is not None and current in table and current not in settled and current not in trail:
            trail.append(current)
            current = table[current].parent_id
        if current is not None and current in trail:
            yield _loop(plan, "hierarchy-cycle", "is part of itself", trail[trail.index(current) :])
        settled.update(trail)


def summary_links(plan: Plan) -> Iterable[Finding]:
    """Find dependencies between a summary and its own part."""
    table = plan.all(Initiative)
    for link in plan.all(Dependency).values():
        if link.predecessor_id is None or link.predecessor_id == link.successor_id:
            continue
        ends = (link.predecessor_id, link.successor_id)
        for summary, part in (ends, ends[::-1]):
            if part in table and any(above.id == summary for above in plan.ancestors(table[part])):
                message = f"{name_of(table[part])} is part of {name_of(plan.work(summary))} and linked to it."
                hint = "Link the parts to one another, or remove the dependency."
                yield error("summary-dependency", message, at(link), hint, (summary, part))


def dependency_cycles(plan: Plan) -> Iterable[Finding]:
    """Find loops of dependencies; one finding per knot of loops, naming a shortest loop in it."""
    graph = precedence_graph(plan)
    for knot in nx.strongly_connected_components(graph):
        if len(knot) > 1:
            yield _loop(plan, "dependency-cycle", "waits for itself", _shortest_loop(graph.subgraph(knot)))


def precedence_graph(plan: Plan) -> "nx.DiGraph[Hashable]":
    """Return who waits for whom: nodes are work ids, and ("start" | "finish", id) for summaries."""
    graph: nx.DiGraph[Hashable] = nx.DiGraph()
    summaries = {item.parent_id for item in plan.all(Initiative).values()} - {None}

    def end(id_: str, side: str) -> Hashable:
        return (side, id_) if id_ in summaries else id_

    for item in plan.all(Initiative).values():
        if item.parent_id is not None:
            graph.add_edge(("start", item.parent_id), end(item.id, "start"))
            graph.add_edge(end(item.id, "finish"), ("finish", item.parent_id))
    for link in plan.all(Dependency).values():
        if link.predecessor_id is None or _is_within(plan, link):
            continue
        graph.add_edge(end(link.predecessor_id, "finish"), end(link.successor_id, "start"))
    return graph


def _is_within(plan: Plan, link: Dependency) -> bool:
    """Return whether a link is a loop by itself, which other rules report."""
    ends = {link.predecessor_id or "", link.successor_id}
    if len(ends) == 1:
        return True
    table = plan.all(Initiative)
    return any(above.id in ends for id_ in ends if id_ in table for above in plan.ancestors(table[id_]))


def _shortest_loop(knot: "nx.DiGraph[Hashable]") -> list[str]:
    start = min(knot, key=str)
    back = min(knot.predecessors(start), key=lambda node: (_distance(knot, start, node), str(node)))
    path = nx.shortest_path(knot, start, back)
    ids = [node[1] if isinstance(node, tuple) else str(node) for node in path]
    return list(dict.fromkeys(ids))


def _distance(knot: "nx.DiGraph[Hashable]", start: Hashable, node: Hashable) -> int:
    return int(nx.shortest_path_length(knot, start, node))


def _loop(plan: Plan, code: str, what: str, loop: list[str]) -> Finding:
    names = [name_of(plan.work(id_)) for id_ in loop]
    shown = " → ".join([*names, names[0]])
    hint = f"Remove one of these {len(loop)} links."
    return error(code, f"{names[0]} {what}: {shown}.", at(plan.work(loop[0])), hint, tuple(loop))
