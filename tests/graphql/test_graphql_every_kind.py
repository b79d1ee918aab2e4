"""What is derived, for every kind and every field: create, change, delete, order, filter."""

from typing import Any

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    build_schema,
    get_named_type,
    get_nullable_type,
)
from hypothesis import given
from hypothesis import strategies as st

from planner.plan.declare import Kind, ValueType
from planner.plan.entities import KINDS
from planner_graphql.naming import field_name, public_field, type_name, value_type_name
from planner_graphql.print_schema import GOLDEN

SCHEMA = build_schema(GOLDEN.read_text(encoding="utf-8"))
LISTED = [kind for kind in KINDS.values() if not kind.singleton]
SAMPLES = {
    "ID": "DE",
    "String": "x",
    "Int": 1,
    "Float": 0.5,
    "Boolean": True,
    "Date": "2027-01-08",
    "LocalDateTime": "2027-01-08T12:00",
    "Duration": "3d",
}
PARTICULAR: dict[str, dict[str, Any]] = {
    "launch_market": {"market": "NEW"},
    "dependency": {"predecessor": "POL-103", "successor": "POL-102"},
    "demand": {"initiative": "POL-103", "personDays": 3.5},
}
"""What a new entity of some kinds needs beyond its required fields, beside the small plan."""


def new_values(client: Any, kind: Kind, gid: Any) -> dict[str, Any]:
    """Return the fewest values that a new entity of a kind can have; what they refer to is made if there is none."""
    values: dict[str, Any] = {}
    given = PARTICULAR.get(kind.name, {})
    for spec in kind.fields:
        name = public_field(spec)
        if not spec.required or spec.name == "id" or name in given:
            continue
        if spec.value_type is ValueType.REFERENCE:
            values[name] = some(client, KINDS[spec.about.refers_to[0]], gid)
        elif spec.value_type is ValueType.CHOICE:
            values[name] = next(iter(spec.python_type)).name  # type: ignore[call-overload]
        else:
            values[name] = "NEW" if spec.value_type is ValueType.TEXT else SAMPLES[value_type_name(spec)]
    return {**values, **given}


def some(client: Any, kind: Kind, gid: Any) -> str:
    """Return the id of any entity of a kind."""
    table = client.store.plan().entities.get(kind.name, {})
    if not table:
        made = create(client, kind, new_values(client, kind, gid))
        return str(made[field_name(kind.name)]["id"])
    return str(gid(kind.name, next(iter(table))))


def create(client: Any, kind: Kind, values: dict[str, Any]) -> Any:
    name, field = type_name(kind.name), field_name(kind.name)
    asked = (
        f'mutation($v: New{name}!) {{ create{name}(input: {{ values: $v, message: "Try it." }}) {{'
        f" {field} {{ id }} userErrors {{ message }} }} }}"
    )
    return client.ask(asked, v=values)[f"create{name}"]


@pytest.mark.parametrize("kind", LISTED, ids=lambda kind: kind.name)
def test_create_change_and_delete(small: Any, gid: Any, kind: Kind) -> None:
    small.ask('mutation { createMarket(input: { values: { code: "NEW" } }) { revision } }')
    values = new_values(small, kind, gid) | ({"code": "NEWER"} if kind.name == "market" else {})
    plan = small.store.plan()
    before = plan.entities.get(kind.name, {})
    name, field = type_name(kind.name), field_name(kind.name)
    made = create(small, kind, values)
    assert made["userErrors"] == []
    assert len(small.store.plan().entities[kind.name]) == len(before) + 1
    id_ = made[field]["id"]
    update = (
        f"mutation($id: ID!, $v: {name}Changes!) {{"
        f' update{name}(input: {{ id: $id, changes: $v, message: "Try it." }}) {{'
        f" {field} {{ id }} revision userErrors {{ message }} }} }}"
    )
    changed = small.ask(update, id=id_, v=values)[f"update{name}"]
    assert changed == {field: {"id": id_}, "revision": plan.revision + 1, "userErrors": []}
    delete = (
        f'mutation($id: ID!) {{ delete{name}(input: {{ id: $id, message: "Undo it." }}) {{'
        f" deletedId revision userErrors {{ message }} }} }}"
    )
    assert small.ask(delete, id=id_)[f"delete{name}"] == {
        "deletedId": id_,
        "revision": plan.revision + 2,
        "userErrors": [],
    }
    assert small.store.plan().entities[kind.name] == before


