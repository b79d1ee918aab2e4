"""Findings on the way out: filtered, in pages, worst first, with the entities involved."""

from typing import Any

from planner.plan.changes import Action, ChangeSet, Operation
from planner.plan.entities import Status

LIST = """query($severity: [Severity!], $code: String, $first: Int, $after: String) {
  findings(severity: $severity, code: $code, first: $first, after: $after) {
    totalCount nodes { severity code place { kind code field } node { id } nodes { id __typename } }
    pageInfo { hasNextPage endCursor }
  }
}"""


def spoil(client: Any) -> None:
    """Give the small plan two owners too few, one name twice, and work that is done without a finish."""
    values = (
        ("c", {"owner": ""}),
        ("l", {"owner": ""}),
        ("m", {"name": "Tidy the macros"}),
        ("b", {"status": Status.DONE}),
    )
    kinds = {"l": "launch"}
    edits = tuple(Operation(Action.UPDATE, kinds.get(id_, "initiative"), id_, new) for id_, new in values)
    client.store.commit(ChangeSet(edits, "eve"), at=client.store.head.at)


def test_findings_name_place_and_entities(small: Any, gid: Any) -> None:
    spoil(small)
    owner = small.ask(LIST, code="missing-owner")["findings"]
    assert owner["totalCount"] == 2
    assert owner["nodes"] == [
        {
            "severity": "WARNING",
            "code": "missing-owner",
            "place": {"kind": kind, "code": code, "field": "owner"},
            "node": {"id": gid(kind, id_)},
            "nodes": [{"id": gid(kind, id_), "__typename": kind.capitalize()}],
        }
        for kind, id_, code in (("initiative", "c", "POL-103"), ("launch", "l", "LCH-1"))
    ]
    (twice,) = small.ask(LIST, code="duplicate-name")["findings"]["nodes"]
    assert twice["place"] == {"kind": "initiative", "code": "MS-1", "field": "name"}
    assert [node["id"] for node in twice["nodes"]] == [gid("initiative", "c"), gid("initiative", "m")]


def test_findings_come_in_pages_and_by_severity(small: Any) -> None:
    spoil(small)
    whole = small.ask(LIST, severity=["WARNING"])["findings"]
    first = small.ask(LIST, severity=["WARNING"], first=3)["findings"]
    rest = small.ask(LIST, severity=["WARNING"], after=first["pageInfo"]["endCursor"])["findings"]
    assert first["pageInfo"]["hasNextPage"] is True
    assert first["nodes"] + rest["nodes"] == whole["nodes"]
    assert {"missing-owner", "duplicate-name", "done-without-finish"} <= {node["code"] for node in whole["nodes"]}
    assert small.ask(LIST, severity=["ERROR"])["findings"] == {
        "totalCount": 0,
        "nodes": [],
        "pageInfo": {"hasNextPage": False, "endCursor": None},
    }
    assert small.ask(LIST, severity=[])["findings"]["totalCount"] == 0


def test_findings_of_the_schedule_are_among_them(small: Any, gid: Any) -> None:
    small.ask(
        """mutation { updateInitiative(input: { id: "POL-102", changes: { deadline: "2027-01-20" } }) { revision } }"""
    )
    (missed,) = small.ask(LIST)["findings"]["nodes"]
    assert (missed["place"]["code"], missed["node"]["id"]) == ("POL-102", gid("initiative", "b"))
