"""What the law asks of each market of a launch beside the day on which it is ready: slack and latest safe start."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from planner.plan.entities import Launch, Obligation
from planner.plan.entities.obligations import DateEntry
from planner.plan.errors import PlannerError
from planner.plan.snapshot import Plan, per_plan
from planner.plan.values import END_OF_DAY
from planner.readiness.cells import readiness_by_dates
from planner.readiness.dating import concerns
from planner.readiness.law import obligations_of
from planner.schedule import latest_safe_start


@dataclass(frozen=True, slots=True)
class Duty:
    """One obligation of one launch in one market (None: the launch names none).

    ``binds`` is whether the law is live and its day known. ``safe_start`` is the last day on which unfinished work
    may still begin, ``safe_work_id`` the work that must begin then (None: nothing is left to begin, or there is no
    day). ``predicted`` is the day on which the market is ready, with its gates, None where nobody knows; ``slack_days``
    are calendar days from it to the legal one; negative: too late. ``moved`` are
    the days that were said before, oldest first, without the present one.
    """

    obligation_id: str
    launch_id: str
    market_id: str | None
    day: date | None
    grace_end: date | None
    binds: bool
    predicted: date | None
    slack_days: int | None
    safe_start: date | None
    safe_work_id: str | None
    moved: tuple[DateEntry, ...]
    sentence: str


@per_plan
def duties(plan: Plan, launch_id: str, today: date) -> tuple[Duty, ...]:
    """Return every obligation of a launch as of a day, market by market in the order of its waves.

    A cancelled launch has none.
    """
    launch, found = plan.all(Launch)[launch_id], readiness_by_dates(plan, today).by_launch.get(launch_id)
    cells = found.cells if found is not None else ()
    return tuple(duty for cell in cells for duty in _duties(plan, launch, cell.market_id, cell.predicted))


def _duties(plan: Plan, launch: Launch, market_id: str | None, predicted: date | None) -> Iterator[Duty]:
    for duty in obligations_of(plan, launch.id, market_id):
        binds = duty.status.is_live and duty.day is not None
        safe = _safe_start(_for_market(plan, launch.id, market_id), launch, duty.day) if binds and duty.day else None
        slack = (duty.day - predicted).days if duty.day is not None and predicted is not None else None
        yield Duty(
            obligation_id=duty.id,
            launch_id=launch.id,
            market_id=market_id,
            day=duty.day,
            grace_end=duty.grace_end,
            binds=binds,
            predicted=predicted,
            slack_days=slack,
            safe_start=safe[0] if safe else None,
            safe_work_id=safe[1] if safe else None,
            moved=tuple(entry for entry in duty.history if entry.day != duty.day),
            sentence=_sentence(plan, duty, slack, safe),
        )


def _for_market(plan: Plan, launch_id: str, market_id: str | None) -> Plan:
    """Return the plan in which a launch waits for nothing that is only for other markets, as `scheduled_for` has it."""
    links = plan.predecessors(launch_id)
    others = frozenset(link.id for link in links if not concerns(plan, link, market_id))
    return _without(plan, others) if 0 < len(others) < len(links) else plan


@per_plan
def _without(plan: Plan, link_ids: frozenset[str]) -> Plan:
    return plan.with_entities((("dependency", id_, None) for id_ in link_ids), plan.revision)


def _safe_start(plan: Plan, launch: Launch, day: date) -> tuple[date, str] | None:
    """Return the first of the latest starts of work that has not begun, and that work; None if all has."""
    if launch.launched_on is not None:
        return None
    try:
        rows = latest_safe_start(plan, launch.id, datetime.combine(day, END_OF_DAY)).rows
    except PlannerError:
        return None
    first = next((row for row in rows if not row.started and row.id != launch.id and row.id in plan.works), None)
    return (first.latest_start.date(), first.id) if first is not None else None


def _sentence(plan: Plan, duty: Obligation, slack: int | None, safe: tuple[date, str] | None) -> str:
    status = duty.status.value.replace("_", " ")
    if duty.day is None:
        return f"{duty.code} {duty.instrument} sets no day: {duty.precision.value}."
    if not duty.status.is_live:
        return f"{duty.code} {duty.instrument} is {status}; it names {_day(duty)} and does not bind."
    text = f"{duty.code} {duty.instrument} is {status} and asks for it by {_day(duty)}"
    if slack is None:
        text += ", and nobody knows when it will be ready"
    else:
        text += f", {slack} days after the predicted day" if slack >= 0 else f", missed by {-slack} days"
    if safe is not None:
        text += f"; {plan.works[safe[1]].code} must begin by {safe[0]}"
    grace = f" Grace ends on {duty.grace_end}." if duty.grace_end is not None else ""
    moved = len([entry for entry in duty.history if entry.day != duty.day])
    again = f" The date has moved {'once' if moved == 1 else f'{moved} times'}." if moved else ""
    return f"{text}.{grace}{again}"


def _day(duty: Obligation) -> str:
    """Return the day with its precision, such as ``the half ending 2026-12-31``."""
    precision = duty.precision.value
    return str(duty.day) if precision == "day" else f"the {precision} ending {duty.day}"
