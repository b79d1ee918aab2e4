"""Scenarios through the API: kept beside the plan, compared with it, merged or dropped."""

from typing import Any

KEEP = """mutation($input: KeepScenarioInput!) { keepScenario(input: $input) {
  applied replayed revision scenario { code name owner status baseRevision edits { action kind item values } }
  userErrors { code rule message hint field operation } } }"""
MERGE = """mutation($input: MergeScenarioInput!) { mergeScenario(input: $input) {
  applied replayed revision scenario { status }
  conflicts { id field title wasText mineText theirsText keep }
  clashes { code severity message }
  changes { label fields { field afterText } }
  impact { moves { work { code } finishDays } }
  userErrors { code rule message field current } } }"""
DROP = """mutation($input: DropScenarioInput!) { dropScenario(input: $input) {
  applied revision scenario { code status } userErrors { code rule message hint } } }"""
SCENARIO = """query($code: String!) { scenario(code: $code) { status operations
  conflicts { field mineText theirsText } clashes { code }
  comparison { moved movedDays leftOut { code message } } } }"""
COMPARE = """query($codes: [ID!]) { compareScenarios(codes: $codes) {
  scenario { code } moved movedDays finishBefore finishAfter
  launches { launch { code } target finishBefore finishAfter days lateDaysBefore lateDaysAfter }
  newlyMissed { work { code } obligation { code } due finish }
  noLongerMissed { work { code } obligation { code } }
  load { team { code } skill quarter before { percent } after { asked there percent } }
  peakBefore { percent } peakAfter { team { code } quarter }
  newFindings { code message } goneFindings { code } leftOut { code } changes { label } } }"""
APPLY = """mutation($input: ApplyChangesInput!) { applyChanges(input: $input) {
  applied revision userErrors { message } } }"""

SLOWER = {"updateInitiative": {"id": "POL-101", "changes": {"duration": "4w"}}}
"""Two weeks more, so that the launch misses its target date."""


def keep(small: Any, *operations: Any, code: str = "SLOW", **more: Any) -> Any:
    given = {"code": code, "name": "Take longer", "operations": list(operations), **more}
    return small.ask(KEEP, input=given)["keepScenario"]


def merge(small: Any, **more: Any) -> Any:
    return small.ask(MERGE, input={"scenario": "SLOW", **more})["mergeScenario"]


def apply(small: Any, *operations: Any) -> Any:
    done = small.ask(APPLY, input={"operations": list(operations)})["applyChanges"]
    assert done["applied"], done["userErrors"]
    return done


def duration(small: Any) -> str:
    found: str = small.ask('{ initiative(code: "POL-101") { duration } }')["initiative"]["duration"]
    return found


def test_a_draft_is_kept_beside_the_plan(small: Any) -> None:
    kept = keep(small, SLOWER, owner="Ada")
    assert (kept["applied"], kept["revision"], kept["userErrors"]) == (True, 2, [])
    assert kept["scenario"] == {
        "code": "SLOW",
        "name": "Take longer",
        "owner": "Ada",
        "status": "OPEN",
        "baseRevision": 1,
        "edits": [{"action": "UPDATE", "kind": "initiative", "item": "a", "values": '{"duration":"4w"}'}],
    }
    assert duration(small) == "2w"
    assert small.ask("{ history(first: 1) { nodes { message } } }")["history"]["nodes"] == [
        {"message": "Keep scenario SLOW: Take longer"}
    ]


def test_the_operations_come_back_as_apply_changes_takes_them(small: Any, gid: Any) -> None:
    operations = [
        {"createInitiative": {"ref": "more", "values": {"code": "POL-9", "name": "More", "owner": "Ada",
                                                        "parent": "PRG-1", "duration": "1w", "status": "APPROVED",
                                                        "deadline": "2027-03-31T17:00:00"}}},
        {"createDependency": {"values": {"predecessor": "POL-101", "successor": "ref:more", "type": "SS",
                                         "lag": "1.5d"}}},
        {"updateInitiative": {"id": "ref:more", "changes": {"markets": ["DE", "FR"], "constraintDate": None}}},
        {"updatePortfolio": {"name": "North"}},
        {"deleteDependency": gid("dependency", "bm")},
    ]  # fmt: skip
    keep(small, *operations)
    found = small.ask(SCENARIO, code="SLOW")["scenario"]
    made = found["operations"][0]["createInitiative"]["ref"]
    assert found["operations"] == [
        {"createInitiative": {"ref": made, "values": {"code": "POL-9", "name": "More", "owner": "Ada",
                                                      "parent": gid("initiative", "p"), "duration": "1w",
                                                      "status": "APPROVED", "deadline": "2027-03-31T17:00:00"}}},
        {"createDependency": {"ref": found["operations"][1]["createDependency"]["ref"],
                              "values": {"predecessor": gid("initiative", "a"), "successor": f"ref:{made}",
                                         "type": "SS", "lag": "1.5d"}}},
        {"updateInitiative": {"id": f"ref:{made}", "changes": {"markets": [gid("market", "de"), gid("market", "fr")],
                                                               "constraintDate": None}}},
        {"updatePortfolio": {"name": "North"}},
        {"deleteDependency": gid("dependency", "bm")},
    ]  # fmt: skip
    apply(small, *found["operations"])
    assert small.ask('{ initiative(code: "POL-9") { markets { code } } portfolio { name } }') == {
        "initiative": {"markets": [{"code": "DE"}, {"code": "FR"}]},
        "portfolio": {"name": "North"},
    }


