"""The network as a frame: what a page needs to work dates out for itself."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from planner.plan.entities import Dependency, Initiative, Portfolio, Status
from planner.plan.entities.work import ConstraintType
from planner.plan.snapshot import Plan
from planner.plan.values import Duration
from planner_graphql.network_frame import network_columns
from planner_graphql.timeline import timeline_columns
from tests.graphql.conftest import Client


def test_its_rows_and_links_are_those_of_the_timeline(small: Client) -> None:
    answer: Any = small.ask("{ plan { network timeline } }")["plan"]
    network, timeline = answer["network"], answer["timeline"]
    assert (network["revision"], network["count"]) == (timeline["revision"], timeline["count"])
    assert network["parent"] == timeline["parent"]
    assert network["links"]["from"] == timeline["links"]["from"]
    assert network["links"]["to"] == timeline["links"]["to"]
    durations = network["duration"]
    named = [durations["names"][at] if at >= 0 else "" for at in durations["index"]]
    assert dict(zip(timeline["codes"], named, strict=True))["POL-101"] == "2w"


def test_a_past_revision_has_its_own(small: Client, gid: Callable[[str, str], str]) -> None:
    change = 'mutation($id: ID!) { updateInitiative(input: {id: $id, changes: {duration: "9w"}}) { revision } }'
    small.ask(change, id=gid("initiative", "a"))
    found = small.ask("{ now: plan { network } then: plan(revision: 1) { network } }")
    assert "9w" in found["now"]["network"]["duration"]["names"]
    assert "9w" not in found["then"]["network"]["duration"]["names"]


def test_only_what_is_said_travels_and_work_without_dates_comes_last() -> None:
    plan = Plan.of(
        Portfolio(id="portfolio", start=datetime(2027, 1, 4)),
        Initiative(id="a", code="A", name="Given up", status=Status.CANCELLED, duration=Duration.parse("1w")),
        Initiative(
            id="b", code="B", name="Fixed", constraint=ConstraintType.SNET, constraint_date=datetime(2027, 2, 1)
        ),
        Initiative(id="c", code="C", name="Plain", duration=Duration.parse("3d")),
        Dependency(id="ab", predecessor_id="a", successor_id="b"),
        Dependency(id="bc", predecessor_id="b", successor_id="c", lag=Duration.parse("-2d")),
        revision=1,
    )
    network = network_columns(plan)
    assert timeline_columns(plan)["codes"] == ["B", "C"]
    assert (network["count"], network["hidden"]["codes"]) == (2, ["A"])
    assert network["said"] == [
        (0, {"constraint": "SNET", "constraintDate": "2027-02-01T00:00:00"}),
        (2, {"status": "CANCELLED"}),
    ]
    links = network["links"]
    assert (links["from"], links["to"], len(links["hiddenIds"])) == ([0, 2], [1, 0], 1)
    assert (links["lag"]["names"], links["lag"]["index"]) == (["-2d"], [0, -1])


def test_calendars_are_weeks_with_the_days_that_differ(small: Client) -> None:
    network = small.ask("{ network }")["network"]
    office, clock = network["calendars"][:2]
    assert [network["shapes"][at] for at in office["week"]] == [[480, 720, 780, 1020]] * 5 + [[], []]
    assert [network["shapes"][at] for at in clock["week"]] == [[0, 1440]] * 7
    assert (network["begins"], network["projects"][0]["criticalLimit"]) == ("given", 0)
