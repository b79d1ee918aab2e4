"""Filters: every test of every type, combined, and the search for words."""

from typing import Any

import pytest

LIST = """query($filter: InitiativeFilter, $search: String) {
  initiatives(filter: $filter, search: $search) { totalCount nodes { code } }
}"""

CASES: list[tuple[dict[str, Any], list[str]]] = [
    ({}, ["MS-1", "POL-101", "POL-102", "POL-103", "PRG-1"]),
    ({"code": {"eq": "pol-101"}}, ["POL-101"]),
    ({"code": {"in": ["POL-101", "ms-1", "none"]}}, ["MS-1", "POL-101"]),
    ({"name": {"contains": "THE"}}, ["POL-101", "POL-103"]),
    ({"description": {"isNull": False}}, []),
    ({"owner": {"eq": "Ada"}}, ["MS-1", "POL-101", "PRG-1"]),
    ({"owner": {"isNull": True}}, []),
    ({"lineOfBusiness": {"isNull": True}}, ["MS-1", "POL-103"]),
    ({"level": {"eq": "MILESTONE"}}, ["MS-1"]),
    ({"level": {"in": ["MILESTONE", "PROGRAMME"]}}, ["MS-1", "PRG-1"]),
    ({"priorityClass": {"eq": "REGULATORY_MUST_DO"}}, ["POL-101", "POL-102", "PRG-1"]),
    ({"stage": {"isNull": False}}, []),
    ({"position": {"gte": 1, "lte": 1}}, ["POL-101"]),
    ({"position": {"in": [1, 2]}}, ["POL-101", "POL-102"]),
    ({"percentComplete": {"gte": 0.5}}, []),
    ({"duration": {"eq": "2w"}}, ["POL-101"]),
    ({"duration": {"isNull": True}}, ["MS-1", "PRG-1"]),
    ({"deadline": {"eq": "2027-01-29"}}, ["POL-101"]),
    ({"deadline": {"lte": "2027-01-29"}}, ["POL-101"]),
    ({"deadline": {"lte": "2027-01-29T12:00"}}, []),
    ({"deadline": {"gte": "2027-01-29", "lte": "2027-01-30"}}, ["POL-101"]),
    ({"deadline": {"gte": "2027-01-30"}}, []),
    ({"parent": {"eq": "PRG-1"}}, ["POL-101", "POL-102"]),
    ({"parent": {"isNull": True}}, ["MS-1", "POL-103", "PRG-1"]),
    ({"parent": {"in": ["PRG-1", "no such code"]}}, ["POL-101", "POL-102"]),
    ({"parent": {"eq": "no such code"}}, []),
    ({"calendar": {"eq": "OFFICE"}}, ["POL-101", "POL-102", "PRG-1"]),
    ({"markets": {"contains": "DE"}}, ["POL-101"]),
    ({"markets": {"isEmpty": True}}, ["MS-1", "POL-102", "POL-103", "PRG-1"]),
    ({"tags": {"contains": "EU"}}, ["POL-101", "POL-102"]),
    ({"tags": {"contains": "e"}}, []),
    ({"and": [{"tags": {"contains": "eu"}}, {"owner": {"eq": "Bo"}}]}, ["POL-102"]),
    ({"or": [{"tags": {"contains": "ads"}}, {"owner": {"eq": "Cy"}}]}, ["POL-101", "POL-103"]),
    ({"not": {"level": {"eq": "INITIATIVE"}}}, ["MS-1", "PRG-1"]),
    ({"or": [], "code": {"eq": "MS-1"}}, []),
    ({"and": [], "code": {"eq": "MS-1"}}, ["MS-1"]),
    ({"code": None, "level": {"eq": None}, "not": None}, ["MS-1", "POL-101", "POL-102", "POL-103", "PRG-1"]),
]


@pytest.mark.parametrize(("filter_", "expected"), CASES)
def test_filters(small: Any, filter_: dict[str, Any], expected: list[str]) -> None:
    found = small.ask(LIST, filter=filter_)["initiatives"]
    assert ([node["code"] for node in found["nodes"]], found["totalCount"]) == (expected, len(expected))


def test_references_are_filtered_by_id_as_well(small: Any, gid: Any) -> None:
    found = small.ask(LIST, filter={"markets": {"contains": gid("market", "fr")}})["initiatives"]
    assert found["nodes"] == [{"code": "POL-101"}]
    asked = "query($id: ID!) { dependencies(filter: { successor: { eq: $id } }) { nodes { note } } }"
    assert small.ask(asked, id="LCH-1")["dependencies"]["nodes"] == [{"note": "Go live"}]


@pytest.mark.parametrize(
    ("search", "expected"),
    [
        ("policy", ["POL-101"]),
        ("THE tidy", ["POL-103"]),
        ("scams", ["POL-101"]),
        ("eu reviewers", ["POL-102"]),
        ("zzz", []),
        ("  ", ["MS-1", "POL-101", "POL-102", "POL-103", "PRG-1"]),
    ],
)
def test_search_finds_items_with_all_the_words(small: Any, search: str, expected: list[str]) -> None:
    assert [node["code"] for node in small.ask(LIST, search=search)["initiatives"]["nodes"]] == expected


def test_filter_search_and_pages_work_together(small: Any) -> None:
    asked = """query($after: String) {
      initiatives(first: 1, after: $after, search: "p", filter: { parent: { isNull: false } }) {
      totalCount nodes { code } pageInfo { endCursor hasNextPage } } }"""
    one = small.ask(asked)["initiatives"]
    two = small.ask(asked, after=one["pageInfo"]["endCursor"])["initiatives"]
    assert (one["totalCount"], one["nodes"], two["nodes"]) == (2, [{"code": "POL-101"}], [{"code": "POL-102"}])
    assert (one["pageInfo"]["hasNextPage"], two["pageInfo"]["hasNextPage"]) == (True, False)


@pytest.mark.parametrize(
    ("filter_", "message"),
    [
        ({"deadline": {"lte": "soon"}}, "'soon' is not a date; write 2026-12-18 or 2026-12-18T17:00."),
        ({"deadline": {"lte": "2027-01-01T00:00Z"}}, "has an offset; write local time of the portfolio"),
        ({"duration": {"eq": "2 parsecs"}}, "is not a duration; write a number and a unit"),
        ({"level": {"eq": "epic"}}, "Value 'epic' does not exist in 'Level' enum"),
        ({"requestedOn": {}}, "Expected value of type 'InitiativeFilter' not to include unknown field 'requestedOn'"),
    ],
)
def test_filters_that_cannot_be_read_are_errors_of_the_request(small: Any, filter_: Any, message: str) -> None:
    said, code = small.error(LIST, filter=filter_)
    assert message in said
    assert code == "BAD_REQUEST"
