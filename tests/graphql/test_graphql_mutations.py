"""Single edits: create, change and delete of any kind, absent against null, refusals, conflicts, repeated calls."""

from typing import Any

CREATE = """mutation($input: CreateInitiativeInput!) { createInitiative(input: $input) {
  initiative { id code owner deadline duration } revision warnings { code place { field } }
  userErrors { field code rule message hint operation current }
} }"""
UPDATE = """mutation($input: UpdateInitiativeInput!) { updateInitiative(input: $input) {
  initiative { name owner description duration deadline parent { code } tags } revision
  userErrors { field code rule message hint operation current }
} }"""


def state(client: Any) -> Any:
    return client.store.plan().entities


def test_creating_fills_in_defaults_and_reads_bare_dates_by_the_end_they_mean(small: Any, gid: Any) -> None:
    values = {
        "code": "POL-200",
        "name": "New",
        "duration": "3 days",
        "deadline": "2027-03-01",
        "constraintDate": "2027-02-01",
    }
    payload = small.ask(CREATE, input={"values": values, "message": "Because"})["createInitiative"]
    assert payload == {
        "initiative": {
            "id": gid("initiative", "new1"),
            "code": "POL-200",
            "owner": "",
            "deadline": "2027-03-01T23:59:00",
            "duration": "3d",
        },
        "revision": 2,
        "warnings": [{"code": "missing-owner", "place": {"field": "owner"}}],
        "userErrors": [],
    }
    asked = """{ initiative(code: "POL-200") { status constraintDate percentComplete }
      history(first: 1) { nodes { author message at } } }"""
    assert small.ask(asked) == {
        "initiative": {"status": "PROPOSED", "constraintDate": "2027-02-01T00:00:00", "percentComplete": 0.0},
        "history": {"nodes": [{"author": "ada", "message": "Because", "at": "2027-01-04T09:00:00Z"}]},
    }


def test_every_problem_is_reported_at_its_argument_and_nothing_changes(small: Any) -> None:
    before = state(small)
    values = {"code": "pol-101", "name": " ", "optimistic": "5w", "duration": "1w", "percentComplete": 120.0}
    payload = small.ask(CREATE, input={"values": values})["createInitiative"]
    assert (payload["initiative"], payload["revision"]) == (None, 1)
    assert {(tuple(e["field"]), e["code"], e["rule"]) for e in payload["userErrors"]} == {
        (("input", "values", "code"), "DUPLICATE", "duplicate-code"),
        (("input", "values", "name"), "REQUIRED", "missing-value"),
        (("input", "values", "optimistic"), "RULE_BROKEN", "three-point-order"),
        (("input", "values", "percentComplete"), "OUT_OF_BOUNDS", "out-of-bounds"),
    }
    assert {error["operation"] for error in payload["userErrors"]} == {0}
    assert state(small) is before


def test_references_that_lead_nowhere_are_named(small: Any, gid: Any) -> None:
    values = {"code": "X", "name": "X", "parent": "POL-999", "markets": ["DE", "XX"], "calendar": gid("team", "pol")}
    errors = small.ask(CREATE, input={"values": values})["createInitiative"]["userErrors"]
    assert [(e["field"][-1], e["code"], e["message"]) for e in errors] == [
        ("parent", "NOT_FOUND", "There is no initiative 'POL-999'."),
        ("markets", "NOT_FOUND", "There is no market 'XX'."),
        ("calendar", "NOT_FOUND", f"There is no calendar '{gid('team', 'pol')}'."),
    ]
    assert small.store.plan().revision == 1


def test_what_is_left_out_stays_and_null_takes_away(small: Any) -> None:
    payload = small.ask(UPDATE, input={"id": "POL-101", "changes": {"owner": "Di", "deadline": None, "tags": None}})
    assert payload["updateInitiative"] == {
        "initiative": {
            "name": "Write the policy",
            "owner": "Di",
            "description": "",
            "duration": "2w",
            "deadline": None,
            "parent": {"code": "PRG-1"},
            "tags": [],
        },
        "revision": 2,
        "userErrors": [],
    }


