"""A quarter selection as it goes: proposals over the socket, edits that applyChanges takes, and an end on demand."""

import asyncio
from threading import Event
from typing import Any

import pytest

from planner.plan.changes import Action, ChangeSet, Operation
from planner.plan.values import Duration
from planner_graphql.solving import told
from tests.graphql.test_graphql_subscriptions import errors, subscribe, talk

ASKED = """subscription($request: SelectQuartersInput!) { quarterSelection(request: $request) {
    gap final proposal { status label operations initiatives { initiative { code } state quarter commitment }
        nextFte { team { code } } } } }"""
APPLY = """mutation($operations: [PlanOperation!]!) {
    applyChanges(input: {operations: $operations}) { revision userErrors { message } } }"""
REQUEST = {"firstQuarter": "2027Q2", "quarters": 2, "seconds": 2.0}


@pytest.fixture
def busy(small: Any) -> Any:
    """Return a client whose plan has two initiatives that fit, and one that no team can do in the time."""
    operations = [
        Operation(Action.CREATE, "initiative", id_, {"code": code, "name": code, "duration": Duration.parse("8w")})
        for id_, code in (("x", "X-1"), ("y", "Y-1"), ("z", "Z-1"))
    ]
    for id_, days in (("x", 20.0), ("y", 20.0), ("z", 9_000.0)):
        values = {"initiative_id": id_, "team_id": "eng", "person_days": days}
        operations.append(Operation(Action.CREATE, "demand", f"d{id_}", values))
    small.store.commit(
        ChangeSet(tuple(operations), "Ada", base_revision=small.store.head.number), at=small.store.head.at
    )
    return small


def told_of(client: Any, **request: object) -> list[dict[str, Any]]:
    """Return all that a selection tells until its end."""
    found = []
    with talk(client) as socket:
        subscribe(socket, ASKED, request={**REQUEST, **request})
        while (message := socket.receive_json())["type"] == "next":
            assert "errors" not in message["payload"], message
            found.append(message["payload"]["data"]["quarterSelection"])
    assert message == {"id": "1", "type": "complete"}
    return found


def test_a_first_proposal_comes_at_once_and_the_final_one_last(busy: Any) -> None:
    news = told_of(busy, nextFte=True)
    assert [item["final"] for item in news] == [False] * (len(news) - 1) + [True]
    first, last = news[0]["proposal"], news[-1]["proposal"]
    assert (first["status"], first["nextFte"], last["status"], last["label"]) == ("SELECTED", [], "SELECTED", "PROVEN")
    assert news[-1]["gap"] == 0.0
    assert {row["team"]["code"] for row in last["nextFte"]} == {"POLICY", "ENG"}
    states = {
        row["initiative"]["code"]: (row["state"], row["quarter"], row["commitment"]) for row in last["initiatives"]
    }
    assert states["X-1"] == ("CHOSEN", "2027Q2", "COMMITTED")
    assert states["Z-1"][:2] == ("LEFT_OUT", None)


def test_its_operations_can_be_applied_as_they_are(busy: Any) -> None:
    [*_, last] = told_of(busy)
    applied = busy.ask(APPLY, operations=last["proposal"]["operations"])["applyChanges"]
    assert applied["userErrors"] == []
    items = busy.store.plan().entities["initiative"]
    assert (items["x"].planned_quarter, items["x"].commitment.name) == ("2027Q2", "COMMITTED")
    assert (items["x"].constraint.name, str(items["x"].constraint_date)) == ("SNET", "2027-04-01 00:00:00")
    assert (items["z"].planned_quarter, items["z"].commitment) == ("", None)


def test_what_cannot_be_asked_is_refused(busy: Any) -> None:
    with talk(busy) as socket:
        [error] = errors(socket, ASKED, request={**REQUEST, "firstQuarter": "spring"})
    assert "is not a quarter" in error["message"]


def test_a_solver_stops_when_its_listener_goes() -> None:
    begun, ended = Event(), Event()

    def solve(tell: Any, stop: Any) -> str:
        begun.set()
        tell("begun")
        while not stop():
            ended.wait(0.01)
        ended.set()
        return "stopped"

    async def listen() -> object:
        news = told(solve)
        first = await anext(news)
        await news.aclose()
        return first

    assert asyncio.run(listen()) == "begun"
    assert begun.is_set()
    assert ended.wait(5)


def test_what_a_solver_raises_reaches_its_listener() -> None:
    def solve(tell: Any, stop: Any) -> str:
        raise ValueError("no way")

    async def listen() -> list[object]:
        return [item async for item in told(solve)]

    with pytest.raises(ValueError, match="no way"):
        asyncio.run(listen())
