"""Roadmap, selection and baselines on the command line: tiers, fiscal years, comparisons, older promises."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from planner.plan.changes import Action, ChangeSet, Operation
from planner.plan.values import Duration
from planner.store import Store

Planner = Callable[..., Any]
TEAM = {"code": "CD", "name": "Curriculum Design", "headcount": 1.0, "focus_factor": 1.0, "reserve": 0.25,
        "leave_days": 0.0, "unplanned_absence": 0.0}  # fmt: skip


def create(kind: str, id_: str, **values: object) -> Operation:
    return Operation(Action.CREATE, kind, id_, values)


@pytest.fixture
def portfolio(planner: Planner, database: str) -> str:
    """Return a database with three initiatives of eight weeks that ask one person for 40, 15 and 15 days."""
    planner("init", "--start", "2027-01-04")
    operations = [create("team", "t", **TEAM)]
    for code, days in (("A", 40.0), ("B", 15.0), ("C", 45.0)):
        operations.append(create("initiative", code, code=code, name=code, duration=Duration.parse("8w")))
        operations.append(create("demand", f"d{code}", initiative_id=code, team_id="t", person_days=days))
    with Store.open(database) as store:
        store.commit(ChangeSet(tuple(operations), "Ada"), at=datetime(2027, 1, 2, tzinfo=UTC))
    return database


def test_a_selection_is_compared_and_written_as_a_workbook(planner: Planner, portfolio: str, tmp_path: Path) -> None:
    saved = tmp_path / "first.json"
    options = ("plan-quarter", "--first", "2027Q1", "--quarters", "1", "--seconds", "20")
    first = planner(*options, "--force-in", "A", "--json")
    saved.write_text(first.out)
    states = {row["code"]: (row["state"], row["commitment"]) for row in json.loads(first.out)["initiatives"]}
    assert states == {"A": ("chosen", "committed"), "B": ("left_out", "stretch"), "C": ("left_out", None)}
    book = tmp_path / "proposal.xlsx"
    second = planner(*options, "--force-in", "C", "--compare-with", str(saved), "--workbook", str(book), "--json")
    compared = json.loads(second.out)["comparison"]
    assert (compared["join"], compared["leave"], compared["same"]) == (["C"], ["A"], 0)
    assert compared["stretchBefore"] == ["B"]
    assert "Selection" in openpyxl.load_workbook(book).sheetnames
    shown = planner(*options, "--force-in", "C", "--compare-with", "plan")
    assert "1 join, 0 leave, 0 move, 0 stay; +33.3% of the value of all." in shown.out
    saved.write_text("{}")
    refused = planner(*options, "--compare-with", str(saved))
    assert refused.code == 4
    assert "first.json cannot be compared with: it is no selection." in refused.err


def test_the_roadmap_by_fiscal_year_with_tiers(planner: Planner, portfolio: str) -> None:
    rows = planner("roadmap", "--from", "2027Q1", "--years", "2", "--group-by", "none", "--json").json
    assert [(row["code"], row["tier"], row["2027"], row["2028"]) for row in rows] == [
        (code, "outlook", "█", "") for code in "ABC"
    ]


def test_an_older_baseline_is_compared_by_its_code(planner: Planner, portfolio: str) -> None:
    planner("baseline", "lock", "OLD")
    longer = Operation(Action.UPDATE, "initiative", "A", {"duration": Duration.parse("9w")})
    with Store.open(portfolio) as store:
        store.commit(ChangeSet((longer,), "Ada"), at=datetime(2027, 1, 3, tzinfo=UTC))
    planner("baseline", "lock", "NEW")
    slips = {row["code"]: row["slip_days"] for row in planner("baseline", "compare", "OLD", "--json").json}
    assert slips == {"A": 7, "B": 0, "C": 0}
    newest = {row["code"]: row["slip_days"] for row in planner("baseline", "compare", "NEW", "--json").json}
    assert newest == {"A": 0, "B": 0, "C": 0}
    with Store.open(portfolio) as store:
        store.commit(
            ChangeSet((Operation(Action.DELETE, "initiative", "B"),), "Ada"), at=datetime(2027, 1, 4, tzinfo=UTC)
        )
    first, *_ = planner("baseline", "compare", "OLD", "--json").json
    assert (first["code"], first["promised"], first["finish"], first["note"]) == ("B", "2027-02-26", None, "deleted")
    missing = planner("baseline", "compare", "2031Q1")
    assert (missing.code, "There is no baseline '2031Q1'." in missing.err) == (1, True)
