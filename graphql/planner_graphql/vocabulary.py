"""Enums: the closed sets of the declarations, each value with a description."""

from collections.abc import Iterable
from enum import Enum

from planner.plan.declare import FieldSpec, ValueType, record_fields
from planner.plan.entities import KINDS, ConstraintType, LinkType
from planner.plan.findings import Severity
from planner.roadmap import GroupBy
from planner_graphql.definitions import Definitions
from planner_graphql.naming import enum_name

_EXPLAINED: dict[Enum, str] = {
    LinkType.FS: "Finish to start: the successor starts after the predecessor has finished.",
    LinkType.SS: "Start to start: the successor starts after the predecessor has started.",
    LinkType.FF: "Finish to finish: the successor finishes after the predecessor has finished.",
    LinkType.SF: "Start to finish: the successor finishes after the predecessor has started.",
    ConstraintType.ASAP: "As soon as possible; it needs no date.",
    ConstraintType.ALAP: "As late as possible; it needs no date.",
    Severity.ERROR: "It refuses a change.",
    Severity.WARNING: "It should be looked at and lets a change pass.",
    Severity.INFO: "It is worth knowing.",
}


def define_enums(definitions: Definitions) -> None:
    """Define every enum that the declarations use, and those of findings and roadmaps."""
    found: list[type[Enum]] = [*dict.fromkeys(_declared_enums()), Severity, GroupBy]
    for cls in found:
        values = {member.name: (str(member.value), _explain(member)) for member in cls}
        definitions.enum(enum_name(cls), (cls.__doc__ or "").split("\n")[0], values)


def _declared_enums() -> Iterable[type[Enum]]:
    for kind in KINDS.values():
        for spec in kind.fields:
            yield from _enums_of(spec)


def _enums_of(spec: FieldSpec) -> Iterable[type[Enum]]:
    if spec.value_type is ValueType.CHOICE:
        yield spec.python_type
    elif spec.value_type is ValueType.RECORD:
        for inner in record_fields(spec.python_type):
            yield from _enums_of(inner)


def _explain(member: Enum) -> str:
    return _EXPLAINED.get(member) or str(member.value).replace("_", " ").capitalize() + "."
