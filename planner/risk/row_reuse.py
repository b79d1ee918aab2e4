"""Rows of lanes that are used again once nobody reads them any more.

A pass over ten thousand nodes writes and reads their dates in a few hundred rows, which a processor's cache holds.

>>> reused_rows([1, 1, 4, 3, 4])
[0, 0, 0, 1, 0]
"""

from __future__ import annotations

from collections.abc import Sequence


def reused_rows(last: Sequence[int]) -> list[int]:
    """Return a row for each node; `last` gives the last node that reads it, or itself where none does.

    A node reads before it writes, so it can have the row of one that it is the last to read.
    """
    rows: list[int] = []
    free: list[int] = []
    ending: list[list[int]] = [[] for _ in last]
    made = 0
    for node, reader in enumerate(last):
        free += ending[node]
        if not free:
            free.append(made)
            made += 1
        rows.append(free.pop())
        (free if reader == node else ending[reader]).append(rows[-1])
    return rows
