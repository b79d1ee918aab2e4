"""What a selection answers: the start of each item, its value, and how good it is known to be."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from planner.roadmap.selection.problem import Ints


class Label(Enum):
    """What is known about the value of a selection."""

    PROVEN = "proven"
    """No better one exists."""
    BOUNDED = "bounded"
    """`bound` is a proven limit that the value has not reached."""
    HEURISTIC = "heuristic"
    """Nothing is known."""


class Status(Enum):
    """Whether there is a selection."""

    SELECTED = "selected"
    INFEASIBLE = "infeasible"
    """No selection keeps all musts; see `conflict`."""
    UNKNOWN = "unknown"
    """None was found in time that keeps all musts, and none was excluded."""


@dataclass(frozen=True, slots=True)
class Budget:
    """Limits of a search, which ends at the first that is reached, or when its answer is proven.

    Without `seconds` the answer depends on the seed alone: the same on every machine and at every load.
    """

    steps: int = 2_000
    """Steps of the improvement."""
    effort: float = 2.0
    """Units of CP-SAT's deterministic time (seconds, very roughly); 0 leaves it out."""
    nodes: int = -1
    """Nodes of HiGHS's tree; -1 leaves it out where there is no limit in seconds."""
    seconds: float | None = None
    """Wall-clock limit. With it the others are only upper limits, and what is found depends on the machine."""

    @classmethod
    def first_answer(cls) -> Budget:
        """Return the budget of one pass without any search."""
        return cls(steps=0, effort=0.0)

    @classmethod
    def within(cls, seconds: float) -> Budget:
        """Return a budget by the clock alone."""
        return cls(steps=1 << 40, effort=1e9, nodes=1 << 30, seconds=seconds)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a search has come: the best value so far (None: none yet), its bound (None: unknown), and by whom."""

    seconds: float
    value: int | None
    bound: int | None
    by: str

    @property
    def gap(self) -> float | None:
        """Return by what share the bound is above the value."""
        return None if self.value is None or self.bound is None else gap(self.value, self.bound)


@dataclass(frozen=True, slots=True, eq=False)
class Selection:
    """The best selection found; items left out have start -1, running ones 0."""

    start: Ints
    value: int
    bound: int | None
    """Proven limit of the value; None: nothing is known."""
    label: Label
    status: Status
    seconds: float
    first_seconds: float
    """When the first answer was there."""

    @property
    def gap(self) -> float | None:
        """Return by what share the bound is above the value; None where there is no bound."""
        return None if self.bound is None else gap(self.value, self.bound)


def gap(value: int, bound: int) -> float:
    """Return by what share of the value a bound is above it.

    >>> gap(100, 108), gap(0, 0)
    (0.08, 0.0)
    """
    return 0.0 if bound <= value else (bound - value) / max(value, 1)
