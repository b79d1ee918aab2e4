"""Several edits at once: refs, codes, atomicity, errors by operation, dry runs and their effects, undo."""

from typing import Any

APPLY = """mutation($input: ApplyChangesInput!) { applyChanges(input: $input) {
  applied replayed revision nodes { __typename } deletedIds created { ref id }
  changes { action type id node { id } fields { field before after } }
  userErrors { field code rule message operation }
} }"""


def apply(client: Any, *operations: Any, **options: Any) -> Any:
    return client.ask(APPLY, input={"operations": list(operations), **options})["applyChanges"]


PLAN = (
    {
        "createInitiative": {
            "ref": "policy",
            "values": {"code": "N-1", "name": "Policy", "owner": "Ada", "parent": "ref:top"},
        }
    },
    {"createInitiative": {"ref": "top", "values": {"code": "N-0", "name": "Top", "level": "PROGRAMME"}}},
    {"createInitiative": {"values": {"code": "N-2", "name": "Training", "owner": "Ada"}}},
    {"createDependency": {"ref": "link", "values": {"predecessor": "ref:policy", "successor": "n-2", "lag": "2d"}}},
    {"updateInitiative": {"id": "ref:top", "changes": {"owner": "Eve"}}},
    {"updatePortfolio": {"name": "Southstar"}},
)


def test_later_operations_refer_to_earlier_ones_by_ref_and_code(api: Any, gid: Any) -> None:
    done = apply(api, *PLAN, message="All at once")
    assert (done["applied"], done["revision"], done["userErrors"], done["deletedIds"]) == (True, 1, [], [])
    assert sorted(item["ref"] for item in done["created"]) == ["link", "policy", "top"]
    assert [node["__typename"] for node in done["nodes"]] == ["Initiative"] * 3 + ["Dependency", "Portfolio"]
    asked = """{ initiative(code: "N-0") { owner children { code successors { id lag successor { code } } } }
      portfolio { name } history { nodes { message size } } }"""
    link = next(item["id"] for item in done["created"] if item["ref"] == "link")
    assert api.ask(asked) == {
        "initiative": {
            "owner": "Eve",
            "children": [{"code": "N-1", "successors": [{"id": link, "lag": "2d", "successor": {"code": "N-2"}}]}],
        },
        "portfolio": {"name": "Southstar"},
        "history": {"nodes": [{"message": "All at once", "size": 5}]},
    }


def test_one_bad_operation_refuses_all_and_errors_name_theirs(small: Any) -> None:
    before = small.store.plan()
    done = apply(
        small,
        {"updateInitiative": {"id": "POL-101", "changes": {"name": "Fine"}}},
        {"createDependency": {"values": {"predecessor": "LCH-1", "successor": "POL-101"}}},
        {"updateTeam": {"id": "ENG", "changes": {"focusFactor": 3}}},
    )
    assert (done["applied"], done["revision"], done["changes"], done["nodes"]) == (False, 1, [], [])
    assert [(e["operation"], e["field"], e["code"], e["rule"]) for e in done["userErrors"]] == [
        (2, ["input", "operations", "2", "updateTeam", "changes", "focusFactor"], "OUT_OF_BOUNDS", "out-of-bounds"),
        (0, ["input", "operations", "0", "updateInitiative"], "CYCLE", "dependency-cycle"),
    ]
    assert small.store.plan() is before


def test_unreadable_operations_are_all_reported(small: Any) -> None:
    done = apply(
        small,
        {"updateInitiative": {"id": "ref:nobody", "changes": {"name": "X"}}},
        {"deleteTeam": "none"},
        {"createDemand": {"ref": "d", "values": {"initiative": "ref:d", "team": "ENG", "fte": 1}}},
        {"createTeam": {"ref": "d", "values": {"code": "T", "name": "T"}}},
    )
    assert [(e["operation"], e["field"][2:], e["code"]) for e in done["userErrors"]] == [
        (3, ["3", "createTeam", "ref"], "DUPLICATE"),
        (0, ["0", "updateInitiative", "id"], "NOT_FOUND"),
        (1, ["1", "deleteTeam"], "NOT_FOUND"),
        (2, ["2", "createDemand", "values", "initiative"], "NOT_FOUND"),
    ]


def test_exactly_one_edit_per_operation(small: Any) -> None:
    for operation in ({}, {"deleteTeam": "ENG", "deleteMarket": "DE"}, {"deleteTeam": None}):
        errors = small.post(APPLY, {"input": {"operations": [operation]}})["errors"]
        assert {error["extensions"]["code"] for error in errors} == {"BAD_REQUEST"}
    literal = (
        'mutation { applyChanges(input: { operations: [{ deleteTeam: "ENG", deleteMarket: "DE" }] }) { revision } }'
    )
    assert {error["extensions"]["code"] for error in small.post(literal)["errors"]} == {"BAD_REQUEST"}
    assert small.store.plan().revision == 1


