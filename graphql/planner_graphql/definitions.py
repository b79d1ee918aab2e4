"""GraphQL types built from data: what is derived from declarations and what is written by hand look alike.

Types are written as in the schema language; a field that computes names its resolver, any other is the
attribute of its source. Resolvers are plain functions of (source, info, **arguments) with arguments as GraphQL
names them: a key that the client did not send is absent.

>>> annotation("[Initiative!]!"), annotation("[ID!]"), annotation("Int")
('list[Initiative]', 'list[ID] | None', 'int | None')
"""

import types
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeAlias

import strawberry
from graphql import GraphQLResolveInfo
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.field import StrawberryField
from strawberry.types.unset import UNSET

Info: TypeAlias = "GraphQLResolveInfo[Any]"
"""What graphql-core tells a resolver about the field that it resolves."""

Resolve = Callable[..., object]
"""A resolver: (source, info, **arguments) -> value."""

_PYTHON_NAMES = {"Int": "int", "Float": "float", "String": "str", "Boolean": "bool"}


def annotation(written: str) -> str:
    """Return the Python annotation of a type written in the schema language."""
    if written.endswith("!"):
        return _required(written[:-1])
    return f"{_required(written)} | None"


def _required(written: str) -> str:
    if written.startswith("["):
        return f"list[{annotation(written[1:-1])}]"
    return _PYTHON_NAMES.get(written, written)


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a field; without ``default`` it is absent unless the client sends it."""

    name: str
    type: str
    description: str
    default: object = UNSET


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an object, or of an input.

    ``attribute``: read from the source instead of calling ``resolve``; both empty: the attribute of that name.
    ``cost``: objects that answering it is worth, beyond those in its answer.
    """

    name: str
    type: str
    description: str
    resolve: Resolve | None = None
    attribute: str = ""
    arguments: tuple[Argument, ...] = ()
    cost: int = 0


def _reader(attribute: str) -> Resolve:
    def read(source: object, info: object) -> object:
        return getattr(source, attribute)

    return read


@dataclass(frozen=True, slots=True)
class Definitions:
    """The types of one schema by name; a type may name another that is defined later."""

    types: dict[str, Any] = field(default_factory=dict)

    def add(self, name: str, python_type: object) -> None:
        """Add a scalar or enum under its GraphQL name."""
        self.types[name] = python_type

    def enum(self, name: str, description: str, values: Mapping[str, tuple[str, str]]) -> None:
        """Define an enum from GraphQL names to (value, description)."""
        members = {key: value for key, (value, _) in values.items()}
        made_of: Any = StrEnum
        cls = made_of(name, members)
        made: Any = strawberry.enum(cls, name=name, description=description)
        for value in made.__strawberry_definition__.values:
            value.description = values[value.name][1]
        self.types[name] = made

    def interface(self, name: str, description: str, fields: Sequence[Field], *implements: str) -> None:
        """Define an interface."""
        cls = self._class(name, fields, implements)
        self._settle(strawberry.interface(cls, name=name, description=description), fields, name)

    def object(self, name: str, description: str, fields: Sequence[Field], *implements: str) -> None:
        """Define an object type that implements these interfaces."""
        cls = self._class(name, fields, implements)
        self._settle(strawberry.type(cls, name=name, description=description), fields, name)

    def input(self, name: str, description: str, fields: Sequence[Field], *, one_of: bool = False) -> None:
        """Define an input; every field that may be null may also be absent."""
        cls = self._class(name, fields, ())
        self._settle(strawberry.input(cls, name=name, description=description, one_of=one_of), fields, name)

    def _class(self, name: str, fields: Iterable[Field], implements: Iterable[str]) -> type:
        made = [self._field(item) for item in fields]
        body: dict[str, object] = {item.name: item for item in made}
        body["__annotations__"] = {item.name: item.type_annotation.raw_annotation for item in made}
        bases = tuple(self.types[interface] for interface in implements)
        return types.new_class(name, bases, {}, lambda namespace: namespace.update(body))

    def _settle(self, cls: Any, fields: Sequence[Field], name: str) -> None:
        """Keep a class, and give its fields back the types that making a dataclass of it has evaluated too early."""
        written = {item.name: item.type for item in fields}
        for made in cls.__strawberry_definition__.fields:
            if made.graphql_name in written:
                made.type_annotation = self._annotation(written[made.graphql_name])
        self.types[name] = cls

    def _field(self, item: Field) -> Any:
        made = StrawberryField(
            python_name=item.name + "_",  # GraphQL names may be Python keywords, such as from
            graphql_name=item.name,
            type_annotation=self._annotation(item.type),
            description=item.description,
            metadata={"resolve": item.resolve or _reader(item.attribute or item.name), "cost": item.cost},
        )
        made.arguments = [
            StrawberryArgument(
                argument.name,
                argument.name,
                self._annotation(argument.type),
                description=argument.description,
                default=argument.default,
            )
            for argument in item.arguments
        ]
        return made

    def _annotation(self, written: str) -> StrawberryAnnotation:
        return StrawberryAnnotation(annotation(written), namespace=self.types)
