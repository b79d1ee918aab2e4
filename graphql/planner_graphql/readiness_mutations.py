"""Edits of readiness: saying how a gate stands, and adding the shipped gates; each is one revision with its reason."""

from collections.abc import Mapping, Sequence
from typing import Any

from planner.plan.changes import ChangeSet, Operation
from planner.plan.entities import Gate, Launch, Market
from planner.plan.entities.gates import GateState, GateTemplate
from planner.plan.errors import PlannerError
from planner.plan.findings import Severity
from planner.plan.snapshot import Plan
from planner.readiness.default_gates import default_gates
from planner.readiness.recording import GateRecord, message, record_gate
from planner_graphql.definitions import Argument, Definitions, Field, Info, Resolve
from planner_graphql.effects import Effect, effect_fields, plan_before
from planner_graphql.identity import referred
from planner_graphql.inputs import COMMON, EXPECTED
from planner_graphql.readiness_types import day_of
from planner_graphql.rows import Row, row_of
from planner_graphql.services import request_of
from planner_graphql.user_errors import errors_of, user_errors

_DRY = Field("dryRun", "Boolean", "Only say what would happen.")
_KEY = COMMON[-1]
_RECORD = (
    Field("launch", "ID!", "Id or code of the launch."),
    Field("market", "ID", "Id or code of the market; left out: the row for all markets that have none of their own."),
    Field("template", "ID!", "Id or code of the gate template."),
    Field("state", "GateState", "How it stands; null takes back what was said by hand. WAIVED grants a waiver."),
    Field("reason", "String!", "Why; refused if empty. It goes into the history, and into a waiver."),
    Field("on", "Date", "Day on which it was so; the status date, else today, if left out."),
    Field("by", "String", "Who says so; the author if left out."),
    Field("expiresOn", "Date", "Last day of a waiver; a waiver must have one."),
    Field("url", "String", "Where a waiver was granted."),
)


def readiness_mutations(definitions: Definitions, replayed: Field, revision: Field) -> list[Field]:
    """Define inputs and payloads, and return the mutations."""
    applied = Field("applied", "Boolean!", "Whether it was done; false if it was refused or a dry run.")
    definitions.input("RecordGateInput", "What to say of a gate.", [*_RECORD, _DRY, EXPECTED, _KEY])
    gate = Field("gate", "Gate", "The stored gate; null if refused.", _gate)
    definitions.object(
        "RecordGatePayload", "What came of recording a gate.", [gate, applied, replayed, revision, *effect_fields()]
    )
    named = Field("gateSet", "String", "Set that they are put into; left out: the one of launches that name none.")
    definitions.input("AddDefaultGatesInput", "Where to add the shipped gates.", [named, _DRY, *COMMON])
    templates = Field("templates", "[GateTemplate!]!", "Those that were added.", _templates)
    definitions.object(
        "AddDefaultGatesPayload",
        "What came of adding the shipped gates.",
        [templates, applied, replayed, revision, *effect_fields()],
    )
    return [
        _mutation("recordGate", "RecordGate", "Say how a gate stands, and why; the row is made where there is none.",
                  _record),
        _mutation("addDefaultGates", "AddDefaultGates", "Add the shipped gates whose codes are free.", _defaults),
    ]  # fmt: skip


def _mutation(name: str, type_: str, description: str, resolve: Resolve) -> Field:
    argument = Argument("input", f"{type_}Input!", "What to do.")
    return Field(name, f"{type_}Payload!", description, resolve, arguments=(argument,))


def _record(plan: Plan, info: Info, input: Mapping[str, Any]) -> Effect:  # noqa: A002
    services = request_of(info).services
    present = services.store.plan()
    try:
        state, market = input.get("state"), input.get("market")
        record = GateRecord(
            launch_id=referred(present, (Launch.KIND.name,), input["launch"]).id,
            market_id=referred(present, (Market.KIND.name,), market).id if market is not None else None,
            template_id=referred(present, (GateTemplate.KIND.name,), input["template"]).id,
            state=GateState(getattr(state, "value", state)) if state is not None else None,
            reason=input["reason"],
            by=input.get("by") or services.author,
            on=day_of(present, info, input.get("on")),
            expires_on=input.get("expiresOn"),
            url=input.get("url") or "",
        )
        return _done(info, present, record_gate(present, record, services.new_id), message(present, record), input)
    except PlannerError as error:
        return Effect(present, present, present.revision, errors=errors_of(present, (), error))


def _defaults(plan: Plan, info: Info, input: Mapping[str, Any]) -> Effect:  # noqa: A002
    services = request_of(info).services
    present = services.store.plan()
    operations = tuple(default_gates(present, services.new_id, input.get("gateSet") or ""))
    said = input.get("message") or "Add the shipped gates"
    try:
        return _done(info, present, operations, said, input)
    except PlannerError as error:
        return Effect(present, present, present.revision, errors=errors_of(present, (), error))


def _done(info: Info, present: Plan, operations: Sequence[Operation], said: str, given: Mapping[str, Any]) -> Effect:
    """Return what came of operations; PlannerError if they are refused."""
    services = request_of(info).services
    key = given.get("idempotencyKey")
    change_set = ChangeSet(tuple(operations), services.author, said, given.get("expectedRevision"), key)
    if given.get("dryRun"):
        outcome = services.store.preview(change_set)
        errors = user_errors(present, (), outcome.findings)
        return Effect(
            plan_before(present, outcome.plan, outcome.changes), outcome.plan, present.revision,
            changes=outcome.changes, errors=errors,
            warnings=tuple(one for one in outcome.findings if one.severity is not Severity.ERROR),
        )  # fmt: skip
    done = services.store.commit(change_set, at=services.clock())
    changes = done.outcome.changes
    return Effect(
        plan_before(present, done.plan, changes), done.plan, done.revision.number, applied=True,
        replayed=done.replayed, changes=changes, warnings=done.outcome.findings,
    )  # fmt: skip


def _gate(effect: Effect, info: Info) -> Row | None:
    """Return the gate that was recorded: touched itself, or waived."""
    for change in effect.changes if not effect.errors else ():
        if change.kind == Gate.KIND.name:
            return row_of(effect.plan, (Gate.KIND.name,), change.id)
        if change.after is not None and "gate_id" in change.after:
            return row_of(effect.plan, (Gate.KIND.name,), str(change.after["gate_id"]))
    return None


def _templates(effect: Effect, info: Info) -> list[Row]:
    found = (row_of(effect.plan, (GateTemplate.KIND.name,), change.id) for change in effect.changes)
    return [row for row in found if row is not None]
