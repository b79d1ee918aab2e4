"""A selection problem: which items are done, each from which quarter, within the capacity of teams and skills.

Everything is an integer: quarters count from 0, capacity and demand are in one unit of work (tenths of person-days,
say), value is in points small enough to add up. A resource is what is scarce: one skill of one team.

>>> problem = Problem(quarters=2, value=[[5, 4], [3, 3]], capacity=[[4, 4]],
...     demands=[Demand(0, 0, 0, 4), Demand(1, 0, 0, 3)], links=[Link(0, 1, 0)])
>>> problem.size, problem.resources, problem.latest.tolist()
(2, 1, [1, 1])
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from enum import Enum
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
LEFT_OUT = -1
"""The start of an item that is not chosen."""
LARGEST = 1 << 40
"""Bound of values and amounts, so that sums of them stay exact."""


class Rule(Enum):
    """How many of a group are chosen."""

    EITHER_OR = "either_or"
    ONE_OF = "one_of"
    ALL_OR_NONE = "all_or_none"


class Demand(NamedTuple):
    """What an item takes of a resource in the quarter that is `offset` after the one it starts in."""

    item: int
    resource: int
    offset: int
    amount: int


class Link(NamedTuple):
    """`after` is chosen only with `before`, and starts at least `gap` quarters after its start."""

    before: int
    after: int
    gap: int = 0


class Group(NamedTuple):
    """Items chosen together: at most one, exactly one, or all or none."""

    rule: Rule
    items: tuple[int, ...]


class Limit(NamedTuple):
    """Of these items at most so many run in any one quarter (work in progress)."""

    items: tuple[int, ...]
    most: int


class Share(NamedTuple):
    """The chosen ones of these items ask for at least so much in all; `resources` that do not count are left out.

    What falls after the horizon counts too. Without `resources` all count.
    """

    items: tuple[int, ...]
    least: int
    resources: tuple[int, ...] | None = None


class InvalidSelectionError(ValueError):
    """Parts of a problem that do not fit each other; the fault of the program that built it."""


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """Items by position with everything that decides which are chosen and when; sequences are kept as arrays."""

    quarters: int
    value: Ints | Sequence[Sequence[int]]
    """Items by quarters: the value of starting there, 0 or more (see `delayed`)."""
    capacity: Ints | Sequence[Sequence[int]] = ()
    """Resources by quarters."""
    demands: Ints | Sequence[Demand] = ()
    """Columns item, resource, offset, amount; what falls after the last quarter counts nowhere."""
    duration: Ints | Sequence[int] | None = None
    """Quarters in which an item runs; 1 if None."""
    links: Ints | Sequence[Link] = ()
    earliest: Ints | Sequence[int] | None = None
    """First quarter to start in; 0 if None."""
    latest: Ints | Sequence[int] | None = None
    """Last quarter to start in; if None, the last from which it ends within the horizon."""
    must: Mask | Sequence[bool] | None = None
    """Must be chosen: a duty, or forced in."""
    out: Mask | Sequence[bool] | None = None
    """Must not be chosen."""
    running: Mask | Sequence[bool] | None = None
    """Runs from quarter 0 on whatever it takes; its capacity goes first."""
    groups: Sequence[Group] = ()
    limits: Sequence[Limit] = ()
    shares: Sequence[Share] = ()
    size: int = field(init=False)
    resources: int = field(init=False)

    def __post_init__(self) -> None:
        value, capacity = np.asarray(self.value, np.int64), np.asarray(self.capacity, np.int64)
        self._put("value", value.reshape(-1, self.quarters) if value.size else np.empty((0, self.quarters), np.int64))
        self._put("capacity", capacity if capacity.size else np.empty((0, self.quarters), np.int64))
        size = len(self.value)
        self._put("size", size)
        self._put("resources", len(self.capacity))
        self._put("demands", _rows(self.demands, 4))
        self._put("links", _rows(self.links, 3))
        self._put("duration", _column(self.duration, np.ones(size, np.int64), "duration"))
        self._put("earliest", _column(self.earliest, np.zeros(size, np.int64), "earliest"))
        self._put("latest", _column(self.latest, self.quarters - self.columns.duration, "latest"))
        for name in ("must", "out", "running"):
            self._put(name, _column(getattr(self, name), np.zeros(size, np.bool_), name))
        running = self.columns.running
        self._put("earliest", np.where(running, 0, np.maximum(self.columns.earliest, 0)))
        self._put("latest", np.where(running, 0, np.minimum(self.columns.latest, self.quarters - 1)))
        for name in ("groups", "limits", "shares"):
            self._put(name, tuple(getattr(self, name)))
        self._check()

    def _put(self, name: str, value: object) -> None:
        object.__setattr__(self, name, value)

    def _check(self) -> None:
        columns = self.columns
        named = [part.items for parts in (self.groups, self.limits, self.shares) for part in parts]
        members = [np.asarray(items, np.int64) for items in named]
        if columns.capacity.shape != (self.resources, self.quarters):
            raise InvalidSelectionError(f"Capacity needs {self.quarters} quarters.")
        for name, found, bound in (
            ("demand items", columns.demands[:, 0], self.size),
            ("demand resources", columns.demands[:, 1], self.resources),
            ("demand offsets and amounts", columns.demands[:, 2:], LARGEST),
            ("link ends", columns.links[:, :2], self.size),
            ("link gaps", columns.links[:, 2], LARGEST),
            ("durations", columns.duration - 1, LARGEST),
            ("values", columns.value, LARGEST),
            ("capacities", columns.capacity, LARGEST),
            ("members", np.concatenate([*members, np.empty(0, np.int64)]), self.size),
        ):
            if found.size and not (int(found.min()) >= 0 and int(found.max()) < bound):
                raise InvalidSelectionError(f"{name} lie outside their bounds.")
        if len(in_order(self.size, columns.links)) != self.size:
            raise InvalidSelectionError("Links run in a circle.")

    @property
    def columns(self) -> Columns:
        """Return the columns as the arrays that they are."""
        return Columns(*(getattr(self, name) for name in Columns._fields))

    def replaced(self, **changes: Any) -> Problem:
        """Return the problem with other parts."""
        kept = {f.name: getattr(self, f.name) for f in fields(self) if f.init}
        return Problem(**{**kept, **changes})


class Columns(NamedTuple):
    """The columns of a problem, typed."""

    value: Ints
    capacity: Ints
    demands: Ints
    duration: Ints
    links: Ints
    earliest: Ints
    latest: Ints
    must: Mask
    out: Mask
    running: Mask


def delayed(value: Sequence[int] | Ints, lost: Sequence[float] | npt.NDArray[np.float64], quarters: int) -> Ints:
    """Return values by item and quarter: `lost` is the share of the value that each quarter of waiting costs.

    >>> delayed([100], [0.2], 3).tolist()
    [[100, 80, 60]]
    """
    left = 1 - np.outer(np.asarray(lost, np.float64), np.arange(quarters))
    points: Ints = np.rint(np.asarray(value, np.float64)[:, None] * np.clip(left, 0, 1)).astype(np.int64)
    return points


def in_order(size: int, links: Ints) -> list[int]:
    """Return items so that each comes after all that it waits for; those on a circle of links and after it are missing.

    >>> in_order(3, np.array([[2, 0, 0], [0, 1, 1]]))
    [2, 0, 1]
    """
    waits = np.bincount(links[:, 1], minlength=size).tolist() if len(links) else [0] * size
    after: list[list[int]] = [[] for _ in range(size)]
    for before, later, _ in links.tolist():
        after[before].append(later)
    order = [item for item in range(size) if not waits[item]]
    for item in order:
        for later in after[item]:
            waits[later] -= 1
            if not waits[later]:
                order.append(later)
    return order


def _rows(values: Any, width: int) -> Ints:
    rows = np.asarray(values, np.int64)
    return rows.reshape(-1, width) if rows.size else np.empty((0, width), np.int64)


def _column(values: Any, otherwise: Any, name: str) -> Any:
    column = otherwise if values is None else np.asarray(values, otherwise.dtype)
    if column.shape != otherwise.shape:
        raise InvalidSelectionError(f"{name} has {column.shape[0]} entries for {otherwise.shape[0]} items.")
    return column
