"""Saying how a gate stands: each transition becomes one change set, and none goes without a reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from datetime import date

from planner.plan.changes import Action, Operation
from planner.plan.entities import Entity, Evidence, Gate, GateTemplate, Launch, LaunchMarket, Market, SignOff, Waiver
from planner.plan.entities.gates import GateState
from planner.plan.errors import PlannerError
from planner.plan.snapshot import Plan
from planner.readiness.records import gates_by_launch, templates_of


class ReasonMissingError(PlannerError):
    """A gate was to change without anybody saying why."""

    code = "REQUIRED"

    def __init__(self) -> None:
        super().__init__("A gate changes only for a reason.", "Say why in a sentence; it goes into the history.")


class WaiverEndMissingError(PlannerError):
    """A gate was to be waived for ever."""

    code = "REQUIRED"

    def __init__(self) -> None:
        super().__init__("A waiver needs an end.", "Say until when it counts.")


class NoSuchGateError(PlannerError):
    """A launch does not have this gate, or does not go to this market."""

    code = "NOT_FOUND"

    def __init__(self, launch: Launch, what: str) -> None:
        super().__init__(f"{launch.code} has no {what}.", "Add the market or the gate template to the launch.")


@dataclass(frozen=True, slots=True)
class GateRecord:
    """What is to be said of a gate.

    ``state`` None takes back what was said by hand. Not applicable makes the reason its note; waived grants a waiver
    until ``expires_on`` by ``by``. ``market_id`` None is the row for all markets that have none of their own.
    """

    launch_id: str
    market_id: str | None
    template_id: str
    state: GateState | None
    reason: str
    by: str
    on: date
    expires_on: date | None = None
    url: str = ""


def record_gate(plan: Plan, record: GateRecord, new_id: Callable[[], str]) -> tuple[Operation, ...]:
    """Return the operations that record a gate; the row is created where there is none.

    A market that has only the row of all markets gets its own, with that row's sign-offs, evidence and waivers.
    """
    if not record.reason.strip():
        raise ReasonMissingError
    if record.state is GateState.WAIVED and record.expires_on is None:
        raise WaiverEndMissingError
    _check(plan, record)
    values = _values(record)
    stored = gates_by_launch(plan).get(record.launch_id, {})
    own = stored.get((record.market_id, record.template_id))
    if own is not None:
        id_ = own.id
        found = [Operation(Action.UPDATE, Gate.KIND.name, id_, values)] if values else []
    else:
        id_ = new_id()
        found = list(_new_row(plan, record, id_, values, stored.get((None, record.template_id)), new_id))
    if record.state is GateState.WAIVED:
        found.append(Operation(Action.CREATE, Waiver.KIND.name, new_id(), _waiver(record, id_)))
    return tuple(found)


def message(plan: Plan, record: GateRecord) -> str:
    """Return the reason with launch, market and gate before it, for the history."""
    market = plan.all(Market).get(record.market_id or "")
    names = [plan.all(Launch)[record.launch_id].code, market.code if market else ""]
    names.append(plan.all(GateTemplate)[record.template_id].code)
    said = record.state.value.replace("_", " ") if record.state is not None else "not recorded"
    return f"{' '.join(name for name in names if name)} {said}: {record.reason.strip()}"


def _check(plan: Plan, record: GateRecord) -> None:
    launch = plan.all(Launch)[record.launch_id]
    goes = {cell.market_id for cell in plan.all(LaunchMarket).values() if cell.launch_id == launch.id}
    if record.market_id is not None and record.market_id not in goes:
        raise NoSuchGateError(launch, "such market")
    if record.template_id not in {template.id for template in templates_of(plan, launch)}:
        raise NoSuchGateError(launch, f"gate {plan.all(GateTemplate)[record.template_id].code}")


def _values(record: GateRecord) -> dict[str, object]:
    if record.state is GateState.NOT_APPLICABLE:
        return {"applies": False, "note": record.reason.strip()}
    if record.state is GateState.WAIVED:
        return {}
    said = record.state is not None
    return {
        "applies": True,
        "recorded": record.state,
        "recorded_on": record.on if said else None,
        "recorded_by": record.by if said else "",
    }


def _waiver(record: GateRecord, gate_id: str) -> dict[str, object]:
    return {
        "gate_id": gate_id,
        "approver": record.by,
        "reason": record.reason.strip(),
        "granted_on": record.on,
        "expires_on": record.expires_on,
        "url": record.url,
    }


def _new_row(
    plan: Plan,
    record: GateRecord,
    id_: str,
    values: dict[str, object],
    shared: Gate | None,
    new_id: Callable[[], str],
) -> Iterator[Operation]:
    keys = {"launch_id": record.launch_id, "market_id": record.market_id, "template_id": record.template_id}
    if shared is None:
        yield Operation(Action.CREATE, Gate.KIND.name, id_, {**keys, **values})
        return
    yield Operation(Action.CREATE, Gate.KIND.name, id_, {**_copied(shared), **keys, **values})
    attached: tuple[SignOff | Evidence | Waiver, ...] = (
        *plan.all(SignOff).values(),
        *plan.all(Evidence).values(),
        *plan.all(Waiver).values(),
    )
    for row in attached:
        if row.gate_id == shared.id:
            yield Operation(Action.CREATE, row.KIND.name, new_id(), {**_copied(row), "gate_id": id_})


def _copied(entity: Entity) -> dict[str, object]:
    return {field.name: getattr(entity, field.name) for field in fields(entity) if field.name != "id"}
