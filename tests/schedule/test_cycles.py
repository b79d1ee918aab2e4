"""Loops in graphs, small by hand and large from a package archive."""

import random

from planner.schedule.cycles import Loop, find_loops


def test_a_graph_without_loops_has_none() -> None:
    assert find_loops(4, [0, 1, 0], [1, 2, 3]) == ()


def test_a_self_loop_and_a_triangle_are_named_exactly() -> None:
    assert find_loops(5, [0, 1, 2, 3, 3], [0, 2, 3, 1, 4]) == (Loop((0,), (0,)), Loop((1, 2, 3), (1, 2, 3)))


def test_the_shortest_loop_through_the_first_member_is_given() -> None:
    sources, targets = [0, 1, 2, 3, 1], [1, 2, 3, 0, 0]
    assert find_loops(4, sources, targets) == (Loop((0, 1), (0, 1, 2, 3)),)


def test_a_hundred_thousand_nodes_in_a_chain_need_no_recursion() -> None:
    size = 100_000
    sources = [*range(size - 1), size - 1]
    targets = [*range(1, size), size - 2]
    assert find_loops(size, sources, targets) == (Loop((size - 2, size - 1), (size - 2, size - 1)),)


def test_every_loop_given_is_a_loop() -> None:
    chance = random.Random(3)
    edges = [(chance.randrange(200), chance.randrange(200)) for _ in range(260)]
    for loop in find_loops(200, [a for a, _ in edges], [b for _, b in edges]):
        for a, b in zip(loop.nodes, (*loop.nodes[1:], loop.nodes[0]), strict=True):
            assert (a, b) in edges
