"""Order of lists: by declared and computed fields, with the id as the last word, so that no two items tie.

A sort key is made of JSON values only and is therefore also what a cursor carries: for each field a pair
(1 if missing else 0, value), missing values last in either direction, then the id.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, total_ordering
from typing import Any

from planner.plan.declare import FieldSpec, Kind, ValueType
from planner.plan.entities import WORK_KINDS, Entity
from planner.plan.snapshot import Plan
from planner.plan.values import WorkingUnits
from planner.schedule import schedule
from planner_graphql.definitions import Definitions, Field
from planner_graphql.naming import noun, type_name

Key = tuple[Any, ...]
Reader = Callable[[Plan, Entity], object]

COMPUTED = ("start", "finish", "total_float")
"""Computed values that work can be ordered by."""

_SORTED_TYPES = frozenset(ValueType) - {ValueType.RECORD, ValueType.REFERENCE}


@dataclass(frozen=True, slots=True)
class Sort:
    """One field to order by; ``name`` is the field's own name or one of ``COMPUTED``."""

    name: str
    descending: bool = False


def sortable(kind: Kind) -> dict[str, str]:
    """Return what a kind can be ordered by: names with their descriptions."""
    names = {s.name: s.about.description for s in kind.fields if s.value_type in _SORTED_TYPES and not s.many}
    if kind.name in WORK_KINDS:
        names |= {"start": "Computed start.", "finish": "Computed finish.", "total_float": "Computed total float."}
    return names


def define_orders(definitions: Definitions, kind: Kind) -> None:
    """Define the order input of a kind."""
    name = type_name(kind.name)
    fields = {field.upper(): (field, text) for field, text in sortable(kind).items()}
    definitions.enum(f"{name}OrderField", f"What a list of {noun(kind)}s can be ordered by.", fields)
    definitions.input(
        f"{name}Order",
        f"One field to order {noun(kind)}s by.",
        [
            Field("field", f"{name}OrderField!", "The field."),
            Field("direction", "OrderDirection", "Ascending if left out; missing values are last in either direction."),
        ],
    )


def define_direction(definitions: Definitions) -> None:
    """Define the direction of an order."""
    values = {"ASC": ("asc", "Smallest, earliest, A first."), "DESC": ("desc", "Largest, latest, Z first.")}
    definitions.enum("OrderDirection", "Direction of an order.", values)


def sorts(kind: Kind, given: Sequence[Mapping[str, Any]] | None) -> tuple[Sort, ...]:
    """Return the order that a client asked for, or by code for kinds with codes."""
    if given:
        return tuple(Sort(item["field"].value, item.get("direction") == "desc") for item in given)
    return (Sort("code"),) if kind.code_space else ()


@total_ordering
class Descending:
    """A value that sorts before what it is greater than."""

    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        """Return whether the values are equal."""
        return isinstance(other, Descending) and bool(self.value == other.value)

    def __hash__(self) -> int:
        """Return the hash of the value."""
        return hash(self.value)

    def __lt__(self, other: "Descending") -> bool:
        """Return whether the other value is less."""
        return bool(other.value < self.value)


def key_of(kind: Kind, order: Sequence[Sort], plan: Plan) -> Callable[[Entity], list[Any]]:
    """Return the function from an entity to its sort key as JSON: pairs, then the id."""
    readers = [_reader(kind, sort.name, plan.units) for sort in order]

    def key(entity: Entity) -> list[Any]:
        values = [read(plan, entity) for read in readers]
        return [*([1, 0] if value is None else [0, value] for value in values), entity.id]

    return key


def comparable(order: Sequence[Sort], key: Sequence[Any]) -> Key:
    """Return a JSON sort key in the form that compares as the order says."""
    pairs = zip(order, key, strict=False)
    fields = ((gone, Descending(value) if sort.descending else value) for sort, (gone, value) in pairs)
    return (*fields, key[-1])


def _reader(kind: Kind, name: str, units: WorkingUnits) -> Reader:
    if kind.name in WORK_KINDS and name in COMPUTED:
        return _COMPUTED[name]
    return _declared(kind.field(name), units)


@cache
def _ranks(choices: type) -> dict[object, int]:
    return {member: rank for rank, member in enumerate(choices)}  # type: ignore[var-annotated, arg-type]


def _declared(spec: FieldSpec, units: WorkingUnits) -> Reader:
    convert: Callable[[Any], object]
    match spec.value_type:
        case ValueType.TEXT:
            convert = str.casefold
        case ValueType.CHOICE:
            convert = _ranks(spec.python_type).__getitem__
        case ValueType.DATE | ValueType.MOMENT:
            convert = _iso
        case ValueType.DURATION:
            convert = lambda value: float(value.amount) if value.is_percent else value.tenths(units)  # noqa: E731
        case _:
            convert = float

    def read(plan: Plan, entity: Entity) -> object:
        value = plan.inherited(entity, spec.name)[0] if spec.about.inherited else getattr(entity, spec.name)  # type: ignore[arg-type]
        return None if value is None or value == "" else convert(value)

    return read


def _iso(value: Any) -> str:
    return str(value.isoformat())


def _computed(attribute: str, convert: Callable[[Any], object]) -> Reader:
    def read(plan: Plan, entity: Entity) -> object:
        dates = schedule(plan).dates.get(entity.id)
        return None if dates is None else convert(getattr(dates, attribute))

    return read


_COMPUTED: dict[str, Reader] = {
    "start": _computed("early_start", _iso),
    "finish": _computed("early_finish", _iso),
    "total_float": _computed("total_float_minutes", float),
}
