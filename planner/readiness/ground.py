"""What a gate is asked about: one template of one launch in one market, and what is worked out once for all of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from planner.plan.entities import Gate, GateTemplate, Launch, LaunchMarket
from planner.plan.snapshot import Plan
from planner.readiness.dating import WorkingTime
from planner.readiness.result import Cell, FeedState, GateStanding


@dataclass(frozen=True, slots=True)
class Question:
    """One gate: ``gate`` is its stored row (None: nothing is known beyond the template), ``target`` the market's."""

    launch: Launch
    cell: LaunchMarket | None
    template: GateTemplate
    gate: Gate | None
    target: date | None
    due: date | None

    @property
    def market_id(self) -> str | None:
        """Return the market, None for a launch that names none."""
        return self.cell.market_id if self.cell is not None else None


def question_of(plan: Plan, cell: Cell, gate: GateStanding) -> Question:
    """Return the question that a gate of a cell answers."""
    return Question(
        plan.all(Launch)[cell.launch_id],
        plan.all(LaunchMarket).get(cell.launch_market_id or ""),
        plan.all(GateTemplate)[gate.template_id],
        plan.all(Gate).get(gate.gate_id or ""),
        cell.target,
        gate.due,
    )


@dataclass(slots=True)
class Ground:
    """A plan on a day, with answers that many gates share."""

    plan: Plan
    today: date
    working_time: WorkingTime
    work: dict[object, tuple[FeedState, ...]] = field(default_factory=dict)
    artefacts: dict[object, tuple[FeedState, ...]] = field(default_factory=dict)
    measures: dict[object, object] = field(default_factory=dict)
    waits: dict[str, float] | None = None
    table: object = None

    @classmethod
    def of(cls, plan: Plan, today: date) -> Ground:
        """Return the ground of a plan on a day."""
        return cls(plan, today, WorkingTime(plan))