@pytest.mark.parametrize("kind", LISTED, ids=lambda kind: kind.name)
def test_every_order_lists_everything_once_in_both_directions(small: Any, kind: Kind) -> None:
    order = SCHEMA.type_map[f"{type_name(kind.name)}OrderField"]
    assert isinstance(order, GraphQLEnumType)
    plural = field_name(kind.plural)
    asked = f"query($o: [{type_name(kind.name)}Order!]) {{ {plural}(orderBy: $o) {{ nodes {{ id }} }} }}"
    everything = {node["id"] for node in small.ask(f"{{ {plural} {{ nodes {{ id }} }} }}")[plural]["nodes"]}
    for field in order.values:
        for direction in ("ASC", "DESC"):
            found = [
                node["id"] for node in small.ask(asked, o=[{"field": field, "direction": direction}])[plural]["nodes"]
            ]
            assert (len(found), set(found)) == (len(everything), everything), field


def sample(written: GraphQLInputType) -> Any:
    inner, named = get_nullable_type(written), get_named_type(written)
    value = next(iter(named.values)) if isinstance(named, GraphQLEnumType) else SAMPLES[named.name]
    return [value] if isinstance(inner, GraphQLList) else value


@pytest.mark.parametrize("kind", LISTED, ids=lambda kind: kind.name)
def test_every_filter_and_its_opposite_share_the_whole_list(small: Any, kind: Kind) -> None:
    name, plural = type_name(kind.name), field_name(kind.plural)
    tests = SCHEMA.type_map[f"{name}Filter"]
    assert isinstance(tests, GraphQLInputObjectType)
    asked = (
        f"query($f: {name}Filter, $g: {name}Filter) {{"
        f" a: {plural}(filter: $f) {{ totalCount }} b: {plural}(filter: $g) {{ totalCount }} }}"
    )
    total = len(small.store.plan().entities.get(kind.name, {}))
    for field, entry in tests.fields.items():
        test = get_named_type(entry.type)
        if field in ("and", "or", "not") or not isinstance(test, GraphQLInputObjectType):
            continue
        for check, argument in test.fields.items():
            holds = {field: {check: sample(argument.type)}}
            data = small.ask(asked, f=holds, g={"not": holds})
            assert data["a"]["totalCount"] + data["b"]["totalCount"] == total, holds


TEXT = st.text(max_size=20) | st.sampled_from(
    ["ref:x", "aW5pdGlhdGl2ZTph", "WyJjb2RlIixbMCwieCJdLCJhIl0=", "W10=", "\x00", "\ud7ff"]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=5,
)
FUZZED = """query($id: ID!, $ids: [ID!]!, $after: String, $first: Int, $filter: InitiativeFilter, $search: String,
  $to: ID, $from: String, $quarters: Int!, $at: DateTime, $revision: Int, $operations: [PlanOperation!]!) {
  node(id: $id) { id } nodes(ids: $ids) { id } initiative(code: $search) { id }
  initiatives(after: $after, first: $first, filter: $filter, search: $search) { totalCount }
  findings(code: $search, after: $after, first: $first) { totalCount } history(after: $after, node: $id) { totalCount }
  criticalPath(to: $to) { finish } roadmap(fromQuarter: $from, quarters: $quarters) { quarters { label } }
  plan(at: $at, revision: $revision) { revision } preview(operations: $operations) { userErrors { field message } }
}"""
SOUND: dict[str, Any] = {"id": "x", "ids": [], "quarters": 1, "operations": []}
NAMES = ["id", "ids", "after", "first", "filter", "search", "to", "from", "quarters", "at", "revision", "operations"]


def test_no_variable_whatever_it_holds_breaks_the_server(small: Any) -> None:
    @given(
        st.sampled_from(NAMES),
        VALUES | st.lists(st.fixed_dictionaries({"updateTeam": VALUES, "deleteTeam": TEXT}), max_size=1),
    )
    def fuzz(name: str, value: Any) -> None:
        body = small.post(FUZZED, {**SOUND, name: value})
        codes = {error["extensions"]["code"] for error in body.get("errors", [])}
        assert codes <= {
            "BAD_REQUEST",
            "BAD_USER_INPUT",
            "NOT_FOUND",
            "UNREADABLE_QUARTER",
            "REFUSED",
            "LIMIT_EXCEEDED",
        }, body

    fuzz()
