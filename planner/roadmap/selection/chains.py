"""Links along chains: how many whole quarters apart two items start at least, whatever lies between them.

Each link by itself holds whole quarters only. Three items of eight weeks in a row would so fit into one quarter; the
link along the chain says that they do not:

>>> chained([0, 1, 2], {(0, 1): 0.6, (1, 2): 0.6}, 4)
[(0, 1, 0), (1, 2, 0), (0, 2, 1)]
"""

from __future__ import annotations

from collections.abc import Mapping
from math import floor

FAR_BACK = 64
"""Predecessors along chains that are looked at for each item."""
NEAR = 0.0, 0


def chained(order: list[int], direct: Mapping[tuple[int, int], float], horizon: int) -> list[tuple[int, int, int]]:
    """Return the direct links with whole gaps, and links along chains that ask for more than those together."""
    before: dict[int, list[tuple[int, float]]] = {}
    for (a, b), gap in direct.items():
        before.setdefault(b, []).append((a, gap))
    far: dict[int, list[tuple[int, tuple[float, int]]]] = {}
    links = []
    for item in order:
        reach: dict[int, tuple[float, int]] = {}
        for a, gap in before.get(item, ()):
            step = floor(gap + 1e-6)
            known = reach.get(a, NEAR)
            reach[a] = max(known[0], gap), known[1]
            for other, (distance, whole) in far[a]:
                known = reach.get(other, NEAR)
                distance, whole = distance + gap, whole + step
                reach[other] = max(known[0], distance), max(known[1], whole)
        for other, (distance, whole) in reach.items():
            gap_whole = min(floor(distance + 1e-6), horizon)
            if gap_whole > whole or (other, item) in direct:
                links.append((other, item, gap_whole))
                reach[other] = distance, gap_whole
        far[item] = sorted(reach.items(), key=_distance, reverse=True)[:FAR_BACK]
    return links


def _distance(reached: tuple[int, tuple[float, int]]) -> float:
    return reached[1][0]
