"""What hammocks take their dates from: what they are linked to, and the branch that they lie in.

>>> from planner.schedule.network import Activity, Link, LinkKind, Network, Sort
>>> level = Activity(sort=Sort.LEVEL_OF_EFFORT)
>>> starts, finishes = ties_of(Network((Activity(), level), (Link(0, 1, LinkKind.SS), Link(1, 0, LinkKind.FF))), {1})
>>> starts[1] == [Tie(0, field.EARLY_START, 0, 1)], finishes[1] == [Tie(0, field.EARLY_FINISH, 1, -1)]
(True, True)
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from planner.schedule import records as field
from planner.schedule.network import LinkKind, Network, Sort
from planner.schedule.records import FAR, NODE, NONE, Kind, Mode

if TYPE_CHECKING:
    from planner.schedule.solve import Run

Array = Any

STARTS = (field.EARLY_START, field.LATE_START)


class Tie(NamedTuple):
    """What binds one end of a hammock: the date `of` (a field of a node) an activity, with a lag `sign` times over."""

    source: int
    of: int
    link: int
    sign: int


Ties = dict[int, list[Tie]]


def ties_of(network: Network, hammocks: Container[int]) -> tuple[Ties, Ties]:
    """Return what is linked to the start, and to the finish, of each level of effort.

    Between two hammocks a link binds the later one alone, and one at a summary of a branch binds none.
    """
    starts: Ties = defaultdict(list)
    finishes: Ties = defaultdict(list)
    for i, link in enumerate(network.links):
        before = field.EARLY_FINISH if link.kind in (LinkKind.FS, LinkKind.FF) else field.EARLY_START
        after = field.EARLY_START if link.kind in (LinkKind.FS, LinkKind.SS) else field.EARLY_FINISH
        if Sort.WBS_SUMMARY in {
            network.activities[a].sort for a in (link.predecessor, link.successor) if a in hammocks
        }:
            continue
        if link.successor in hammocks:
            ends = starts if after == field.EARLY_START else finishes
            ends[link.successor].append(Tie(link.predecessor, before, i, 1))
        elif link.predecessor in hammocks:
            ends = starts if before == field.EARLY_START else finishes
            ends[link.predecessor].append(Tie(link.successor, after, i, -1))
    return starts, finishes


class Sources:
    """The dates of a network after the passes, by activity; `record_of` gives the record of a hammock, if any."""

    def __init__(self, run: Run, record_of: Callable[[int], list[int] | None]) -> None:
        self._activities, self._parent = run.network.activities, run.compiled.leaves.parent
        self._hammocks = frozenset(run.compiled.leaves.hammocks)
        self._nodes = np.asarray(run.nodes, np.int64).reshape(-1, NODE)
        self._record_of = record_of
        own = np.flatnonzero(self._nodes[:, field.KIND] < Kind.FINISH_HUB)
        self._row = np.full(run.network.size, -1, np.int64)
        self._row[self._nodes[own, field.ACTIVITY]] = own

    def value(self, a: int, of: int) -> int | None:
        """Return one date of a leaf or hammock, None where it has none."""
        found = self._values(a)
        value = NONE if found is None else int(found[of])
        return value if NONE < value < FAR else None

    def mode(self, a: int) -> int:
        """Return what decides the dates of a leaf or hammock."""
        found = self._values(a)
        return Mode.OPEN if found is None else int(found[field.MODE])

    def _values(self, a: int) -> Any:
        row = int(self._row[a])
        if row >= 0:
            return self._nodes[row]
        return self._record_of(a) if a in self._hammocks else None

    def decider(self, a: int, of: int) -> int:
        """Return the leaf that decides a date of an activity: itself, of a summary its first or last."""
        if self._row[a] >= 0 or a in self._hammocks:
            return a
        below = np.flatnonzero(self._below(a) & (self._row >= 0))
        values = self._nodes[self._row[below], of]
        dated = np.flatnonzero((values > NONE) & (values < FAR))
        if not dated.size:
            return a
        return int(below[dated[(np.argmin if of in STARTS else np.argmax)(values[dated])]])

    def branch(self, a: int, others: list[list[int]]) -> Array:
        """Return the records of the branch in which a summary lies (at the top: of its project), `others` included.

        Of these, which are records of hammocks, those count that lie in it and sum up nothing themselves.
        """
        above, project = self._activities[a].parent, self._activities[a].project
        if above is None:
            inside = np.array([activity.project == project for activity in self._activities], bool)
        else:
            inside = self._below(above)
        own = self._nodes[self._row[np.flatnonzero(inside & (self._row >= 0))]]
        levels = [
            record
            for record in others
            if inside[record[field.ACTIVITY]] and self._activities[record[field.ACTIVITY]].sort == Sort.LEVEL_OF_EFFORT
        ]
        return np.concatenate((own, np.array(levels, np.int64).reshape(-1, NODE)))

    def _below(self, a: int) -> Array:
        """Return which activities lie below a summary."""
        above, inside = self._parent.copy(), np.zeros(len(self._parent), bool)
        for _ in range(len(above)):
            inside |= above == a
            going = above >= 0
            if not going.any():
                break
            above[going] = self._parent[above[going]]
        return inside
