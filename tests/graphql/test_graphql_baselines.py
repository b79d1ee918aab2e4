"""Locking a baseline through the API, and the dates that the timeline shows beside the computed ones."""

from typing import Any

from planner.plan.changes import Action, ChangeSet, Operation

LOCK = """mutation($input: LockBaselineInput!) { lockBaseline(input: $input) {
  baseline { id code name lockedOn revision firstQuarter lastQuarter note } count replayed revision
  userErrors { field code rule message hint }
} }"""
MIDNIGHT = 29_983_680
"""Minutes from 1970 to 4 January 2027, 00:00."""


def lock(client: Any, code: str = "2027Q1", **terms: Any) -> Any:
    return client.ask(LOCK, input={"code": code, **terms})["lockBaseline"]


def slip(client: Any, duration: str = "3w") -> None:
    client.ask(
        "mutation($changes: InitiativeChanges!) {"
        ' updateInitiative(input: { id: "POL-101", changes: $changes }) { revision } }',
        changes={"duration": duration},
    )


def promised(client: Any) -> dict[str, tuple[int | None, int | None]]:
    """Return the days since 4 January 2027 on which the promise of each row begins and ends."""
    frame = client.ask("{ timeline }")["timeline"]
    days = [
        [None if minute is None else (minute - MIDNIGHT) // 1440 for minute in frame[f"baseline{end}Minute"]]
        for end in ("Start", "Finish")
    ]
    return dict(zip(frame["codes"], zip(*days, strict=True), strict=True))


def test_a_baseline_is_one_revision_of_all_dated_work(small: Any, gid: Any) -> None:
    assert lock(small, name="January", note="With policy") == {
        "baseline": {
            "id": gid("baseline", "new1"), "code": "2027Q1", "name": "January", "lockedOn": "2027-01-04",
            "revision": 1, "firstQuarter": "", "lastQuarter": "", "note": "With policy",
        },
        "count": 6, "replayed": False, "revision": 2, "userErrors": [],
    }  # fmt: skip
    asked = "{ history(first: 1) { nodes { number message size } } baselineItems(first: 2) { totalCount } }"
    assert small.ask(asked) == {
        "history": {"nodes": [{"number": 2, "message": "Lock baseline 2027Q1", "size": 7}]},
        "baselineItems": {"totalCount": 6},
    }


def test_the_timeline_has_the_newest_promise_of_each_row(small: Any, gid: Any) -> None:
    assert set(promised(small).values()) == {(None, None)}
    lock(small, "OLD")
    slip(small)
    lock(small, "NEW", firstQuarter="2027Q1")
    slip(small, "4w")
    baselines = small.ask("{ timeline }")["timeline"]["baselines"]
    assert (baselines["codes"], baselines["names"], baselines["lockedOn"]) == (
        ["NEW", "OLD"],
        ["", ""],
        ["2027-01-04", "2027-01-04"],
    )
    shown = promised(small)
    assert (shown["POL-101"], shown["POL-102"], shown["LCH-1"]) == ((0, 19), (21, 26), (25, 26))


def test_work_outside_the_quarters_is_promised_nothing(small: Any) -> None:
    small.ask(
        'mutation { updateInitiative(input: { id: "POL-103", changes: { constraint: SNET, '
        'constraintDate: "2027-04-05" } }) { revision } }'
    )
    assert lock(small, lastQuarter="2027Q1")["count"] == 5
    assert promised(small)["POL-103"] == (None, None)


def test_the_dates_are_those_of_the_revision_that_was_seen(small: Any) -> None:
    slip(small)
    made = lock(small, expectedRevision=1)
    assert (made["baseline"]["revision"], made["revision"], made["userErrors"]) == (1, 3, [])
    assert promised(small)["POL-101"] == (0, 12)


def test_every_refusal_names_its_argument_and_changes_nothing(small: Any) -> None:
    lock(small)
    before = small.store.plan()
    for terms, rule, field in (
        ({"code": "2027q1"}, "duplicate-code", "code"),
        ({"code": "  "}, "missing-value", "code"),
        ({"code": "B", "firstQuarter": "soon"}, "unreadable-quarter", "firstQuarter"),
        ({"code": "B", "firstQuarter": "2027Q2", "lastQuarter": "2027Q1"}, "quarters-reversed", "lastQuarter"),
        ({"code": "B", "firstQuarter": "2040Q1"}, "empty-baseline", "firstQuarter"),
    ):
        payload = lock(small, **terms)
        assert [(error["rule"], error["field"]) for error in payload["userErrors"]] == [(rule, ["input", field])]
        assert (payload["baseline"], payload["count"], payload["revision"]) == (None, 0, 2)
    [error] = lock(small, "B", expectedRevision=99)["userErrors"]
    assert error["code"] == "NOT_FOUND"
    assert small.store.plan() is before


def test_the_same_key_locks_once(small: Any) -> None:
    first = lock(small, idempotencyKey="k")
    again = lock(small, idempotencyKey="k")
    assert again == {**first, "replayed": True}
    assert small.store.head.number == 2


def test_work_stands_against_its_promise(small: Any) -> None:
    asked = """query($baseline: ID) { againstBaseline(baseline: $baseline) {
      promise { finish quarter } work { ... on Initiative { code } } start finish slipDays } }"""
    assert small.ask(asked) == {"againstBaseline": []}
    lock(small, "OLD", firstQuarter="2027Q1", lastQuarter="2027Q1")
    slip(small)
    first = small.ask(asked, baseline="old")["againstBaseline"][0]
    assert first == {
        "promise": {"finish": "2027-01-15", "quarter": "2027Q1"}, "work": {"code": "POL-101"},
        "start": "2027-01-04", "finish": "2027-01-22", "slipDays": 7,
    }  # fmt: skip
    lock(small, "NEW")
    assert {row["slipDays"] for row in small.ask(asked)["againstBaseline"]} == {0}
    rid = Operation(Action.UPDATE, "obligation", "dsa", {"initiative_ids": ()})
    operations = (rid, Operation(Action.DELETE, "initiative", "a"))
    small.store.commit(ChangeSet(operations, "Ada"), at=small.store.head.at)
    gone = "{ againstBaseline { deleted promise { finish } work { ... on Initiative { code name } } finish } }"
    first = small.ask(gone)["againstBaseline"][0]
    assert (first["deleted"], first["work"]["code"], first["finish"]) == (True, "POL-101", None)
    assert small.error(asked, baseline="ANY") == ("There is no baseline 'ANY'.", "NOT_FOUND")
