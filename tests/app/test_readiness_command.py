"""``planner readiness``: all launches, one as a matrix with reasons, one market in full, changes, JSON, refusals."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from planner.plan.changes import Action, ChangeSet, Operation
from planner.plan.entities.gates import GateState
from planner.plan.values import Duration
from planner.store import Store

Planner = Callable[..., Any]
AT = datetime(2027, 1, 4, tzinfo=UTC)
GATE = {"launch_id": "l", "market_id": "de", "template_id": "t"}
PASSED = {"recorded": GateState.PASSED, "recorded_by": "Ada"}


def create(kind: str, id_: str, **values: object) -> Operation:
    return Operation(Action.CREATE, kind, id_, values)


@pytest.fixture
def launch(database: str) -> None:
    """Make a launch to two markets with one gate; in revision 2 it passes in one of them."""
    operations = (
        create("portfolio", "portfolio", start=datetime(2027, 1, 4), status_date=date(2027, 1, 4)),
        create("market", "de", code="DE"),
        create("market", "fr", code="FR"),
        create("launch", "l", code="LCH-1", name="Scam ads", owner="Ada", target_date=datetime(2027, 1, 5, 23, 59)),
        create("launch_market", "l-de", launch_id="l", market_id="de"),
        create("launch_market", "l-fr", launch_id="l", market_id="fr"),
        create("gate_template", "t", code="G1", name="Text", owner="Gil", takes=Duration.parse("3d")),
        create("gate", "g", **GATE),
    )
    with Store.open(database) as store:
        store.commit(ChangeSet(operations, "ada"), at=AT)
        store.commit(ChangeSet((Operation(Action.UPDATE, "gate", "g", PASSED),), "gil", "Read."), at=AT)


def cells(out: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("│")[1:-1]] for line in out.splitlines() if "│" in line]


@pytest.mark.usefixtures("launch")
def test_all_launches_with_their_most_urgent_market(planner: Planner) -> None:
    done = planner("readiness")
    assert (done.code, cells(done.out)) == (
        0,
        [["LCH-1", "Scam ads", "2", "0", "1", "0", "1", "FR", "late", "2027-01-05", "2027-01-06", "G1"]],
    )


@pytest.mark.usefixtures("launch")
def test_one_launch_as_a_matrix_with_reasons(planner: Planner) -> None:
    done = planner("readiness", "LCH-1")
    assert cells(done.out) == [
        ["DE", "ready", "pass", "2027-01-05", "2027-01-04", "", ""],
        ["FR", "late", "-", "2027-01-05", "2027-01-06", "G1", ""],
    ]
    assert "FR:\n  G1 Text is not started, expected on 2027-01-06.\n" in done.out


@pytest.mark.usefixtures("launch")
def test_the_forecast(planner: Planner) -> None:
    done = planner("readiness", "LCH-1", "--forecast", "--samples", "100")
    assert cells(done.out)[1] == [
        "FR",
        "late",
        "-",
        "2027-01-05",
        "2027-01-06",
        "2027-01-06",
        "2027-01-06",
        "0%",
        "G1",
        "",
    ]
    assert "All markets in time: 0% ± 0%." in done.out


@pytest.mark.usefixtures("launch")
def test_one_market_in_full(planner: Planner) -> None:
    done = planner("readiness", "lch-1", "--market", "fr")
    assert done.out == (
        "lch-1 fr: late, target 2027-01-05, predicted 2027-01-06.\n\n"
        "G1 (hard, due 2027-01-05, Gil): not started, expected 2027-01-06\n"
        "  Nothing feeds this gate, and nobody has said how it stands.\n"
    )
    (gate,) = json.loads(planner("readiness", "LCH-1", "--market", "DE", "--json").out)
    assert (gate["gate"], gate["state"], gate["reasons"]) == ("G1", "passed", ["Set to passed by Ada."])


@pytest.mark.usefixtures("launch")
def test_what_changed_since_a_revision(planner: Planner) -> None:
    done = planner("readiness", "--since", "1")
    assert done.out.splitlines()[-3:] == [
        "+ LCH-1 DE G1 Text: passed, was not started.",
        "      Set to passed by Ada.",
        "3 changes since revision 1.",
    ]
    assert len(json.loads(planner("readiness", "--since", "1", "--json").out)) == 3


@pytest.mark.usefixtures("launch")
def test_refusals(planner: Planner) -> None:
    assert planner("readiness", "--forecast").code == 2
    assert planner("readiness", "NOTHING").code == 1
    assert "There is no market of this launch called 'XX'" in planner("readiness", "LCH-1", "--market", "XX").err
