"""Levelling over the API: a proposal whose operations `applyChanges` takes."""

from collections.abc import Callable
from datetime import UTC, datetime
from threading import Event
from typing import Any

import pytest

from planner.plan.changes import Action, ChangeSet, Operation
from planner.schedule import schedule
from planner_graphql import levelling_types
from tests.graphql.test_graphql_subscriptions import subscribe, talk

MORNING = datetime(2027, 1, 4, 9, tzinfo=UTC)
ASKED = """{ levelling(objective: MAKESPAN, today: "2027-01-04") {
    label value bound gap finishBefore finishAfter lateDaysBefore lateDaysAfter operations
    moved { item { code } startBefore startAfter delayDays waited overCapacity totalFloatDays reason }
    links { waits { code } waitsFor { code } team { code } skill person { code } }
    findings { code node { id } }
} }"""

APPLY = """mutation($operations: [PlanOperation!]!) {
    applyChanges(input: {operations: $operations}) { revision userErrors { message } } }"""


def test_the_proposal_gives_its_dates_when_applied(small: Any) -> None:
    operation = Operation(Action.CREATE, "demand", "c-pol", {"initiative_id": "c", "team_id": "pol", "fte": 1.5})
    head = small.store.plan().revision
    small.store.commit(ChangeSet((operation,), "Ada", base_revision=head), at=MORNING)
    found = small.ask(ASKED)["levelling"]
    assert [(row["item"]["code"], row["startAfter"], row["waited"]) for row in found["moved"]] == [
        ("POL-103", "2027-01-18T08:00:00", True)
    ]
    assert [(row["waits"]["code"], row["waitsFor"]["code"], row["team"]["code"]) for row in found["links"]] == [
        ("POL-103", "POL-101", "POLICY")
    ]
    assert [set(row["updateInitiative"]["changes"]) for row in found["operations"]] == [{"levellingDelay"}]
    assert str(schedule(small.store.plan()).dates["c"].early_start) == "2027-01-04 08:00:00"
    applied = small.ask(APPLY, operations=found["operations"])["applyChanges"]
    assert applied["userErrors"] == []
    assert str(schedule(small.store.plan()).dates["c"].early_start) == "2027-01-18 08:00:00"


def test_as_a_subscription_it_gives_the_same_proposal_and_ends(small: Any) -> None:
    with talk(small) as socket:
        subscribe(socket, f"subscription {ASKED.replace('value', 'revision value')}")
        answer, end = socket.receive_json(), socket.receive_json()
    asked = small.ask(ASKED)["levelling"]
    assert answer["payload"]["data"]["levelling"] == {**asked, "revision": 1}
    assert end == {"id": "1", "type": "complete"}


def test_who_stops_listening_stops_the_levelling(small: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, ended = Event(), Event()

    def endless(plan: object, *, stop: Callable[[], bool], **asked: object) -> None:
        begun.set()
        while not stop():
            ended.wait(0.01)
        ended.set()

    monkeypatch.setattr(levelling_types, "level_by_score", endless)
    with talk(small) as socket:
        subscribe(socket, f"subscription {ASKED}")
        assert begun.wait(10)
        socket.send_json({"id": "1", "type": "complete"})
        assert ended.wait(10)
