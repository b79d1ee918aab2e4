"""Locking a baseline: the dates of a revision kept as promises, as one revision of its own."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from planner.plan.changes import Action, ChangeSet
from planner.plan.entities import Baseline
from planner.plan.errors import InvalidChangeError, PlannerError
from planner.plan.snapshot import Plan
from planner.roadmap import BaselineTerms, lock_baseline
from planner_graphql.definitions import Argument, Definitions, Field, Info
from planner_graphql.effects import Effect, outcome_fields
from planner_graphql.generated_changes import committed
from planner_graphql.inputs import COMMON
from planner_graphql.rows import Row, row_of
from planner_graphql.services import Services, request_of
from planner_graphql.user_errors import errors_of
from planner_graphql.wishes import Wish

_TERMS = (
    Field("code", "String!", "Short unique code, such as 2027Q1."),
    Field("name", "String", "Name for people."),
    Field("firstQuarter", "String", "First fiscal quarter that it holds, such as 2027Q1; left out: from the start."),
    Field("lastQuarter", "String", "Last fiscal quarter that it holds; left out: to the end."),
    Field("note", "String", "What was agreed, and with whom."),
)


def lock_baseline_field(definitions: Definitions, replayed: Field, revision: Field) -> Field:
    """Define input and payload, and return the mutation."""
    definitions.input("LockBaselineInput", "Which dates to keep, and under which name.", [*_TERMS, *COMMON])
    result = Field("baseline", "Baseline", "The baseline; null if refused.", _baseline)
    count = Field("count", "Int!", "How many pieces of work it holds; 0 if refused.", _count)
    definitions.object(
        "LockBaselinePayload",
        "What came of locking a baseline.",
        [result, count, replayed, revision, *outcome_fields()],
    )
    return Field(
        "lockBaseline",
        "LockBaselinePayload!",
        "Keep the computed dates of all dated work, or of that which touches some quarters, as promised. With "
        "expectedRevision the dates are those of that revision.",
        _lock,
        arguments=(Argument("input", "LockBaselineInput!", "What to do."),),
    )


def _baseline(effect: Effect, info: Info) -> Row | None:
    return None if effect.target is None else row_of(effect.plan, (Baseline.KIND.name,), effect.target[1])


def _count(effect: Effect, info: Info) -> int:
    return max(0, len(effect.changes) - 1)


def _lock(plan: Plan, info: Info, input: Mapping[str, Any]) -> Effect:  # noqa: A002
    services = request_of(info).services
    present = services.store.plan()
    try:
        return _locked(services, present, input)
    except PlannerError as error:
        wish = Wish(Action.CREATE, Baseline.KIND, ("input",))
        return Effect(present, present, present.revision, errors=errors_of(present, [wish], error))


def _locked(services: Services, present: Plan, given: Mapping[str, Any]) -> Effect:
    expected = given.get("expectedRevision")
    source = present if expected in (None, present.revision) else services.store.plan_at(revision=expected)
    terms = BaselineTerms(*(given.get(field.name) or "" for field in _TERMS))
    locked = lock_baseline(source, terms, today=services.clock().date(), new_id=services.new_id)
    if locked.findings:
        raise InvalidChangeError(locked.findings)
    message = given.get("message") or f"Lock baseline {terms.code}"
    key = given.get("idempotencyKey")
    effect = committed(services, present, ChangeSet(locked.operations, services.author, message, source.revision, key))
    made = (item for item in effect.changes if item.kind == Baseline.KIND.name)
    return replace(effect, target=next(((item.kind, item.id) for item in made), None))