def test_required_values_cannot_be_taken_away(small: Any) -> None:
    payload = small.ask(UPDATE, input={"id": "POL-101", "changes": {"name": None}})["updateInitiative"]
    assert (payload["revision"], payload["initiative"]) == (1, None)
    assert payload["userErrors"] == [
        {
            "field": ["input", "changes", "name"],
            "code": "INVALID_VALUE",
            "rule": "unreadable-value",
            "message": "name must have a value.",
            "hint": "Name in a few words.",
            "operation": 0,
            "current": None,
        }
    ]


def test_an_edit_that_changes_nothing_makes_no_revision(small: Any) -> None:
    payload = small.ask(UPDATE, input={"id": "POL-101", "changes": {"name": "Write the policy"}})["updateInitiative"]
    assert (payload["revision"], payload["userErrors"]) == (1, [])
    assert payload["initiative"]["name"] == "Write the policy"


def test_changing_what_is_not_there(small: Any) -> None:
    payload = small.ask(UPDATE, input={"id": "POL-999", "changes": {"name": "X"}})["updateInitiative"]
    assert [(e["field"], e["code"]) for e in payload["userErrors"]] == [(["input", "id"], "NOT_FOUND")]


def test_records_and_lists_of_references_are_written(small: Any, gid: Any) -> None:
    asked = """mutation($input: UpdateObligationInput!) { updateObligation(input: $input) { userErrors { message }
      obligation { history { day precision status asOf source } clockHours
        initiatives { code } launches { code } } } }"""
    history = [{"day": "2026-12-31", "precision": "YEAR", "status": "TENTATIVE", "asOf": "2026-01-01"}]
    changes = {
        "history": history,
        "initiatives": ["POL-102", gid("initiative", "a")],
        "launches": [],
        "clockHours": [1, 24],
    }
    assert small.ask(asked, input={"id": "eu-dsa", "changes": changes})["updateObligation"] == {
        "userErrors": [],
        "obligation": {
            "history": [{**history[0], "source": ""}],
            "initiatives": [{"code": "POL-102"}, {"code": "POL-101"}],
            "launches": [],
            "clockHours": [1, 24],
        },
    }


def test_deleting_takes_dependencies_along_and_is_refused_while_others_refer(small: Any, gid: Any) -> None:
    delete = """mutation($id: ID!) { deleteInitiative(input: { id: $id }) { deletedId revision
      userErrors { field code message } } }"""
    refused = small.ask(delete, id="PRG-1")["deleteInitiative"]
    assert (refused["deletedId"], refused["revision"]) == (None, 1)
    assert {error["code"] for error in refused["userErrors"]} == {"DANGLING_REFERENCE"}
    done = small.ask(delete, id=gid("initiative", "m"))["deleteInitiative"]
    assert done == {"deletedId": gid("initiative", "m"), "revision": 2, "userErrors": []}
    assert small.ask("{ dependencies { nodes { id } } }")["dependencies"]["nodes"] == [{"id": gid("dependency", "ab")}]


def test_the_portfolio_is_changed_whether_or_not_it_was_ever_saved(api: Any) -> None:
    asked = """mutation($m: Int) { updatePortfolio(input: { changes: { fiscalYearStartMonth: $m } }) {
      portfolio { fiscalYearStartMonth name } revision userErrors { field code message hint } } }"""
    saved = {"fiscalYearStartMonth": 10, "name": "Portfolio"}
    assert api.ask(asked, m=10)["updatePortfolio"] == {"portfolio": saved, "revision": 1, "userErrors": []}
    assert api.ask(asked, m=13)["updatePortfolio"] == {
        "portfolio": None,
        "revision": 1,
        "userErrors": [
            {
                "field": ["input", "changes", "fiscalYearStartMonth"],
                "code": "OUT_OF_BOUNDS",
                "message": "Portfolio portfolio: Fiscal year start month is 13.",
                "hint": "Give a value from 1 to 12 month.",
            }
        ],
    }


