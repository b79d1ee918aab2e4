"""Connections: pages forward and backward, order, ties, cursors that survive changes."""

from base64 import urlsafe_b64encode
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.plan.entities import KINDS, Initiative
from planner.plan.snapshot import Plan
from planner.plan.values import Duration
from planner_graphql.cursors import Window, page
from planner_graphql.ordering import Sort, comparable, key_of

PAGE = """query($first: Int, $after: String, $last: Int, $before: String, $orderBy: [InitiativeOrder!]) {
  initiatives(first: $first, after: $after, last: $last, before: $before, orderBy: $orderBy) {
    totalCount nodes { code } edges { cursor node { code } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}"""
BY_CODE = ["MS-1", "POL-101", "POL-102", "POL-103", "PRG-1"]


def codes(connection: Any) -> list[str]:
    assert [edge["node"] for edge in connection["edges"]] == connection["nodes"]
    return [node["code"] for node in connection["nodes"]]


def test_forward_by_code(small: Any) -> None:
    one = small.ask(PAGE, first=2)["initiatives"]
    info = one["pageInfo"]
    assert (codes(one), one["totalCount"]) == (BY_CODE[:2], 5)
    assert (info["hasPreviousPage"], info["hasNextPage"]) == (False, True)
    assert (info["startCursor"], info["endCursor"]) == tuple(edge["cursor"] for edge in one["edges"])
    two = small.ask(PAGE, first=2, after=info["endCursor"])["initiatives"]
    three = small.ask(PAGE, first=2, after=two["pageInfo"]["endCursor"])["initiatives"]
    assert (codes(two), codes(three)) == (BY_CODE[2:4], BY_CODE[4:])
    assert (three["pageInfo"]["hasPreviousPage"], three["pageInfo"]["hasNextPage"]) == (True, False)


def test_backward_by_code(small: Any) -> None:
    one = small.ask(PAGE, last=2)["initiatives"]
    two = small.ask(PAGE, last=2, before=one["pageInfo"]["startCursor"])["initiatives"]
    three = small.ask(PAGE, last=2, before=two["pageInfo"]["startCursor"])["initiatives"]
    assert [codes(part) for part in (three, two, one)] == [BY_CODE[:1], BY_CODE[1:3], BY_CODE[3:]]
    assert (one["pageInfo"]["hasPreviousPage"], one["pageInfo"]["hasNextPage"]) == (True, False)


def test_between_two_cursors(small: Any) -> None:
    edges = small.ask(PAGE)["initiatives"]["edges"]
    between = small.ask(PAGE, first=1, after=edges[0]["cursor"], before=edges[4]["cursor"])["initiatives"]
    assert codes(between) == ["POL-101"]
    nothing = small.ask(PAGE, after=edges[4]["cursor"], before=edges[0]["cursor"])["initiatives"]
    assert (codes(nothing), nothing["totalCount"]) == ([], 5)


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ([{"field": "CODE", "direction": "DESC"}], BY_CODE[::-1]),
        ([{"field": "NAME"}], ["PRG-1", "MS-1", "POL-103", "POL-102", "POL-101"]),
        ([{"field": "DURATION"}], ["POL-103", "POL-102", "POL-101", "MS-1", "PRG-1"]),
        ([{"field": "DURATION", "direction": "DESC"}], ["POL-101", "POL-102", "POL-103", "MS-1", "PRG-1"]),
        (
            [{"field": "OWNER"}, {"field": "CODE", "direction": "DESC"}],
            ["PRG-1", "POL-101", "MS-1", "POL-102", "POL-103"],
        ),
        (
            [{"field": "LEVEL"}, {"field": "POSITION", "direction": "DESC"}],
            ["PRG-1", "POL-102", "POL-101", "POL-103", "MS-1"],
        ),
        ([{"field": "DEADLINE"}], ["POL-101", "POL-102", "POL-103", "MS-1", "PRG-1"]),
        (
            [{"field": "STATUS", "direction": "DESC"}, {"field": "CODE"}],
            ["POL-101", "POL-102", "MS-1", "POL-103", "PRG-1"],
        ),
    ],
)
def test_orders_put_missing_values_last_and_ties_by_id(small: Any, order: Any, expected: list[str]) -> None:
    assert codes(small.ask(PAGE, orderBy=order)["initiatives"]) == expected


