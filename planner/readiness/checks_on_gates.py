"""What is wrong with gates: rows that count for nothing, waivers, signatures and evidence that no longer do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from planner.plan.entities import Gate, GateTemplate, Launch, LaunchMarket, Market, SignOff, Status, Waiver
from planner.plan.entities.gates import GateState, SignOffState
from planner.plan.findings import Finding, Place, Severity
from planner.plan.snapshot import Plan
from planner.readiness.cells import readiness_by_dates
from planner.readiness.dating import target_of
from planner.readiness.feeds.proofs import staleness
from planner.readiness.feeds.sign_offs import refusal
from planner.readiness.ground import Ground, Question
from planner.readiness.records import evidence_by_gate, markets_by_launch, sign_offs_by_gate
from planner.readiness.standing import void

_NAMED = 3
"""How many of many a message names."""


def gate_name(plan: Plan, gate: Gate) -> str:
    """Return launch, market and gate for people, such as ``LCH-701 DE G7``."""
    launch = plan.all(Launch).get(gate.launch_id)
    market = plan.all(Market).get(gate.market_id or "")
    template = plan.all(GateTemplate).get(gate.template_id)
    parts = (launch.code if launch else "", market.code if market else "", template.code if template else "")
    return " ".join(part for part in parts if part)


def still_open(plan: Plan, gate: Gate | None) -> bool:
    """Whether a gate still matters: its launch is neither cancelled nor live."""
    launch = plan.all(Launch).get(gate.launch_id) if gate is not None else None
    if gate is None or launch is None or launch.launched_on is not None:
        return False
    if launch.status in (Status.CANCELLED, Status.DONE):
        return False
    cells = markets_by_launch(plan).get(launch.id, ())
    cell = next((one for one in cells if one.market_id == gate.market_id), None)
    return cell is None or cell.launched_on is None


def strays(plan: Plan) -> Iterator[Finding]:
    known = {(cell.launch_id, cell.market_id) for cell in plan.all(LaunchMarket).values()}
    for gate in plan.all(Gate).values():
        if gate.market_id is None or (gate.launch_id, gate.market_id) in known:
            continue
        name = gate_name(plan, gate)
        text = f"{name} is a gate of a market that the launch does not go to, so it counts for nothing."
        place = Place(kind="gate", id=gate.id, code=name, field="market_id")
        hint = "Add the market to the launch, or delete the gate."
        yield Finding(Severity.WARNING, "gate-of-other-market", text, place, hint, (gate.id,))


def exempt(plan: Plan) -> Iterator[Finding]:
    for gate in plan.all(Gate).values():
        if gate.applies or gate.note.strip():
            continue
        name = gate_name(plan, gate)
        text = f"{name} is marked as not applying, but nobody said why, so it applies."
        place = Place(kind="gate", id=gate.id, code=name, field="note")
        yield Finding(
            Severity.WARNING, "gate-exempt-without-reason", text, place, "Write the reason into its note.", (gate.id,)
        )


def endless_waivers(plan: Plan) -> Iterator[Finding]:
    """Yield one finding for each gate template whose waivers have no end, however many those are."""
    endless: dict[str, list[tuple[str, Waiver]]] = {}
    for waiver in plan.all(Waiver).values():
        gate = plan.all(Gate).get(waiver.gate_id)
        if gate is None or waiver.expires_on is not None or waiver.withdrawn_on is not None:
            continue
        if still_open(plan, gate):
            endless.setdefault(gate.template_id, []).append((gate_name(plan, gate), waiver))
    for template_id, found in endless.items():
        found.sort(key=lambda pair: (pair[0], pair[1].id))
        name, first = found[0]
        text = f"{name} is waived by {first.approver or 'nobody'} without an end."
        if len(found) > 1:
            named = ", ".join(dict.fromkeys(name for name, _ in found[:_NAMED]))
            more = f" and {len(found) - _NAMED} more" if len(found) > _NAMED else ""
            text = f"{len(found)} waivers of {plan.all(GateTemplate)[template_id].code} have no end: {named}{more}."
        place = Place(kind="waiver", id=first.id, code=name, field="expires_on")
        about = tuple(dict.fromkeys(id_ for _, waiver in found for id_ in (waiver.id, waiver.gate_id)))
        yield Finding(Severity.WARNING, "waiver-without-end", text, place, "Say until when it counts.", about)


def void_waivers(plan: Plan, today: date) -> Iterator[Finding]:
    for waiver in plan.all(Waiver).values():
        gate = plan.all(Gate).get(waiver.gate_id)
        if gate is None or not still_open(plan, gate) or waiver.expires_on is None or waiver.expires_on >= today:
            continue
        standing = _standing(plan, gate, today)
        if standing is not None and standing in (GateState.PASSED, GateState.WAIVED, GateState.NOT_APPLICABLE):
            continue
        name, why = gate_name(plan, gate), void(waiver, today)
        text = f"The waiver of {name} by {waiver.approver} no longer counts: {why}."
        place = Place(kind="waiver", id=waiver.id, code=name, field="expires_on")
        hint = "Pass the gate, or have the waiver granted anew."
        yield Finding(Severity.WARNING, "waiver-expired", text, place, hint, (waiver.id, gate.id))


def _standing(plan: Plan, gate: Gate, today: date) -> GateState | None:
    """Return the state of the gates that a stored row is about: the first that is not green, None without any."""
    launch = readiness_by_dates(plan, today).by_launch.get(gate.launch_id)
    found = [one for cell in launch.cells for one in cell.gates if one.gate_id == gate.id] if launch else []
    return next((one.state for one in found if not one.green), found[0].state if found else None)


def _question(ground: Ground, gate: Gate) -> Question | None:
    launch = ground.plan.all(Launch).get(gate.launch_id)
    template = ground.plan.all(GateTemplate).get(gate.template_id)
    if launch is None or template is None:
        return None
    return Question(launch, None, template, gate, target_of(launch, None), None)


def void_signatures(ground: Ground) -> Iterator[Finding]:
    for gate_id, rows in sign_offs_by_gate(ground.plan).items():
        gate = ground.plan.all(Gate).get(gate_id)
        question = _question(ground, gate) if gate is not None and still_open(ground.plan, gate) else None
        if gate is None or question is None:
            continue
        for row in rows:
            why = refusal(ground, question, row) if row.state is SignOffState.APPROVED else ""
            if why:
                yield _signature(ground.plan, gate, row, why)


def _signature(plan: Plan, gate: Gate, row: SignOff, why: str) -> Finding:
    name = gate_name(plan, gate)
    code = "sign-off-void"
    if why.startswith("it expired"):
        code = "sign-off-expired"
    elif why.startswith("it is of"):
        code = "sign-off-of-old-text"
    place = Place(kind="sign_off", id=row.id, code=name, field="state")
    text = f"The signature of {row.function} for {name} does not count: {why}."
    return Finding(Severity.WARNING, code, text, place, "Have it signed again.", (row.id, gate.id))


def stale_evidence(ground: Ground) -> Iterator[Finding]:
    """Yield gates all of whose evidence no longer counts, each with its newest piece."""
    for gate_id, rows in evidence_by_gate(ground.plan).items():
        gate = ground.plan.all(Gate).get(gate_id)
        question = _question(ground, gate) if gate is not None and still_open(ground.plan, gate) else None
        if gate is None or question is None or question.template.evidence_days is None:
            continue
        whys = [staleness(ground, question, row) for row in rows]
        if all(whys):
            name = gate_name(ground.plan, gate)
            text = f"Evidence of {name} no longer proves it: {rows[0].title}, {whys[0]}."
            place = Place(kind="evidence", id=rows[0].id, code=name, field="dated")
            hint = "Attach newer evidence."
            yield Finding(Severity.WARNING, "evidence-stale", text, place, hint, (rows[0].id, gate.id))
