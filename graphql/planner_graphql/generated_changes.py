"""Edits that the program works out itself, such as translation work or a template's: tried or done like any others."""

from collections.abc import Callable, Mapping, Sequence
from itertools import count
from typing import Any

from planner.plan.changes import ChangeSet, Operation
from planner.plan.errors import InvalidChangeError, PlannerError
from planner.plan.findings import has_errors
from planner.plan.snapshot import Plan
from planner_graphql.definitions import Argument, Definitions, Field, Info, Resolve
from planner_graphql.effects import Effect, effect_fields, plan_before
from planner_graphql.inputs import COMMON
from planner_graphql.services import Services, request_of
from planner_graphql.user_errors import errors_of
from planner_graphql.wishes import Wish

Make = Callable[[Plan, Callable[[], str]], Sequence[Operation]]
"""Returns the operations on a plan; the second argument gives new ids."""

DRY_RUN = Field("dryRun", "Boolean", "Only say what would happen.")


def generating(
    definitions: Definitions,
    name: str,
    description: str,
    inputs: Sequence[Field],
    make: Callable[[Mapping[str, Any], Plan, Callable[[], str]], Sequence[Operation]],
    *,
    results: Sequence[Field] = (),
) -> Field:
    """Define input and payload of a mutation and return it; ``make`` turns its input into operations."""

    def resolve(plan: Plan, info: Info, input: Mapping[str, Any]) -> Effect:  # noqa: A002
        return changed(request_of(info).services, input, lambda present, new_id: make(input, present, new_id), name)

    return generated_field(definitions, name, description, inputs, resolve, results=results)


def generated_field(
    definitions: Definitions,
    name: str,
    description: str,
    inputs: Sequence[Field],
    resolve: Resolve,
    *,
    results: Sequence[Field] = (),
) -> Field:
    """Define input and payload of a mutation whose resolver gives an Effect, and return it."""
    definitions.input(f"{name}Input", description, [*inputs, DRY_RUN, *COMMON])
    applied = Field("applied", "Boolean!", "Whether it was done; false if it was refused or a dry run.")
    replayed = Field("replayed", "Boolean!", "Whether this repeats the answer to an earlier call with the same key.")
    revision = Field("revision", "Int!", "Number of the newest revision; after an edit, the one that it made.")
    payload = [applied, replayed, revision, *results, *effect_fields()]
    definitions.object(f"{name}Payload", f"What came of it: {description[0].lower()}{description[1:]}", payload)
    argument = Argument("input", f"{name}Input!", "What to do.")
    return Field(name[0].lower() + name[1:], f"{name}Payload!", description, resolve, arguments=(argument,))


def changed(
    services: Services, given: Mapping[str, Any], make: Make, message: str, wishes: Sequence[Wish] = ()
) -> Effect:
    """Return what came, or in a dry run would come, of operations made on the newest plan.

    ``wishes`` are what the client asked for where ``make`` reads it: what that refuses is told by their places.
    """
    present, dry, key = services.store.plan(), bool(given.get("dryRun")), given.get("idempotencyKey")
    numbers = count()
    new_id = (lambda: f"preview-{next(numbers)}") if dry else services.new_id
    asked = wishes
    try:
        if key is not None and not dry:  # what is done already may no longer be possible
            again = committed(services, present, ChangeSet((), services.author, idempotency_key=key))
            if again.replayed:
                return again
        operations = tuple(make(present, new_id))
        asked = ()
        expected = given.get("expectedRevision")
        base = present.revision if expected is None else expected
        change_set = ChangeSet(operations, services.author, given.get("message") or message, base, key)
        return _tried(services, present, change_set) if dry else committed(services, present, change_set)
    except PlannerError as error:
        return Effect(present, present, present.revision, errors=errors_of(present, asked, error))


def _tried(services: Services, present: Plan, change_set: ChangeSet) -> Effect:
    outcome = services.store.preview(change_set)
    if has_errors(outcome.findings):
        raise InvalidChangeError(outcome.findings)
    before = plan_before(present, outcome.plan, outcome.changes)
    return Effect(before, outcome.plan, present.revision, changes=outcome.changes, warnings=outcome.findings)


def committed(services: Services, present: Plan, change_set: ChangeSet) -> Effect:
    """Commit a change set and return what came of it beside the plan that was there."""
    done = services.store.commit(change_set, at=services.clock())
    changes = done.outcome.changes
    return Effect(
        plan_before(present, done.plan, changes),
        done.plan,
        done.revision.number,
        applied=True,
        replayed=done.replayed,
        changes=changes,
        warnings=done.outcome.findings,
    )
