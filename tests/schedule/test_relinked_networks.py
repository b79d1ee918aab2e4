"""Edges put together from those before are the edges that the network would have got anew, to the bit."""

from dataclasses import fields, replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.schedule.columns import leaves_of
from planner.schedule.expansion import Expanded, expand, relinked
from planner.schedule.network import Activity, LagUnit, Link, LinkKind, Network
from planner.schedule.ordering import group, sort_nodes
from tests.schedule.networks import networks


@settings(max_examples=300, deadline=None)
@given(networks(), st.data())
def test_edges_after_links_went_and_came_are_those_of_the_network_anew(network: Network, data: st.DataObject) -> None:
    leaves = leaves_of(network)
    links = list(network.links)
    gone = data.draw(st.frozensets(st.integers(0, len(links) - 1))) if links else frozenset()
    ends = data.draw(st.lists(st.tuples(*[st.integers(0, network.size - 1)] * 2), max_size=3))
    came = [Link(a, b, LinkKind.SS, 50, LagUnit.PERCENT) for a, b in ends if a != b]
    after = replace(network, links=[k for i, k in enumerate(links) if i not in gone] + came)
    found = relinked(after, leaves, expand(network, leaves), gone, len(links))
    touched = [links[i] for i in gone] + came
    if found is None:
        assert any(leaves.node[end] < 0 for link in touched for end in (link.predecessor, link.successor))
        return
    anew = expand(after, leaves)
    for name in (column.name for column in fields(Expanded)):
        assert np.array_equal(getattr(found, name), getattr(anew, name)), name


def test_links_at_summaries_make_edges_anew() -> None:
    network = Network((Activity(), Activity(duration=1, parent=0), Activity(duration=1)), (Link(0, 2), Link(1, 2)))
    leaves = leaves_of(network)
    edges = expand(network, leaves)
    assert edges.direct == 1
    assert relinked(replace(network, links=network.links[1:]), leaves, edges, frozenset({0}), 2) is None
    assert relinked(replace(network, links=[*network.links, Link(2, 0)]), leaves, edges, frozenset(), 2) is None


def order(size: int, edges: list[tuple[int, int]]) -> list[int]:
    at, entering, ready = [0] * (size + 1), [0] * len(edges), [0] * size
    group([b for _, b in edges], at, entering, size, len(edges))
    placed = sort_nodes([a for a, _ in edges], at, entering, [0] * size, [0] * size, ready, size)
    return ready[:placed]


def test_an_order_that_is_right_stays() -> None:
    assert order(5, [(0, 4), (1, 2), (3, 4)]) == [0, 1, 2, 3, 4]


def test_predecessors_come_just_before_the_first_node_that_waits_for_them() -> None:
    assert order(5, [(4, 1), (3, 4), (2, 0)]) == [2, 0, 3, 4, 1]


def test_a_cycle_leaves_nodes_out_of_the_order() -> None:
    assert order(4, [(1, 2), (2, 1)]) == [0]
