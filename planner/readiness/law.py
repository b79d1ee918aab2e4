"""What the law asks of a launch in a market, and when; only live law binds, an enjoined or expected one is shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from planner.plan.entities import Launch, Obligation
from planner.plan.entities.obligations import DateEntry
from planner.plan.errors import PlannerError
from planner.plan.snapshot import Plan, per_kinds, per_plan
from planner.plan.values import END_OF_DAY
from planner.readiness.dating import scheduled_for
from planner.readiness.records import markets_by_launch
from planner.schedule import latest_safe_start


@dataclass(frozen=True, slots=True)
class Duty:
    """One obligation of one launch in one market (None: the launch names none).

    ``binds`` is whether the law is live and its day known. ``safe_start`` is the last day on which unfinished work
    may still begin, ``safe_work_id`` the work that must begin then (None: nothing is left to begin, or there is no
    day). ``slack_days`` are calendar days from the predicted day to the legal one; negative: too late. ``moved`` are
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


@per_kinds(Obligation)
def _named(plan: Plan) -> Mapping[str, tuple[Obligation, ...]]:
    """Return the obligations that name each launch, the earliest first."""
    groups: dict[str, list[Obligation]] = {}
    for duty in sorted(plan.all(Obligation).values(), key=lambda one: (one.day or date.max, one.code)):
        for id_ in duty.launch_ids:
            groups.setdefault(id_, []).append(duty)
    return {id_: tuple(found) for id_, found in groups.items()}


@per_plan
def obligations_of(plan: Plan, launch_id: str, market_id: str | None) -> tuple[Obligation, ...]:
    """Return the obligations of a launch in a market, the earliest first, undated ones last.

    Those that name the launch, unless they name other markets; and of those that name no launch the market's that are
    met by work which the launch directly waits for.
    """
    named = _named(plan).get(launch_id, ())
    found = {duty.id: duty for duty in named if _concerns(duty, market_id)}
    waits_for = {link.predecessor_id for link in plan.predecessors(launch_id)}
    for duty in _unnamed(plan):
        if market_id in duty.market_ids and not waits_for.isdisjoint(duty.initiative_ids):
            found[duty.id] = duty
    return tuple(sorted(found.values(), key=lambda one: (one.day or date.max, one.code)))


@per_kinds(Obligation)
def _unnamed(plan: Plan) -> tuple[Obligation, ...]:
    """Return the obligations that name no launch but markets and work."""
    every = plan.all(Obligation).values()
    return tuple(duty for duty in every if not duty.launch_ids and duty.market_ids and duty.initiative_ids)


def _concerns(duty: Obligation, market_id: str | None) -> bool:
    return market_id is None or not duty.market_ids or market_id in duty.market_ids


def legal_day(plan: Plan, launch_id: str, market_id: str | None) -> date | None:
    """Return the earliest day that live law sets for a launch in a market, None if none does."""
    days = (duty.day for duty in obligations_of(plan, launch_id, market_id) if duty.status.is_live)
    return next((day for day in days if day is not None), None)


@per_plan
def duties(plan: Plan, launch_id: str) -> tuple[Duty, ...]:
    """Return every obligation of a launch, market by market in the order of its waves."""
    launch = plan.all(Launch)[launch_id]
    cells = markets_by_launch(plan).get(launch_id, ())
    markets: list[str | None] = [*(cell.market_id for cell in cells)] or [None]
    return tuple(duty for market_id in markets for duty in _duties(plan, launch, market_id))


def _duties(plan: Plan, launch: Launch, market_id: str | None) -> Iterator[Duty]:
    predicted = scheduled_for(plan, launch, market_id)
    for duty in obligations_of(plan, launch.id, market_id):
        binds = duty.status.is_live and duty.day is not None
        safe = _safe_start(plan, launch, duty.day) if binds and duty.day is not None else None
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
    if slack is not None:
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
