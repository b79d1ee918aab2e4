"""Impact: what a change moves before anybody saves it.

The change is applied, the plan after it scheduled, and the two schedules compared, column by column. On a plan
that is scheduled already this takes milliseconds, because the solution is carried over.

>>> from datetime import datetime
>>> from planner.plan.changes import Action
>>> from planner.plan.entities import Dependency, Initiative, Portfolio
>>> from planner.plan.values import Duration
>>> week = Duration.parse("1w")
>>> plan = Plan.of(Portfolio(id="portfolio", start=datetime(2027, 1, 4)),
...     Initiative(id="a", code="A", name="a", owner="Ada", duration=week),
...     Initiative(id="b", code="B", name="b", owner="Ada", duration=week),
...     Dependency(id="d", predecessor_id="a", successor_id="b"))
>>> longer = Operation(Action.UPDATE, "initiative", "a", {"duration": Duration.parse("7d")})
>>> [(row.id, row.start_days, row.finish_days) for row in impact(plan, [longer]).moved]
[('a', 0.0, 2.0), ('b', 2.0, 2.0)]
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from planner.plan.changes import Change, ChangeSet, Operation, Outcome, apply
from planner.plan.findings import Finding
from planner.plan.snapshot import Plan, Work
from planner.schedule.carrying import carry_over
from planner.schedule.impact_rows import Columns, LateWork, MovedWork, late_work, moved_rows
from planner.schedule.plan_schedule import solved
from planner.schedule.records import NONE
from planner.schedule.solution import moments

__all__ = ["Impact", "LateWork", "MovedWork", "compare", "impact", "impact_of"]


@dataclass(frozen=True)
class Impact:
    """What comes of a change: `outcome` of applying it, then everything that differs in the schedule.

    Refused changes have an impact without any effect. Work that is in one of the two plans only, or has dates in
    one only, is listed as `added` or `removed` and not as moved.
    """

    before: Plan
    outcome: Outcome
    columns: Columns

    @property
    def accepted(self) -> bool:
        """Whether the change would be applied."""
        return self.outcome.accepted

    @property
    def after(self) -> Plan:
        """Return the plan after the change, the one before where it is refused."""
        return self.outcome.plan

    @property
    def changes(self) -> tuple[Change, ...]:
        """Return what changes of each entity."""
        return self.outcome.changes

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Return why the change is refused, or what it should be looked at for."""
        return self.outcome.findings

    @cached_property
    def moved(self) -> tuple[MovedWork, ...]:
        """Return the initiatives and launches whose start or finish moves, by new start."""
        return moved_rows(self.after, self.columns)

    @cached_property
    def newly_critical(self) -> tuple[str, ...]:
        """Return the ids of what becomes critical, in the order of the plan."""
        columns = self.columns
        return columns.ids_where(columns.after.critical & ~columns.before.critical)

    @cached_property
    def no_longer_critical(self) -> tuple[str, ...]:
        """Return the ids of what stops being critical, in the order of the plan."""
        columns = self.columns
        return columns.ids_where(columns.before.critical & ~columns.after.critical)

    @cached_property
    def newly_late(self) -> tuple[LateWork, ...]:
        """Return the deadlines and target dates that are met before and missed after."""
        return late_work(self.before, self.after, self.columns, missed_after=True)

    @cached_property
    def no_longer_late(self) -> tuple[LateWork, ...]:
        """Return the deadlines and target dates that are missed before and met after."""
        return late_work(self.before, self.after, self.columns, missed_after=False)

    @cached_property
    def added(self) -> tuple[str, ...]:
        """Return the ids of work that gets dates."""
        return self.columns.added

    @cached_property
    def removed(self) -> tuple[str, ...]:
        """Return the ids of work that loses its dates."""
        return self.columns.removed


def impact(plan: Plan, change: ChangeSet | Iterable[Operation]) -> Impact:
    """Return what a change set, or operations, would do to the schedule of a plan; nothing is saved."""
    operations = change.operations if isinstance(change, ChangeSet) else tuple(change)
    return impact_of(plan, apply(plan, operations))


def impact_of(before: Plan, outcome: Outcome) -> Impact:
    """Return what an outcome of changes does to the schedule that the plan before them has."""
    if outcome.changes:
        carry_over(before, outcome.plan, outcome.changes)
    return compare(before, outcome)


def compare(before: Plan, outcome: Outcome) -> Impact:
    """Return the impact of an outcome from the schedules of the plans before and after it."""
    return Impact(before, outcome, Columns.of(solved(before), solved(outcome.plan)))


def finish_of(plan: Plan, work: Work) -> datetime | None:
    """Return when a piece of work finishes, None where it has no dates."""
    done = solved(plan)
    position = done.plan_network.position[work.id]
    column = done.solution.finish[position : position + 1]
    return None if int(column[0]) == NONE else moments(column)[0]
