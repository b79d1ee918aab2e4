"""``planner risk``: the table of launches, one launch with its odds and tornado, JSON, and refusals."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from planner.plan.changes import Action, ChangeSet, Operation
from planner.plan.values import Duration
from planner.store import Store

Planner = Callable[..., Any]


@pytest.fixture
def risky(database: str) -> None:
    """Make a plan of one piece of work, a launch behind it, and a strike that delays the work half the time."""
    week, target = Duration.parse("5d"), datetime(2027, 1, 12, 23, 59)
    operations = (
        Operation(Action.CREATE, "portfolio", "portfolio", {"name": "Plan", "start": datetime(2027, 1, 4, 8)}),
        Operation(Action.CREATE, "initiative", "a", {"code": "INF-1", "name": "Bench", "duration": week}),
        Operation(Action.CREATE, "initiative", "b", {"code": "INF-2", "name": "Idle", "duration": week}),
        Operation(Action.CREATE, "launch", "l", {"code": "LCH-1", "name": "Go", "target_date": target}),
        Operation(Action.CREATE, "dependency", "d", {"predecessor_id": "a", "successor_id": "l"}),
        Operation(
            Action.CREATE, "risk", "r",
            {"code": "RSK-1", "name": "Strike", "probability": 0.5, "delay": week, "work_ids": ("a",)},
        ),
    )  # fmt: skip
    with Store.open(database) as store:
        store.commit(ChangeSet(operations, "ada"), at=datetime(2027, 1, 1, tzinfo=UTC))


def cells(out: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("│")[1:-1]] for line in out.splitlines() if "│" in line]


@pytest.mark.usefixtures("risky")
def test_the_table_shows_launches_with_their_odds(planner: Planner) -> None:
    done = planner("risk", "--samples", "400")
    assert done.code == 0
    ((code, name, *dates, chance),) = cells(done.out)
    assert (code, name) == ("LCH-1", "Go")
    assert dates == ["2027-01-08", "2027-01-08", "2027-01-08", "2027-01-15", "2027-01-15", "2027-01-12"]
    assert 45 <= int(chance.rstrip("%")) <= 55


@pytest.mark.usefixtures("risky")
def test_all_work_as_json(planner: Planner) -> None:
    rows = planner("risk", "--all", "--samples", "200", "--json").json
    assert [row["code"] for row in rows] == ["LCH-1", "INF-2", "INF-1"]
    assert (rows[1]["p90"], rows[1]["target"], rows[1]["chance"]) == ("2027-01-08", None, None)
    assert [row["critical"] for row in rows[1:]] == [rows[1]["critical"], "100%"]


@pytest.mark.usefixtures("risky")
def test_one_launch_with_its_tornado(planner: Planner) -> None:
    done = planner("risk", "lch-1", "--samples", "400", "--by", "2027-01-15")
    assert done.code == 0
    assert "LCH-1 Go: scheduled for 2027-01-08\nP10 2027-01-08 " in done.out
    assert "Done by 2027-01-15: 100.0% (standard error 0.0%)" in done.out
    assert cells(done.out) == [["RSK-1 Strike", "risk", "1", "", "7"]]
    answer = planner("risk", "LCH-1", "--samples", "400", "--json").json
    assert answer["tornado"] == [
        {"what": "RSK-1 Strike", "kind": "risk", "correlation": 1.0, "critical": None, "p80_days_without": 7.0}
    ]
    assert answer["by"] == "2027-01-12"
    assert 0.45 <= answer["chance_by"] <= 0.55


@pytest.mark.usefixtures("risky")
def test_what_there_is_not_is_refused(planner: Planner) -> None:
    assert planner("risk", "NONE").code == 1
    assert planner("risk", "--by", "2027-01-15").code == 2
    assert planner("risk", "--samples", "0").code == 2
