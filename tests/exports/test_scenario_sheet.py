"""Open scenarios in the workbook: the plan and each of them side by side, only where there is one."""

import io
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from planner.plan.changes import Action, Operation
from planner.plan.entities import Dependency, Entity, Initiative, Launch, Portfolio, Scenario, ScenarioStatus
from planner.plan.snapshot import Plan
from planner.plan.values import Duration
from planner.scenarios.edits import kept
from planner_exports import workbook
from planner_exports.workbook.tables.scenarios import SCENARIOS

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")
GUIDE = Path(__file__).resolve().parents[2] / "docs" / "workbook.md"
SLOWER = kept([Operation(Action.UPDATE, "initiative", "a", {"duration": Duration.parse("4w")})])


def book(*more: Entity) -> Any:
    plan = Plan.of(
        Portfolio(id="portfolio", start=datetime(2027, 1, 4)),
        Initiative(id="a", code="A", name="Write", owner="Ada", duration=Duration.parse("2w")),
        Launch(id="l", code="LCH-1", name="Pilot", owner="Ada", target_date=datetime(2027, 1, 22, 23, 59)),
        Dependency(id="d", predecessor_id="a", successor_id="l"),
        *more,
    )
    data = workbook(plan, status_date=date(2027, 1, 4), generated_at=datetime(2027, 1, 4, 9, tzinfo=UTC))
    return openpyxl.load_workbook(io.BytesIO(data))


def test_open_scenarios_stand_beside_the_plan() -> None:
    open_one = Scenario(id="s", code="SLOW", name="=Two weeks more", owner="Ada", base_revision=7, edits=SLOWER)
    dropped = Scenario(id="t", code="GONE", name="Dropped", status=ScenarioStatus.DROPPED, edits=SLOWER)
    headings, *rows = book(open_one, dropped)["Scenarios"].iter_rows(min_row=4, values_only=True)
    plan, slow = (dict(zip(headings, row, strict=True)) for row in rows)
    assert (plan["Code"], plan["Finish"], plan["Late launches"], plan["Moves"]) == (
        "Plan", datetime(2027, 1, 15), 0, None,
    )  # fmt: skip
    assert (slow["Code"], slow["Scenario"], slow["Made on"], slow["Edits"], slow["Id"]) == (
        "SLOW", "=Two weeks more", 7, 1, "s",
    )  # fmt: skip
    assert (slow["Finish"], slow["Late launches"], slow["Moves"]) == (
        datetime(2027, 1, 29), 1, 2,
    )  # fmt: skip
    assert slow["Launches that move"] == "LCH-1 14 days later, 29 Jan 2027"
    assert (slow["Now missed"], slow["Now met"]) == ("LCH-1 by 22 Jan 2027", None)


def test_without_open_scenarios_there_is_no_such_sheet() -> None:
    assert "Scenarios" not in book().sheetnames


def test_the_guide_says_of_every_column_what_the_workbook_says() -> None:
    section = GUIDE.read_text("utf-8").partition("\n### Scenarios\n")[2].partition("\n## ")[0]
    assert [one.header for one in SCENARIOS.columns if f"| {one.header} | {one.meaning} |" not in section] == []
