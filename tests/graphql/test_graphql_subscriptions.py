"""Subscriptions over graphql-transport-ws: what is told, what is refused, and how conversations end."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from starlette.testclient import TestClient, WebSocketTestSession
from starlette.websockets import WebSocketDisconnect

from planner.plan.changes import Action, ChangeSet, Operation
from planner.store import Store
from planner_graphql import Limits, revision_feed, subscription_types
from planner_graphql.print_schema import GOLDEN
from planner_graphql.revision_feed import Mailbox, revisions

PROTOCOL = "graphql-transport-ws"
NUMBERS = "subscription($after: Int) { revisions(after: $after) { number message } }"
LIVE = (GOLDEN.parent / "operations" / "live.graphql").read_text(encoding="utf-8")


@contextmanager
def talk(client: Any, greet: bool = True, **headers: str) -> Iterator[WebSocketTestSession]:
    with TestClient(client.app).websocket_connect("/graphql", subprotocols=[PROTOCOL], headers=headers) as socket:
        if greet:
            socket.send_json({"type": "connection_init"})
            assert socket.receive_json() == {"type": "connection_ack"}
        yield socket


def subscribe(socket: WebSocketTestSession, query: str = NUMBERS, id_: str = "1", **variables: object) -> None:
    socket.send_json({"type": "subscribe", "id": id_, "payload": {"query": query, "variables": variables}})


def told(socket: WebSocketTestSession) -> tuple[int, str]:
    """Return number and message of the next revision."""
    message = socket.receive_json()
    assert message["type"] == "next", message
    revision = message["payload"]["data"]["revisions"]
    return revision["number"], revision["message"]


def errors(socket: WebSocketTestSession, query: str, **variables: object) -> list[dict[str, Any]]:
    """Return the errors that a subscription is refused with."""
    subscribe(socket, query, "1", **variables)
    message = socket.receive_json()
    assert (message["type"], message["id"]) == ("error", "1"), message
    refused: list[dict[str, Any]] = message["payload"]
    return refused


def market(store: Store, code: str) -> None:
    made = Operation(Action.CREATE, "market", code.lower() + "x", {"code": code})
    store.commit(ChangeSet((made,), "eve", f"Add {code}"), at=store.head.at)


def listeners(store: Store) -> int:
    return len(store._subscribers._callbacks)


def test_missed_revisions_come_first_then_each_new_one(small: Any) -> None:
    for code in ("IT", "ES"):
        market(small.store, code)
    with talk(small) as socket:
        subscribe(socket, after=1)
        assert [told(socket), told(socket)] == [(2, "Add IT"), (3, "Add ES")]
        market(small.store, "PT")
        assert told(socket) == (4, "Add PT")
        small.ask('mutation { createMarket(input: { message: "By API", values: { code: "NL" } }) { revision } }')
        assert told(socket) == (5, "By API")


def test_without_a_revision_only_new_ones_are_told(small: Any) -> None:
    with talk(small) as socket:
        subscribe(socket)
        subscribe(socket, id_="2", after=0)
        assert socket.receive_json()["id"] == "2"
        market(small.store, "IT")
        heard = [socket.receive_json() for _ in range(2)]
        assert {message["id"]: message["payload"]["data"]["revisions"]["number"] for message in heard} == {
            "1": 2,
            "2": 2,
        }


def test_the_published_operation_is_answered_with_changes_of_that_moment(small: Any) -> None:
    market(small.store, "IT")
    with talk(small) as socket:
        subscribe(socket, LIVE, after=1)
        assert socket.receive_json()["payload"] == {
            "data": {
                "revisions": {
                    "number": 2, "author": "eve", "message": "Add IT", "at": "2027-01-04T09:00:00Z", "size": 1,
                }
            }
        }  # fmt: skip
        subscribe(socket, "subscription { revisions(after: 1) { changes { label fields { field after } } } }", "2")
        assert socket.receive_json()["payload"]["data"]["revisions"]["changes"] == [
            {"label": "IT", "fields": [{"field": "code", "after": "IT"}]}
        ]


def test_many_missed_revisions_are_read_in_pages(small: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(revision_feed, "PAGE", 2)
    for number in range(6):
        market(small.store, f"M{number}")
    with talk(small) as socket:
        subscribe(socket, after=1)
        assert [told(socket)[0] for _ in range(6)] == [2, 3, 4, 5, 6, 7]


def test_revisions_of_another_process_are_told(connect: Any, store: Store, tmp_path: Path) -> None:
    with Store.open(f"sqlite:///{tmp_path}/plan.db", follow=True) as follower:
        client = connect()
        client.app._services_of = lambda connection: SimpleNamespace(store=follower, author="ada", development=False)
        with talk(client) as socket:
            subscribe(socket, after=0)
            market(store, "IT")
            assert told(socket) == (1, "Add IT")


def test_a_revision_that_does_not_exist_is_refused(small: Any) -> None:
    with talk(small) as socket:
        assert errors(socket, NUMBERS, after=9) == [
            {
                "message": "There is no revision '9'.",
                "extensions": {"code": "NOT_FOUND", "hint": "The newest is 1."},
            }
        ]


@pytest.mark.parametrize(
    ("query", "code", "message"),
    [
        ("subscription { revisions { numbr } }", "BAD_REQUEST", "Cannot query field 'numbr' on type 'Revision'."),
        ("subscription {", "BAD_REQUEST", "Syntax Error: Expected Name, found <EOF>."),
        ("{ plan { revision } }", "BAD_REQUEST", "Queries and mutations are answered over HTTP at this address."),
        ('mutation { deleteTeam(input: { id: "ENG" }) { revision } }', "BAD_REQUEST",
         "Queries and mutations are answered over HTTP at this address."),
        ("query A { __typename } query B { __typename }", "BAD_REQUEST",
         "Name the operation to run, with operationName."),
        ("subscription($a: Int!) { revisions(after: $a) { number } }", "BAD_REQUEST",
         "Variable '$a' has invalid value: Expected a value of non-null type 'Int!' to be provided."),
    ],
)  # fmt: skip
def test_what_cannot_be_executed_is_refused(connect: Any, small: Any, query: str, code: str, message: str) -> None:
    before = small.store.plan()
    with talk(connect(development=False)) as socket:
        (error,) = errors(socket, query)
        assert (error["message"], error["extensions"]["code"]) == (message, code)
        subscribe(socket, after=0)
        assert told(socket) == (1, "Start")
    assert small.store.plan() is before


def test_the_limits_hold(connect: Any, small: Any) -> None:
    with talk(connect(limits=Limits(cost=3, depth=3, aliases=1))) as socket:
        deep = "subscription { revisions { changes { fields { field } } } }"
        aliases = "subscription { revisions { a: number b: number } }"
        dear = "subscription { revisions { changes { type } } }"
        messages = [errors(socket, query)[0]["message"] for query in (deep, aliases, dear)]
        assert messages == [
            "The query has a depth of 4; at most 3 is allowed.",
            "The query has aliases 2; at most 1 is allowed.",
            "The query has a cost of 6; at most 3 is allowed.",
        ]


def test_what_goes_wrong_inside_is_hidden(small: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(store: Store, after: int | None) -> Any:
        yield store.history()[0]
        raise RuntimeError("secret")

    monkeypatch.setattr(subscription_types, "revisions", broken)
    hidden = "Something went wrong on the server. The cause is in its log."
    with talk(small) as socket:
        subscribe(socket)
        assert told(socket) == (1, "Start")
        assert socket.receive_json()["payload"] == {
            "data": None,
            "errors": [{"message": hidden, "extensions": {"code": "INTERNAL"}}],
        }
        assert socket.receive_json() == {"id": "1", "type": "complete"}


def test_a_page_of_another_origin_is_refused(small: Any) -> None:
    for origin in ("https://elsewhere.example", "http://testserver:81", "null"):
        with pytest.raises(WebSocketDisconnect) as refused, talk(small, origin=origin):
            pass
        assert refused.value.code == 4403
    with talk(small, origin="http://testserver") as socket:
        subscribe(socket, after=0)
        assert told(socket) == (1, "Start")


def test_another_protocol_is_refused(small: Any) -> None:
    client = TestClient(small.app)
    for spoken in (None, ["graphql-ws"]):
        with pytest.raises(WebSocketDisconnect) as refused, client.websocket_connect("/graphql", subprotocols=spoken):
            pass
        assert refused.value.code == 4406


@pytest.mark.parametrize(
    ("greet", "text", "code"),
    [
        (True, "no JSON", 4400),
        (True, "[]", 4400),
        (True, '{"type": 1}', 4400),
        (True, '{"type": "shout"}', 4400),
        (True, '{"type": "subscribe", "id": 1, "payload": {"query": "x"}}', 4400),
        (True, '{"type": "subscribe", "id": "1", "payload": "x"}', 4400),
        (True, '{"type": "subscribe", "id": "1", "payload": {}}', 4400),
        (True, '{"type": "complete"}', 4400),
        (True, '{"type": "connection_init"}', 4429),
        (True, json.dumps({"type": "ping", "payload": {"x": "y" * 2_000}}), 1009),
        (False, '{"type": "subscribe", "id": "1", "payload": {"query": "x"}}', 4401),
        (False, '{"type": "connection_init", "payload": 7}', 4400),
    ],
)
def test_messages_outside_the_protocol_end_the_conversation(
    connect: Any, small: Any, greet: bool, text: str, code: int
) -> None:
    with talk(connect(limits=Limits(body=1_000)), greet) as socket:
        socket.send_text(text)
        with pytest.raises(WebSocketDisconnect) as ended:
            socket.receive_json()
        assert ended.value.code == code


def test_bytes_end_the_conversation(small: Any) -> None:
    with talk(small) as socket:
        socket.send_bytes(b"{}")
        with pytest.raises(WebSocketDisconnect) as ended:
            socket.receive_json()
        assert ended.value.code == 4400


def test_variables_that_are_none_are_refused(small: Any) -> None:
    with talk(small) as socket:
        socket.send_json({"type": "subscribe", "id": "1", "payload": {"query": NUMBERS, "variables": [1]}})
        assert socket.receive_json()["payload"][0]["message"] == "The parameter variables must be an object."


def test_pings_are_answered_and_an_id_is_used_once_at_a_time(small: Any) -> None:
    with talk(small) as socket:
        socket.send_json({"type": "ping"})
        assert socket.receive_json() == {"type": "pong"}
        subscribe(socket)
        subscribe(socket)
        with pytest.raises(WebSocketDisconnect) as ended:
            socket.receive_json()
        assert ended.value.code == 4409


def test_listening_ends_with_the_subscription_and_with_the_client(small: Any) -> None:
    with talk(small) as socket:
        subscribe(socket, after=0)
        subscribe(socket, id_="2", after=0)
        assert [told(socket), told(socket)] == [(1, "Start"), (1, "Start")]
        assert listeners(small.store) == 2
        socket.send_json({"type": "complete", "id": "1"})
        socket.send_json({"type": "ping"})
        assert socket.receive_json() == {"type": "pong"}
        market(small.store, "IT")
        assert socket.receive_json()["id"] == "2"
        assert listeners(small.store) == 1
    assert listeners(small.store) == 0


def test_http_says_where_subscriptions_are_told(small: Any) -> None:
    message, code = small.error("subscription { revisions { number } }")
    assert (message, code) == (
        "Subscriptions are told over a WebSocket at this address, in the protocol graphql-transport-ws.",
        "BAD_REQUEST",
    )
    assert small.http("GET", params={"query": "subscription { revisions { number } }"}).status_code == 405


def test_a_slow_listener_finds_the_newest_only(small: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(revision_feed, "Mailbox", lambda: Mailbox(room=3))

    async def listen() -> list[int]:
        feed = revisions(small.store, after=0)
        heard = [(await anext(feed)).number]
        for number in range(8):
            await asyncio.to_thread(market, small.store, f"M{number}")
            await asyncio.sleep(0)
        heard.extend([(await anext(feed)).number for _ in range(8)][-1:])
        await feed.aclose()
        return heard

    assert asyncio.run(asyncio.wait_for(listen(), 10)) == [1, 9]


def test_a_mailbox_keeps_what_fits_and_drops_for_the_newest() -> None:
    async def fill(count: int) -> list[int]:
        mailbox = Mailbox(room=3)
        for number in range(1, count + 1):
            mailbox.put(SimpleNamespace(number=number))  # type: ignore[arg-type]
        await asyncio.sleep(0)
        return [(await mailbox.take()).number for _ in range(len(mailbox._waiting))]

    assert asyncio.run(fill(3)) == [1, 2, 3]
    assert asyncio.run(fill(4)) == [4]
    assert asyncio.run(fill(8)) == [7, 8]
