"""The history: revisions newest first, of everything or one entity, with what they changed."""

from typing import Any

from planner.plan.changes import Action, ChangeSet, Operation

HISTORY = """query($first: Int, $after: String, $node: ID) { history(first: $first, after: $after, node: $node) {
  totalCount nodes { number author message size } pageInfo { hasNextPage hasPreviousPage endCursor } } }"""


def rename(client: Any, name: str) -> None:
    asked = """mutation($n: String) {
      updateInitiative(input: { id: "POL-101", message: $n, changes: { name: $n } }) { revision } }"""
    client.ask(asked, n=name)


def test_revisions_newest_first_in_pages(small: Any) -> None:
    for name in ("one", "two", "three"):
        rename(small, name)
    first = small.ask(HISTORY, first=3)["history"]
    assert first["totalCount"] == 4
    assert [node["number"] for node in first["nodes"]] == [4, 3, 2]
    assert first["nodes"][0] == {"number": 4, "author": "ada", "message": "three", "size": 1}
    assert (first["pageInfo"]["hasNextPage"], first["pageInfo"]["hasPreviousPage"]) == (True, False)
    rest = small.ask(HISTORY, first=3, after=first["pageInfo"]["endCursor"])["history"]
    assert [(node["number"], node["author"]) for node in rest["nodes"]] == [(1, "eve")]
    assert (rest["pageInfo"]["hasNextPage"], rest["pageInfo"]["hasPreviousPage"]) == (False, True)


def test_the_history_of_one_entity(small: Any, gid: Any) -> None:
    rename(small, "one")
    small.ask('mutation { createTeam(input: { values: { code: "X", name: "X" } }) { revision } }')
    assert [n["number"] for n in small.ask(HISTORY, node=gid("initiative", "a"))["history"]["nodes"]] == [2, 1]
    assert [n["number"] for n in small.ask(HISTORY, node=gid("team", "pol"))["history"]["nodes"]] == [1]
    assert small.error(HISTORY, node="POL-101") == ("'POL-101' is not an id.", "BAD_USER_INPUT")


def test_the_history_as_of_a_revision_ends_there(small: Any) -> None:
    rename(small, "one")
    asked = "{ plan(revision: 1) { history { totalCount nodes { number } } } }"
    assert small.ask(asked)["plan"]["history"] == {"totalCount": 1, "nodes": [{"number": 1}]}


def test_changes_field_by_field(small: Any, gid: Any) -> None:
    store = small.store
    gone = Operation(Action.DELETE, "initiative", "m")
    store.commit(ChangeSet((gone,), "eve", "Not needed"), at=store.head.at)
    asked = "{ history(first: 1) { nodes { changes { action type id node { id } fields { field before after } } } } }"
    (revision,) = small.ask(asked)["history"]["nodes"]
    assert {(change["action"], change["type"], change["id"]) for change in revision["changes"]} == {
        ("DELETE", "Initiative", gid("initiative", "m")),
        ("DELETE", "Dependency", gid("dependency", "bm")),
        ("DELETE", "Dependency", gid("dependency", "ml")),
    }
    assert {change["node"] is None for change in revision["changes"]} == {True}
    milestone = next(change for change in revision["changes"] if change["type"] == "Initiative")
    assert milestone["fields"] == [
        {"field": "code", "before": "MS-1", "after": None},
        {"field": "name", "before": "Ready", "after": None},
        {"field": "level", "before": "MILESTONE", "after": None},
        {"field": "owner", "before": "Ada", "after": None},
    ]


def test_a_page_of_revisions_is_two_statements_at_most(small: Any) -> None:
    for name in ("one", "two", "three"):
        rename(small, name)
    before = small.store.statements
    small.ask(HISTORY, first=50)
    assert small.store.statements - before <= 2


