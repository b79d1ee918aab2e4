"""Files that Microsoft Project computed, through the front door: import, schedule, compare with what it stored."""

import csv
import gzip
import json
import os
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from planner.plan.changes import apply
from planner.plan.entities import Initiative
from planner.plan.snapshot import Plan
from planner.schedule import WorkDates, schedule
from planner_importers import import_file

CORPUS = Path(os.environ.get("PLANNER_CORPUS", Path(__file__).resolve().parents[3] / "shared" / "corpus"))
DATES = ("early_start", "early_finish", "late_start", "late_finish")


def files() -> list[Path]:
    return sorted((CORPUS / "mspdi").glob("*.xml.gz"))


def read(path: Path) -> Any:
    with gzip.open(path) as file:
        return json.load(file)


def stale(name: str) -> str:
    with (CORPUS / "cpm" / "index.csv").open(newline="") as file:
        return next((row["d_reason"] for row in csv.DictReader(file) if row["file"].endswith(f"{name}.json.gz")), "")


def differences(row: WorkDates, expected: dict[str, Any]) -> list[str]:
    found = [name for name in DATES if expected.get(name) and _differs(row, name, expected[name])]
    if expected.get("total_slack") is not None and row.total_float_minutes != expected["total_slack"]:
        found.append("total_float")
    if expected.get("free_slack") is not None and row.free_float_minutes != expected["free_slack"]:
        found.append("free_float")
    if expected.get("critical") is not None and row.critical is not expected["critical"]:
        found.append("critical")
    return found


def _differs(row: WorkDates, name: str, stored: str) -> bool:
    moment: datetime = getattr(row, name)
    return moment != datetime.fromisoformat(stored)


@pytest.mark.corpus
@pytest.mark.skipif(not files(), reason="the shared corpus is absent")
@pytest.mark.parametrize("path", files(), ids=lambda path: path.name.removesuffix(".xml.gz"))
def test_an_imported_file_has_the_dates_floats_and_criticality_that_were_stored(path: Path) -> None:
    name = path.name.removesuffix(".xml.gz")
    neutral = next((CORPUS / "cpm").rglob(f"{name}.json.gz"))
    given, expected = read(neutral), read(neutral.with_name(f"{name}.expected.json.gz"))["tasks"]
    assert stale(name) == ""
    result = import_file(path, path.name, Plan({}), new_id=map(str, count()).__next__)
    outcome = apply(Plan({}), result.operations)
    assert outcome.accepted
    dates = schedule(outcome.plan).dates
    by_number = {item.code.rpartition("-")[2]: item.id for item in outcome.plan.all(Initiative).values()}
    leaves = [task for task in given["tasks"] if not task.get("summary")]
    found = {
        task["name"]: differences(dates[by_number[str(task["id"])]], expected[str(task["uid"])]) for task in leaves
    }
    assert {task: fields for task, fields in found.items() if fields} == {}
    assert len(dates) == len(given["tasks"])
