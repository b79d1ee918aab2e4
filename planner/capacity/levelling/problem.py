"""A levelling problem: work, links and resources whose capacity changes over time, in integer slots.

A slot is any unit of working time that the caller chose (an hour, half a day, a day); all spans are half-open. What a
plan knows as calendars, leave, dates of engagement and ramps is one thing here: the capacity of a resource by slot.

>>> team = Capacity.constant(1)
>>> problem = Problem(duration=[3, 2], demands=[Demand(0, 0, 1), Demand(1, 0, 1)], capacities=[team])
>>> problem.size, problem.capacities[0].at(100)
(2, 1)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from planner.plan.errors import PlannerError

Ints = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
MOVABLE = -1
"""The fixed start of a task that may be moved."""
NO_DUE = 1 << 40
"""The due slot of a task that nobody waits for."""
LARGEST = 1 << 40
"""Bound of slots, units and weights."""


class Interruption(IntEnum):
    """Whether work on a task may stop and go on later."""

    NEVER = 0
    WHERE_NO_CAPACITY = 1
    """It goes on as soon as its resources offer enough again: leave, holidays, fixed work and work of classes before
    its own are jumped over."""
    ANYWHERE = 2
    """It also makes way for other work, at any slot."""


class LinkKind(IntEnum):
    """Which ends of two tasks a link holds apart."""

    FS = 0
    SS = 1
    FF = 2
    SF = 3


class Link(NamedTuple):
    """The successor's end comes at least `lag` slots after the predecessor's; a negative lag is a lead."""

    predecessor: int
    successor: int
    lag: int = 0
    kind: LinkKind = LinkKind.FS


class Demand(NamedTuple):
    """The units of a resource that a task takes in each slot in which it is worked on."""

    task: int
    resource: int
    units: int


@dataclass(frozen=True, slots=True)
class Capacity:
    """Units of a resource over time: `units[i]` from slot `since[i]` on, the last for ever; 0 before the first."""

    since: tuple[int, ...]
    units: tuple[int, ...]

    @classmethod
    def constant(cls, units: int) -> Capacity:
        """Return a capacity that never changes."""
        return cls((0,), (units,))

    def at(self, slot: int) -> int:
        """Return the units in a slot."""
        return next((u for s, u in zip(reversed(self.since), reversed(self.units), strict=True) if s <= slot), 0)


class InvalidProblemError(PlannerError):
    """Columns of a problem that do not fit each other; the fault of the program that built it."""

    code = "INVALID_LEVELLING_PROBLEM"


def _column(values: Any, size: int, otherwise: int, name: str) -> Ints:
    column = np.full(size, otherwise, np.int64) if values is None else np.asarray(values, np.int64)
    if column.shape != (size,):
        raise InvalidProblemError(f"{name} has {column.shape[0]} entries for {size} tasks.")
    return column


def _rows(values: Any, width: int, name: str) -> Ints:
    rows = np.asarray(values, np.int64).reshape(-1, width) if len(values) else np.empty((0, width), np.int64)
    if rows.ndim != 2 or rows.shape[1] != width:
        raise InvalidProblemError(f"{name} needs rows of {width} numbers.")
    return rows


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """Tasks by position, with everything that decides when they can be worked on.

    Columns may be given as any sequence of one integer per task and are kept as arrays; `links` and `demands` as
    sequences of `Link` and `Demand` or as integer arrays of four and three columns, and are kept as arrays.
    """

    duration: Ints | Sequence[int]
    """Slots of work; 0 is a milestone, which takes no capacity."""
    links: Ints | Sequence[Link] = ()
    """Columns predecessor, successor, lag, kind."""
    demands: Ints | Sequence[Demand] = ()
    """Columns task, resource, units; several rows of one task and resource add up."""
    capacities: Sequence[Capacity] = ()
    release: Ints | Sequence[int] | None = None
    """First slot in which a task may start; 0 if None."""
    due: Ints | Sequence[int] | None = None
    """Slot at which it should be finished; NO_DUE if None."""
    weight: Ints | Sequence[int] | None = None
    """Cost of one slot after `due`; 0 if None."""
    priority_class: Ints | Sequence[int] | None = None
    """Class of precedence, 0 first (a regulatory must): no task ever waits for one of a later class. 0 if None."""
    score: Ints | Sequence[int] | None = None
    """Priority within a class where the rule is by score; the higher the earlier. 0 if None."""
    group: Ints | Sequence[int] | None = None
    """The project that a task belongs to, for weights per work; each task its own if None."""
    fixed_start: Ints | Sequence[int] | None = None
    """Slot of a task that has started or must not be moved, MOVABLE for others; all movable if None."""
    interruption: Ints | Sequence[int] | None = None
    """`Interruption` of each task; NEVER if None."""
    size: int = field(init=False)

    def __post_init__(self) -> None:
        size = len(self.duration)
        put = object.__setattr__
        put(self, "size", size)
        put(self, "duration", _column(self.duration, size, 0, "duration"))
        for name, otherwise in _DEFAULTS.items():
            put(self, name, _column(getattr(self, name), size, otherwise, name))
        if self.group is None:
            put(self, "group", np.arange(size, dtype=np.int64))
        put(self, "group", _column(self.group, size, 0, "group"))
        put(self, "links", _rows(self.links, 4, "links"))
        put(self, "demands", _rows(self.demands, 3, "demands"))
        put(self, "capacities", tuple(self.capacities))
        self._check_bounds()

    def _check_bounds(self) -> None:
        columns = self.columns
        for name in ("duration", "release", "weight", "priority_class"):
            if self.size and int(getattr(columns, name).min()) < 0:
                raise InvalidProblemError(f"{name} is negative.")
        for name, values, bound in (
            ("link ends", columns.links[:, :2], self.size),
            ("link kinds", columns.links[:, 3], 4),
            ("demand tasks", columns.demands[:, 0], self.size),
            ("demand resources", columns.demands[:, 1], len(self.capacities)),
            ("demand units", columns.demands[:, 2], LARGEST),
            ("durations", columns.duration, LARGEST),
            ("interruption", columns.interruption, 3),
        ):
            if values.size and not (int(values.min()) >= 0 and int(values.max()) < bound):
                raise InvalidProblemError(f"{name} lie outside 0 to {bound - 1}.")
        for capacity in self.capacities:
            increasing = all(a < b for a, b in zip(capacity.since, capacity.since[1:], strict=False))
            if not increasing or any(not 0 <= u < LARGEST for u in capacity.units):
                raise InvalidProblemError("A capacity needs increasing slots and units from 0.")

    @property
    def columns(self) -> Columns:
        """Return the columns as the arrays that they are."""
        return Columns(*(getattr(self, name) for name in Columns._fields))

    @property
    def movable(self) -> Mask:
        """Return which tasks may be moved."""
        return self.columns.fixed_start < 0


class Columns(NamedTuple):
    """The columns of a problem, typed."""

    duration: Ints
    links: Ints
    demands: Ints
    release: Ints
    due: Ints
    weight: Ints
    priority_class: Ints
    score: Ints
    group: Ints
    fixed_start: Ints
    interruption: Ints


_DEFAULTS = {
    "release": 0,
    "due": NO_DUE,
    "weight": 0,
    "priority_class": 0,
    "score": 0,
    "fixed_start": MOVABLE,
    "interruption": 0,
}
