"""Measures of the network that planners ask for: longest path, bottlenecks, merge points.

- *Longest path*: the longest chain of driving links to the work that finishes last, in clock time (Oracle
  Primavera P6, "Longest Path"). It needs no float, so constraints and deadlines cannot hide it.
- *Bottlenecks*: betweenness (Freeman 1977, computed after Brandes 2001) over the links between critical and
  near-critical work: the share of the shortest chains between any two of them that runs through an item. What
  scores high is where separate chains meet and part again.
- *Merge points*: work with several driving or nearly driving predecessors. It starts when the last of them ends,
  so its date is later than each alone suggests (merge event bias, MacCrimmon and Ryavec 1964).

The graph is a `networkx.DiGraph` of ids; each edge has the dependency, slack in minutes and whether it drives.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.plan.snapshot import Plan, per_plan
from planner.schedule import records as field
from planner.schedule.explanation import trace_of_plan
from planner.schedule.link_slack import all_links
from planner.schedule.plan_schedule import schedule_of, solved
from planner.worktime.ticks import TICKS_PER_MINUTE

if TYPE_CHECKING:
    import networkx as nx

    Graph = nx.DiGraph[str]

EXACT_LIMIT = 600
"""Nodes up to which betweenness is exact; above, it is estimated from that many sources, chosen by a fixed seed."""

SAMPLES = 100
SEED = 0


@dataclass(frozen=True, slots=True)
class Bottleneck:
    """Work through which the share `betweenness` (0 to 1) of the chains of critical work runs."""

    id: str
    betweenness: float


@dataclass(frozen=True, slots=True)
class MergePoint:
    """Work that several predecessors bind at once.

    `driving_ids` decide its start together, `near_driving_ids` would with at most the portfolio's near-critical
    float of slip.
    """

    id: str
    driving_ids: tuple[str, ...]
    near_driving_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NetworkMeasures:
    """What the shape of the network says: ids of the longest path in order, bottlenecks and merge points by weight."""

    longest_path: tuple[str, ...]
    bottlenecks: tuple[Bottleneck, ...]
    merge_points: tuple[MergePoint, ...]


@per_plan
def network_measures(plan: Plan, limit: int = 10) -> NetworkMeasures:
    """Return the measures of a plan's network, at most `limit` bottlenecks and merge points."""
    return NetworkMeasures(longest_path(plan), bottlenecks(plan)[:limit], merge_points(plan)[:limit])


@per_plan
def link_graph(plan: Plan) -> Graph:
    """Return the unfinished work of a plan and the links between it, summaries resolved to their parts.

    Nodes are in order of early start. Of several links between the same two, the one with the least slack.
    """
    import networkx as nx

    trace = trace_of_plan(plan)
    size = solved(plan).plan_network.size
    graph: Graph = nx.DiGraph()
    for link in sorted(all_links(trace), key=lambda link: (link.slack, link.link)):
        before, after = (trace.n[v + field.ACTIVITY] for v in (link.before, link.after))
        if before >= size or graph.has_edge(trace.ids[before], trace.ids[after]):
            continue
        graph.add_edge(
            trace.ids[before],
            trace.ids[after],
            dependency_id=trace.dependencies[link.link],
            slack_minutes=link.slack // TICKS_PER_MINUTE,
            drives=link.drives,
        )
    return graph


@per_plan
def longest_path(plan: Plan) -> tuple[str, ...]:
    """Return the ids of the longest chain of driving links to the work that finishes last, first work first."""
    import networkx as nx

    dates = schedule_of(plan).dates
    trace = trace_of_plan(plan)
    position = solved(plan).plan_network.position
    leaves = [id_ for id_ in dates if position[id_] in trace.node]
    if not leaves:
        return ()
    last = max(leaves, key=lambda id_: (dates[id_].early_finish, dates[id_].early_start))
    driving: Graph = nx.DiGraph()
    driving.add_node(last)
    driving.add_edges_from((a, b) for a, b, said in link_graph(plan).edges(data=True) if said["drives"])
    chain = driving.subgraph(nx.ancestors(driving, last) | {last})
    weighted: Graph = nx.DiGraph()
    for id_ in chain.nodes:
        weighted.add_edge("", id_, weight=(dates[id_].early_finish - dates[id_].early_start).total_seconds())
    for before, after in chain.edges:
        span = dates[after].early_finish - dates[before].early_finish
        weighted.add_edge(before, after, weight=span.total_seconds())
    path: list[str] = nx.dag_longest_path(weighted, weight="weight")
    return tuple(path[1:])


@per_plan
def bottlenecks(plan: Plan) -> tuple[Bottleneck, ...]:
    """Return critical and near-critical work through which others' chains run, the worst first."""
    import networkx as nx

    dates = schedule_of(plan).dates
    graph = link_graph(plan)
    pressed = [id_ for id_ in graph.nodes if id_ in dates and (dates[id_].critical or dates[id_].near_critical)]
    part = graph.subgraph(pressed)
    sources = None if len(part) <= EXACT_LIMIT else SAMPLES
    scores = nx.betweenness_centrality(part, k=sources, seed=SEED)
    found = [Bottleneck(id_, round(float(score), 6)) for id_, score in scores.items() if score > 0]
    return tuple(sorted(found, key=lambda item: (-item.betweenness, dates[item.id].early_start, item.id)))


@per_plan
def merge_points(plan: Plan) -> tuple[MergePoint, ...]:
    """Return work that two or more predecessors bind or nearly bind, the most bound first."""
    graph = link_graph(plan)
    near = plan.portfolio.near_critical_float_days * plan.portfolio.minutes_per_day
    found = []
    for id_ in graph.nodes:
        into = sorted(graph.in_edges(id_, data=True), key=lambda edge: edge[0])
        driving = tuple(before for before, _, said in into if said["drives"])
        nearly = tuple(b for b, _, said in into if not said["drives"] and 0 <= said["slack_minutes"] <= near)
        if driving and len(driving) + len(nearly) > 1:
            found.append(MergePoint(id_, driving, nearly))
    return tuple(sorted(found, key=lambda m: (-len(m.driving_ids) - len(m.near_driving_ids), m.id)))
