"""What levelling a plan answers: proposed dates with their reasons, the edits that give them, how good they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from planner.capacity.levelling import Label, Objective
from planner.plan.changes import Operation
from planner.plan.findings import Finding
from planner.plan.snapshot import Plan


@dataclass(frozen=True, slots=True)
class ResourceLink:
    """Work that waited for other work: who (team, skill or person) was busy, and whose work held them."""

    predecessor_id: str
    successor_id: str
    team_id: str
    skill: str
    person_id: str


@dataclass(frozen=True, slots=True)
class LevelledWork:
    """One piece of work that asks for capacity: dates as the plan has them, without levelling, and as proposed.

    ``delay_days`` are the working days of the plan from the start without levelling to the proposed one, ``shift_days``
    those from the plan's present finish to the proposed one; ``waited`` says that capacity, not links, held it.
    ``total_float_days`` counts links and resource links together. ``due`` is None where nothing is due.
    ``rest_reason`` is the part of the reason that says when it rests in between and why; empty: it does not.
    """

    id: str
    start_before: datetime
    finish_before: datetime
    start_unlevelled: datetime
    start: datetime
    finish: datetime
    delay_days: float
    shift_days: float
    waited: bool
    over_capacity: bool
    rests: tuple[tuple[datetime, datetime], ...]
    total_float_days: float
    due: datetime | None
    reason: str
    rest_reason: str = ""

    @property
    def moves(self) -> bool:
        """Whether the proposal gives it other dates than the plan has."""
        return (self.start, self.finish) != (self.start_before, self.finish_before)


@dataclass(frozen=True, slots=True)
class LevelProposal:
    """A levelled plan as a proposal: ``after`` is the plan with ``operations`` applied, and has exactly these dates.

    ``work`` is everything that asks for capacity and may move, in order of proposed start. Finishes are those of the
    portfolio, ``late_days`` sums the working days by which dated work is late. ``label`` says how good the order is
    known to be: ``bound`` is a lower bound of ``value`` in ``unit``; ``gap`` how far the value may be from the best.
    """

    plan: Plan
    after: Plan
    objective: Objective
    work: tuple[LevelledWork, ...]
    links: tuple[ResourceLink, ...]
    operations: tuple[Operation, ...]
    label: Label
    value: float
    bound: float
    finish_before: datetime
    finish: datetime
    late_days_before: float
    late_days: float
    findings: tuple[Finding, ...]
    schedules: int

    @property
    def gap(self) -> float | None:
        """Return how far the value may be from the best, as a share of the bound; None where that is not known."""
        return (self.value - self.bound) / self.bound if self.label is not Label.HEURISTIC and self.bound > 0 else None

    @property
    def moved(self) -> tuple[LevelledWork, ...]:
        """Return the work that gets other dates."""
        return tuple(row for row in self.work if row.moves)
