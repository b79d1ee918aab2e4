"""Readiness through the API: matrix, gates, recording, law, decisions, changes, notifications, forecast."""

from typing import Any

import pytest

TEMPLATES = [
    {"createGateTemplate": {"values": {"code": "G1", "name": "Text approved", "position": 1, "offsetWeeks": 2,
                                       "owner": "Gil", "takes": "2d", "takesOptimistic": "1d",
                                       "takesPessimistic": "5d"}}},
    {"createGateTemplate": {"values": {"code": "G2", "name": "Signed", "position": 2, "hard": False,
                                       "signOffs": ["legal"]}}},
]  # fmt: skip
SEED = """mutation($operations: [PlanOperation!]!) {
  applyChanges(input: { operations: $operations, message: "As agreed." }) { applied } }"""
RECORD = """mutation($input: RecordGateInput!) { recordGate(input: $input) {
  applied revision gate { recorded recordedBy recordedOn } userErrors { code rule message } } }"""
STATES = '{ readiness(on: "2027-01-05") { cells { market { code } state gates { state } } } }'


@pytest.fixture
def gated(small: Any) -> Any:
    assert small.ask(SEED, operations=TEMPLATES) == {"applyChanges": {"applied": True}}
    return small


def record(client: Any, **values: Any) -> Any:
    given = {"launch": "LCH-1", "market": "DE", "template": "G1", "state": "PASSED", "reason": "Read.", **values}
    return client.ask(RECORD, input=given)["recordGate"]


def test_the_matrix(gated: Any) -> None:
    asked = """{ readiness(on: "2027-01-05", launches: ["LCH-1"]) { launch { code } templates { code }
      cells { market { code } target scheduled predicted slackDays state ready hardGreen hardTotal score legalDay
              blocking { template { code } } gates { state due projected owner hard green } } } }"""
    (launch,) = gated.ask(asked)["readiness"]
    assert (launch["launch"], launch["templates"]) == ({"code": "LCH-1"}, [{"code": "G1"}, {"code": "G2"}])
    assert launch["cells"][0] == {
        "market": {"code": "DE"},
        "target": "2027-01-29",
        "scheduled": "2027-01-22",
        "predicted": "2027-01-22",
        "slackDays": 7,
        "state": "ON_TRACK",
        "ready": False,
        "hardGreen": 0,
        "hardTotal": 1,
        "score": 0.0,
        "legalDay": "2027-03-31",
        "blocking": {"template": {"code": "G1"}},
        "gates": [
            {"state": "NOT_STARTED", "due": "2027-01-15", "projected": "2027-01-06", "owner": "Gil", "hard": True,
             "green": False},
            {"state": "NOT_STARTED", "due": "2027-01-29", "projected": None, "owner": "Ada", "hard": False,
             "green": False},
        ],
    }  # fmt: skip


def test_one_gate_with_its_feeds(gated: Any) -> None:
    asked = """{ gateStanding(launch: "LCH-1", market: "DE", template: "G2", on: "2027-01-05") {
      state proved reasons gate { id } waiver { reason } drift
      feeds { feed state sentence missing drift projected node { id } } } }"""
    assert gated.ask(asked)["gateStanding"] == {
        "state": "NOT_STARTED",
        "proved": "NOT_STARTED",
        "reasons": ["legal has not been asked to sign."],
        "gate": None,
        "waiver": None,
        "drift": False,
        "feeds": [
            {"feed": "SIGN_OFF", "state": "NOT_STARTED", "sentence": "legal has not been asked to sign.",
             "missing": False, "drift": False, "projected": "2027-01-05", "node": None}
        ],
    }  # fmt: skip
    message, code = gated.error('{ gateStanding(launch: "LCH-1", template: "G1") { state } }')
    assert (message, code) == (
        "There is no market of this launch called ''.",
        "NOT_FOUND",
    )


def test_recording_a_gate_makes_its_row_and_a_revision_with_the_reason(gated: Any) -> None:
    before = gated.store.plan().revision
    assert record(gated, by="Gil", on="2027-01-04") == {
        "applied": True,
        "revision": before + 1,
        "gate": {"recorded": "PASSED", "recordedBy": "Gil", "recordedOn": "2027-01-04"},
        "userErrors": [],
    }
    head = gated.store.head
    assert (head.author, head.message) == ("ada", "LCH-1 DE G1 passed: Read.")
    assert gated.ask(STATES)["readiness"][0]["cells"] == [
        {"market": {"code": "DE"}, "state": "READY", "gates": [{"state": "PASSED"}, {"state": "NOT_STARTED"}]},
        {"market": {"code": "FR"}, "state": "ON_TRACK", "gates": [{"state": "NOT_STARTED"}, {"state": "NOT_STARTED"}]},
    ]


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"reason": " "}, {"code": "REQUIRED", "rule": "required", "message": "A gate changes only for a reason."}),
        ({"state": "WAIVED"}, {"code": "REQUIRED", "rule": "required", "message": "A waiver needs an end."}),
        ({"market": None, "launch": "nothing"}, {"code": "NOT_FOUND", "rule": "not-found",
                                                 "message": "There is no launch 'nothing'."}),
    ],
)  # fmt: skip
def test_a_gate_is_not_recorded(gated: Any, values: dict[str, Any], error: dict[str, str]) -> None:
    before = gated.store.plan().revision
    answer = record(gated, **values)
    assert (answer["applied"], answer["gate"], answer["userErrors"]) == (False, None, [error])
    assert gated.store.plan().revision == before


