"""Readiness of every launch in every market by its dates: the gates of each cell, and what follows from them.

>>> from datetime import datetime
>>> from planner.plan.entities import Gate, GateState, GateTemplate, Launch
>>> plan = Plan.of(
...     GateTemplate(id="t", code="G1", name="Text approved", offset_weeks=8),
...     Launch(id="l", code="L", name="Launch", target_date=datetime(2027, 3, 1)),
...     Gate(id="g", launch_id="l", template_id="t", recorded=GateState.PASSED, recorded_by="Ada"),
... )
>>> cell = readiness_by_dates(plan, date(2027, 1, 4)).by_launch["l"].cells[0]
>>> cell.state.value, cell.gates[0].reasons, str(cell.gates[0].due)
('ready', ('Set to passed by Ada.',), '2027-01-04')
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from planner.plan.entities import Artefact, GateTemplate, Launch, LaunchMarket, Status
from planner.plan.entities.gates import GateState
from planner.plan.snapshot import Plan, per_plan
from planner.readiness.dating import due_of, live_on, scheduled_for, target_of
from planner.readiness.deciding import standing_decision
from planner.readiness.ground import Ground, Question
from planner.readiness.law import legal_day
from planner.readiness.records import gates_by_launch, markets_by_launch, templates_of
from planner.readiness.result import (
    GREEN,
    Cell,
    CellState,
    Feed,
    GateStanding,
    LaunchReadiness,
    Readiness,
)
from planner.readiness.standing import standing
from planner.readiness.versions import Drift, drift


@per_plan
def readiness_by_dates(plan: Plan, today: date) -> Readiness:
    """Return how every launch that is not cancelled stands on a day, by target and code; chances are not asked."""
    ground = Ground.of(plan, today)
    launches = [one for one in plan.all(Launch).values() if one.status is not Status.CANCELLED]
    launches.sort(key=lambda one: (target_of(one, None) or date.max, one.code))
    found = tuple(_launch(ground, launch) for launch in launches)
    return Readiness(today, found, {one.launch_id: one for one in found})


def _launch(ground: Ground, launch: Launch) -> LaunchReadiness:
    asked = templates_of(ground.plan, launch)
    drifted = tuple(row for row in drift(ground.plan, ground.today, launch.id) if row.version_id is not None)
    markets: Sequence[LaunchMarket | None] = markets_by_launch(ground.plan).get(launch.id) or (None,)
    cells = tuple(_cell(ground, launch, market, asked, drifted) for market in markets)
    return LaunchReadiness(launch.id, tuple(template.id for template in asked), cells)


def _cell(
    ground: Ground,
    launch: Launch,
    market: LaunchMarket | None,
    asked: tuple[GateTemplate, ...],
    drifted: tuple[Drift, ...],
) -> Cell:
    plan, today = ground.plan, ground.today
    market_id = market.market_id if market is not None else None
    target = target_of(launch, market)
    owner = (market.owner if market is not None else "") or launch.owner
    stored = gates_by_launch(plan).get(launch.id, {})
    gates = []
    for template in asked:
        gate = stored.get((market_id, template.id)) or stored.get((None, template.id))
        if gate is None and (template.gate_set != launch.gate_set or _other_tier(template, launch)):
            continue  # a row stored for another market gives this one no gate
        due = due_of(template, gate, target)
        gates.append(standing(ground, Question(launch, market, template, gate, target, due), owner))
    live = live_on(launch, market, today)
    scheduled = scheduled_for(plan, launch, market_id)
    hard = [gate for gate in gates if gate.hard]
    predicted = _predicted(scheduled, hard, today) if live is None else live
    cell = Cell(
        launch_id=launch.id,
        market_id=market_id,
        launch_market_id=market.id if market is not None else None,
        owner=owner,
        target=target,
        live_on=live,
        scheduled=scheduled,
        predicted=predicted,
        state=CellState.LIVE,
        gates=tuple(gates),
        hard_green=sum(gate.green for gate in hard),
        hard_total=len(hard),
        score=_score([gate for gate in gates if not gate.hard]),
        blocking=_blocking(hard),
        legal_day=legal_day(plan, launch.id, market_id),
        decision=standing_decision(plan, launch.id, market_id, today),
        drift=_unwatched(plan, market_id, gates, drifted),
    )
    return cell if live is not None else replace(cell, state=_state(cell, hard))


def _other_tier(template: GateTemplate, launch: Launch) -> bool:
    return bool(template.tiers) and launch.tier not in template.tiers


def _predicted(scheduled: date | None, hard: list[GateStanding], today: date) -> date | None:
    """Return the later of the graph's day and of the hard gates to come; None: unknown."""
    open_ = [gate.projected for gate in hard if not gate.green]
    known = [day for day in open_ if day is not None]
    if scheduled is None or len(known) < len(open_):
        return None
    return max([scheduled, today, *known])


def _score(soft: list[GateStanding]) -> float | None:
    """Return the weighted share of green soft gates; those that do not apply are not counted."""
    counted = [gate for gate in soft if gate.state is not GateState.NOT_APPLICABLE]
    weight = sum(gate.weight for gate in counted)
    return sum(gate.weight for gate in counted if gate.green) / weight if weight > 0 else None


def _blocking(hard: list[GateStanding]) -> GateStanding | None:
    """Return the hard gate that decides: a failed one, else one without a date, else the latest; None: all green."""

    def order(gate: GateStanding) -> tuple[bool, bool, date]:
        return gate.state is GateState.FAILED, gate.projected is None, gate.projected or date.max

    return max((gate for gate in hard if gate.state not in GREEN), key=order, default=None)


def _unwatched(
    plan: Plan, market_id: str | None, gates: list[GateStanding], drifted: tuple[Drift, ...]
) -> tuple[str, ...]:
    """Return what has drifted in a market although no gate looks at it: sentences."""
    if not drifted:
        return ()
    watched = {
        feed.refers_to[1]
        for gate in gates
        for feed in gate.feeds
        if feed.feed is Feed.ARTEFACT and feed.refers_to is not None
    }
    return tuple(
        row.sentence
        for row in drifted
        if not watched & {row.artefact_id, row.version_id, row.next_id} and _for_market(plan, row, market_id)
    )


def _for_market(plan: Plan, row: Drift, market_id: str | None) -> bool:
    named = plan.all(Artefact)[row.artefact_id].market_ids
    return not named or market_id is None or market_id in named


def _state(cell: Cell, hard: list[GateStanding]) -> CellState:
    if not cell.gates:
        return CellState.NO_GATES
    if any(gate.state is GateState.FAILED for gate in hard):
        return CellState.BLOCKED
    late = cell.predicted is not None and cell.target is not None and cell.predicted > cell.target
    if cell.proven and cell.drift:
        return CellState.DRIFT
    if cell.predicted is None:
        return CellState.UNKNOWN
    if cell.proven:
        return CellState.LATE if late else CellState.READY
    if cell.target is None:
        return CellState.NO_TARGET
    return CellState.LATE if late else CellState.ON_TRACK
