"""What of a plan is uncertain: three-point estimates, common causes and the risks of the register.

Only what is still to come is drawn: of work in progress what remains, spread as the whole was; of finished work
nothing. A cause acts on the work named and on all work that its teams are asked for, parts of it included.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from planner.plan.entities import (
    ActivityType,
    Assignment,
    CommonCause,
    Demand,
    Initiative,
    Launch,
    Resource,
    Risk,
    RiskStatus,
)
from planner.plan.entities.portfolio import ThreePoint
from planner.plan.snapshot import Plan
from planner.plan.values import Duration, WorkingUnits
from planner.risk.distributions import Family
from planner.risk.extra_nodes import ExtraNode
from planner.risk.uncertainty import Event, Spread, Uncertainty
from planner.schedule.plan_network import duration_ticks, scheduled_duration

MINUTES_OF_A_WEEK = 10_080


def uncertainty_of(
    plan: Plan, position: Mapping[str, int], extra: Sequence[ExtraNode], without: frozenset[str] = frozenset()
) -> Uncertainty:
    """Return what is uncertain, by activity; `without` names risks, causes and work that are taken as certain."""
    spreads: dict[int, Spread] = {}
    names: dict[int, str] = {}
    for item in _leaves(plan):
        spread = None if item.id in without else work_spread(plan, item)
        if spread is not None:
            spreads[position[item.id]] = spread
            names[position[item.id]] = f"duration:{item.id}"
    for node in extra:
        spread = _spread(
            plan, node.optimistic, node.likely, node.pessimistic, Family(plan.portfolio.distribution.value)
        )
        if spread is not None and node.id not in without:
            spreads[position[node.id]] = spread
            names[position[node.id]] = f"node:{node.id}"
    causes = [cause for cause in _causes(plan) if cause.id not in without]
    risks = [risk for risk in open_risks(plan) if risk.id not in without]
    return Uncertainty(
        spreads,
        names,
        [f"cause:{cause.id}" for cause in causes],
        _shared(plan, causes, position),
        [Event(f"risk:{risk.id}", risk.probability, risk_delay(plan, risk)) for risk in risks],
        _hits(plan, risks, position, extra),
    )


def _leaves(plan: Plan) -> Iterable[Initiative]:
    """Yield the initiatives that have a duration of their own to be uncertain about."""
    for item in plan.all(Initiative).values():
        if item.activity_type is ActivityType.TASK and not plan.children(item.id):
            yield item


def work_spread(plan: Plan, item: Initiative) -> Spread | None:
    """Return the three-point estimate of an initiative in ticks, None where nothing is uncertain."""
    family = Family((item.distribution or plan.portfolio.distribution).value)
    return _spread(plan, item.optimistic, scheduled_duration(item), item.pessimistic, family)


def _spread(
    plan: Plan, optimistic: Duration | None, likely: Duration | None, pessimistic: Duration | None, family: Family
) -> Spread | None:
    """Return a spread in ticks; what was not said is as likely as the most likely."""
    if optimistic is None and pessimistic is None:
        return None
    middle = duration_ticks(likely, plan.units) if likely else 0
    low = middle if optimistic is None else duration_ticks(optimistic, plan.units)
    high = middle if pessimistic is None else duration_ticks(pessimistic, plan.units)
    deciles = plan.portfolio.three_point is ThreePoint.DECILES
    spread = Spread(min(low, middle), middle, max(high, middle), family, deciles)
    return None if spread.certain else spread


def risk_delay(plan: Plan, risk: Risk) -> Spread:
    """Return the delay of a risk in working ticks; one of which nothing is said delays nothing."""
    said = [risk.delay_optimistic, risk.delay, risk.delay_pessimistic]
    known = [working_ticks(d, plan.units) for d in said if d is not None] or [0]
    low, middle, high = (None if d is None else working_ticks(d, plan.units) for d in said)
    likely = middle if middle is not None else sum(known) // len(known)
    deciles = plan.portfolio.three_point is ThreePoint.DECILES
    return Spread(
        min(likely if low is None else low, likely), likely, max(likely if high is None else high, likely),
        Family(plan.portfolio.distribution.value), deciles,
    )  # fmt: skip


def working_ticks(duration: Duration, units: WorkingUnits) -> int:
    """Return the working ticks of a delay; of one by the clock the share of a week that is worked."""
    ticks = duration_ticks(duration, units)
    return ticks * units.minutes_per_week // MINUTES_OF_A_WEEK if duration.is_elapsed else ticks


def open_risks(plan: Plan) -> list[Risk]:
    """Return the risks that may still happen, in the order of their ids."""
    return sorted((r for r in plan.all(Risk).values() if r.status is RiskStatus.OPEN), key=lambda risk: risk.id)


def market_risks(plan: Plan, launch_id: str, market_id: str) -> tuple[str, ...]:
    """Return the ids of the risks that delay a launch in one market and do not delay all of it."""
    return tuple(r.id for r in open_risks(plan) if launch_id in r.work_ids and market_id in r.market_ids)


def _causes(plan: Plan) -> list[CommonCause]:
    return sorted(plan.all(CommonCause).values(), key=lambda cause: cause.id)


def _shared(
    plan: Plan, causes: Sequence[CommonCause], position: Mapping[str, int]
) -> dict[int, list[tuple[int, float]]]:
    """Return the causes of each activity and the share of its variance that is theirs."""
    of_team = _team_work(plan) if any(cause.team_ids for cause in causes) else {}
    shared: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for number, cause in enumerate(causes):
        named = [*cause.initiative_ids, *(work for team in cause.team_ids for work in of_team.get(team, ()))]
        for leaf in dict.fromkeys(leaf for work in named for leaf in leaves_of(plan, work)):
            shared[position[leaf]].append((number, cause.correlation))
    return shared


def _team_work(plan: Plan) -> dict[str, list[str]]:
    """Return the initiatives that each team is asked for or has people at work on."""
    work: dict[str, list[str]] = defaultdict(list)
    for demand in plan.all(Demand).values():
        work[demand.team_id].append(demand.initiative_id)
    resources = plan.all(Resource)
    for row in plan.all(Assignment).values():
        resource = resources.get(row.resource_id)
        if resource is not None and resource.team_id is not None:
            work[resource.team_id].append(row.initiative_id)
    return work


def leaves_of(plan: Plan, id_: str) -> list[str]:
    """Return the pieces of work under an initiative, or itself if it has no parts; empty where there is none."""
    found: dict[str, None] = {}
    seen: set[str] = set()
    waiting = [id_] if id_ in plan.all(Initiative) else []
    while waiting:
        current = waiting.pop()
        if current in seen:
            continue
        seen.add(current)
        children = plan.children(current)
        waiting += (child.id for child in reversed(children))
        if not children:
            found[current] = None
    return list(found)


def _hits(
    plan: Plan, risks: Sequence[Risk], position: Mapping[str, int], extra: Sequence[ExtraNode]
) -> dict[int, list[int]]:
    """Return the risks of each activity; a risk of some markets does not delay a launch as a whole.

    A risk of work with parts delays that of its parts which finishes last.
    """
    hits: dict[int, list[int]] = defaultdict(list)
    numbers = {risk.id: number for number, risk in enumerate(risks)}
    for number, risk in enumerate(risks):
        for id_ in dict.fromkeys(risk.work_ids):
            if id_ in plan.all(Launch) and risk.market_ids:
                continue
            for leaf in [id_] if id_ in plan.all(Launch) else last_leaves(plan, id_):
                hits[position[leaf]].append(number)
    for node in extra:
        hits[position[node.id]] += [numbers[id_] for id_ in node.risk_ids if id_ in numbers]
    return {activity: found for activity, found in hits.items() if found}


def last_leaves(plan: Plan, id_: str) -> list[str]:
    """Return the work that a risk of an initiative delays: itself, or of its parts the one that finishes last."""
    from planner.schedule import schedule

    leaves = leaves_of(plan, id_)
    dates = schedule(plan).dates
    dated = [leaf for leaf in leaves if leaf in dates]
    return (
        leaves if len(leaves) < 2 else [max(dated, key=lambda leaf: (dates[leaf].early_finish, leaf))] if dated else []
    )
