"""Who works on what, as tracks: the assignments of initiatives on the calendars of their resources.

Only people (and machines) date work, and only where its duration is not fixed and it does not ignore them. A
resource without a calendar works on the initiative's; one with its own works, where the initiative has a
calendar of its own too, only when both do.
"""

from __future__ import annotations

from collections import defaultdict

from planner.plan.entities import Assignment, EffortRule, Initiative, Resource, ResourceType
from planner.plan.snapshot import Plan
from planner.plan.values import WorkingUnits
from planner.schedule.assignment import CONTOUR_AVERAGE, tracks_of
from planner.schedule.assignment import Assignment as Work
from planner.schedule.network import Track
from planner.schedule.plan_calendars import PlanCalendars

LEAST_UNITS = 0.01
"""Percent below which an assignment says nothing of dates: its work would never end."""


class Staffing:
    """The assignments that date work, by initiative."""

    def __init__(self, plan: Plan, calendars: PlanCalendars) -> None:
        self._calendars = calendars
        self._units = plan.units
        self._resources = plan.all(Resource)
        self._rows: dict[str, list[Assignment]] = defaultdict(list)
        for row in plan.all(Assignment).values():
            resource = self._resources.get(row.resource_id)
            if resource is not None and resource.type is ResourceType.PERSON:
                self._rows[row.initiative_id].append(row)

    def __bool__(self) -> bool:
        """Whether anyone is assigned to anything."""
        return bool(self._rows)

    def tracks(self, item: Initiative, duration: int, inherited: int) -> tuple[Track, ...]:
        """Return the tracks of an initiative of `duration` ticks; `inherited` is the calendar of its surroundings."""
        rows = self._rows.get(item.id)
        if not rows or item.effort_rule is EffortRule.FIXED_DURATION or item.ignores_resource_calendars:
            return ()
        own = self._calendars.position.get(item.calendar_id or "")
        return tracks_of(tuple(self._work(row, own, inherited, duration) for row in rows), duration)

    def _work(self, row: Assignment, own: int | None, inherited: int, duration: int) -> Work:
        calendar = self._calendars.position.get(self._resources[row.resource_id].calendar_id or "", inherited)
        both = calendar if own is None else self._calendars.both(own, calendar)
        share = row.units if row.units >= LEAST_UNITS else 0.0
        delay = row.delay.tenths(self._units) if row.delay is not None and not row.delay.is_percent else 0
        return Work(self._calendars.same[both], work_ticks(row, duration, self._units), share, delay, row.contour.name)


def work_ticks(row: Assignment, duration: int, units: WorkingUnits) -> int:
    """Return the work of an assignment; what was not said is its units over the whole duration."""
    if row.work is not None and not row.work.is_percent:
        return row.work.tenths(units)
    return round(duration * row.units / 100 * CONTOUR_AVERAGE[row.contour.name])
