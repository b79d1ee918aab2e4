"""Rules of the graph: no loops in the hierarchy or among dependencies, none between a summary and its parts.

A dependency of a summary stands for its parts, so each summary takes part in loops through two nodes: one
that all its parts wait for, and one that waits for all its parts. After a change only loops through what was
touched can be new: a walk forward from there tells whether there is any.
"""

from collections import deque
from collections.abc import Hashable, Iterable, Mapping

from planner.plan.entities import ActivityType, Dependency, Initiative
from planner.plan.findings import Finding
from planner.plan.rules.place import at, error, name_of
from planner.plan.rules.touched import Touched
from planner.plan.snapshot import Plan, per_kinds, per_plan

_FEW = 30
"""Up to this many touched nodes a walk from each is cheaper than looking for all knots."""


def hierarchy_cycles(plan: Plan, touched: Touched | None = None) -> Iterable[Finding]:
    """Find initiatives that are, through their parents, part of themselves; one finding per loop."""
    table = plan.all(Initiative)
    starts = table if touched is None else [id_ for kind, id_ in sorted(touched) if kind == "initiative"]
    settled: set[str] = set()
    for start in starts:
        trail: dict[str, None] = {}
        current: str | None = start
        while current is not None and current in table and current not in settled and current not in trail:
            trail[current] = None
            current = table[current].parent_id
        if current is not None and current in trail:
            ids = list(trail)
            loop = ids[ids.index(current) :]
            first = loop.index(min(loop))
            yield _loop(plan, "hierarchy-cycle", "is part of itself", loop[first:] + loop[:first])
        settled.update(trail)


def summary_links(plan: Plan, touched: Touched | None = None) -> Iterable[Finding]:
    """Find dependencies between a summary and its own part."""
    table = plan.all(Initiative)
    for link in _links_to_check(plan, touched):
        if link.predecessor_id is None or link.predecessor_id == link.successor_id:
            continue
        ends = (link.predecessor_id, link.successor_id)
        for summary, part in (ends, ends[::-1]):
            if part in table and any(above.id == summary for above in plan.ancestors(table[part])):
                message = f"{name_of(table[part])} is part of {name_of(plan.work(summary))} and linked to it."
                hint = "Link the parts to one another, or remove the dependency."
                yield error("summary-dependency", message, at(link), hint, (summary, part))


def _links_to_check(plan: Plan, touched: Touched | None) -> Iterable[Dependency]:
    """Return touched links; where the hierarchy was touched too, or all was, those that have a summary as an end."""
    links = plan.all(Dependency)
    if touched is not None and not any(kind == "initiative" for kind, _ in touched):
        return [links[id_] for kind, id_ in sorted(touched) if kind == "dependency" and id_ in links]
    summaries = _summaries(plan)
    return [link for link in links.values() if link.predecessor_id in summaries or link.successor_id in summaries]


def dependency_cycles(plan: Plan, touched: Touched | None = None) -> Iterable[Finding]:
    """Find loops of dependencies; one finding per knot of loops, naming a shortest loop in it."""
    concerned: set[Hashable] | None = None
    if touched is not None:
        concerned = _nodes(plan, touched)
        if len(concerned) <= _FEW and not any(_returns(plan, node) for node in concerned):
            return
    waiting = precedence(plan)
    for knot in _knots(waiting):
        sides = {node[0] if isinstance(node, tuple) else "" for node in knot}
        if sides in ({"start"}, {"finish"}):  # a loop of parents alone, which another rule reports
            continue
        if concerned is None or concerned & knot:
            yield _loop(plan, "dependency-cycle", "waits for itself", _shortest_loop(waiting, knot))


def looped(plan: Plan) -> frozenset[str]:
    """Return the ids of all work that a loop of dependencies passes through, as itself or as a summary."""
    nodes = (node for knot in _knots(precedence(plan)) for node in knot)
    return frozenset(node[1] if isinstance(node, tuple) else str(node) for node in nodes)


@per_plan
def precedence(plan: Plan) -> Mapping[Hashable, list[Hashable]]:
    """Return who waits for each node: nodes are work ids, and ("start" | "finish", id) for summaries."""
    summaries = _summaries(plan)
    nodes: list[Hashable] = []
    for id_ in plan.works:
        nodes += [("start", id_), ("finish", id_)] if id_ in summaries else [id_]
    return {node: followers for node in nodes if (followers := _followers(plan, node))}


