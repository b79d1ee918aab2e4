"""Edits of a proposal as `applyChanges` takes them, so that a client can pass them on as they are."""

from collections.abc import Iterable
from enum import Enum

from planner.plan.changes import Operation
from planner.plan.codec import encode
from planner.plan.entities import KINDS
from planner_graphql.identity import global_id
from planner_graphql.naming import field_name


def as_edits(operations: Iterable[Operation]) -> list[dict[str, object]]:
    """Return updates of initiatives as a list of `PlanOperation`."""
    return [
        {"updateInitiative": {"id": global_id(operation.kind, operation.id), "changes": _changes(operation)}}
        for operation in operations
    ]


def _changes(operation: Operation) -> dict[str, object]:
    """Return the new values as the input type takes them: enums by name."""
    values = encode(KINDS[operation.kind], operation.values)
    return {field_name(name): _value(operation.values[name], value) for name, value in values.items()}


def _value(given: object, encoded: object) -> object:
    return given.name if isinstance(given, Enum) else encoded
