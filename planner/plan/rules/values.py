"""Bounds that the declarations state: required text, lengths, numbers within limits."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from operator import attrgetter
from typing import Any

from planner.plan.declare import FieldSpec, ValueType, record_fields
from planner.plan.entities import KINDS, Entity
from planner.plan.findings import Finding
from planner.plan.rules.place import at, error, name_of
from planner.plan.snapshot import Plan

_BOUNDED = (ValueType.INTEGER, ValueType.NUMBER)
_MEASURED = (*_BOUNDED, ValueType.TEXT, ValueType.REFERENCE)
_EMPTY = (None, "", ())


def declared_bounds(plan: Plan, entity: Entity) -> Iterable[Finding]:
    """Find values outside what their field declares, and numbers of embedded records outside theirs."""
    specs, values_of = _measured(entity.KIND.name)
    for (spec, numbers), value in zip(specs, values_of(entity), strict=True):
        if value in _EMPTY and not spec.required:
            continue
        if spec.value_type is ValueType.TEXT and spec.required and not str(value).strip():
            message = f"{name_of(entity)}: {spec.label} is empty."
            yield error("missing-value", message, at(entity, spec.name), spec.about.description)
        for item in value if spec.many else (value,):
            for bounded, problem in _problems(spec, numbers, item):
                label = spec.label if bounded is spec else f"{bounded.label} of {spec.label.lower()}"
                message = f"{name_of(entity)}: {label} {problem}."
                yield error("out-of-bounds", message, at(entity, spec.name), _limits(bounded))


@cache
def _measured(
    kind: str,
) -> tuple[tuple[tuple[FieldSpec, tuple[FieldSpec, ...]], ...], Callable[[Entity], Sequence[Any]]]:
    """Return the fields of a kind that declare a length or bounds, and what gets all their values at once.

    With each come the numbers of the records that it holds, if it does.
    """
    specs = tuple((spec, _numbers(spec)) for spec in KINDS[kind].fields)
    specs = tuple((spec, numbers) for spec, numbers in specs if spec.value_type in _MEASURED or numbers)
    return specs, attrgetter(*(spec.name for spec, _ in specs))


def _numbers(spec: FieldSpec) -> tuple[FieldSpec, ...]:
    """Return the numbers of the records that a field holds; none where it holds no records."""
    if spec.value_type is not ValueType.RECORD:
        return ()
    return tuple(inner for inner in record_fields(spec.python_type) if inner.value_type in _BOUNDED)


def _problems(spec: FieldSpec, numbers: Sequence[FieldSpec], value: object) -> list[tuple[FieldSpec, str]]:
    """Return what is wrong with a value, and the field that says so: its own, or one of the record that it is."""
    if not numbers:
        problem = _problem(spec, value)
        return [(spec, problem)] if problem else []
    return [(inner, found) for inner in numbers if (found := _problem(inner, getattr(value, inner.name)))]


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
