"""What the law asks of a launch in a market, and when; only live law binds, an enjoined or expected one is shown."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from planner.plan.entities import Obligation
from planner.plan.snapshot import Plan, per_kinds, per_plan


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
