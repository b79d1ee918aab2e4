"""Topological order of a network, as kernels.

>>> at, entering, ready = [0] * 4, [0] * 2, [0] * 3
>>> group([1, 0], at, entering, 3, 2)  # an edge from 2 to 1, then one from 1 to 0
>>> at, entering
([0, 1, 2, 2], [1, 0])
>>> sort_nodes([2, 1], at, entering, [0] * 3, [0] * 3, ready, 3), ready
(3, [2, 1, 0])
"""

from planner.worktime.tables import Column

UNSEEN = -2
PLACED = -3


def group(keys: Column, at: Column, out: Column, size: int, count: int) -> None:
    """List the positions of `keys` by key, stable: those of key k are `out[at[k]:at[k + 1]]`."""
    for k in range(size + 1):
        at[k] = 0
    for i in range(count):
        at[keys[i] + 1] += 1
    for k in range(size):
        at[k + 1] += at[k]
    for i in range(count):
        out[at[keys[i]]] = i
        at[keys[i]] += 1
    for k in range(size, 0, -1):
        at[k] = at[k - 1]
    at[0] = 0


def sort_nodes(
    sources: Column, in_at: Column, entering: Column, above: Column, at: Column, ready: Column, size: int
) -> int:
    """Write nodes to `ready`, predecessors first; return how many could be, fewer than `size` with a cycle.

    Depth first, after Tarjan (1976): nodes are taken by number, each behind those of its predecessors that are not
    placed yet. So an order that is right already stays, and neighbours in the plan stay neighbours in memory.
    `entering` lists edges by target, those of node v from `in_at[v]`; `above` and `at` are scratch space per node.
    """
    for v in range(size):
        above[v] = UNSEEN
        at[v] = in_at[v]
    placed = 0
    for root in range(size):
        if above[root] != UNSEEN:
            continue
        v = root
        above[v] = -1
        while v >= 0:
            if at[v] == in_at[v + 1]:
                ready[placed] = v
                placed += 1
                below = v
                v = above[below]
                above[below] = PLACED
                continue
            u = sources[entering[at[v]]]
            at[v] += 1
            if above[u] == UNSEEN:
                above[u] = v
                v = u
            elif above[u] != PLACED:
                return placed
    return placed


KERNELS = (group, sort_nodes)
"""The kernels in the order in which they call each other."""
