"""Reading entities: by id and code, nested both ways, inherited values, as of any revision, without SQL."""

from typing import Any

import pytest


def test_an_initiative_by_code_and_by_id(small: Any, gid: Any) -> None:
    asked = """query($id: ID!) {
      byId: initiative(id: $id) { code }
      byCode: initiative(code: "pol-101") {
        id code name level status duration percentComplete deadline tags owner stage
        parent { code } markets { code region calendar { code } } calendar { code }
      }
    }"""
    assert small.ask(asked, id=gid("initiative", "a")) == {
        "byId": {"code": "POL-101"},
        "byCode": {
            "id": gid("initiative", "a"),
            "code": "POL-101",
            "name": "Write the policy",
            "level": "INITIATIVE",
            "status": "IN_PROGRESS",
            "duration": "2w",
            "percentComplete": 0.0,
            "deadline": "2027-01-29T23:59:00",
            "tags": ["eu", "ads"],
            "owner": "",
            "stage": None,
            "parent": {"code": "PRG-1"},
            "markets": [
                {"code": "DE", "region": "EMEA", "calendar": {"code": "OFFICE"}},
                {"code": "FR", "region": "EMEA", "calendar": None},
            ],
            "calendar": None,
        },
    }


def test_what_is_not_there_is_null(small: Any, gid: Any) -> None:
    asked = """query($id: ID!) {
      a: initiative(id: $id) { code } b: launch(code: "POL-101") { code } c: node(id: $id) { id } }"""
    assert small.ask(asked, id=gid("initiative", "gone")) == {"a": None, "b": None, "c": None}
    assert small.ask("query($id: ID!) { launch(id: $id) { code } }", id=gid("initiative", "a")) == {"launch": None}


@pytest.mark.parametrize("arguments", ["", '(id: "x", code: "y")'])
def test_a_lookup_needs_exactly_one_key(small: Any, arguments: str) -> None:
    assert small.error(f"{{ initiative{arguments} {{ code }} }}") == (
        "The lookup needs an id or a code.",
        "BAD_USER_INPUT",
    )


@pytest.mark.parametrize("bad", ["", "x", "POL-101", "bm90aGluZzox", "aW5pdGlhdGl2ZTo=", "💥", "/" * 500, "gICA"])
def test_malformed_ids_are_errors_of_the_user(small: Any, bad: str) -> None:
    message, code = small.error("query($id: ID!) { node(id: $id) { id } }", id=bad)
    assert code == "BAD_USER_INPUT"
    assert message.endswith("is not an id.")
    assert len(message) < 120


def test_nodes_of_any_kind_in_the_order_asked(small: Any, gid: Any) -> None:
    ids = [gid("launch", "l"), gid("team", "none"), gid("initiative", "a"), gid("dependency", "ab")]
    asked = "query($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on Work { code } } }"
    assert small.ask(asked, ids=ids)["nodes"] == [
        {"__typename": "Launch", "id": ids[0], "code": "LCH-1"},
        None,
        {"__typename": "Initiative", "id": ids[2], "code": "POL-101"},
        {"__typename": "Dependency", "id": ids[3]},
    ]


def test_dependencies_both_ways(small: Any) -> None:
    asked = """{ initiative(code: "POL-102") {
      predecessors { type lag predecessor { __typename code } successor { code } }
      successors { successor { code ... on Initiative { level } successors { successor { __typename code } } } }
    } }"""
    assert small.ask(asked)["initiative"] == {
        "predecessors": [
            {
                "type": "FS",
                "lag": "0d",
                "predecessor": {"__typename": "Initiative", "code": "POL-101"},
                "successor": {"code": "POL-102"},
            }
        ],
        "successors": [
            {
                "successor": {
                    "code": "MS-1",
                    "level": "MILESTONE",
                    "successors": [{"successor": {"__typename": "Launch", "code": "LCH-1"}}],
                }
            }
        ],
    }


def test_the_hierarchy_and_what_refers_backwards(small: Any) -> None:
    asked = """{
      initiative(code: "PRG-1") { children { code ancestors { code } } }
      launch(code: "LCH-1") { tier markets { wave market { code } } obligations { code } }
      team(code: "POLICY") { demands { fte initiative { code demands { team { code } } } } }
      market(code: "DE") { launches { launch { code } } obligations { code precision day initiatives { code } } }
      calendar(code: "office") { teams { code } week }
    }"""
    hours = "08:00-12:00 13:00-17:00"
    assert small.ask(asked) == {
        "initiative": {
            "children": [
                {"code": "POL-101", "ancestors": [{"code": "PRG-1"}]},
                {"code": "POL-102", "ancestors": [{"code": "PRG-1"}]},
            ]
        },
        "launch": {
            "tier": "TIER_1",
            "markets": [{"wave": 1, "market": {"code": "DE"}}, {"wave": 2, "market": {"code": "FR"}}],
            "obligations": [{"code": "EU-DSA"}],
        },
        "team": {
            "demands": [
                {"fte": 2.0, "initiative": {"code": "POL-101", "demands": [{"team": {"code": "POLICY"}}]}},
                {"fte": 1.0, "initiative": {"code": "POL-102", "demands": [{"team": {"code": "POLICY"}}]}},
            ]
        },
        "market": {
            "launches": [{"launch": {"code": "LCH-1"}}],
            "obligations": [
                {"code": "EU-DSA", "precision": "QUARTER", "day": "2027-03-31", "initiatives": [{"code": "POL-101"}]}
            ],
        },
        "calendar": {"teams": [{"code": "POLICY"}], "week": [hours] * 5 + ["", ""]},
    }