def test_a_dry_run_says_what_would_change_and_saves_nothing(small: Any, gid: Any) -> None:
    before, statements = small.store.plan(), small.store.statements
    done = apply(
        small,
        {
            "updateInitiative": {
                "id": "POL-101",
                "changes": {"status": "DONE", "markets": ["DE"], "percentComplete": 100},
            }
        },
        {"deleteDependency": gid("dependency", "ml")},
        {"createTeam": {"ref": "t", "values": {"code": "T", "name": "T"}}},
        dryRun=True,
    )
    assert (done["applied"], done["revision"], done["userErrors"]) == (False, 1, [])
    assert done["deletedIds"] == [gid("dependency", "ml")]
    assert done["created"] == [{"ref": "t", "id": gid("team", "preview-2")}]
    assert [(change["action"], change["type"], change["node"] is None) for change in done["changes"]] == [
        ("UPDATE", "Initiative", False),
        ("DELETE", "Dependency", True),
        ("CREATE", "Team", False),
    ]
    assert done["changes"][0]["fields"] == [
        {"field": "status", "before": "IN_PROGRESS", "after": "DONE"},
        {"field": "markets", "before": [gid("market", "de"), gid("market", "fr")], "after": [gid("market", "de")]},
        {"field": "percentComplete", "before": 0.0, "after": 100.0},
    ]
    assert done["changes"][1]["fields"] == [
        {"field": "predecessor", "before": gid("initiative", "m"), "after": None},
        {"field": "successor", "before": gid("launch", "l"), "after": None},
        {"field": "note", "before": "Go live", "after": None},
    ]
    assert small.store.plan() is before
    assert small.store.statements == statements


def test_a_dry_run_is_refused_for_the_same_reasons(small: Any) -> None:
    done = apply(small, {"updateInitiative": {"id": "POL-101", "changes": {"name": ""}}}, dryRun=True)
    assert [(e["operation"], e["code"]) for e in done["userErrors"]] == [(0, "REQUIRED")]
    asked = """query($operations: [PlanOperation!]!) { preview(operations: $operations, expectedRevision: 1) {
      accepted userErrors { field code } changes { id } } }"""
    assert small.ask(asked, operations=[{"updateInitiative": {"id": "POL-101", "changes": {"name": ""}}}])[
        "preview"
    ] == {
        "accepted": False,
        "userErrors": [
            {"field": ["operations", "0", "updateInitiative", "changes", "name"], "code": "REQUIRED"},
        ],
        "changes": [],
    }


def test_no_operations_change_nothing(small: Any) -> None:
    done = apply(small)
    assert (done["applied"], done["revision"], done["changes"], done["userErrors"]) == (True, 1, [], [])


def test_a_repeated_call_answers_with_what_it_made_the_first_time(api: Any) -> None:
    first = apply(api, *PLAN, idempotencyKey="once")
    again = apply(api, *PLAN, idempotencyKey="once")
    assert (again["applied"], first["replayed"], again["replayed"], again["revision"]) == (True, False, True, 1)
    assert {item["ref"]: item["id"] for item in again["created"]} == {
        item["ref"]: item["id"] for item in first["created"]
    }
    assert api.store.plan().revision == 1


UNDO = """mutation($input: UndoRevisionInput!) { undoRevision(input: $input) {
  applied revision deletedIds changes { action type fields { field before after } }
  userErrors { field code rule message } } }"""


def test_undo_takes_a_revision_back_as_a_new_one(small: Any) -> None:
    apply(small, {"updateInitiative": {"id": "POL-101", "changes": {"name": "Other", "duration": "5w"}}})
    undone = small.ask(UNDO, input={"revision": 2, "message": "Oops"})["undoRevision"]
    assert undone == {
        "applied": True,
        "revision": 3,
        "deletedIds": [],
        "changes": [
            {
                "action": "UPDATE",
                "type": "Initiative",
                "fields": [
                    {"field": "name", "before": "Other", "after": "Write the policy"},
                    {"field": "duration", "before": "5w", "after": "2w"},
                ],
            }
        ],
        "userErrors": [],
    }
    newest = small.ask("{ history(first: 1) { nodes { number message undoes } } }")["history"]["nodes"]
    assert newest == [{"number": 3, "message": "Oops", "undoes": 2}]


def test_undo_is_refused_where_the_same_field_changed_since(small: Any) -> None:
    apply(small, {"updateInitiative": {"id": "POL-101", "changes": {"name": "Other"}}})
    apply(small, {"updateInitiative": {"id": "POL-101", "changes": {"name": "Another"}}})
    undone = small.ask(UNDO, input={"revision": 2})["undoRevision"]
    assert (undone["applied"], undone["revision"], undone["changes"]) == (False, 3, [])
    assert [error["code"] for error in undone["userErrors"]] == ["CONFLICT"]
    missing = small.ask(UNDO, input={"revision": 99})["undoRevision"]
    assert [(error["code"], error["message"]) for error in missing["userErrors"]] == [
        ("NOT_FOUND", "There is no revision '99'.")
    ]
