"""What is wrong with decisions: a go that has lapsed or that a red gate contradicts, conditions that are overdue."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from planner.plan.entities import Decision, GateTemplate, Launch, Market, Obligation
from planner.plan.entities.gates import GateState, Verdict
from planner.plan.entities.obligations import LegalStatus
from planner.plan.findings import Finding, Place, Severity
from planner.plan.snapshot import Plan
from planner.readiness.cells import readiness_by_dates
from planner.readiness.deciding import GOES, latest_decision, overdue_conditions
from planner.readiness.result import Cell, GateStanding

_DEAD = (LegalStatus.ENJOINED, LegalStatus.REPEALED)


def decision_findings(plan: Plan, today: date) -> Iterator[Finding]:
    """Yield what is wrong with the newest decision on each market that is not live, and with the law it counts on."""
    seen: set[str] = set()
    for launch in readiness_by_dates(plan, today).launches:
        open_ = [cell for cell in launch.cells if cell.live_on is None]
        for cell in open_:
            decision = latest_decision(plan, cell.launch_id, cell.market_id, today)
            if decision is None:
                continue
            if decision.id not in seen:
                seen.add(decision.id)
                yield from _lapsed(plan, decision, today)
                yield from _unmet(plan, decision, today)
            if decision is cell.decision and decision.verdict in GOES:
                yield from _contradicted(plan, decision, cell, today)
        if open_:
            yield from _dead_law(plan, launch.launch_id)


def _place(decision: Decision, field: str) -> Place:
    return Place(kind="decision", id=decision.id, code=decision.code, field=field)


def _lapsed(plan: Plan, decision: Decision, today: date) -> Iterator[Finding]:
    if decision.expires_on is not None and decision.expires_on < today:
        launch = plan.all(Launch)[decision.launch_id]
        verdict = decision.verdict.value.replace("_", " ")
        text = f"The {verdict} {decision.code} on {launch.code} expired on {decision.expires_on}."
        yield Finding(
            Severity.WARNING, "decision-expired", text, _place(decision, "expires_on"), "Decide again.",
            (decision.id, launch.id),
        )  # fmt: skip


def _unmet(plan: Plan, decision: Decision, today: date) -> Iterator[Finding]:
    for condition in overdue_conditions(decision, today):
        text = (
            f"A condition of {decision.code} was due on {condition.due} and is not met: {condition.text.rstrip('. ')}."
        )
        hint = f"Ask {condition.owner}." if condition.owner else "Give it an owner."
        yield Finding(
            Severity.WARNING, "condition-overdue", text, _place(decision, "conditions"), hint,
            (decision.id, decision.launch_id),
        )  # fmt: skip


def _contradicted(plan: Plan, decision: Decision, cell: Cell, today: date) -> Iterator[Finding]:
    red = [gate for gate in cell.gates if gate.hard and _is_red(gate, decision, today)]
    if not red:
        return
    names = ", ".join(plan.all(GateTemplate)[gate.template_id].code for gate in red)
    launch, market = plan.all(Launch)[cell.launch_id], plan.all(Market).get(cell.market_id or "")
    where = f"{launch.code} in {market.code}" if market is not None else launch.code
    verdict = decision.verdict.value.replace("_", " ")
    text = f"{decision.code} says {verdict} for {where} while a hard gate is red: {names}. {red[0].reasons[0]}"
    hint = "Waive the gate with a reason and an end, mend it, or take the decision back."
    yield Finding(
        Severity.WARNING, "go-with-red-gate", text, _place(decision, "verdict"), hint, (decision.id, launch.id)
    )


def _is_red(gate: GateStanding, decision: Decision, today: date) -> bool:
    """Whether a gate speaks against a go: it has failed; against one without conditions also if it is overdue."""
    return gate.state is GateState.FAILED or (decision.verdict is Verdict.GO and gate.overdue(today))


def _dead_law(plan: Plan, launch_id: str) -> Iterator[Finding]:
    """Yield each enjoined or repealed law by whose day a launch should be live, and no live law by that day."""
    launch = plan.all(Launch)[launch_id]
    if launch.target_date is None:
        return
    named = [duty for duty in plan.all(Obligation).values() if launch_id in duty.launch_ids and duty.day is not None]
    bound = min((duty.day for duty in named if duty.day is not None and duty.status.is_live), default=date.max)
    for duty in named:
        if duty.status not in _DEAD or duty.day is None or not launch.target_date.date() <= duty.day < bound:
            continue
        text = f"{launch.code} is planned in time for {duty.code}, which is {duty.status.value} and does not gate it."
        place = Place(kind="launch", id=launch.id, code=launch.code, field="target_date")
        hint = "Set the target by what still binds, or correct the standing of the law."
        yield Finding(Severity.WARNING, "launch-for-dead-law", text, place, hint, (launch.id, duty.id))
