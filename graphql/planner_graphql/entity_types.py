"""Object types: one per declared kind, with a described field for each declared one.

References become the entities they refer to; what is computed or looked up backwards is added from
`planner_graphql.relations`.
"""

from collections.abc import Iterable

from planner.plan.declare import FieldSpec, Kind, ValueType, record_fields
from planner.plan.entities import KINDS, WORK_KINDS
from planner_graphql.definitions import Definitions, Field, Info, Resolve
from planner_graphql.identity import global_id
from planner_graphql.naming import described, field_name, public_field, type_name, value_type_name
from planner_graphql.relations import relations_of
from planner_graphql.rows import Row, attribute_of, row_of

_SHARED_BY_WORK = frozenset(
    {
        "code",
        "name",
        "description",
        "status",
        "owner",
        "lineOfBusiness",
        "policyArea",
        "externalIds",
        "predecessors",
        "successors",
        "obligations",
        "schedule",
    }
)


def reference_type_name(spec: FieldSpec) -> str:
    """Return the object type that a reference leads to."""
    targets = spec.about.refers_to
    return type_name(targets[0]) if len(targets) == 1 else "Work" if set(targets) == set(WORK_KINDS) else "Node"


def define_entity_types(definitions: Definitions) -> None:
    """Define the records, the interfaces Node and Work, and the type of every kind."""
    for record in dict.fromkeys(_records()):
        fields = [_record_field(spec) for spec in record_fields(record)]
        definitions.object(record.__name__, record.__doc__ or "", fields)
    node = Field("id", "ID!", "Opaque id, unique among all entities of all kinds.", _global_id)
    definitions.interface("Node", "Anything of a plan that has an identity.", [node])
    fields_of = {kind.name: [node, *_fields(kind)] for kind in KINDS.values()}
    shared = [item for item in fields_of["initiative"] if item.name in _SHARED_BY_WORK]
    definitions.interface("Work", "A node of the dependency graph: an initiative or a launch.", [node, *shared], "Node")
    for kind in KINDS.values():
        interfaces = ("Work",) if kind.name in WORK_KINDS else ("Node",)
        definitions.object(type_name(kind.name), kind.description, fields_of[kind.name], *interfaces)


def _records() -> Iterable[type]:
    for kind in KINDS.values():
        yield from (spec.python_type for spec in kind.fields if spec.value_type is ValueType.RECORD)


def _record_field(spec: FieldSpec) -> Field:
    return Field(field_name(spec.name), _written(spec, value_type_name(spec)), described(spec), attribute=spec.name)


def _fields(kind: Kind) -> list[Field]:
    declared = [_declared(spec) for spec in kind.fields if spec.name != "id"]
    return declared + relations_of(kind)


def _declared(spec: FieldSpec) -> Field:
    if spec.value_type is ValueType.REFERENCE:
        resolve = _many_references(spec) if spec.many else _one_reference(spec)
        written = _written(spec, reference_type_name(spec))
        return Field(public_field(spec), written, described(spec), resolve)
    return Field(public_field(spec), _written(spec, value_type_name(spec)), described(spec), attribute_of(spec.name))


def _written(spec: FieldSpec, inner: str) -> str:
    if spec.many:
        return f"[{inner}!]!"
    return inner if spec.optional else f"{inner}!"


def _global_id(row: Row, info: Info) -> str:
    return global_id(row.entity.KIND.name, row.entity.id)


def _one_reference(spec: FieldSpec) -> Resolve:
    def follow(row: Row, info: Info) -> Row | None:
        return row_of(row.plan, spec.about.refers_to, getattr(row.entity, spec.name))

    return follow


def _many_references(spec: FieldSpec) -> Resolve:
    def follow(row: Row, info: Info) -> list[Row]:
        found = (row_of(row.plan, spec.about.refers_to, id_) for id_ in getattr(row.entity, spec.name))
        return [target for target in found if target is not None]

    return follow
