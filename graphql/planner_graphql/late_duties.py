"""Duties in law that a change breaks or mends: dated, binding, and met by work that moves past their day.

Only duties that the change touches, or whose work it moves, are looked at.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from planner.plan.entities import Obligation
from planner.plan.snapshot import Plan
from planner.plan.values import END_OF_DAY
from planner.schedule import schedule
from planner.schedule.impacts import Impact
from planner_graphql.rows import referring

_FIELDS = ("initiative_ids", "launch_ids")


@dataclass(frozen=True, slots=True)
class LateDuty:
    """A duty that is missed on one side of a change only, by one piece of work; ``due`` as it is after the change."""

    obligation_id: str
    id: str
    due: datetime
    finish_before: datetime
    finish_after: datetime


def late_duties(impact: Impact) -> tuple[tuple[LateDuty, ...], tuple[LateDuty, ...]]:
    """Return the duties that are newly missed, and those that no longer are, each by duty and work."""
    found: tuple[list[LateDuty], list[LateDuty]] = ([], [])
    moved = {row.id: (row.finish_before, row.finish_after) for row in impact.moved}
    for duty_id, work_id in sorted(_touched(impact, moved)):
        now = _side(impact.after, duty_id, work_id)
        was = _side(impact.before, duty_id, work_id)
        finishes = moved.get(work_id) or _finishes(impact, work_id)
        if now is None or finishes is None:
            continue
        missed_before, missed_after = was is not None and finishes[0] > was, finishes[1] > now
        if missed_before != missed_after:
            found[missed_before].append(LateDuty(duty_id, work_id, now, *finishes))
    return tuple(found[0]), tuple(found[1])


def _touched(impact: Impact, moved: Iterable[str]) -> set[tuple[str, str]]:
    """Return (duty, work) of what may have changed."""
    pairs = {
        (duty.id, id_)
        for plan in (impact.before, impact.after)
        for field in _FIELDS
        for id_ in moved
        for duty in referring(plan, "obligation", field).get(id_, ())
    }
    changed = {change.id for change in impact.changes if change.kind == "obligation"}
    for id_ in changed:
        for plan in (impact.before, impact.after):
            pairs.update((id_, work_id) for work_id in _work(plan, id_))
    return pairs


def _work(plan: Plan, duty_id: str) -> Iterator[str]:
    duty = plan.all(Obligation).get(duty_id)
    if duty is not None:
        yield from (*duty.initiative_ids, *duty.launch_ids)


def _side(plan: Plan, duty_id: str, work_id: str) -> datetime | None:
    """Return the last instant of the duty's day, None where it does not bind this work."""
    duty = plan.all(Obligation).get(duty_id)
    if duty is None or duty.day is None or not duty.status.is_live or work_id not in _work(plan, duty_id):
        return None
    return datetime.combine(duty.day, END_OF_DAY)


def _finishes(impact: Impact, id_: str) -> tuple[datetime, datetime] | None:
    """Return the finish of work that does not move, before and after; None where it lacks one."""
    before, after = schedule(impact.before).dates.get(id_), schedule(impact.after).dates.get(id_)
    return None if before is None or after is None else (before.early_finish, after.early_finish)
