"""Values of declared fields as JSON in the API's own terms: global ids, names of enum values, camelCase keys."""

from enum import Enum
from typing import Any

from planner.plan.codec import encode_value
from planner.plan.declare import FieldSpec, ValueType, record_fields
from planner.plan.snapshot import Plan
from planner_graphql.identity import global_id
from planner_graphql.naming import field_name


def public_value(plan: Plan, spec: FieldSpec, value: Any) -> object:
    """Return the JSON of a field's value as this API writes it; ``plan`` tells of which kind a reference is."""
    if value is None:
        return None
    if spec.many:
        return [_one(plan, spec, item) for item in value]
    return _one(plan, spec, value)


def _one(plan: Plan, spec: FieldSpec, value: Any) -> object:
    if spec.value_type is ValueType.REFERENCE:
        kinds = spec.about.refers_to
        kind = next((kind for kind in kinds if plan.get(kind, value)), kinds[0])
        return global_id(kind, value)
    if spec.value_type is ValueType.CHOICE:
        choice: Enum = value
        return choice.name
    if spec.value_type is ValueType.RECORD:
        specs = record_fields(spec.python_type)
        return {field_name(item.name): public_value(plan, item, getattr(value, item.name)) for item in specs}
    return encode_value(spec, (value,))[0] if spec.many else encode_value(spec, value)