def test_edits_of_different_fields_on_an_old_revision_are_both_kept(small: Any) -> None:
    small.ask(UPDATE, input={"id": "POL-101", "changes": {"owner": "Di"}, "expectedRevision": 1})
    payload = small.ask(UPDATE, input={"id": "POL-101", "changes": {"name": "Mine"}, "expectedRevision": 1})
    edited = payload["updateInitiative"]
    assert (edited["revision"], edited["initiative"]["owner"], edited["initiative"]["name"]) == (3, "Di", "Mine")


def test_edits_of_the_same_field_conflict_and_show_the_present_value(small: Any, gid: Any) -> None:
    small.ask(UPDATE, input={"id": "POL-101", "changes": {"status": "DONE", "deadline": "2027-02-01", "parent": None}})
    before = state(small)
    changes = {"status": "ON_HOLD", "deadline": "2027-03-01", "parent": "PRG-1", "name": "Mine"}
    payload = small.ask(UPDATE, input={"id": "POL-101", "changes": changes, "expectedRevision": 1})["updateInitiative"]
    assert (payload["initiative"], payload["revision"]) == (None, 2)
    assert [(e["field"], e["code"], e["current"]) for e in payload["userErrors"]] == [
        (["input", "changes", "parent"], "CONFLICT", None),
        (["input", "changes", "status"], "CONFLICT", "DONE"),
        (["input", "changes", "deadline"], "CONFLICT", "2027-02-01T23:59:00"),
    ]
    assert state(small) is before


def test_a_revision_that_does_not_exist_yet_is_refused(small: Any) -> None:
    payload = small.ask(UPDATE, input={"id": "POL-101", "changes": {"name": "X"}, "expectedRevision": 7})
    assert [(e["field"], e["rule"]) for e in payload["updateInitiative"]["userErrors"]] == [
        (["input", "expectedRevision"], "unknown-revision")
    ]


def test_the_same_key_again_answers_as_the_first_time(small: Any) -> None:
    call = {"values": {"code": "POL-300", "name": "Once"}, "idempotencyKey": "k1"}
    first = small.ask(CREATE, input=call)["createInitiative"]
    small.ask('mutation { updateInitiative(input: { id: "POL-300", changes: { owner: "Di" } }) { revision } }')
    again = small.ask(CREATE, input=call)["createInitiative"]
    assert (again["initiative"], again["revision"]) == (first["initiative"], 2)
    assert small.store.plan().revision == 3


def test_a_repeated_deletion_is_answered_though_its_target_is_gone(small: Any, gid: Any) -> None:
    delete = """mutation { deleteInitiative(input: { id: "POL-103", idempotencyKey: "k2" }) { deletedId revision
      userErrors { code } } }"""
    expected = {"deletedId": gid("initiative", "c"), "revision": 2, "userErrors": []}
    assert small.ask(delete)["deleteInitiative"] == expected
    assert small.ask(delete)["deleteInitiative"] == expected
    assert small.store.plan().revision == 2


def test_an_unknown_key_does_not_hide_what_is_wrong(small: Any) -> None:
    call = {"id": "POL-999", "changes": {"name": "X"}, "idempotencyKey": "k3"}
    payload = small.ask(UPDATE, input=call)["updateInitiative"]
    assert [(e["field"], e["code"]) for e in payload["userErrors"]] == [(["input", "id"], "NOT_FOUND")]
    assert small.store.plan().revision == 1


def test_several_mutations_of_one_request_see_each_other(api: Any) -> None:
    asked = """mutation {
      a: createTeam(input: { values: { code: "T", name: "Team" } }) { revision }
      b: updateTeam(input: { id: "T", changes: { headcount: 5 } }) { team { code headcount focusFactor } revision }
    }"""
    assert api.ask(asked) == {
        "a": {"revision": 1},
        "b": {"team": {"code": "T", "headcount": 5.0, "focusFactor": 0.8}, "revision": 2},
    }


def test_changes_are_in_the_name_of_whoever_asks(connect: Any, small: Any) -> None:
    connect(author="zoe").ask('mutation { createTeam(input: { values: { code: "Z", name: "Z" } }) { revision } }')
    assert small.ask("{ history(first: 1) { nodes { author } } }")["history"]["nodes"] == [{"author": "zoe"}]
