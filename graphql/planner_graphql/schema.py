"""The schema: everything derived and written by hand, put together once per process.

Resolvers are put on graphql-core's fields directly: Strawberry describes the types, and a plain field costs one
attribute, without a wrapper in between.
"""

from enum import Enum
from functools import cache

import strawberry
from graphql import GraphQLEnumType, GraphQLInputObjectType, GraphQLInterfaceType, GraphQLObjectType, GraphQLSchema
from strawberry.schema.config import StrawberryConfig
from strawberry.schema.schema_converter import GraphQLCoreConverter

from planner.plan.entities import KINDS
from planner_graphql.definitions import Definitions
from planner_graphql.effects import define_effects
from planner_graphql.inputs import define_inputs
from planner_graphql.limits import COST
from planner_graphql.mutations import define_mutations, preview_field
from planner_graphql.naming import type_name
from planner_graphql.queries import define_reads, plan_field, read_fields
from planner_graphql.rows import Row
from planner_graphql.scalars import NAMED_SCALARS, SCALARS
from planner_graphql.subscription_types import define_subscriptions
from planner_graphql.user_errors import define_user_errors
from planner_graphql.vocabulary import define_enums

BACKREF = GraphQLCoreConverter.DEFINITION_BACKREF


@cache
def build_schema() -> strawberry.Schema:
    """Return the schema; building it takes a moment, so it is made once."""
    definitions = Definitions()
    definitions.add("ID", strawberry.ID)
    for name, scalar in NAMED_SCALARS.items():
        definitions.add(name, scalar)
    define_enums(definitions)
    define_reads(definitions)
    define_user_errors(definitions)
    define_inputs(definitions)
    define_effects(definitions)
    define_mutations(definitions)
    define_subscriptions(definitions)
    root = [plan_field(), preview_field(), *read_fields()]
    definitions.object("Query", "The questions; about the newest plan, unless asked through plan.", root)
    schema = strawberry.Schema(
        query=definitions.types["Query"],
        mutation=definitions.types["Mutation"],
        subscription=definitions.types["Subscription"],
        types=[definitions.types[type_name(kind)] for kind in KINDS],
        config=StrawberryConfig(auto_camel_case=False, scalar_map=SCALARS),
    )
    _tune(executable(schema))
    return schema


def executable(schema: strawberry.Schema) -> GraphQLSchema:
    """Return the graphql-core schema that executes, without Strawberry's own run-time layers."""
    return schema._schema  # noqa: SLF001 - Strawberry has no public name for it


def _tune(schema: GraphQLSchema) -> None:
    for item in schema.type_map.values():
        if item.name.startswith("__"):
            continue
        if isinstance(item, GraphQLObjectType | GraphQLInterfaceType):
            for field in item.fields.values():
                metadata = field.extensions[BACKREF].metadata
                field.resolve = metadata["resolve"]
                field.extensions[COST] = metadata["cost"]
        if item is schema.subscription_type:
            _stream(item)
        if isinstance(item, GraphQLObjectType):
            item.is_type_of = None
        if isinstance(item, GraphQLInterfaceType):
            item.resolve_type = _type_of_row
        if isinstance(item, GraphQLInputObjectType) and item.extensions[BACKREF].is_one_of:
            item.is_one_of = True  # graphql-core then checks it itself, and says where
            item.out_type = dict  # type: ignore[method-assign, assignment]
        if isinstance(item, GraphQLEnumType):
            _quicken(item)


def _stream(root: GraphQLObjectType) -> None:
    """Let what is declared as resolver of a subscription give its events, and each event answer the field."""
    for field in root.fields.values():
        field.subscribe = field.resolve
        field.resolve = _event


def _event(event: object, info: object, **arguments: object) -> object:
    return event


def _type_of_row(row: Row, info: object, abstract_type: object) -> str:
    return _TYPE_NAMES[row.entity.KIND.name]


_TYPE_NAMES = {kind: type_name(kind) for kind in KINDS}


def _quicken(enum: GraphQLEnumType) -> None:
    """Let an enum find the name of a value in a mapping; the plan's own enums equal their text."""
    names = {
        value.value.value if isinstance(value.value, Enum) else value.value: name for name, value in enum.values.items()
    }
    enum.coerce_output_value = names.__getitem__  # type: ignore[method-assign, assignment]
