"""Loops in a directed graph, exactly: which nodes go round, in what order.

>>> find_loops(5, [0, 1, 2, 3], [1, 2, 1, 4])
(Loop(nodes=(1, 2), members=(1, 2)),)
"""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Loop:
    """One loop, node by node, each leading to the next and the last to the first.

    `members` are all nodes of the strongly connected component that the loop lies in: other loops through
    them may exist, and all are gone only when no component is left.
    """

    nodes: tuple[int, ...]
    members: tuple[int, ...]


def find_loops(size: int, sources: Sequence[int], targets: Sequence[int]) -> tuple[Loop, ...]:
    """Return one shortest loop through the first node of each strongly connected component, in node order.

    Nodes are 0 to `size` - 1, edges `sources[i]` to `targets[i]`; a self-loop is a loop of one node.
    """
    following: list[list[int]] = [[] for _ in range(size)]
    own = set()
    for source, target in zip(sources, targets, strict=True):
        following[source].append(target)
        if source == target:
            own.add(source)
    loops = []
    for component in components(following):
        if len(component) > 1 or component[0] in own:
            members = tuple(sorted(component))
            loops.append(Loop(shortest_loop(following, members), members))
    return tuple(sorted(loops, key=lambda loop: loop.members))


def components(following: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    """Yield the strongly connected components (Tarjan 1972, without recursion)."""
    size = len(following)
    number, low = [-1] * size, [0] * size
    on_stack = bytearray(size)
    stack: list[int] = []
    count = 0
    for root in range(size):
        if number[root] >= 0:
            continue
        work = [(root, iter(following[root]))]
        number[root] = low[root] = count
        count += 1
        stack.append(root)
        on_stack[root] = 1
        while work:
            node, rest = work[-1]
            for nearby in rest:
                if number[nearby] < 0:
                    number[nearby] = low[nearby] = count
                    count += 1
                    stack.append(nearby)
                    on_stack[nearby] = 1
                    work.append((nearby, iter(following[nearby])))
                    break
                if on_stack[nearby]:
                    low[node] = min(low[node], number[nearby])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == number[node]:
                    yield _popped(stack, on_stack, node)


def _popped(stack: list[int], on_stack: bytearray, root: int) -> list[int]:
    component = []
    while True:
        node = stack.pop()
        on_stack[node] = 0
        component.append(node)
        if node == root:
            return component


def shortest_loop(following: Sequence[Sequence[int]], members: Sequence[int]) -> tuple[int, ...]:
    """Return a shortest loop through the first of `members`, which must be strongly connected."""
    start = members[0]
    inside = set(members)
    came_from: dict[int, int] = {}
    queue = deque([start])
    while queue:
        node = queue.popleft()
        for nearby in following[node]:
            if nearby == start:
                path = [node]
                while path[-1] != start:
                    path.append(came_from[path[-1]])
                return tuple(reversed(path))
            if nearby in inside and nearby not in came_from:
                came_from[nearby] = node
                queue.append(nearby)
    return tuple(members)
