"""The two ways of running the kernels: interpreted over lists, or compiled over arrays.

Small networks are faster interpreted, because loading machine code takes half a second; both give the same
numbers, bit for bit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Any

import numpy as np

from planner.schedule import backward, floats, forward, linear, ordering, placement, rollup
from planner.worktime import arithmetic
from planner.worktime.compilation import Kernel, compiled
from planner.worktime.pattern import WorkingCalendar
from planner.worktime.tables import listed, tabulate

INTERPRETED_LIMIT = 1_500
"""Activities up to which an interpreted run beats loading machine code for the first time."""

LOADED_LIMIT = 40
"""Activities up to which an interpreted run beats machine code that is already loaded."""


class Mode(Enum):
    """How kernels are run; AUTOMATIC takes the faster way for the size."""

    AUTOMATIC = "automatic"
    INTERPRETED = "interpreted"
    COMPILED = "compiled"


@dataclass(frozen=True, slots=True)
class Engine:
    """Kernels by name, with columns in the form they want: arrays if compiled, else lists."""

    compiled: bool

    @property
    def kernels(self) -> Mapping[str, Kernel]:
        """Return the kernels by name."""
        return machine_code() if self.compiled else _INTERPRETED

    def prepare(self, column: Any) -> Any:
        """Return an array as the kernels read and write it."""
        return column if self.compiled else column.tolist()

    def restore(self, column: Any) -> Any:
        """Return what the kernels wrote as an array."""
        return column if self.compiled else np.array(column, np.int64)

    def tables(self, calendars: tuple[WorkingCalendar, ...]) -> Any:
        """Return the tables of calendars."""
        return tabulate(calendars) if self.compiled else listed(calendars)


_KERNELS: tuple[Kernel, ...] = (
    *arithmetic.KERNELS,
    *ordering.KERNELS,
    *placement.KERNELS,
    *linear.KERNELS,
    *forward.KERNELS,
    *floats.KERNELS,
    *backward.KERNELS,
    *rollup.KERNELS,
)
_INTERPRETED: dict[str, Kernel] = {kernel.__name__: kernel for kernel in _KERNELS}


@cache
def machine_code() -> dict[str, Kernel]:
    """Return the compiled kernels by name; each is compiled, or read from the cache, at its first call."""
    return compiled(_KERNELS)


def warm_up() -> None:
    """Load the machine code, compiling it where it is not cached, so that the next large network is fast."""
    from planner.schedule.network import Activity, Network, Project
    from planner.schedule.solve import solve

    day, start = 4_800, 10_000_000_000
    activities = (Activity(), Activity(duration=day, parent=0), Activity(duration=day, parent=0))
    network = Network(activities, (), (Project(start),))
    solve(network, Mode.COMPILED)
    engine, none = Engine(compiled=True), np.zeros(0, np.int64)
    engine.kernels["worked_between"](engine.tables(network.calendars), none, none, none, none, 0)


def engine_for(mode: Mode, activities: int) -> Engine:
    """Return the engine of a mode; AUTOMATIC looks at the size and at what this process has loaded."""
    if mode is not Mode.AUTOMATIC:
        return Engine(mode is Mode.COMPILED)
    loaded = machine_code.cache_info().currsize > 0
    return Engine(activities > (LOADED_LIMIT if loaded else INTERPRETED_LIMIT))
