"""Values of edits for people: codes for references, short forms for the rest.

>>> from planner.plan.entities import Initiative
>>> plan = Plan.of(Initiative(id="p", code="PRG-1", name="Integrity"))
>>> value_text(Initiative.KIND.field("parent_id"), "p", (plan,)), value_text(Initiative.KIND.field("tags"), (), (plan,))
('PRG-1', 'empty')
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from planner.plan.changes import Operation
from planner.plan.codec import encode_value
from planner.plan.declare import FieldSpec, ValueType
from planner.plan.entities import KINDS, Entity
from planner.plan.rules.place import name_of
from planner.plan.snapshot import Plan


def value_text(spec: FieldSpec, value: object, plans: Iterable[Plan]) -> str:
    """Return the value of a field; references are looked up in the plans in turn."""
    if value is None or value in ("", ()):
        return "empty"
    items = value if isinstance(value, tuple) else (value,)
    sides = tuple(plans)
    return ", ".join(_one(replace(spec, many=False), item, sides) for item in items)


def operation_text(operation: Operation, plans: Sequence[Plan]) -> str:
    """Return the fields that an operation sets, such as ``Duration 4w; Owner Ada``."""
    specs = KINDS[operation.kind].by_name
    return "; ".join(
        f"{specs[name].label} {value_text(specs[name], value, plans)}" for name, value in operation.values.items()
    )


def item_text(entity: Entity, plans: Sequence[Plan]) -> str:
    """Return what people call an entity: its code, between what it stands, or its kind and id."""
    if getattr(entity, "code", ""):
        return name_of(entity)
    ends = [
        next((one for plan in plans for kind in spec.about.refers_to if (one := plan.get(kind, target))), None)
        for spec in entity.KIND.references
        if not spec.many and (target := getattr(entity, spec.name)) is not None
    ]
    codes = [code for end in ends if (code := getattr(end, "code", ""))]
    return " → ".join(codes) or name_of(entity)


def _one(spec: FieldSpec, value: object, plans: Sequence[Plan]) -> str:
    match spec.value_type:
        case ValueType.REFERENCE:
            found = (plan.get(kind, str(value)) for plan in plans for kind in spec.about.refers_to)
            entity = next((one for one in found if one is not None), None)
            return item_text(entity, plans) if entity is not None else str(value)
        case ValueType.RECORD:
            return " ".join(str(part) for part in encode_value(spec, value).values() if part not in (None, ""))
        case ValueType.BOOLEAN:
            return "yes" if value else "no"
        case _:
            return str(encode_value(spec, value))
