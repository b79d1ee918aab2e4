"""The graph of dependencies as drawings need it: nodes grouped by line of business, and edges.

>>> from planner.plan.entities import Dependency, Initiative
>>> plan = Plan.of(Initiative(id="a", code="A", name="First"), Initiative(id="b", code="B", name="Then"),
...                Dependency(id="d", predecessor_id="a", successor_id="b"))
>>> drawn = graph_of(plan, {})
>>> [node.code for group in drawn.groups for node in group.nodes], drawn.edges[0].text
(['A', 'B'], 'FS')
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from planner.plan.entities import Dependency, Launch, Level, Status
from planner.plan.snapshot import Plan, Work
from planner.schedule.result import WorkDates
from planner_exports.phrases import line_of_business, link_text
from planner_exports.safe_text import one_line

NAME_LIMIT = 60
"""Characters of a name that a node shows."""


class Shape(StrEnum):
    """What a node stands for."""

    WORK = "work"
    MILESTONE = "milestone"
    LAUNCH = "launch"
    EXTERNAL = "external"


@dataclass(frozen=True, slots=True)
class Node:
    """A node: ``key`` is its name within the drawing, ``n1``, ``n2``, ... in order."""

    key: str
    code: str
    name: str
    shape: Shape
    critical: bool
    done: bool
    focus: bool


@dataclass(frozen=True, slots=True)
class Edge:
    """A dependency between two nodes; ``critical``: it drives a critical successor from a critical predecessor."""

    source: str
    target: str
    text: str
    critical: bool


@dataclass(frozen=True, slots=True)
class NodeGroup:
    """The nodes of one line of business, or of everybody outside."""

    label: str
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Graph:
    """What is drawn: groups by label, nodes by code, edges by the order of their nodes."""

    groups: tuple[NodeGroup, ...]
    edges: tuple[Edge, ...]


def graph_of(plan: Plan, dates: Mapping[str, WorkDates], *, focus: str | None = None, depth: int = 3) -> Graph:
    """Return all work that has dependencies, or the work at most ``depth`` links from ``focus`` (a code or id).

    NotFoundError if there is no such work. Links whose ends are missing from the plan are left out.
    """
    centre = plan.find(focus) if focus is not None else None
    links = [
        link for link in plan.all(Dependency).values() if link.successor_id in plan.works and _has_source(plan, link)
    ]
    if centre is not None:
        near = _within(links, centre.id, depth)
        links = [
            link for link in links if link.successor_id in near and (link.predecessor_id or link.successor_id) in near
        ]
    else:
        near = {end for link in links for end in (link.predecessor_id, link.successor_id) if end}
    keys = {id_: f"n{number}" for number, id_ in enumerate(_by_code(plan, near), start=1)}
    parties = sorted({link.external_party for link in links if link.predecessor_id is None})
    outside = {party: f"x{number}" for number, party in enumerate(parties, start=1)}
    members: dict[str, list[Node]] = defaultdict(list)
    for id_, key in keys.items():
        work = plan.works[id_]
        members[line_of_business(plan, work)].append(_node(work, key, dates.get(id_), centre is work))
    groups = [NodeGroup(label or "No line of business", tuple(nodes)) for label, nodes in sorted(members.items())]
    if outside:
        strangers = tuple(Node(key, party, "", Shape.EXTERNAL, False, False, False) for party, key in outside.items())
        groups.append(NodeGroup("External", strangers))
    edges = sorted((_edge(link, keys, outside, dates) for link in links), key=_edge_order)
    return Graph(tuple(groups), tuple(edges))


def _has_source(plan: Plan, link: Dependency) -> bool:
    return link.predecessor_id in plan.works if link.predecessor_id else bool(link.external_party)


def _within(links: Iterable[Dependency], centre: str, depth: int) -> set[str]:
    neighbours: dict[str, set[str]] = defaultdict(set)
    for link in links:
        if link.predecessor_id:
            neighbours[link.predecessor_id].add(link.successor_id)
            neighbours[link.successor_id].add(link.predecessor_id)
    reached = frontier = {centre}
    for _ in range(depth):
        frontier = {far for near in frontier for far in neighbours[near]} - reached
        reached = reached | frontier
    return reached


def _by_code(plan: Plan, ids: Iterable[str]) -> list[str]:
    return sorted(ids, key=lambda id_: (plan.works[id_].code, id_))


def _node(work: Work, key: str, when: WorkDates | None, focus: bool) -> Node:
    critical = when is not None and when.critical
    return Node(
        key, work.code, one_line(work.name, NAME_LIMIT), _shape(work), critical, work.status is Status.DONE, focus
    )


def _shape(work: Work) -> Shape:
    if isinstance(work, Launch):
        return Shape.LAUNCH
    return Shape.MILESTONE if work.level is Level.MILESTONE else Shape.WORK


def _edge(
    link: Dependency, keys: Mapping[str, str], outside: Mapping[str, str], dates: Mapping[str, WorkDates]
) -> Edge:
    source = keys[link.predecessor_id] if link.predecessor_id else outside[link.external_party]
    before, after = dates.get(link.predecessor_id or ""), dates.get(link.successor_id)
    critical = before is not None and after is not None and before.critical and after.critical
    drives = after is not None and after.driver == link.id
    return Edge(source, keys[link.successor_id], link_text(link), critical and drives)


def _edge_order(edge: Edge) -> tuple[int, str, int, str]:
    return len(edge.source), edge.source, len(edge.target), edge.target + edge.text