def test_an_unsound_draft_is_refused_where_it_is_wrong(small: Any) -> None:
    loop = {"createDependency": {"values": {"predecessor": "POL-102", "successor": "POL-101"}}}
    short = {"updateInitiative": {"id": "POL-103", "changes": {"percentComplete": 140}}}
    refused = keep(small, short, loop)
    assert [(one["code"], one["rule"], one["operation"]) for one in refused["userErrors"]] == [
        ("OUT_OF_BOUNDS", "out-of-bounds", 0),
        ("CYCLE", "dependency-cycle", 1),
    ]
    unknown = keep(small, {"updateInitiative": {"id": "POL-9", "changes": {}}})
    assert unknown["userErrors"][0]["field"] == ["input", "operations", "0", "updateInitiative", "id"]
    assert small.store.plan().revision == 1


def test_a_code_is_replaced_only_on_request(small: Any) -> None:
    keep(small, SLOWER)
    refused = keep(small)
    assert [(one["rule"], one["message"]) for one in refused["userErrors"]] == [
        ("scenario-exists", "There is a scenario SLOW already; it is open.")
    ]
    replaced = keep(small, replace=True)
    assert (replaced["revision"], replaced["scenario"]["edits"], replaced["scenario"]["baseRevision"]) == (3, [], 2)


def test_scenarios_are_compared_with_the_plan(small: Any) -> None:
    keep(small, SLOWER)
    keep(small, {"updateInitiative": {"id": "POL-102", "changes": {"duration": "2d"}}}, code="QUICK")
    quick, slow = small.ask(COMPARE)["compareScenarios"]
    assert (quick["scenario"], quick["moved"], quick["launches"][0]["days"]) == ({"code": "QUICK"}, 4, -3)
    assert quick["newlyMissed"] == []
    assert slow["launches"] == [
        {
            "launch": {"code": "LCH-1"},
            "target": "2027-01-29T23:59:00",
            "finishBefore": "2027-01-22T17:00:00",
            "finishAfter": "2027-02-05T17:00:00",
            "days": 14,
            "lateDaysBefore": -7,
            "lateDaysAfter": 7,
        }
    ]
    assert [(one["work"], one["obligation"]) for one in slow["newlyMissed"]] == [({"code": "LCH-1"}, None)]
    assert [one["code"] for one in slow["newFindings"]] == ["late-launch"]
    assert [one["scenario"]["code"] for one in small.ask(COMPARE, codes=["SLOW"])["compareScenarios"]] == ["SLOW"]


def test_a_merge_is_one_revision(small: Any) -> None:
    keep(small, SLOWER)
    tried = merge(small, dryRun=True)
    assert (tried["applied"], tried["revision"], tried["userErrors"]) == (False, 2, [])
    moved = {move["work"]["code"]: move["finishDays"] for move in tried["impact"]["moves"]}
    assert moved == {"PRG-1": 14, "POL-101": 14, "POL-102": 14, "MS-1": 14, "LCH-1": 14}
    assert duration(small) == "2w"
    done = merge(small, idempotencyKey="k")
    assert (done["applied"], done["revision"], done["scenario"]) == (True, 3, {"status": "MERGED"})
    assert duration(small) == "4w"
    again = merge(small, idempotencyKey="k")
    assert (again["replayed"], again["revision"], again["userErrors"]) == (True, 3, [])
    refused = merge(small)
    assert [(one["rule"], one["message"]) for one in refused["userErrors"]] == [
        ("scenario", "Scenario SLOW is merged already.")
    ]
    assert small.store.plan().revision == 3


def test_a_conflict_is_refused_until_it_is_decided(small: Any, gid: Any) -> None:
    keep(small, {"updateInitiative": {"id": "POL-101", "changes": {"duration": "4w", "owner": "Dee"}}})
    apply(small, {"updateInitiative": {"id": "POL-101", "changes": {"duration": "3w"}}})
    assert small.ask(SCENARIO, code="SLOW")["scenario"]["conflicts"] == [
        {"field": "duration", "mineText": "4w", "theirsText": "3w"}
    ]
    refused = merge(small)
    assert refused["conflicts"] == [
        {"id": gid("initiative", "a"), "field": "duration", "title": "Duration", "wasText": "2w", "mineText": "4w",
         "theirsText": "3w", "keep": None}
    ]  # fmt: skip
    assert [(one["code"], one["current"]) for one in refused["userErrors"]] == [("CONFLICT", "3w")]
    assert small.store.plan().revision == 3
    decision = {"id": gid("initiative", "a"), "field": "duration", "keep": "THEIRS"}
    assert merge(small, decisions=[decision], dryRun=True)["conflicts"][0]["keep"] == "THEIRS"
    theirs = merge(small, keep="MINE", decisions=[decision])
    assert (theirs["applied"], duration(small)) == (True, "3w")
    assert small.ask('{ initiative(code: "POL-101") { owner } }')["initiative"] == {"owner": "Dee"}


