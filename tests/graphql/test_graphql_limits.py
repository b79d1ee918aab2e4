"""Limits: depth, cost, aliases, directives, tokens, and queries made to hurt."""

from typing import Any

import pytest

from planner_graphql import Limits

PARENTS = "{ initiatives { nodes { %s id %s } } }"


def nested(levels: int) -> str:
    return PARENTS % ("parent { " * levels, "}" * levels)


def test_depth_does_not_count_the_wrapping_of_connections(api: Any) -> None:
    assert api.ask(nested(8))["initiatives"]["nodes"] == []
    assert api.error(nested(9)) == ("The query has a depth of 11; at most 10 is allowed.", "LIMIT_EXCEEDED")


def test_depth_is_counted_through_fragments(api: Any) -> None:
    query = "{ initiatives { nodes { ...a } } }"
    query += " fragment a on Initiative { parent { ... on Initiative { parent { parent { parent { ...b } } } } } }"
    query += " fragment b on Initiative { parent { parent { parent { parent { parent { id } } } } } }"
    assert api.error(query) == ("The query has a depth of 11; at most 10 is allowed.", "LIMIT_EXCEEDED")


@pytest.mark.parametrize(("count", "refused"), [(15, False), (16, True)])
def test_aliases(api: Any, count: int, refused: bool) -> None:
    query = "{ " + " ".join(f"a{n}: plan {{ revision }}" for n in range(count)) + " }"
    assert ("errors" in api.post(query)) is refused


@pytest.mark.parametrize(("count", "refused"), [(50, False), (51, True)])
def test_directives(api: Any, count: int, refused: bool) -> None:
    query = "{ " + " ".join("... @include(if: true) { __typename }" for _ in range(count)) + " }"
    assert ("errors" in api.post(query)) is refused


def test_tokens(api: Any) -> None:
    message, code = api.error("{ " + "__typename " * 2_000 + "}")
    assert (message, code) == ("Syntax Error: Document contains more than 2000 tokens. Parsing aborted.", "BAD_REQUEST")


def test_nesting_beyond_the_parser_is_a_plain_error(api: Any) -> None:
    message, _ = api.error("{a" * 900 + "}" * 900)
    assert message == "Syntax Error: Document is nested too deeply. Parsing aborted."


def test_cost_follows_page_sizes_in_literals_and_variables(api: Any) -> None:
    query = (
        "query($n: Int) { initiatives(first: $n) { nodes { predecessors { predecessor { obligations { code } } } } } }"
    )
    assert api.ask(query, n=50) == {"initiatives": {"nodes": []}}
    assert api.error(query, n=200) == ("The query has a cost of 7201; at most 5000 is allowed.", "LIMIT_EXCEEDED")
    assert api.error(query.replace("$n)", "200)").replace("query($n: Int)", "")) == (
        "The query has a cost of 7201; at most 5000 is allowed.",
        "LIMIT_EXCEEDED",
    )
    default = query.replace("$n: Int", "$n: Int = 200")
    assert api.error(default) == ("The query has a cost of 7201; at most 5000 is allowed.", "LIMIT_EXCEEDED")


@pytest.mark.parametrize(
    ("query", "cost"),
    [
        ("{ plan { revision } }", 1),
        ("{ initiatives { totalCount } }", 1),
        ("{ initiatives { nodes { code } } }", 51),
        ("{ initiatives(last: 10) { edges { cursor node { code } } pageInfo { endCursor } } }", 22),
        ("{ timeline }", 100),
        ('{ nodes(ids: ["a", "b", "c"]) { id } }', 3),
        ("{ initiatives(first: 10) { nodes { schedule { driver { id } } } } }", 31),
        ("{ initiatives(first: 10) { nodes { ...f } } } fragment f on Initiative { demands { fte } }", 61),
        ("{ criticalPath { steps { work { code } } } }", 61),
    ],
)
def test_cost_of_queries(connect: Any, query: str, cost: int) -> None:
    assert (
        connect(limits=Limits(cost=cost - 1)).error(query)[0]
        == f"The query has a cost of {cost}; at most {cost - 1} is allowed."
    )
    codes = {e["extensions"]["code"] for e in connect(limits=Limits(cost=cost)).post(query).get("errors", [])}
    assert codes <= {"BAD_USER_INPUT"}


def test_fragments_that_multiply_are_counted_once_each(api: Any) -> None:
    """Every fragment spreads the next one twice: a billion paths in forty lines."""
    fragments = " ".join(f"fragment f{n} on Plan {{ ...f{n + 1} ...f{n + 1} }}" for n in range(40))
    query = f"{{ plan {{ ...f0 }} }} {fragments} fragment f40 on Plan {{ revision }}"
    assert api.ask(query) == {"plan": {"revision": 0}}


def test_the_same_page_of_queries_can_introspect(api: Any) -> None:
    deep = "type { name ofType { name ofType { name ofType { name ofType { name ofType { name } } } } } }"
    assert (
        api.ask(f'{{ __type(name: "Plan") {{ fields {{ {deep} }} }} }}')["__type"]["fields"][0]["type"]["name"] is None
    )
