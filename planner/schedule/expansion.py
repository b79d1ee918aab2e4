"""Edges between nodes from links between activities, with summaries resolved to their leaves.

A link to a summary binds each of its leaves. A link out of a summary leaves from a hub: the latest of its
leaves' finishes or the earliest of their starts.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from planner.schedule.columns import Leaves, leaves_of
from planner.schedule.network import Activity, LagCalendar, LagUnit, Link, LinkKind, Network
from planner.schedule.records import Kind
from planner.worktime.pattern import AROUND_THE_CLOCK

Array = Any


@dataclass(frozen=True, slots=True)
class Expanded:
    """Edges as columns, and the hubs added behind the leaves: their kind and summary activity.

    The first `direct` edges are links between two leaves, in the order of the links.
    """

    source: Array
    target: Array
    kind: Array
    lag: Array
    lag_calendar: Array
    to_summary: Array
    link: Array
    hub_kind: list[int]
    hub_summary: list[int]
    direct: int


def expand(network: Network, leaves: Leaves) -> Expanded:
    """Return the edges of a network; links at inactive activities are left out."""
    links = network.links
    predecessor = np.array([link.predecessor for link in links], np.int64)
    successor = np.array([link.successor for link in links], np.int64)
    plain = leaves.node[predecessor] >= 0 if len(links) else np.zeros(0, bool)
    if len(links):
        plain &= leaves.node[successor] >= 0
    direct = np.flatnonzero(plain)
    rows = _through_summaries(network, leaves, np.flatnonzero(~plain).tolist())
    source = np.concatenate((leaves.node[predecessor[direct]], np.array(rows.source, np.int64)))
    target = np.concatenate((leaves.node[successor[direct]], np.array(rows.target, np.int64)))
    link = np.concatenate((direct, np.array(rows.link, np.int64)))
    kind, lag, lag_calendar = _lags(network, leaves, link, target, rows.kind_of_hub_edge)
    to_summary = np.zeros(len(link), np.int64)
    if len(links):
        drawn = successor[link[link >= 0]]
        to_summary[link >= 0] = leaves.summary[drawn]
        for edge in np.flatnonzero(to_summary).tolist():
            to_summary[edge] += network.activities[links[int(link[edge])].successor].manual
    return Expanded(
        source, target, kind, lag, lag_calendar, to_summary, link, rows.hub_kind, rows.hub_summary, len(direct)
    )


def alone(network: Network, leaves: Leaves, link: Link) -> Expanded | None:
    """Return the edge of one link by itself, from node 0 to node 1; None where an end is not an active leaf."""
    if leaves.node[link.predecessor] < 0 or leaves.node[link.successor] < 0:
        return None
    ends = [replace(network.activities[a], parent=None) for a in (link.predecessor, link.successor)]
    pair = Network(ends, (replace(link, predecessor=0, successor=1),), network.projects, network.calendars)
    return expand(pair, leaves_of(pair))


def relinked(network: Network, leaves: Leaves, edges: Expanded, gone: frozenset[int], count: int) -> Expanded | None:
    """Return the edges of a network from those before links went and links came, None where summaries are concerned.

    `gone` are positions among the `count` links before; those that came lie at the end of the network's links.
    """
    kept = np.ones(count, bool)
    kept[list(gone)] = False
    stays = (edges.link < 0) | kept[edges.link]
    came = network.links[count - len(gone) :]
    new = [alone(network, leaves, link) for link in came]
    if not stays[edges.direct :].all() or None in new:
        return None
    number = np.where(edges.link < 0, -1, (np.cumsum(kept) - 1)[edges.link])[stays]
    at = int(np.count_nonzero(stays[: edges.direct]))

    def column(before: Array, added: list[int]) -> Array:
        return np.insert(before[stays], [at] * len(added), np.array(added, np.int64))

    single = [row for row in new if row is not None]
    return Expanded(
        column(edges.source, [int(leaves.node[link.predecessor]) for link in came]),
        column(edges.target, [int(leaves.node[link.successor]) for link in came]),
        column(edges.kind, [int(row.kind[0]) for row in single]),
        column(edges.lag, [int(row.lag[0]) for row in single]),
        column(edges.lag_calendar, [int(row.lag_calendar[0]) for row in single]),
        column(edges.to_summary, [0] * len(came)),
        np.insert(number, [at] * len(came), np.arange(count - len(gone), len(network.links))),
        edges.hub_kind,
        edges.hub_summary,
        at + len(came),
    )


@dataclass(slots=True)
class _Rows:
    source: list[int]
    target: list[int]
    link: list[int]
    kind_of_hub_edge: list[int]
    hub_kind: list[int]
    hub_summary: list[int]


def leaves_below(leaves: Leaves) -> dict[int, list[int]]:
    """Return the nodes of the active leaves under each summary activity."""
    below: dict[int, list[int]] = defaultdict(list)
    for v, activity in enumerate(leaves.activity.tolist()):
        above = int(leaves.parent[activity])
        seen = {activity}
        while above >= 0 and above not in seen:
            seen.add(above)
            below[above].append(v)
            above = int(leaves.parent[above])
    return below


def _through_summaries(network: Network, leaves: Leaves, links: list[int]) -> _Rows:
    """Return the edges of the links that touch a summary; hub edges carry link -1 and come with their kind."""
    rows = _Rows([], [], [], [], [], [])
    if not links:
        return rows
    below = leaves_below(leaves)
    hubs: dict[tuple[int, int], int] = {}
    size = len(leaves.activity)
    for position in links:
        link = network.links[position]
        sources = _ends(leaves, below, link.predecessor)
        targets = _ends(leaves, below, link.successor)
        if not sources or not targets:
            continue
        source = sources[0]
        if leaves.summary[link.predecessor]:
            by_finish = link.kind in {LinkKind.FS, LinkKind.FF}
            key = (link.predecessor, int(Kind.FINISH_HUB if by_finish else Kind.START_HUB))
            if key not in hubs:
                hubs[key] = size + len(hubs)
                rows.hub_kind.append(key[1])
                rows.hub_summary.append(link.predecessor)
                rows.source += sources
                rows.target += [hubs[key]] * len(sources)
                rows.link += [-1] * len(sources)
                rows.kind_of_hub_edge += [int(LinkKind.FS if by_finish else LinkKind.SS)] * len(sources)
            source = hubs[key]
        rows.source += [source] * len(targets)
        rows.target += targets
        rows.link += [position] * len(targets)
    return rows


def _ends(leaves: Leaves, below: dict[int, list[int]], activity: int) -> list[int]:
    node = int(leaves.node[activity])
    return [node] if node >= 0 else below.get(activity, [])


def _lags(
    network: Network, leaves: Leaves, link: Array, target: Array, hub_edges: list[int]
) -> tuple[Array, Array, Array]:
    """Return kind, lag in ticks and lag calendar (-1: the clock) of each edge."""
    kinds = np.zeros(len(link), np.int64)
    lags = np.zeros(len(link), np.int64)
    calendars = np.full(len(link), -1, np.int64)
    kinds[link < 0] = hub_edges
    special = {i: k for i, k in enumerate(network.links) if k.lag or k.kind}
    if not special:
        return kinds, lags, calendars
    marked = np.zeros(len(network.links), bool)
    marked[list(special)] = True
    for edge in np.flatnonzero((link >= 0) & marked[link]).tolist():
        row = special[int(link[edge])]
        kinds[edge] = int(row.kind)
        if row.lag:
            lags[edge] = lag_ticks(network, row)
            calendars[edge] = lag_calendar(network, row)
            if calendars[edge] >= 0 and row.lag_calendar == LagCalendar.SUCCESSOR:
                calendars[edge] = _before(network, network.activities[int(leaves.activity[target[edge]])])
    return kinds, lags, calendars


def lag_ticks(network: Network, link: Link) -> int:
    """Return the lag of a link in ticks of whatever measures it."""
    if link.lag_unit in {LagUnit.PERCENT, LagUnit.ELAPSED_PERCENT}:
        return round(network.activities[link.predecessor].duration * link.lag / 100)
    return round(link.lag)


def lag_calendar(network: Network, link: Link) -> int:
    """Return the calendar that measures the lag of a link, -1 for the clock."""
    elapsed = link.lag_unit in {LagUnit.ELAPSED, LagUnit.ELAPSED_PERCENT}
    if elapsed or link.lag_calendar == LagCalendar.AROUND_THE_CLOCK:
        return -1
    before, after = network.activities[link.predecessor], network.activities[link.successor]
    if link.lag_calendar == LagCalendar.PROJECT:
        return network.projects[after.project].calendar
    if link.lag_calendar == LagCalendar.SUCCESSOR:
        return _before(network, after)
    return network.projects[before.project].calendar if before.calendar is None else before.calendar


def _before(network: Network, activity: Activity) -> int:
    """Return the calendar on which a lag before an activity runs; work that lasts by the clock has its project's."""
    calendar = activity.calendar
    if calendar is None or network.calendars[calendar] == AROUND_THE_CLOCK:
        return network.projects[activity.project].calendar
    return calendar