def test_what_is_late_only_together_is_a_clash(small: Any) -> None:
    keep(small, {"updateInitiative": {"id": "POL-101", "changes": {"duration": "3w"}}})
    apply(small, {"updateInitiative": {"id": "POL-102", "changes": {"duration": "2w"}}})
    assert small.ask(SCENARIO, code="SLOW")["scenario"]["clashes"] == [{"code": "merge-misses-date"}]
    refused = merge(small)
    assert [(one["rule"], one["message"]) for one in refused["userErrors"]] == [
        (
            "merge-misses-date",
            (
                "Together, scenario and plan bring LCH-1 to 2027-02-05, after its target date, 2027-01-29; "
                "neither does alone."
            ),
        )
    ]
    assert small.store.plan().revision == 3
    assert merge(small, acceptClashes=True)["applied"] is True


def test_a_loop_of_both_sides_is_a_clash_that_nobody_can_accept(small: Any) -> None:
    keep(small, {"createDependency": {"values": {"predecessor": "POL-103", "successor": "POL-101"}}})
    apply(small, {"createDependency": {"values": {"predecessor": "POL-102", "successor": "POL-103"}}})
    refused = merge(small, acceptClashes=True)
    assert [(one["code"], one["severity"]) for one in refused["clashes"]] == [("dependency-cycle", "ERROR")]
    assert [one["code"] for one in refused["userErrors"]] == ["CYCLE"]
    assert small.store.plan().revision == 3


def test_a_scenario_is_dropped_once(small: Any) -> None:
    keep(small, SLOWER)
    done = small.ask(DROP, input={"scenario": "slow"})["dropScenario"]
    assert (done["applied"], done["scenario"]) == (True, {"code": "SLOW", "status": "DROPPED"})
    again = small.ask(DROP, input={"scenario": "SLOW"})["dropScenario"]
    assert [(one["message"], one["hint"]) for one in again["userErrors"]] == [
        ("Scenario SLOW is dropped already.", "Set its status to open first.")
    ]
    unknown = small.ask(DROP, input={"scenario": "NONE"})["dropScenario"]
    assert [(one["code"], one["message"]) for one in unknown["userErrors"]] == [
        ("NOT_FOUND", "There is no scenario 'NONE'.")
    ]


def test_an_edit_that_cannot_be_read_is_told_and_left_out(small: Any) -> None:
    bad = [
        {"action": "UPDATE", "kind": "initiative", "item": "a", "values": '{"colour":"red"}'},
        {"action": "UPDATE", "kind": "initiative", "item": "zz", "values": '{"name":"Gone"}'},
    ]
    create = "mutation($v: NewScenario!) { createScenario(input: {values: $v}) { revision } }"
    small.ask(create, v={"code": "SLOW", "name": "Broken", "edits": bad})
    assert [one["code"] for one in small.ask(SCENARIO, code="SLOW")["scenario"]["comparison"]["leftOut"]] == [
        "scenario-edit",
        "not-found",
    ]
    found = small.ask("{ findings { nodes { code message place { sheet row } } } }")["findings"]["nodes"]
    assert [one for one in found if one["code"].startswith("scenario")] == [
        {
            "code": "scenario-edit",
            "message": "Edit 1 cannot be read: initiative has no field 'colour'.",
            "place": {"sheet": "scenario SLOW", "row": 1},
        },
        {
            "code": "scenario-edit-gone",
            "message": "Edit 2 is about initiative zz, which is gone.",
            "place": {"sheet": "scenario SLOW", "row": 2},
        },
    ]
    assert [one["rule"] for one in merge(small)["userErrors"]] == ["scenario-edit", "not-found"]
    assert small.store.plan().revision == 2


def test_undoing_a_merge_opens_the_scenario_again(small: Any) -> None:
    keep(small, SLOWER)
    assert merge(small)["revision"] == 3
    undo = "mutation { undoRevision(input: {revision: 3}) { revision } }"
    assert small.ask(undo) == {"undoRevision": {"revision": 4}}
    assert (small.ask(SCENARIO, code="SLOW")["scenario"]["status"], duration(small)) == ("OPEN", "2w")
    assert (merge(small)["revision"], duration(small)) == (5, "4w")


def test_a_draft_of_an_older_revision_keeps_its_base(small: Any) -> None:
    apply(small, {"updateInitiative": {"id": "POL-101", "changes": {"duration": "3w"}}})
    assert keep(small, SLOWER, baseRevision=1)["scenario"]["baseRevision"] == 1
    assert len(small.ask(SCENARIO, code="SLOW")["scenario"]["conflicts"]) == 1
    ahead = keep(small, SLOWER, code="AHEAD", baseRevision=9)
    assert [(one["code"], one["message"]) for one in ahead["userErrors"]] == [
        ("NOT_FOUND", "There is no revision '9'.")
    ]
