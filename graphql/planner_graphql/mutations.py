"""The edits: create, update and delete for every kind, several at once, and taking a revision back.

Every edit is a change set for the store, so each is atomic, on the record, and refused with all its reasons.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from planner.plan.changes import Action, ChangeSet, Outcome
from planner.plan.declare import Kind
from planner.plan.entities import KINDS
from planner.plan.errors import PlannerError
from planner.plan.findings import Severity
from planner.plan.snapshot import Plan
from planner.store import Commit
from planner_graphql.baseline_mutation import lock_baseline_field
from planner_graphql.definitions import Argument, Definitions, Field, Info, Resolve
from planner_graphql.effects import Effect, effect_fields, outcome_fields, plan_before
from planner_graphql.identity import global_id
from planner_graphql.inputs import EXPECTED
from planner_graphql.localisation_mutation import localise_field
from planner_graphql.naming import field_name, noun, type_name
from planner_graphql.readiness_mutations import readiness_mutations
from planner_graphql.rows import Row, row_of
from planner_graphql.scenario_mutations import scenario_mutations
from planner_graphql.services import Services, request_of
from planner_graphql.template_mutations import template_fields
from planner_graphql.user_errors import errors_of, user_errors
from planner_graphql.wishes import Understood, Wish, understand, wishes_of


@dataclass(frozen=True, slots=True)
class _Attempt:
    """What came of giving a change set to the store; ``revision`` is the newest one then."""

    outcome: Outcome
    revision: int
    applied: bool = False
    replayed: bool = False


_VERBS = {Action.CREATE: "Create a", Action.UPDATE: "Change a", Action.DELETE: "Delete a"}


def define_mutations(definitions: Definitions) -> None:
    """Define the payloads and the root of all edits."""
    revision = Field("revision", "Int!", "Number of the newest revision; after an edit, the one that it made.")
    fields = []
    for kind in KINDS.values():
        for action in (Action.UPDATE,) if kind.singleton else tuple(Action):
            name = f"{action.value.capitalize()}{type_name(kind.name)}"
            result = _deleted_id(kind) if action is Action.DELETE else _entity(kind)
            definitions.object(
                f"{name}Payload",
                f"What came of {_gerund(action)} a {noun(kind)}.",
                [result, revision, *outcome_fields()],
            )
            fields.append(_mutation(name, f"{_VERBS[action]} {noun(kind)}.", _single(action, kind)))
    applied = Field("applied", "Boolean!", "Whether it was done; false if it was refused or a dry run.")
    replayed = Field("replayed", "Boolean!", "Whether this repeats the answer to an earlier call with the same key.")
    for name, text, resolve in (
        ("ApplyChanges", "Make several edits at once: all of them happen or none.", _apply_changes),
        ("UndoRevision", "Take a revision back, as a new revision.", _undo_revision),
    ):
        definitions.object(
            f"{name}Payload",
            f"What came of it: {text[0].lower()}{text[1:]}",
            [applied, replayed, revision, *effect_fields()],
        )
        fields.append(_mutation(name, text, resolve))
    fields.append(lock_baseline_field(definitions, replayed, revision))
    fields += readiness_mutations(definitions, replayed, revision)
    fields += [localise_field(definitions), *template_fields(definitions), *scenario_mutations(definitions)]
    definitions.object("Mutation", "The edits; each is one revision, with author, time and reason.", fields)


def preview_field() -> Field:
    """Return the field of the query root that says what a change would do."""
    arguments = (
        Argument("operations", "[PlanOperation!]!", "The edits, in order."),
        Argument(EXPECTED.name, EXPECTED.type, EXPECTED.description),
    )
    return Field(
        "preview",
        "Preview!",
        "What would come of some edits; nothing is changed.",
        _preview,
        arguments=arguments,
        cost=100,
    )


def _gerund(action: Action) -> str:
    return action.value.removesuffix("e") + "ing"


def _mutation(name: str, description: str, resolve: Resolve) -> Field:
    argument = Argument("input", f"{name}Input!", "What to do.")
    return Field(name[0].lower() + name[1:], f"{name}Payload!", description, resolve, arguments=(argument,))


def _entity(kind: Kind) -> Field:
    def resolve(effect: Effect, info: Info) -> Row | None:
        return None if effect.target is None else row_of(effect.plan, (kind.name,), effect.target[1])

    return Field(field_name(kind.name), type_name(kind.name), "The entity after the edit; null if refused.", resolve)


def _deleted_id(kind: Kind) -> Field:
    def resolve(effect: Effect, info: Info) -> str | None:
        return None if effect.target is None else global_id(*effect.target)

    return Field("deletedId", "ID", "Id of the entity that is gone; null if refused.", resolve)


def _single(action: Action, kind: Kind) -> Resolve:
    def resolve(plan: Plan, info: Info, input: Mapping[str, Any]) -> Effect:  # noqa: A002
        at = {Action.CREATE: "values", Action.UPDATE: "changes"}.get(action)
        wish = Wish(action, kind, ("input",), input[at] if at else {}, input.get("id"), values_at=at)
        return _commit(request_of(info).services, [wish], input)

    return resolve


def _apply_changes(plan: Plan, info: Info, input: Mapping[str, Any]) -> Effect:  # noqa: A002
    services = request_of(info).services
    wishes = wishes_of(input["operations"], ("input", "operations"))
    return _try(services, wishes, input) if input.get("dryRun") else _commit(services, wishes, input)


def _preview(plan: Plan, info: Info, operations: Sequence[Mapping[str, Any]], **arguments: Any) -> Effect:
    return _try(request_of(info).services, wishes_of(operations, ("operations",)), arguments)


def _try(services: Services, wishes: Sequence[Wish], given: Mapping[str, Any]) -> Effect:
    """Return what would come of wishes; new entities have ids that say so, the same each time."""

    def attempt(change_set: ChangeSet) -> _Attempt:
        return _Attempt(services.store.preview(change_set), services.store.plan().revision)

    return _effect(services, wishes, given, lambda index: f"preview-{index}", attempt)


def _commit(services: Services, wishes: Sequence[Wish], given: Mapping[str, Any]) -> Effect:
    def attempt(change_set: ChangeSet) -> _Attempt:
        return _done(services.store.commit(change_set, at=services.clock()))

    return _effect(services, wishes, given, lambda index: services.new_id(), attempt)


def _done(commit: Commit) -> _Attempt:
    outcome = Outcome(commit.plan, commit.outcome.changes, commit.outcome.findings)
    return _Attempt(outcome, commit.revision.number, applied=True, replayed=commit.replayed)


def _effect(
    services: Services,
    wishes: Sequence[Wish],
    given: Mapping[str, Any],
    new_id: Callable[[int], str],
    attempt: Callable[[ChangeSet], _Attempt],
) -> Effect:
    present = services.store.plan()
    understood = understand(present, wishes, new_id)
    refused = understood.findings
    change_set = ChangeSet(
        () if refused else understood.operations,
        services.author,
        given.get("message") or "",
        given.get("expectedRevision"),
        given.get("idempotencyKey"),
    )
    if refused and change_set.idempotency_key is None:
        return Effect(present, present, present.revision, errors=user_errors(present, wishes, refused))
    try:
        made = attempt(change_set)
    except PlannerError as error:
        return _refused(services, wishes, error)
    if refused and not made.replayed:  # a repeated call may name what its first time has deleted
        return Effect(present, present, present.revision, errors=user_errors(present, wishes, refused))
    return _accepted(services, present, wishes, understood, made)


def _accepted(
    services: Services, present: Plan, wishes: Sequence[Wish], understood: Understood, made: _Attempt
) -> Effect:
    outcome = made.outcome
    errors = user_errors(services.store.plan(), wishes, outcome.findings)
    return Effect(
        plan_before(present, outcome.plan, outcome.changes),
        outcome.plan,
        made.revision,
        made.applied and not errors,
        made.replayed,
        outcome.changes,
        errors,
        tuple(finding for finding in outcome.findings if finding.severity is not Severity.ERROR),
        None if errors else _target(understood, made),
        _created(understood, made),
    )


def _target(understood: Understood, made: _Attempt) -> tuple[str, str] | None:
    """Return the entity of a single edit; when the answer is a repeated one, the entity that it was then."""
    changes = made.outcome.changes
    if made.replayed and changes:
        return changes[0].kind, changes[0].id
    first = next(iter(understood.operations), None)
    return None if first is None else (first.kind, first.id)


def _created(understood: Understood, made: _Attempt) -> Mapping[str, tuple[str, str]]:
    """Return the refs of what was created; repeated operations made their entities in the same order then."""
    if not made.replayed:
        return understood.created
    then = [(change.kind, change.id) for change in made.outcome.changes if change.action is Action.CREATE]
    now = [(item.kind, item.id) for item in understood.operations if item.action is Action.CREATE]
    same = dict(zip(now, then, strict=False))
    return {ref: same[key] for ref, key in understood.created.items() if key in same}


def _refused(services: Services, wishes: Sequence[Wish], error: PlannerError) -> Effect:
    present = services.store.plan()
    findings = getattr(error, "findings", ())
    warnings = tuple(finding for finding in findings if finding.severity is not Severity.ERROR)
    return Effect(present, present, present.revision, errors=errors_of(present, wishes, error), warnings=warnings)


def _undo_revision(plan: Plan, info: Info, input: Mapping[str, Any]) -> Effect:  # noqa: A002
    services = request_of(info).services
    present = services.store.plan()
    try:
        commit = services.store.undo(
            input["revision"],
            author=services.author,
            at=services.clock(),
            message=input.get("message") or "",
            idempotency_key=input.get("idempotencyKey"),
        )
    except PlannerError as error:
        return _refused(services, (), error)
    return _accepted(services, present, (), Understood((), (), {}), _done(commit))