def test_a_cursor_keeps_its_place_while_the_list_changes(small: Any) -> None:
    cursor = small.ask(PAGE, first=2)["initiatives"]["pageInfo"]["endCursor"]
    small.ask('mutation { createInitiative(input: { values: { code: "AAA", name: "First" } }) { revision } }')
    small.ask('mutation { deleteInitiative(input: { id: "POL-101" }) { revision } }')
    assert codes(small.ask(PAGE, first=2, after=cursor)["initiatives"]) == BY_CODE[2:4]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("first: 201", "A page of 201 items is not possible."),
        ("first: -1", "A page of -1 items is not possible."),
        ("last: 1000000", "A page of 1000000 items is not possible."),
        ("first: 1, last: 1", "A page has either a first or a last."),
    ],
)
def test_impossible_pages_are_errors_of_the_user(small: Any, arguments: str, message: str) -> None:
    assert small.error(f"{{ initiatives({arguments}) {{ totalCount }} }}") == (message, "BAD_USER_INPUT")


MALFORMED = [
    "x",
    "💥",
    "%%%%",
    *(
        urlsafe_b64encode(text).decode()
        for text in (
            b"",
            b"{}",
            b"[]",
            b'["code"]',
            b'["code", 1]',
            b'["code", [0, "a"], 7]',
            b'["code", [0, 7], "id"]',
            b'["name", [0, "a"], "id"]',
            b'["code", [0, "a"], [0, "b"], "id"]',
            b'["code", {"a": 1, "b": 2}, "id"]',
            b'["code", [[], "a"], "id"]',
            b"\xff\xfe",
        )
    ),
]


@pytest.mark.parametrize("cursor", MALFORMED)
@pytest.mark.parametrize("side", ["after", "before"])
def test_malformed_cursors_are_errors_of_the_user(small: Any, cursor: str, side: str) -> None:
    asked = f"query($c: String) {{ initiatives({side}: $c) {{ totalCount }} }}"
    assert small.error(asked, c=cursor) == ("The cursor does not belong to this list.", "BAD_USER_INPUT")


def test_an_empty_page_is_a_page(small: Any) -> None:
    none = small.ask(PAGE, first=0)["initiatives"]
    assert (codes(none), none["totalCount"], none["pageInfo"]["hasNextPage"]) == ([], 5, True)


INITIATIVES = st.lists(
    st.builds(
        Initiative,
        id=st.uuids().map(str),
        code=st.sampled_from(["A", "a", "B", "ß", "SS", ""]),
        name=st.sampled_from(["x", "Y", "y"]),
        position=st.integers(0, 2),
        duration=st.sampled_from([None, Duration.parse("1d"), Duration.parse("8h"), Duration.parse("2ed")]),
        deadline=st.none() | st.datetimes(),
    ),
    unique_by=lambda item: item.id,
    max_size=30,
)
ORDERS = st.lists(
    st.builds(Sort, st.sampled_from(["code", "name", "position", "duration", "deadline"]), st.booleans()),
    max_size=3,
    unique_by=lambda sort: sort.name,
).map(tuple)


@given(INITIATIVES, ORDERS, st.integers(1, 7), st.booleans())
def test_pages_together_are_the_whole_list(
    items: list[Initiative], order: tuple[Sort, ...], size: int, backward: bool
) -> None:
    key = key_of(KINDS["initiative"], order, Plan.of(*items))
    whole = sorted(items, key=lambda item: comparable(order, key(item)))
    found: list[Initiative] = []
    cursor = None
    for _ in range(len(items) + 1):
        window = Window(last=size, before=cursor) if backward else Window(first=size, after=cursor)
        part = page(whole, order, key, window)
        found = [*part.items, *found] if backward else [*found, *part.items]
        if not (part.has_previous if backward else part.has_next):
            break
        cursor = part.cursors(part.items[0 if backward else -1])
    assert [item.id for item in found] == [item.id for item in whole]
