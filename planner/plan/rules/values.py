"""Bounds that the declarations state: required text, lengths, numbers within limits."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from operator import attrgetter
from typing import Any

from planner.plan.declare import FieldSpec, ValueType
from planner.plan.entities import KINDS, Entity
from planner.plan.findings import Finding
from planner.plan.rules.place import at, error, name_of
from planner.plan.snapshot import Plan

_BOUNDED = (ValueType.INTEGER, ValueType.NUMBER)
_MEASURED = (*_BOUNDED, ValueType.TEXT, ValueType.REFERENCE)
_EMPTY = (None, "", ())


def declared_bounds(plan: Plan, entity: Entity) -> Iterable[Finding]:
    """Find values outside what their field declares."""
    specs, values_of = _measured(entity.KIND.name)
    for spec, value in zip(specs, values_of(entity), strict=True):
        if value in _EMPTY and not spec.required:
            continue
        if spec.value_type is ValueType.TEXT and spec.required and not str(value).strip():
            message = f"{name_of(entity)}: {spec.label} is empty."
            yield error("missing-value", message, at(entity, spec.name), spec.about.description)
        for item in value if spec.many else (value,):
            problem = _problem(spec, item)
            if problem:
                message = f"{name_of(entity)}: {spec.label} {problem}."
                yield error("out-of-bounds", message, at(entity, spec.name), _limits(spec))


@cache
def _measured(kind: str) -> tuple[tuple[FieldSpec, ...], Callable[[Entity], Sequence[Any]]]:
    """Return the fields of a kind that declare a length or bounds, and what gets all their values at once."""
    specs = tuple(spec for spec in KINDS[kind].fields if spec.value_type in _MEASURED)
    return specs, attrgetter(*(spec.name for spec in specs))


def _problem(spec: FieldSpec, value: object) -> str:
    if isinstance(value, str) and len(value) > spec.about.max_length:
        return f"has {len(value)} characters"
    if spec.value_type in _BOUNDED and isinstance(value, int | float):
        low, high = spec.about.ge, spec.about.le
        if value != value or (low is not None and value < low) or (high is not None and value > high):
            return f"is {value:g}"
    return ""


def _limits(spec: FieldSpec) -> str:
    if spec.value_type in _BOUNDED:
        return f"Give a value from {spec.about.ge:g} to {spec.about.le:g} {spec.about.unit}".rstrip() + "."
    return f"At most {spec.about.max_length} characters."