def test_a_dry_run_changes_nothing_and_a_repeated_call_answers_the_same(gated: Any) -> None:
    before = gated.store.plan().revision
    dry = record(gated, dryRun=True)
    assert (dry["applied"], dry["gate"]["recorded"], gated.store.plan().revision) == (False, "PASSED", before)
    assert record(gated, idempotencyKey="k")["revision"] == before + 1
    assert record(gated, idempotencyKey="k")["revision"] == before + 1


def test_a_waiver_counts_until_its_end(gated: Any) -> None:
    assert record(gated, state="WAIVED", expiresOn="2027-01-05")["applied"] is True
    asked = '{ readiness(on: "%s") { cells { gates { state reasons waiver { approver } } } } }'
    first = [gated.ask(asked % day)["readiness"][0]["cells"][0]["gates"][0] for day in ("2027-01-05", "2027-01-06")]
    assert first[0] == {
        "state": "WAIVED",
        "reasons": [
            "Waived until 2027-01-05 by ada: Read.",
            "Nothing feeds this gate, and nobody has said how it stands.",
        ],
        "waiver": {"approver": "ada"},
    }
    assert (first[1]["state"], first[1]["reasons"][0]) == (
        "NOT_STARTED",
        "A waiver does not count: it expired on 2027-01-05.",
    )


def test_the_shipped_gates_are_added_once(small: Any) -> None:
    asked = "mutation { addDefaultGates(input: {}) { applied templates { code } userErrors { message } } }"
    made = small.ask(asked)["addDefaultGates"]
    assert [one["code"] for one in made["templates"]] == [f"G{n}" for n in range(1, 11)]
    assert small.ask(asked)["addDefaultGates"]["templates"] == []
    assert len(small.ask(STATES)["readiness"][0]["cells"][0]["gates"]) == 10


def test_the_frame_says_the_same_as_the_objects(gated: Any) -> None:
    record(gated)
    frame = gated.ask('{ readinessFrame(on: "2027-01-05") }')["readinessFrame"]
    objects = gated.ask(
        '{ readiness(on: "2027-01-05") { cells { market { code } state predicted gates { state due reasons } } } }'
    )["readiness"][0]["cells"]
    cells, gates = frame["cells"], frame["gates"]
    assert [
        {
            "market": {"code": cells["markets"]["codes"][cells["markets"]["index"][row]]},
            "state": cells["states"]["names"][cells["states"]["index"][row]],
            "predicted": cells["predicted"][row],
            "gates": [
                {
                    "state": gates["states"]["names"][gates["states"]["index"][row][column]],
                    "due": gates["due"][row][column],
                    "reasons": [gates["reasons"][row][column]],
                }
                for column in range(2)
            ],
        }
        for row in range(2)
    ] == objects
    assert (frame["on"], frame["templates"]["codes"], frame["launches"]["codes"]) == (
        "2027-01-05",
        ["G1", "G2"],
        ["LCH-1"],
    )


def test_duties_with_the_latest_safe_start(gated: Any) -> None:
    asked = """{ launchDuties(launch: "LCH-1") { obligation { code precision } market { code } day binds predicted
      slackDays safeStart safeStartOf { code } } }"""
    row = {
        "obligation": {"code": "EU-DSA", "precision": "QUARTER"},
        "day": "2027-03-31",
        "binds": True,
        "predicted": "2027-01-22",
        "slackDays": 68,
        "safeStart": "2027-03-11",
        "safeStartOf": {"code": "POL-101"},
    }
    assert gated.ask(asked)["launchDuties"] == [{**row, "market": {"code": code}} for code in ("DE", "FR")]


