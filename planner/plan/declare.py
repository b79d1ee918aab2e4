"""Declarations: an entity kind is one frozen dataclass; tables, inputs, columns and docs derive from it.

Each field is annotated with ``About``: what it means, its unit, bounds and what it refers to. The decorator
``kind`` reads the annotations once into a ``Kind``, which every derived part walks:

>>> from planner.plan.entities import KINDS
>>> lag = KINDS["dependency"].field("lag")
>>> lag.value_type, lag.optional, lag.about.unit
(<ValueType.DURATION: 'duration'>, False, 'working, elapsed or percent')
"""

import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, fields
from datetime import date, datetime
from enum import Enum, StrEnum
from functools import cached_property
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin, get_type_hints

from planner.plan.values import Duration, Edge

E = TypeVar("E")


class OnDelete(StrEnum):
    """What happens to the referring entity when the one it refers to is deleted."""

    REFUSE = "refuse"
    CASCADE = "cascade"


@dataclass(frozen=True, slots=True)
class About:
    """What a field means; bounds are inclusive, ``refers_to`` names kinds, ``edge`` reads bare dates."""

    description: str
    unit: str = ""
    ge: float | None = None
    le: float | None = None
    max_length: int = 10_000
    refers_to: tuple[str, ...] = ()
    on_delete: OnDelete = OnDelete.REFUSE
    edge: Edge = Edge.START
    inherited: bool = False
    """Whether an empty value is taken from the nearest ancestor that has one."""


class ValueType(StrEnum):
    """The closed set of value types; every derived part has one mapping over it."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    MOMENT = "moment"
    DURATION = "duration"
    CHOICE = "choice"
    REFERENCE = "reference"
    RECORD = "record"


_SCALARS: Mapping[type, ValueType] = {
    str: ValueType.TEXT,
    bool: ValueType.BOOLEAN,
    int: ValueType.INTEGER,
    float: ValueType.NUMBER,
    datetime: ValueType.MOMENT,
    date: ValueType.DATE,
    Duration: ValueType.DURATION,
}


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One declared field. ``many`` fields hold tuples; ``python_type`` is the enum or record class, else the scalar."""

    name: str
    value_type: ValueType
    python_type: type
    optional: bool
    many: bool
    required: bool
    default: object
    about: About

    @property
    def public_name(self) -> str:
        """Return the name people see: references drop their ``_id``/``_ids`` suffix."""
        if self.value_type is ValueType.REFERENCE:
            singular = self.name.removesuffix("_ids").removesuffix("_id")
            return singular + ("es" if singular.endswith("ch") else "s") if self.many else singular
        return self.name

    @property
    def label(self) -> str:
        """Return the column heading, such as ``Percent complete``."""
        words = self.public_name.replace("_", " ")
        return words[:1].upper() + words[1:]


@dataclass(frozen=True)
class Kind:
    """A declared entity kind with its fields in order, ``id`` first."""

    name: str
    plural: str
    description: str
    cls: type[Any]
    fields: tuple[FieldSpec, ...]
    code_space: str | None
    unique: tuple[tuple[str, ...], ...]
    singleton: bool

    @cached_property
    def by_name(self) -> Mapping[str, FieldSpec]:
        """Return the fields by attribute name."""
        return {spec.name: spec for spec in self.fields}

    @cached_property
    def references(self) -> tuple[FieldSpec, ...]:
        """Return the fields that refer to other entities."""
        return tuple(spec for spec in self.fields if spec.value_type is ValueType.REFERENCE)

    @property
    def label(self) -> str:
        """Return the kind's name for people, such as ``Launch market``."""
        return self.name.replace("_", " ").capitalize()

    def field(self, name: str) -> FieldSpec:
        """Return the field of this attribute name; KeyError if there is none."""
        return self.by_name[name]


def kind(
    name: str,
    *,
    plural: str | None = None,
    code_space: str | None = None,
    unique: tuple[tuple[str, ...], ...] = (),
    singleton: bool = False,
) -> Callable[[type[E]], type[E]]:
    """Declare an entity kind on a frozen dataclass.

    ``code_space``: kinds of one space share their codes (a launch and an initiative never have the same code).
    ``unique``: further groups of fields whose values may occur only once together.
    """

    def declare(cls: type[E]) -> type[E]:
        spec = Kind(
            name,
            plural or name + "s",
            (cls.__doc__ or "").strip(),
            cls,
            record_fields(cls),
            code_space,
            unique,
            singleton,
        )
        cls.KIND = spec  # type: ignore[attr-defined]
        return cls

    return declare


def record_fields(cls: type[Any]) -> tuple[FieldSpec, ...]:
    """Return the declared fields of a dataclass (an entity or an embedded record), in order."""
    hints = get_type_hints(cls, include_extras=True)
    return tuple(_field_spec(item, hints[item.name]) for item in fields(cls))


def _field_spec(item: Field[Any], hint: Any) -> FieldSpec:
    if get_origin(hint) is not Annotated:
        raise TypeError(f"field {item.name} has no About")
    inner, about, *_ = get_args(hint)
    inner, optional = _without_none(inner)
    many = get_origin(inner) is tuple
    if many:
        inner = get_args(inner)[0]
    required = item.default is MISSING
    return FieldSpec(
        item.name,
        _value_type(inner, about),
        inner,
        optional,
        many,
        required,
        None if required else item.default,
        about,
    )


def _without_none(hint: Any) -> tuple[Any, bool]:
    if get_origin(hint) in (Union, types.UnionType):
        inner = [arg for arg in get_args(hint) if arg is not type(None)]
        if len(inner) != 1:
            raise TypeError(f"{hint} is not one type or None")
        return inner[0], True
    return hint, False


def _value_type(python_type: type, about: About) -> ValueType:
    if about.refers_to:
        return ValueType.REFERENCE
    if python_type in _SCALARS:
        return _SCALARS[python_type]
    return ValueType.CHOICE if issubclass(python_type, Enum) else ValueType.RECORD