def test_the_changes_of_a_whole_page_are_one_statement_more(small: Any) -> None:
    for name in ("one", "two", "three"):
        rename(small, name)
    before = small.store.statements
    answer = small.ask("query { history(first: 50) { nodes { number changes { action fields { field after } } } } }")
    nodes = answer["data"]["history"]["nodes"] if "data" in answer else answer["history"]["nodes"]
    assert [node["changes"][0]["fields"][0]["after"] for node in nodes[:3]] == ["three", "two", "one"]
    assert small.store.statements - before == 2


KIND = """query($kind: EntityKind, $node: ID, $first: Int) { history(kind: $kind, node: $node, first: $first) {
  totalCount nodes { number } pageInfo { hasNextPage } } }"""
TEXTS = """query($node: ID) { history(node: $node, first: 1) { nodes { changes { label fields {
  field title beforeText afterText } } } } }"""


def test_the_count_is_of_what_is_listed(small: Any, gid: Any) -> None:
    for name in ("one", "two"):
        rename(small, name)
    small.ask('mutation { createTeam(input: { values: { code: "X", name: "X" } }) { revision } }')
    listed = small.ask(KIND, node=gid("initiative", "a"), first=1)["history"]
    assert listed == {"totalCount": 3, "nodes": [{"number": 3}], "pageInfo": {"hasNextPage": True}}
    assert small.ask(KIND, kind="TEAM")["history"] == {
        "totalCount": 2, "nodes": [{"number": 4}, {"number": 1}], "pageInfo": {"hasNextPage": False},
    }  # fmt: skip
    assert small.ask(KIND, kind="TEAM", node=gid("initiative", "a"))["history"]["totalCount"] == 0
    assert small.ask(KIND)["history"]["totalCount"] == 4
    past = "query($node: ID) { plan(revision: 2) { history(node: $node) { totalCount } } }"
    assert small.ask(past, node=gid("initiative", "a")) == {"plan": {"history": {"totalCount": 2}}}


def test_changes_are_told_with_names(small: Any, gid: Any) -> None:
    small.ask("""mutation { updateInitiative(input: { id: "POL-101", changes: {
      owner: "Bo", parent: "POL-103", markets: ["FR"], status: DONE, deadline: null, active: false, duration: "3w"
    } }) { revision userErrors { message } } }""")
    ((change,),) = (node["changes"] for node in small.ask(TEXTS, node=gid("initiative", "a"))["history"]["nodes"])
    assert change["label"] == "POL-101 Write the policy"
    told = {item["title"]: (item["beforeText"], item["afterText"]) for item in change["fields"]}
    assert told == {
        "Owner": ("", "Bo"),
        "Parent": ("PRG-1 Ads integrity", "POL-103 Tidy the macros"),
        "Markets": ("DE Germany, FR France", "FR France"),
        "Status": ("In progress", "Done"),
        "Deadline": ("2027-01-29 23:59", ""),
        "Active": ("yes", "no"),
        "Duration": ("2w", "3w"),
    }


def test_what_is_gone_keeps_its_name(small: Any, gid: Any) -> None:
    store = small.store
    gone = Operation(Action.DELETE, "initiative", "m")
    store.commit(ChangeSet((gone,), "eve", "Not needed"), at=store.head.at)
    (revision,) = small.ask(TEXTS)["history"]["nodes"]
    assert {change["label"] for change in revision["changes"]} == {"MS-1 Ready", "POL-102 → MS-1", "MS-1 → LCH-1"}
    ends = {item["beforeText"] for change in revision["changes"] for item in change["fields"]}
    assert {"POL-102 Train reviewers", "MS-1 Ready", "LCH-1 Scam ads"} <= ends
    asked = "query($ops: [PlanOperation!]!) { preview(operations: $ops) { changes { label } } }"
    preview = small.ask(asked, ops=[{"deleteInitiative": "POL-103"}])["preview"]
    assert preview == {"changes": [{"label": "POL-103 Tidy the macros"}]}
