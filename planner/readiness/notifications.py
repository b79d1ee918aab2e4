"""Whom to tell what: the changes of the morning and what falls due soon, each with the people it concerns.

A notification is data; sending it is somebody else's work. People are those who answer for the gate, the market and
the launch; for a signature its approver and the delegate; for a condition its owner.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from planner.plan.entities import Evidence, Gate, GateTemplate, Launch, LaunchMarket, Market, SignOff, Waiver
from planner.plan.entities.gates import SignOffState
from planner.plan.snapshot import Plan
from planner.readiness.changes import LaunchChange, Topic, what_changed
from planner.readiness.dating import days_after
from planner.readiness.deciding import concerns
from planner.readiness.feeds.proofs import staleness
from planner.readiness.ground import Ground, Question
from planner.readiness.likelihood import readiness
from planner.readiness.records import evidence_by_gate, sign_offs_by_gate, waivers_by_gate
from planner.readiness.result import Cell, Feed, GateStanding
from planner.readiness.standing import void


class Cause(StrEnum):
    """Why somebody is told something."""

    CHANGED = "changed"
    GATE_DUE = "gate_due"
    GATE_OVERDUE = "gate_overdue"
    SIGN_OFF_ASKED = "sign_off_asked"
    WAIVER_ENDS = "waiver_ends"
    EVIDENCE_ENDS = "evidence_ends"
    DECISION_ENDS = "decision_ends"
    CONDITION_DUE = "condition_due"


@dataclass(frozen=True, slots=True)
class Notification:
    """One thing to tell some people (names, at least one); ``due`` is the day that it is about, if there is one."""

    to: tuple[str, ...]
    cause: Cause
    launch_id: str
    market_id: str | None
    template_id: str | None
    subject: tuple[str, str] | None
    due: date | None
    sentence: str
    why: tuple[str, ...] = ()


def notifications(
    before: Plan, before_on: date, after: Plan, after_on: date, soon_days: int = 7
) -> tuple[Notification, ...]:
    """Return what to tell whom: what changed since, then what is due within ``soon_days`` (0 to 366) or overdue.

    What concerns nobody that is named is left out.
    """
    until = days_after(after_on, max(0, min(soon_days, 366)))
    found = [_of_change(after, change) for change in what_changed(before, before_on, after, after_on)]
    ground = Ground.of(after, after_on)
    for launch in readiness(after, after_on).launches:
        for cell in launch.cells:
            if cell.live_on is None:
                found.extend(_of_cell(ground, cell, until))
    return tuple(dict.fromkeys(one for one in found if one.to))


def _named(*names: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.strip() for name in names if name.strip()))


def _of_change(plan: Plan, change: LaunchChange) -> Notification:
    launch = plan.all(Launch).get(change.launch_id)
    cell = next(
        (
            one
            for one in plan.all(LaunchMarket).values()
            if (one.launch_id, one.market_id) == (change.launch_id, change.market_id)
        ),
        None,
    )
    gate = next((plan.all(Gate).get(id_) for kind, id_ in change.subjects if kind == "gate"), None)
    template = plan.all(GateTemplate).get(change.template_id or "")
    owners = (
        [(gate.owner if gate else "") or (template.owner if template else "")] if change.topic is Topic.GATE else []
    )
    to = _named(*owners, cell.owner if cell else "", launch.owner if launch else "")
    subject = change.subjects[0] if change.subjects else None
    return Notification(
        to, Cause.CHANGED, change.launch_id, change.market_id, change.template_id, subject, None, change.sentence,
        change.why,
    )  # fmt: skip


def _of_cell(ground: Ground, cell: Cell, until: date) -> Iterator[Notification]:
    for gate in cell.gates:
        yield from _due(ground, cell, gate, until)
        if gate.gate_id is not None:
            yield from _signatures(ground, cell, gate)
            yield from _waivers(ground, cell, gate, until)
            yield from _evidence(ground, cell, gate, until)
    decision = cell.decision
    if decision is None or not concerns(decision, cell.market_id):
        return
    place = ("decision", decision.id)
    if decision.expires_on is not None and decision.expires_on <= until:
        text = f"{decision.code} on {_name(ground.plan, cell)} counts until {decision.expires_on}."
        yield _told(cell, None, Cause.DECISION_ENDS, _owners(ground.plan, cell), place, decision.expires_on, text)
    for condition in decision.conditions:
        if condition.due is not None and condition.due <= until and condition.met_on is None:
            text = f"A condition of {decision.code} is due on {condition.due}: {condition.text}"
            to = _named(condition.owner) or _owners(ground.plan, cell)
            yield _told(cell, None, Cause.CONDITION_DUE, to, place, condition.due, text)


def _told(
    cell: Cell,
    gate: GateStanding | None,
    cause: Cause,
    to: tuple[str, ...],
    subject: tuple[str, str] | None,
    due: date | None,
    text: str,
    why: tuple[str, ...] = (),
) -> Notification:
    template_id = gate.template_id if gate is not None else None
    return Notification(to, cause, cell.launch_id, cell.market_id, template_id, subject, due, text, why)


def _name(plan: Plan, cell: Cell, gate: GateStanding | None = None) -> str:
    market = plan.all(Market).get(cell.market_id or "")
    template = plan.all(GateTemplate)[gate.template_id] if gate is not None else None
    parts = (plan.all(Launch)[cell.launch_id].code, market.code if market else "", template.code if template else "")
    return " ".join(part for part in parts if part)


def _owners(plan: Plan, cell: Cell) -> tuple[str, ...]:
    return _named(cell.owner, plan.all(Launch)[cell.launch_id].owner)


def _due(ground: Ground, cell: Cell, gate: GateStanding, until: date) -> Iterator[Notification]:
    if gate.green or gate.due is None or gate.due > until:
        return
    late = gate.due < ground.today
    word = f"was due on {gate.due}" if late else f"is due on {gate.due}"
    text = f"{_name(ground.plan, cell, gate)} {word} and is {gate.state.value.replace('_', ' ')}."
    cause = Cause.GATE_OVERDUE if late else Cause.GATE_DUE
    place = ("gate", gate.gate_id) if gate.gate_id is not None else None
    to = _named(gate.owner, *(_owners(ground.plan, cell) if late else ()))
    yield _told(cell, gate, cause, to, place, gate.due, text, gate.reasons)


def _signatures(ground: Ground, cell: Cell, gate: GateStanding) -> Iterator[Notification]:
    waiting = {feed.refers_to[1] for feed in gate.feeds if feed.feed is Feed.SIGN_OFF and feed.refers_to}
    for row in sign_offs_by_gate(ground.plan).get(gate.gate_id or "", ()):
        if row.id in waiting and row.state is SignOffState.SUBMITTED:
            since = f" since {row.submitted_on}" if row.submitted_on else ""
            text = f"{_name(ground.plan, cell, gate)} waits{since} for {row.function} to sign."
            place = (SignOff.KIND.name, row.id)
            yield _told(cell, gate, Cause.SIGN_OFF_ASKED, _named(row.approver, row.delegate), place, gate.due, text)


def _waivers(ground: Ground, cell: Cell, gate: GateStanding, until: date) -> Iterator[Notification]:
    for row in waivers_by_gate(ground.plan).get(gate.gate_id or "", ()):
        if row.expires_on is not None and row.expires_on <= until and not void(row, ground.today):
            text = f"The waiver of {_name(ground.plan, cell, gate)} ends on {row.expires_on}."
            to = _named(row.approver, gate.owner, *_owners(ground.plan, cell))
            yield _told(cell, gate, Cause.WAIVER_ENDS, to, (Waiver.KIND.name, row.id), row.expires_on, text)


def _evidence(ground: Ground, cell: Cell, gate: GateStanding, until: date) -> Iterator[Notification]:
    """Yield the last day of evidence that is the only one to prove a gate."""
    stored = ground.plan.all(Gate)[gate.gate_id or ""]
    launch, template = ground.plan.all(Launch)[cell.launch_id], ground.plan.all(GateTemplate)[gate.template_id]
    question = Question(launch, None, template, stored, cell.target, gate.due)
    rows = evidence_by_gate(ground.plan).get(stored.id, ())
    good = [row for row in rows if template.evidence_days is not None and not staleness(ground, question, row)]
    last = max((day for row in good if (day := _last_day(row, template)) is not None), default=None)
    if last is not None and last <= until:
        text = f"The evidence of {_name(ground.plan, cell, gate)} counts until {last}: {good[0].title}."
        to = _named(good[0].owner, gate.owner)
        yield _told(cell, gate, Cause.EVIDENCE_ENDS, to, (Evidence.KIND.name, good[0].id), last, text)


def _last_day(row: Evidence, template: GateTemplate) -> date | None:
    if row.valid_until is not None or template.evidence_days is None:
        return row.valid_until
    return days_after(row.dated, template.evidence_days)
