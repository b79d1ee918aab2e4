"""The two ways of running the levelling kernels: interpreted over lists, or compiled over arrays."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Any, TypeVar

import numpy as np

from planner.capacity.levelling import (
    branching,
    chance,
    generation,
    genetic,
    justification,
    ordering,
    placing,
    walking,
)
from planner.capacity.levelling.problem import Ints
from planner.worktime.compilation import Kernel, compiled

Columns = TypeVar("Columns", bound=tuple[Any, ...])
INTERPRETED_LIMIT = 40
"""Tasks up to which one schedule is made faster interpreted than machine code is loaded."""


class Mode(Enum):
    """How kernels are run; AUTOMATIC takes the faster way for the work."""

    AUTOMATIC = "automatic"
    INTERPRETED = "interpreted"
    COMPILED = "compiled"


_KERNELS: tuple[Kernel, ...] = (
    *placing.KERNELS,
    *generation.KERNELS,
    *ordering.KERNELS,
    *justification.KERNELS,
    *chance.KERNELS,
    *genetic.KERNELS,
    *walking.KERNELS,
    *branching.KERNELS,
)
_INTERPRETED: dict[str, Kernel] = {kernel.__name__: kernel for kernel in _KERNELS}


@cache
def machine_code() -> dict[str, Kernel]:
    """Return the compiled kernels by name; each is compiled, or read from the cache, at its first call."""
    return compiled(_KERNELS)


@dataclass(frozen=True, slots=True)
class Engine:
    """Kernels by name, with columns in the form they want: arrays if compiled, else lists."""

    compiled: bool

    def run(self, kernel: str, *columns: Any) -> Any:
        """Call a kernel."""
        return (machine_code() if self.compiled else _INTERPRETED)[kernel](*columns)

    def column(self, values: Any) -> Any:
        """Return integers as the kernels read and write them; always a copy."""
        array = np.array(values, np.int64)
        return array if self.compiled else array.tolist()

    def record(self, columns: Columns) -> Columns:
        """Return a record with each of its arrays as the kernels want it; numbers stay."""
        kept: list[Any] = [c if isinstance(c, int) else self.column(c) for c in columns]
        return type(columns)(*kept)

    def zeros(self, size: int) -> Any:
        """Return a column of zeros."""
        return np.zeros(size, np.int64) if self.compiled else [0] * size

    def restore(self, column: Any) -> Ints:
        """Return a copy of what kernels wrote as an array."""
        return np.array(column, np.int64)


def engine_for(mode: Mode, tasks: int, schedules: int) -> Engine:
    """Return the engine of a mode; AUTOMATIC looks at the size and at how many schedules are wanted."""
    if mode is not Mode.AUTOMATIC:
        return Engine(mode is Mode.COMPILED)
    loaded = machine_code.cache_info().currsize > 0
    return Engine(loaded or tasks * schedules > INTERPRETED_LIMIT)
