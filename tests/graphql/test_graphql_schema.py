"""The schema as a contract: the golden file, a description on everything, and the names."""

import re
from collections.abc import Iterator

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
)
from graphql import (
    build_schema as parse_schema,
)

from planner.plan.entities import KINDS
from planner_graphql.naming import type_name
from planner_graphql.print_schema import GOLDEN, printed_schema

SCHEMA = parse_schema(GOLDEN.read_text(encoding="utf-8"))
TYPES = [
    item
    for name, item in SCHEMA.type_map.items()
    if not name.startswith("__") and name not in ("ID", "Int", "Float", "String", "Boolean")
]


def test_the_printed_schema_is_the_golden_file() -> None:
    assert printed_schema() == GOLDEN.read_text(encoding="utf-8"), "run python -m planner_graphql.print_schema"


def described() -> Iterator[tuple[str, str | None]]:
    for item in TYPES:
        yield item.name, item.description
        if isinstance(item, GraphQLObjectType | GraphQLInterfaceType):
            for name, field in item.fields.items():
                yield f"{item.name}.{name}", field.description
                yield from ((f"{item.name}.{name}({key})", arg.description) for key, arg in field.args.items())
        elif isinstance(item, GraphQLInputObjectType):
            yield from ((f"{item.name}.{name}", entry.description) for name, entry in item.fields.items())
        elif isinstance(item, GraphQLEnumType):
            yield from ((f"{item.name}.{name}", value.description) for name, value in item.values.items())


def test_everything_has_a_description() -> None:
    assert [name for name, text in described() if not text or not text.strip().endswith((".", ")"))] == []


def test_names_follow_the_conventions() -> None:
    for item in TYPES:
        assert re.fullmatch(r"[A-Z][A-Za-z]+", item.name)
        if isinstance(item, GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType):
            assert [name for name in item.fields if not re.fullmatch(r"[a-z][A-Za-z]*|p\d\d[A-Za-z]*", name)] == []
        elif isinstance(item, GraphQLEnumType):
            assert [name for name in item.values if not re.fullmatch(r"[A-Z][A-Z0-9_]*", name)] == []


def test_mutations_take_one_input_and_answer_with_a_payload() -> None:
    assert SCHEMA.mutation_type is not None
    for name, field in SCHEMA.mutation_type.fields.items():
        base = name[0].upper() + name[1:]
        assert {key: str(arg.type) for key, arg in field.args.items()} == {"input": f"{base}Input!"}
        assert str(field.type) == f"{base}Payload!"
        payload = SCHEMA.type_map[f"{base}Payload"]
        assert isinstance(payload, GraphQLObjectType)
        assert str(payload.fields["userErrors"].type) == "[UserError!]!"
        assert str(payload.fields["revision"].type) == "Int!"


def test_every_kind_can_be_read_and_edited() -> None:
    assert SCHEMA.query_type is not None
    assert SCHEMA.mutation_type is not None
    for kind in KINDS.values():
        name = type_name(kind.name)
        assert f"update{name}" in SCHEMA.mutation_type.fields
        assert name[0].lower() + name[1:] in SCHEMA.query_type.fields
        if not kind.singleton:
            assert {f"create{name}", f"delete{name}"} <= set(SCHEMA.mutation_type.fields)


def test_whatever_the_root_can_read_a_past_plan_can_too() -> None:
    assert SCHEMA.query_type is not None
    plan = SCHEMA.type_map["Plan"]
    assert isinstance(plan, GraphQLObjectType)
    assert set(SCHEMA.query_type.fields) - set(plan.fields) == {"plan", "preview"}
    assert set(plan.fields) - set(SCHEMA.query_type.fields) == {"revision", "start", "finish"}
