"""How much effort levelling may take."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Budget:
    """Limits of a search; it ends at the first that is reached, or when its answer is proven.

    Without `seconds` the answer is the same on every machine and at every load.
    """

    schedules: int = 5_000
    """Schedules to generate; 1 is a single pass by the rule."""
    effort: float = 2.0
    """Units of CP-SAT's deterministic time (seconds, very roughly); 0 leaves it out."""
    seconds: float | None = None
    """Wall-clock limit. With it the other two are only upper limits, and what is found depends on the machine."""
    exact_tasks: int = 150
    """Tasks up to which CP-SAT takes part."""

    @classmethod
    def first_plan(cls) -> Budget:
        """Return the budget of a single pass."""
        return cls(schedules=1, effort=0.0)

    @classmethod
    def within(cls, seconds: float) -> Budget:
        """Return a budget by the clock alone."""
        return cls(schedules=1 << 40, effort=1e9, seconds=seconds)
