"""The two ways of running the kernels that date levelled work: interpreted, or compiled over arrays.

Both give the same dates, bit for bit; small plans are dated sooner than machine code is loaded.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from planner.capacity import level_plan_fitting, level_plan_splitting
from planner.capacity.levelling.engines import Mode
from planner.schedule import placement
from planner.schedule.forward import place_early
from planner.worktime import arithmetic
from planner.worktime.compilation import Kernel, compiled
from planner.worktime.pattern import WorkingCalendar
from planner.worktime.tables import listed, tabulate

INTERPRETED_LIMIT = 10
"""Pieces of work up to which an interpreted pass beats loading machine code."""

_KERNELS: tuple[Kernel, ...] = (
    *arithmetic.KERNELS,
    *placement.KERNELS,
    place_early,
    *level_plan_splitting.KERNELS,
    *level_plan_fitting.KERNELS,
)
_INTERPRETED: dict[str, Kernel] = {kernel.__name__: kernel for kernel in _KERNELS}


@cache
def machine_code() -> dict[str, Kernel]:
    """Return the compiled kernels by name; each is compiled, or read from the cache, at its first call."""
    return compiled(_KERNELS)


class Engine:
    """Kernels by name, and the tables of calendars as they want them."""

    def __init__(self, mode: Mode, works: int) -> None:
        automatic = works > INTERPRETED_LIMIT
        self.compiled = automatic if mode is Mode.AUTOMATIC else mode is Mode.COMPILED

    def run(self, kernel: str, *columns: Any) -> Any:
        """Call a kernel."""
        return (machine_code() if self.compiled else _INTERPRETED)[kernel](*columns)

    def tables(self, calendars: tuple[WorkingCalendar, ...]) -> Any:
        """Return the tables of calendars."""
        return tabulate(calendars) if self.compiled else listed(calendars)
