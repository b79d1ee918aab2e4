"""The result of scheduling a plan, as the rest of the program reads it.

Instants are naive local datetimes of the portfolio, exact to the minute.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class WorkDates:
    """Computed dates of one initiative (leaf or summary) or launch.

    Floats are working minutes on the item's own calendar (negative: late); ``*_float_days`` divide them by the
    portfolio's minutes per day. ``driver`` is the id of the dependency that sets the early start, if one does;
    ``binding`` says in one word what sets it: link, external (an outside party's delivery), constraint, parent (a
    summary above it), project_start, actual, manual, status_date, as_late_as_possible, or parts (of the branch that
    it sums up).
    """

    id: str
    early_start: datetime
    early_finish: datetime
    late_start: datetime
    late_finish: datetime
    total_float_minutes: int
    free_float_minutes: int
    total_float_days: float
    free_float_days: float
    duration_minutes: int
    critical: bool
    near_critical: bool
    driver: str | None
    binding: str

    @property
    def start(self) -> date:
        """Return the day on which it starts."""
        return self.early_start.date()

    @property
    def finish(self) -> date:
        """Return the day on which it finishes."""
        return self.early_finish.date()


@dataclass(frozen=True, slots=True)
class Schedule:
    """Dates of everything that is scheduled (cancelled work is not), by id."""

    dates: Mapping[str, WorkDates]
    start: datetime
    finish: datetime


@dataclass(frozen=True, slots=True)
class PathStep:
    """One piece of work on a path: the dependency that led to it (None at the root) and its float to the target."""

    id: str
    dependency_id: str | None
    float_days: float


@dataclass(frozen=True, slots=True)
class CriticalPath:
    """The driving chain to a target (None: the end of the portfolio), root first, and everything critical to it."""

    target_id: str | None
    finish: datetime
    steps: tuple[PathStep, ...]
    critical_ids: tuple[str, ...]
