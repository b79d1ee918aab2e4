"""The columns that a table of a kind can have: one for each declared field, and what is computed of work.

>>> about = table_columns("initiative")["percentComplete"].about
>>> about["title"], about["type"], about["unit"], about["most"], about["editable"]
('Percent complete', 'number', '%', 100, True)
>>> [name for name, column in table_columns("launch").items() if column.about["computed"]][:3]
['start', 'finish', 'lateStart']
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from operator import attrgetter
from typing import Any

from planner.plan.declare import FieldSpec, ValueType
from planner.plan.entities import KINDS, WORK_KINDS, Entity
from planner.plan.snapshot import Plan
from planner_graphql.columnar import coded_enum
from planner_graphql.computed_columns import COMPUTED
from planner_graphql.identity import global_id
from planner_graphql.inheritance import in_force, programmes, table_rows
from planner_graphql.naming import public_field, type_name
from planner_graphql.public_values import public_value

_PROGRAMME = "Topmost of those that it is part of; empty for what is part of nothing."


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column: ``about`` describes it as JSON, ``values`` makes its entries for the rows of a kind's table."""

    about: Mapping[str, Any]
    values: Callable[[Plan, str], object]


@cache
def table_columns(kind: str) -> Mapping[str, TableColumn]:
    """Return the columns of a kind's tables by name: declared ones in their order, then computed ones."""
    found = [_declared(spec) for spec in KINDS[kind].fields if spec.name != "id"]
    if kind in WORK_KINDS:
        found += [TableColumn(item.about, item.values) for item in COMPUTED]
    found += [_effective(spec) for spec in KINDS[kind].fields if _is_inherited(spec)]
    if kind == "initiative":
        found.append(_programme())
    return {column.about["name"]: column for column in found}


def _declared(spec: FieldSpec) -> TableColumn:
    read = attrgetter(spec.name)

    def values(plan: Plan, kind: str) -> object:
        return encoded(plan, spec, list(map(read, table_rows(plan, kind))))

    about = _about(spec, public_field(spec), spec.label, spec.about.description)
    about |= {"required": spec.required, "editable": True, "computed": False}
    if _is_inherited(spec):
        about["effective"] = _effective_name(spec)
    return TableColumn(about, values)


def _is_inherited(spec: FieldSpec) -> bool:
    """Return whether work without a value has that of what it is part of: also the objectives, for grouping by them."""
    return spec.about.inherited or spec.name == "objective_ids"


def _effective(spec: FieldSpec) -> TableColumn:
    def values(plan: Plan, kind: str) -> object:
        found = in_force(plan, spec.name)
        return encoded(plan, spec, [found[row.id] for row in table_rows(plan, kind)])

    text = f"{spec.label} in force: its own or, where that is empty, the nearest ancestor's."
    about = _about(spec, _effective_name(spec), f"{spec.label} in force", text)
    return TableColumn(about | {"required": False, "editable": False, "computed": True}, values)


def _effective_name(spec: FieldSpec) -> str:
    return "effective" + type_name(spec.public_name)


def _programme() -> TableColumn:
    def values(plan: Plan, kind: str) -> object:
        found = programmes(plan)
        return references(plan, (kind,), [found.get(row.id) for row in table_rows(plan, kind)], many=False)

    about = {
        "name": "programme",
        "title": "Programme",
        "description": _PROGRAMME,
        "type": "reference",
        "list": False,
        "coded": True,
        "refersTo": ["Initiative"],
        "required": False,
        "editable": False,
        "computed": True,
    }
    return TableColumn(about, values)


def _about(spec: FieldSpec, name: str, title: str, description: str) -> dict[str, Any]:
    """Return what a declaration says of a field, without what does not apply."""
    about, kind = spec.about, spec.value_type
    found: dict[str, Any] = {
        "name": name,
        "title": title,
        "description": description,
        "type": kind.value,
        "list": spec.many,
        "coded": kind is ValueType.REFERENCE or (kind is ValueType.CHOICE and not spec.many),
    }
    choices: Iterable[Enum] = spec.python_type if kind is ValueType.CHOICE else ()  # type: ignore[assignment]
    further = {
        "unit": about.unit or None,
        "least": about.ge,
        "most": about.le,
        "longest": about.max_length if kind is ValueType.TEXT else None,
        "values": [choice.name for choice in choices] or None,
        "refersTo": [type_name(target) for target in about.refers_to] or None,
    }
    return found | {key: value for key, value in further.items() if value is not None}


class _Said(dict[object, str]):
    """Values as text, each written once."""

    def __missing__(self, value: object) -> str:
        text = self[value] = str(value)
        return text


def encoded(plan: Plan, spec: FieldSpec, values: Sequence[Any]) -> object:
    """Return the entries of a field's values, ready for orjson, which writes days and instants as ISO text."""
    match spec.value_type:
        case ValueType.REFERENCE:
            return references(plan, spec.about.refers_to, values, many=spec.many)
        case ValueType.CHOICE if not spec.many:
            return coded_enum(values)
        case ValueType.DURATION if not spec.many:
            said = _Said()
            return [None if value is None else said[value] for value in values]
        case ValueType.DURATION | ValueType.RECORD | ValueType.CHOICE:
            return [public_value(plan, spec, value) if value else value for value in values]
        case _:
            return values


def references(plan: Plan, kinds: Sequence[str], values: Iterable[Any], *, many: bool) -> dict[str, Any]:
    """Return references as positions in the list of what is referred to: ids, and codes or names to show."""
    found: dict[str, int] = {}
    index: list[Any] = (
        [tuple([found.setdefault(id_, len(found)) for id_ in some]) if some else () for some in values]
        if many
        else [-1 if id_ is None else found.setdefault(id_, len(found)) for id_ in values]
    )
    targets = [(next((kind for kind in kinds if plan.get(kind, id_)), kinds[0]), id_) for id_ in found]
    return {
        "ids": [global_id(kind, id_) for kind, id_ in targets],
        "names": [label_of(plan.get(kind, id_), id_) for kind, id_ in targets],
        "index": index,
    }


def label_of(entity: Entity | None, id_: str) -> str:
    """Return what to call an entity in a cell: its code, which inputs accept, else its name, else its id."""
    return str(getattr(entity, "code", "") or getattr(entity, "name", "") or id_)
