"""Go and no-go: which decision on a market stands, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from planner.plan.entities import Decision
from planner.plan.entities.gates import Condition, Verdict
from planner.plan.snapshot import Plan
from planner.readiness.records import decisions_by_launch

GOES = (Verdict.GO, Verdict.CONDITIONAL_GO)


def concerns(decision: Decision, market_id: str | None) -> bool:
    """Whether a decision is about a market: it names none, or this one."""
    return not decision.market_ids or market_id is None or market_id in decision.market_ids


def in_force(decision: Decision, today: date) -> bool:
    """Whether a decision counts on a day: taken by then, and not expired."""
    return decision.decided_on <= today and (decision.expires_on is None or decision.expires_on >= today)


def standing_decision(plan: Plan, launch_id: str, market_id: str | None, today: date) -> Decision | None:
    """Return the newest decision in force on a launch in a market, None if there is none.

    A newer decision that has expired does not bring an older one back.
    """
    newest = latest_decision(plan, launch_id, market_id, today)
    return newest if newest is not None and in_force(newest, today) else None


def latest_decision(plan: Plan, launch_id: str, market_id: str | None, today: date) -> Decision | None:
    """Return the newest decision on a launch in a market taken by a day, expired or not."""
    found = decisions_by_launch(plan).get(launch_id, ())
    return next((one for one in found if one.decided_on <= today and concerns(one, market_id)), None)


def overdue_conditions(decision: Decision, today: date) -> Iterator[Condition]:
    """Yield the conditions whose day has gone by unmet."""
    for condition in decision.conditions:
        if condition.due is not None and condition.due < today and not _met(condition, today):
            yield condition


def open_conditions(decision: Decision, today: date) -> int:
    """Return how many conditions are not met on a day."""
    return sum(not _met(condition, today) for condition in decision.conditions)


def _met(condition: Condition, today: date) -> bool:
    return condition.met_on is not None and condition.met_on <= today


def dissents(decision: Decision) -> tuple[str, ...]:
    """Return who signed against it, each with the reason if one was given."""
    return tuple(
        f"{one.name}: {one.reason}" if one.reason else one.name for one in decision.signatures if not one.assents
    )
