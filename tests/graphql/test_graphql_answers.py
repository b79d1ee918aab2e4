"""Kept answers: the same bytes for the same revision, asker, text and variables, and never for another."""

import gzip
import json
from typing import Any

import pytest

from planner_graphql.answers import Answer, Answers, etag_of
from planner_graphql.parameters import Parameters

QUERY = "query($code: String) { initiative(code: $code) { name } }"


def get(client: Any, query: str = "{ timeline }", **headers: str) -> Any:
    return client.http("GET", params={"query": query}, headers=headers)


def test_an_answer_is_known_by_its_etag_until_the_plan_changes(small: Any) -> None:
    first = get(small)
    again = get(small, **{"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    small.ask('mutation { createTeam(input: { values: { code: "X", name: "X" } }) { revision } }')
    changed = get(small, **{"if-none-match": first.headers["etag"]})
    assert changed.status_code == 200
    assert changed.json()["data"]["timeline"]["revision"] == 2
    assert changed.headers["etag"] != first.headers["etag"]
    assert changed.headers["cache-control"] == "private, no-cache"


def test_a_second_process_gives_the_same_etag(connect: Any, small: Any) -> None:
    assert get(connect()).headers["etag"] == get(connect()).headers["etag"]


def test_answers_are_kept_apart_by_all_that_they_depend_on(connect: Any, small: Any) -> None:
    assert small.ask(QUERY, code="POL-101") == {"initiative": {"name": "Write the policy"}}
    assert small.ask(QUERY, code="POL-102") == {"initiative": {"name": "Train reviewers"}}
    assert small.ask(QUERY, code="POL-101") == {"initiative": {"name": "Write the policy"}}
    two = "query A { plan { revision } } query B { plan { finish revision } }"
    assert small.post(two, operationName="A")["data"] == {"plan": {"revision": 1}}
    assert list(small.post(two, operationName="B")["data"]["plan"]) == ["finish", "revision"]
    etags = {
        etag_of(version, revision, scope, Parameters(query, name, {"v": value}))
        for version in "ab"
        for revision in (1, 12)
        for scope in ("x", "2x")
        for query in ("q", "2q")
        for name in (None, "n")
        for value in (1, "1")
    }
    assert len(etags) == 64
    one, other = Parameters("q", None, {"a": 1, "b": 2}), Parameters("q", None, {"b": 2, "a": 1})
    assert etag_of("v", 1, "x", one) == etag_of("v", 1, "x", other)


def test_an_answer_is_computed_once(small: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from planner_graphql import asgi, execution

    calls: list[object] = []

    def counted(*given: Any) -> Any:
        calls.append(given)
        return execution.answer(*given)

    monkeypatch.setattr(asgi, "answer", counted)
    for _ in range(3):
        assert small.ask("{ plan { revision } }") == {"plan": {"revision": 1}}
    assert len(calls) == 1


def test_answers_with_errors_are_not_kept(small: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from planner_graphql import timeline

    with monkeypatch.context() as broken:
        broken.setattr(timeline, "timeline_frame", lambda plan: 1 / 0)
        response = get(small)
        assert response.json()["data"] is None
        assert (response.headers["cache-control"], "etag" in response.headers) == ("no-store", False)
    assert get(small).json()["data"]["timeline"]["count"] == 6


def test_large_answers_are_compressed_for_those_who_ask(small: Any) -> None:
    types = "{ __schema { types { name description } } }"
    plain = get(small, types, **{"accept-encoding": "identity"})
    packed = get(small, types, **{"accept-encoding": "gzip"})
    assert ("content-encoding" in plain.headers, packed.headers["content-encoding"]) == (False, "gzip")
    assert packed.content == plain.content
    assert packed.headers["vary"] == "Accept, Accept-Encoding"
    tiny = get(small, "{ plan { revision } }", **{"accept-encoding": "gzip"})
    assert "content-encoding" not in tiny.headers


def test_the_least_recently_used_answers_go_first() -> None:
    answers = Answers(budget=1_000)
    for name in "abcd":
        answers.keep(name, Answer(name.encode() * 180))
        answers.keep(name, Answer(b"never twice"))
    assert answers.get("a") is not None
    answers.keep("e", Answer(b"e" * 180))
    assert [name for name in "abcde" if answers.get(name) is None] == ["b"]
    answers.keep("huge", Answer(b"x" * 300))
    assert answers.get("huge") is None


def test_compressed_bytes_are_made_once() -> None:
    answer = Answer(json.dumps(list(range(1_000))).encode())
    assert gzip.decompress(answer.compressed()) == answer.body
    assert answer.compressed() is answer.compressed()