def _followers(plan: Plan, node: Hashable) -> list[Hashable]:
    """Return the nodes that wait for a node: through its dependencies, its parts and what it is part of."""
    summaries, works = _summaries(plan), plan.works
    side, id_ = node if isinstance(node, tuple) else ("finish", str(node))
    if side == "start":
        return [("start", part.id) if part.id in summaries else part.id for part in plan.children(id_)]
    waiting: list[Hashable] = []
    parent = getattr(works.get(id_), "parent_id", None)
    if parent in works:
        waiting.append(("finish", parent))
    for link in () if _takes_dates(plan, id_) else plan.successors(id_):
        after = link.successor_id
        if after == id_ or after not in works:
            continue  # other rules report these
        if (id_ in summaries or after in summaries) and _is_within(plan, id_, after):
            continue
        waiting.append(("start", after) if after in summaries else after)
    return waiting


def _takes_dates(plan: Plan, id_: str) -> bool:
    """Return whether work takes its dates from what it is linked to, so that its links bind nobody else."""
    item = plan.all(Initiative).get(id_)
    return item is not None and item.activity_type is not ActivityType.TASK and id_ not in _summaries(plan)


@per_kinds(Initiative)
def _summaries(plan: Plan) -> frozenset[str]:
    return frozenset({item.parent_id for item in plan.all(Initiative).values()} - {None})  # type: ignore[arg-type]


def _is_within(plan: Plan, before: str, after: str) -> bool:
    """Return whether a link joins a summary and its own part, which another rule reports."""
    table = plan.all(Initiative)
    ends = (before, after)
    return any(above.id in ends for id_ in ends if id_ in table for above in plan.ancestors(table[id_]))


def _nodes(plan: Plan, touched: Touched) -> set[Hashable]:
    """Return the nodes that every loop through a touched link or a touched place in the hierarchy passes."""
    found: set[Hashable] = set()
    for kind, id_ in touched:
        link = plan.all(Dependency).get(id_) if kind == "dependency" else None
        work = link.successor_id if link else id_
        found |= {work, ("start", work), ("finish", work)}
    return found


def _returns(plan: Plan, start: Hashable) -> bool:
    """Return whether a walk forward from a node comes back to it."""
    seen: set[Hashable] = set()
    ahead = _followers(plan, start)
    while ahead:
        node = ahead.pop()
        if node == start:
            return True
        if node not in seen:
            seen.add(node)
            ahead.extend(_followers(plan, node))
    return False


def _knots(waiting: Mapping[Hashable, list[Hashable]]) -> Iterable[set[Hashable]]:
    """Return the strongly connected components of more than one node."""
    import networkx as nx

    graph: nx.DiGraph[Hashable] = nx.DiGraph()
    graph.add_edges_from((node, follower) for node, followers in waiting.items() for follower in followers)
    return [knot for knot in nx.strongly_connected_components(graph) if len(knot) > 1]


def _shortest_loop(waiting: Mapping[Hashable, list[Hashable]], knot: set[Hashable]) -> list[str]:
    """Return the work on a shortest loop through the knot's first node, whatever order the plan is in."""
    start = min(knot, key=str)
    came_from: dict[Hashable, Hashable] = {}
    ahead = deque([start])
    while ahead:
        node = ahead.popleft()
        followers = sorted(knot.intersection(waiting[node]), key=str)
        if start in followers:
            break
        for follower in followers:
            if follower not in came_from:
                came_from[follower] = node
                ahead.append(follower)
    path = [node]
    while path[-1] != start:
        path.append(came_from[path[-1]])
    ids = [node[1] if isinstance(node, tuple) else str(node) for node in reversed(path)]
    return list(dict.fromkeys(ids))


def _loop(plan: Plan, code: str, what: str, loop: list[str]) -> Finding:
    names = [name_of(plan.work(id_)) for id_ in loop]
    shown = " → ".join([*names, names[0]])
    hint = f"Remove one of these {len(loop)} links."
    return error(code, f"{names[0]} {what}: {shown}.", at(plan.work(loop[0])), hint, tuple(loop))
