"""The program of a simulation: everything that a group of samples is computed from, as arrays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from planner.risk.records import (
    CAUSE,
    CAUSE_AT,
    CAUSE_END,
    ENDS,
    FIRST_IN,
    LANE_EDGE,
    LANE_NODE,
    LAST_IN,
    RISK,
    RISK_AT,
    RISK_END,
    ROW,
    SHAPE,
)

Array = Any


@dataclass(frozen=True, slots=True)
class Program:
    """Everything that a group of samples is computed from: arrays of integers, read only, that can be sent anywhere.

    `row_of` gives the node of each activity, -1 for none; `widest` is the most edges into one node.
    """

    nodes: Array
    edges: Array
    strands: Array
    cause_shares: Array
    cause_names: Array
    hits: Array
    risks: Array
    shapes: Array
    tables: Array
    row_of: Array
    first_day: int
    size: int
    widest: int

    @property
    def causes(self) -> int:
        """Return the number of common causes."""
        return len(self.cause_names) // 2

    @property
    def events(self) -> int:
        """Return the number of risks."""
        return len(self.risks) // RISK

    @property
    def rows(self) -> int:
        """Return the number of rows of draws: of every node, then of every cause, then of every risk."""
        return self.size + self.causes + self.events

    @property
    def date_rows(self) -> int:
        """Return the number of rows in which the dates of nodes lie, one after the other."""
        return int(self.nodes[ROW::LANE_NODE].max(initial=0)) + 1

    def places(self, kept: tuple[int, ...]) -> tuple[Array, int]:
        """Return where the finishes of the nodes to keep lie, -1 for the others, and that of the whole portfolio.

        What the whole portfolio can end with is kept always.
        """
        wanted = self.nodes[ENDS::LANE_NODE] == 1
        wanted[[node for node in kept if node >= 0]] = True
        return np.where(wanted, np.cumsum(wanted) - 1, -1), int(wanted.sum())

    @property
    def drawn(self) -> Array:
        """Return the rows of draws that are made."""
        own = np.flatnonzero(self.nodes.reshape(-1, LANE_NODE)[:, SHAPE] >= 0)
        return np.concatenate((own, np.arange(self.size, self.rows)))

    def upstream(self, node: int) -> Array:
        """Return the rows of draws that can matter to a node (-1: all): of what it waits for, with causes and risks."""
        if node < 0:
            return self.drawn
        nodes = self.nodes.reshape(-1, LANE_NODE)
        reached = np.zeros(self.rows, bool)
        reached[node] = True
        for v in range(node, -1, -1):
            if not reached[v]:
                continue
            record = nodes[v]
            reached[self.edges[record[FIRST_IN] : record[LAST_IN] : LANE_EDGE]] = True
            reached[self.size + self.cause_shares[record[CAUSE_AT] : record[CAUSE_END] : CAUSE]] = True
            reached[self.size + self.causes + self.hits[record[RISK_AT] : record[RISK_END]]] = True
        drawn = self.drawn
        return drawn[reached[drawn]]
