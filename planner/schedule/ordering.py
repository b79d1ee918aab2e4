"""Topological order of a network, as kernels.

>>> at, out, ready = [0] * 4, [0] * 2, [0] * 3
>>> group([2, 1], at, out, 3, 2)  # an edge out of 2, then one out of 1
>>> at, out
([0, 0, 1, 2], [1, 0])
>>> sort_nodes([1, 0], at, out, [0] * 3, ready, 3, 2), ready
(3, [2, 1, 0])
"""

from planner.worktime.tables import Column


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
    targets: Column, out_at: Column, out: Column, waiting: Column, ready: Column, size: int, count: int
) -> int:
    """Write nodes to `ready`, predecessors first; return how many could be, fewer than `size` with a cycle.

    After Kahn (1962): nodes are taken in order of their number among those whose predecessors are all
    placed, first come first served. `waiting` is scratch space.
    """
    for v in range(size):
        waiting[v] = 0
    for i in range(count):
        waiting[targets[i]] += 1
    placed = 0
    for v in range(size):
        if waiting[v] == 0:
            ready[placed] = v
            placed += 1
    taken = 0
    while taken < placed:
        v = ready[taken]
        taken += 1
        for position in range(out_at[v], out_at[v + 1]):
            w = targets[out[position]]
            waiting[w] -= 1
            if waiting[w] == 0:
                ready[placed] = w
                placed += 1
    return placed


KERNELS = (group, sort_nodes)
"""The kernels in the order in which they call each other."""