def test_drift_sets_and_decisions(gated: Any) -> None:
    artefact: Any = {"code": "P", "name": "Policy", "type": "POLICY"}
    steps = {"code": "S", "name": "Steps", "type": "SOP", "implements": "ref:p", "releaseSet": "v2"}
    made: list[Any] = [
        {"createArtefact": {"ref": "p", "values": artefact}},
        {"createArtefactVersion": {"ref": "p1", "values": {"artefact": "ref:p", "version": "1", "state": "RELEASED"}}},
        {"createArtefactVersion": {"ref": "p2", "values": {"artefact": "ref:p", "version": "2", "state": "APPROVED"}}},
        {"createArtefact": {"ref": "s", "values": steps}},
        {"createArtefactVersion": {"values": {"artefact": "ref:s", "version": "1", "state": "RELEASED",
                                              "implementsVersion": "ref:p1"}}},
        {"createDecision": {"values": {"code": "DEC-1", "launch": "LCH-1", "markets": ["DE"], "verdict": "GO",
                                       "decidedOn": "2027-01-04", "expiresOn": "2027-01-04",
                                       "signatures": [{"name": "Ann", "signedOn": "2027-01-04", "assents": False,
                                                       "reason": "Too early."}]}}},
        {"updateLaunch": {"id": "LCH-1", "changes": {"policyVersions": ["ref:p2"]}}},
    ]  # fmt: skip
    assert gated.ask(SEED, operations=made)["applyChanges"]["applied"] is True
    asked = """{ versionDrift(launch: "LCH-1", on: "2027-01-05") { artefact { code } version { version } next { id }
      policyVersion { version } sentence } releaseSets(on: "2027-01-05") { name broken released { code } }
      decisionLedger(on: "2027-01-05") { decision { code } stands inForce expired dissents
        standingMarkets { code } } }"""
    answer = gated.ask(asked)
    assert answer["versionDrift"] == [
        {"artefact": {"code": "S"}, "version": {"version": "1"}, "next": None, "policyVersion": {"version": "2"},
         "sentence": "S 1 in use implements P 1, not P 2."}
    ]  # fmt: skip
    assert answer["releaseSets"] == [{"name": "v2", "broken": False, "released": [{"code": "S"}]}]
    assert answer["decisionLedger"] == [
        {"decision": {"code": "DEC-1"}, "stands": False, "inForce": False, "expired": True,
         "dissents": ["Ann: Too early."], "standingMarkets": [{"code": "DE"}]}
    ]  # fmt: skip


def test_what_changed_with_the_revision_behind_it(gated: Any) -> None:
    since = gated.store.plan().revision
    record(gated)
    asked = """query($since: Int) { launchChanges(sinceRevision: $since, on: "2027-01-05") { fromRevision toRevision
      changes(launches: ["LCH-1"]) { topic market { code } before after better sentence why byTime
        revisions { number author message } } } }"""
    answer = gated.ask(asked, since=since)["launchChanges"]
    assert (answer["fromRevision"], answer["toRevision"]) == (since, since + 1)
    assert answer["changes"][1] == {
        "topic": "GATE",
        "market": {"code": "DE"},
        "before": "NOT_STARTED".lower(),
        "after": "passed",
        "better": True,
        "sentence": "LCH-1 DE G1 Text approved: passed, was not started.",
        "why": ["Set to passed by ada on 2027-01-04."],
        "byTime": False,
        "revisions": [{"number": since + 1, "author": "ada", "message": "LCH-1 DE G1 passed: Read."}],
    }
    assert gated.error("{ launchChanges { fromRevision } }")[1] == "BAD_USER_INPUT"


def test_notifications_for_one_person(gated: Any) -> None:
    asked = """query($since: Int) { notifications(sinceRevision: $since, on: "2027-01-12", to: "gil") {
      to cause market { code } template { code } due sentence } }"""
    found = gated.ask(asked, since=gated.store.plan().revision)["notifications"]
    assert found[0] == {
        "to": ["Gil"],
        "cause": "GATE_DUE",
        "market": {"code": "DE"},
        "template": {"code": "G1"},
        "due": "2027-01-15",
        "sentence": "LCH-1 DE G1 is due on 2027-01-15 and is not started.",
    }
    assert [one["market"]["code"] for one in found] == ["DE", "FR"]


def test_the_forecast_and_who_may_go(gated: Any) -> None:
    asked = """{ launchForecast(launch: "LCH-1", on: "2027-01-05", samples: 200) { samples joint { value }
      markets { market { code } computed p50 p90 chance { value } fan { share } deciders { template { code } share }
                unknown }
      partial(by: "2027-01-22") { markets { code } chance { value } left { market { code } } } } }"""
    found = gated.ask(asked)["launchForecast"]
    assert (found["samples"], found["joint"]) == (200, {"value": 1.0})
    german = found["markets"][0]
    assert (german["computed"], german["p50"], german["p90"]) == ("2027-01-22", "2027-01-22", "2027-01-22")
    assert (german["chance"], german["deciders"], german["unknown"], len(german["fan"])) == (
        {"value": 1.0},
        [{"template": None, "share": 1.0}],
        [],
        11,
    )
    assert found["partial"] == {"markets": [{"code": "DE"}, {"code": "FR"}], "chance": {"value": 1.0}, "left": []}


def test_what_it_would_take(gated: Any) -> None:
    asked = """{ launchRemedies(launch: "LCH-1", market: "DE", by: "2027-01-15", on: "2027-01-05") {
      alreadyMet finishAt candidates { finishAt } } }"""
    found = gated.ask(asked)["launchRemedies"]
    assert (found["alreadyMet"], found["finishAt"]) == (False, "2027-01-22T17:00:00")
