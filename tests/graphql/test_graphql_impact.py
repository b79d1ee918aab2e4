"""What a change does to the schedule, asked of a preview, a dry run and an edit."""

from datetime import date
from typing import Any

from planner.plan.changes import Action, ChangeSet, Operation
from planner.plan.entities import LegalStatus

IMPACT = """impact {
  moves { work { code } startWorkingDays finishWorkingDays finishDays finishAtBefore finishAtAfter floatBefore
          floatAfter newlyCritical }
  launches { work { code } finishDays } newlyCritical { code } noLongerCritical { code }
  newlyLate { ...Late } noLongerLate { ...Late } }"""
LATE = "fragment Late on LateWork { work { code } against due obligation { code } finishBefore finishAfter }"
PREVIEW = f"query($operations: [PlanOperation!]!) {{ preview(operations: $operations) {{ {IMPACT} }} }} {LATE}"


def preview(client: Any, *operations: Any) -> Any:
    return client.ask(PREVIEW, operations=list(operations))["preview"]["impact"]


def duration(code: str, said: str) -> dict[str, Any]:
    return {"updateInitiative": {"id": code, "changes": {"duration": said}}}


def codes(found: Any) -> list[str]:
    return sorted(work["code"] for work in found)


def test_a_new_critical_path_is_named(small: Any) -> None:
    impact = preview(small, duration("POL-103", "5w"))
    assert impact["moves"] == [
        {
            "work": {"code": "POL-103"}, "startWorkingDays": 0.0, "finishWorkingDays": 22.0, "finishDays": 30,
            "finishAtBefore": "2027-01-06T17:00:00", "finishAtAfter": "2027-02-05T17:00:00", "floatBefore": 12.0,
            "floatAfter": 0.0, "newlyCritical": True,
        }
    ]  # fmt: skip
    assert codes(impact["newlyCritical"]) == ["POL-103"]
    assert codes(impact["noLongerCritical"]) == ["LCH-1", "MS-1", "POL-101", "POL-102", "PRG-1"]
    assert (impact["launches"], impact["newlyLate"], impact["noLongerLate"]) == ([], [], [])


def test_missed_deadlines_targets_and_duties_are_named(small: Any) -> None:
    impact = preview(small, duration("POL-101", "14w"))
    due = {"due": "2027-01-29T23:59:00", "obligation": None}
    assert impact["newlyLate"] == [
        {"work": {"code": "POL-101"}, "against": "DEADLINE", "finishBefore": "2027-01-15",
         "finishAfter": "2027-04-09", **due},
        {"work": {"code": "LCH-1"}, "against": "TARGET_DATE", "finishBefore": "2027-01-22",
         "finishAfter": "2027-04-16", **due},
        *(
            {"work": {"code": code}, "against": "OBLIGATION", "due": "2027-03-31T23:59:00",
             "obligation": {"code": "EU-DSA"}, "finishBefore": before, "finishAfter": after}
            for code, before, after in (("POL-101", "2027-01-15", "2027-04-09"), ("LCH-1", "2027-01-22", "2027-04-16"))
        ),
    ]  # fmt: skip
    assert impact["launches"] == [{"work": {"code": "LCH-1"}, "finishDays": 84}]


def test_what_is_met_again_is_named(small: Any) -> None:
    asked = f"mutation($input: ApplyChangesInput!) {{ applyChanges(input: $input) {{ {IMPACT} }} }} {LATE}"
    small.ask(asked, input={"operations": [duration("POL-101", "14w")]})
    done = small.ask(asked, input={"operations": [duration("POL-101", "2w")], "dryRun": True})
    met = done["applyChanges"]["impact"]["noLongerLate"]
    assert [(item["work"]["code"], item["against"]) for item in met] == [
        ("POL-101", "DEADLINE"), ("LCH-1", "TARGET_DATE"), ("POL-101", "OBLIGATION"), ("LCH-1", "OBLIGATION"),
    ]  # fmt: skip
    undone = small.ask(f"mutation {{ undoRevision(input: {{ revision: 2 }}) {{ {IMPACT} }} }} {LATE}")
    assert undone["undoRevision"]["impact"] == done["applyChanges"]["impact"]


def test_a_duty_that_is_moved_ahead_is_missed_by_work_that_stays(small: Any, gid: Any) -> None:
    impact = preview(small, {"updateObligation": {"id": "EU-DSA", "changes": {"day": "2027-01-20"}}})
    assert impact["moves"] == []
    assert [(item["work"]["code"], item["due"], item["finishAfter"]) for item in impact["newlyLate"]] == [
        ("LCH-1", "2027-01-20T23:59:00", "2027-01-22")
    ]


def test_a_duty_that_does_not_bind_is_not_missed(small: Any) -> None:
    values = {"status": LegalStatus.ENJOINED, "day": date(2027, 1, 20)}
    change = Operation(Action.UPDATE, "obligation", "dsa", values)
    small.store.commit(ChangeSet((change,), "eve"), at=small.store.head.at)
    late = preview(small, duration("POL-101", "14w"))["newlyLate"]
    assert [item["against"] for item in late] == ["DEADLINE", "TARGET_DATE"]


def test_a_refused_change_has_no_impact(small: Any) -> None:
    link = {"createDependency": {"values": {"predecessor": "LCH-1", "successor": "POL-101"}}}
    impact = preview(small, link, duration("POL-103", "5w"))
    assert set(map(str, impact.values())) == {"[]"}
