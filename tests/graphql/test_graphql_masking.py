"""Errors on the way out: what went wrong inside stays inside."""

import logging
from typing import Any

import pytest

from planner.plan.errors import PlannerError
from planner_graphql import timeline
from planner_graphql.masking import HIDDEN


class SecretError(Exception):
    pass


@pytest.mark.parametrize("cause", [SecretError("password=hunter2"), ValueError("hunter2"), KeyError("hunter2")])
def test_raw_exceptions_are_hidden_and_logged(
    api: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, cause: Exception
) -> None:
    def fail(plan: object) -> object:
        raise cause

    monkeypatch.setattr(timeline, "timeline_frame", fail)
    with caplog.at_level(logging.ERROR):
        assert api.error("{ timeline }") == (HIDDEN, "INTERNAL")
    assert "hunter2" not in api.asked[-1].text
    assert "hunter2" in caplog.text


def test_a_value_that_cannot_be_written_is_hidden(api: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(api.store.plan()), "__eq__", lambda *_: True, raising=False)
    api.store._head.plan.revision = "hunter2"
    message, code = api.error("{ plan { revision } }")
    assert (message, code) == (HIDDEN, "INTERNAL")
    assert "hunter2" not in api.asked[-1].text


def test_refusals_written_for_people_go_through(api: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(plan: object) -> object:
        raise PlannerError("The plan is asleep.", "Wake it.")

    monkeypatch.setattr(timeline, "timeline_frame", fail)
    error = api.post("{ timeline }")["errors"][0]
    assert (error["message"], error["extensions"]) == ("The plan is asleep.", {"code": "REFUSED", "hint": "Wake it."})


def test_arguments_found_wrong_while_executing_are_told(api: Any) -> None:
    message, code = api.error("query($n: Int) { roadmap(quarters: $n) { quarters { label } } }", n=None)
    assert ("quarters" in message, code) == (True, "BAD_REQUEST")


@pytest.mark.parametrize(
    "query",
    ['{ roadmap(fromQuarter: "soon") { quarters { label } } }', '{ criticalPath(to: "nothing") { finish } }'],
)
def test_refusals_of_the_core_reach_the_client(api: Any, query: str) -> None:
    message, code = api.error(query)
    assert (message, code) in {
        ("'soon' is not a quarter.", "UNREADABLE_QUARTER"),
        ("There is no initiative or launch 'nothing'.", "NOT_FOUND"),
    } or code in {"UNREADABLE_QUARTER", "NOT_FOUND"}
