"""Edits of a proposal as `applyChanges` takes them, so that a client can pass them on as they are.

>>> from planner.plan.entities import Initiative
>>> from planner.plan.snapshot import Plan
>>> plan = Plan.of(Initiative(id="a", code="POL-101", name="Write"))
>>> link = Operation(Action.CREATE, "dependency", "d", {"predecessor_id": "a", "successor_id": "b"})
>>> made = Operation(Action.CREATE, "initiative", "b", {"code": "POL-102", "name": "Train"})
>>> as_edits(plan, [made, link])[1]["createDependency"]["values"]
{'predecessor': 'aW5pdGlhdGl2ZTph', 'successor': 'ref:b'}
"""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from planner.plan.changes import Action, Operation
from planner.plan.declare import FieldSpec, ValueType
from planner.plan.entities import KINDS
from planner.plan.snapshot import Plan
from planner_graphql.identity import global_id
from planner_graphql.inputs import REF
from planner_graphql.naming import public_field, type_name
from planner_graphql.public_values import public_value


def as_edits(plan: Plan, operations: Sequence[Operation]) -> list[dict[str, object]]:
    """Return operations on a plan as a list of `PlanOperation`; what they create is referred to by its id."""
    made = {operation.id for operation in operations if operation.action is Action.CREATE}
    return [_edit(plan, operation, made) for operation in operations]


def _edit(plan: Plan, operation: Operation, made: AbstractSet[str]) -> dict[str, object]:
    kind = KINDS[operation.kind]
    action = Action.UPDATE if kind.singleton else operation.action
    target = REF + operation.id if operation.id in made else global_id(operation.kind, operation.id)
    call = f"{action.value}{type_name(operation.kind)}"
    if action is Action.DELETE:
        return {call: target}
    values = _values(plan, operation, made)
    if kind.singleton:
        return {call: values}
    if action is Action.CREATE:
        return {call: {"ref": operation.id, "values": values}}
    return {call: {"id": target, "changes": values}}


def _values(plan: Plan, operation: Operation, made: AbstractSet[str]) -> Mapping[str, object]:
    kind = KINDS[operation.kind]
    named = ((kind.by_name[name], value) for name, value in operation.values.items() if name != "id")
    return {public_field(spec): _value(plan, spec, value, made) for spec, value in named}


def _value(plan: Plan, spec: FieldSpec, value: object, made: AbstractSet[str]) -> object:
    if spec.value_type is ValueType.REFERENCE and value is not None and made:
        if isinstance(value, tuple):
            return [_reference(plan, spec, one, made) for one in value]
        return _reference(plan, spec, value, made)
    return public_value(plan, spec, value)


def _reference(plan: Plan, spec: FieldSpec, id_: object, made: AbstractSet[str]) -> object:
    return f"{REF}{id_}" if id_ in made else public_value(plan, replace(spec, many=False), id_)