def test_inherited_values_say_who_gives_them(small: Any) -> None:
    asked = """{ initiatives(filter: { code: { in: ["POL-101", "POL-102", "POL-103"] } }) { nodes {
      owner effectiveOwner { value from { code } } effectivePriorityClass { value from { code } }
      effectiveCalendar { value { code } from { code } } effectiveKind { value from { code } }
    } } }"""
    calendar = {"value": {"code": "OFFICE"}, "from": {"code": "PRG-1"}}
    must = {"value": "REGULATORY_MUST_DO", "from": {"code": "PRG-1"}}
    nothing = {"value": None, "from": None}
    assert small.ask(asked)["initiatives"]["nodes"] == [
        {
            "owner": "",
            "effectiveOwner": {"value": "Ada", "from": {"code": "PRG-1"}},
            "effectivePriorityClass": must,
            "effectiveCalendar": calendar,
            "effectiveKind": nothing,
        },
        {
            "owner": "Bo",
            "effectiveOwner": {"value": "Bo", "from": {"code": "POL-102"}},
            "effectivePriorityClass": must,
            "effectiveCalendar": calendar,
            "effectiveKind": nothing,
        },
        {
            "owner": "Cy",
            "effectiveOwner": {"value": "Cy", "from": {"code": "POL-103"}},
            "effectivePriorityClass": nothing,
            "effectiveCalendar": nothing,
            "effectiveKind": nothing,
        },
    ]


def test_an_empty_plan_answers_everything(api: Any) -> None:
    asked = """{
      plan { revision start finish } portfolio { name minutesPerDay defaultCalendar { code } }
      initiatives { totalCount nodes { id } pageInfo { startCursor hasNextPage } }
      findings { totalCount } history { totalCount nodes { number } } timeline
    }"""
    data = api.ask(asked)
    assert data["timeline"]["count"] == 0
    assert {key: value for key, value in data.items() if key != "timeline"} == {
        "plan": {"revision": 0, "start": None, "finish": None},
        "portfolio": {"name": "Portfolio", "minutesPerDay": 480, "defaultCalendar": None},
        "initiatives": {"totalCount": 0, "nodes": [], "pageInfo": {"startCursor": None, "hasNextPage": False}},
        "findings": {"totalCount": 0},
        "history": {"totalCount": 0, "nodes": []},
    }


def test_any_question_can_be_asked_of_any_revision(small: Any, gid: Any) -> None:
    small.ask('mutation { updateInitiative(input: { id: "POL-101", changes: { name: "Rewrite it" } }) { revision } }')
    small.ask('mutation { deleteInitiative(input: { id: "POL-103" }) { revision } }')
    asked = """query($id: ID!) {
      now: plan { ...about } then: plan(revision: 1) { ...about } between: plan(at: "2027-01-04T09:00:30Z") { ...about }
      first: plan(revision: 0) { initiatives { totalCount } }
    }
    fragment about on Plan { revision initiatives { totalCount }
      node(id: $id) { ... on Initiative { name parent { children { name } } } } }"""
    data = small.ask(asked, id=gid("initiative", "a"))

    def about(revision: int, count: int, name: str) -> object:
        node = {"name": name, "parent": {"children": [{"name": name}, {"name": "Train reviewers"}]}}
        return {"revision": revision, "initiatives": {"totalCount": count}, "node": node}

    assert data == {
        "now": about(3, 4, "Rewrite it"),
        "then": about(1, 5, "Write the policy"),
        "between": about(2, 5, "Rewrite it"),
        "first": {"initiatives": {"totalCount": 0}},
    }


def test_travelling_needs_one_point_in_time_that_exists(small: Any) -> None:
    both = '{ plan(revision: 1, at: "2027-01-04T09:00:00Z") { revision } }'
    assert small.error(both) == ("Give a revision or a time, not both.", "BAD_USER_INPUT")
    assert small.error("{ plan(revision: 9) { revision } }") == ("There is no revision '9'.", "NOT_FOUND")
    assert small.error("{ plan(revision: -1) { revision } }") == ("There is no revision '-1'.", "NOT_FOUND")
    message, code = small.error('{ plan(at: "2027-01-04T09:00:00") { revision } }')
    assert (message.endswith("has no offset; write 2027-12-18T17:00:00Z."), code) == (False, "BAD_REQUEST")


READS = """{
  initiatives { nodes { code parent { code } markets { code } predecessors { predecessor { code } }
    successors { successor { code } } demands { team { code } } obligations { code } schedule { start driver { type } }
    effectiveOwner { value from { code } } } }
  launches { nodes { code markets { market { code } } } } teams { nodes { code demands { fte } } }
  dependencies { nodes { predecessor { code } } } obligations { nodes { code } } portfolio { name }
  findings { nodes { message nodes { id } } } timeline criticalPath { steps { work { code } } }
  roadmap(fromQuarter: "2027Q1") { groups { rows { initiative { code } } } }
}"""


def test_reads_execute_no_sql(small: Any) -> None:
    before = small.store.statements
    small.ask(READS)
    small.ask("{ plan(revision: 1) { initiatives { totalCount } } preview(operations: []) { accepted } }")
    assert small.store.statements == before
