"""The conformance command on a schedule small enough to read."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks import conformance

OFFICE = [[480, 720], [780, 1020]]
PLAN: dict[str, Any] = {
    "project": {"file_application": "Microsoft", "start": "2027-01-04T08:00", "finish": "2027-01-06T17:00",
                "default_calendar": 1, "honor_constraints": True, "critical_slack_limit_minutes": 0.0},
    "calendars": [{"uid": 1, "name": "Standard", "dates": {},
                   "week": dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), OFFICE) | {"sat": [], "sun": []}}],
    "tasks": [
        {"uid": 1, "mode": "AUTO_SCHEDULED", "type": "FIXED_UNITS", "duration": 480.0, "constraint": "null"},
        {"uid": 2, "mode": "AUTO_SCHEDULED", "type": "FIXED_UNITS", "duration": 960.0, "constraint": "null"},
    ],
    "relations": [{"pred": 1, "succ": 2, "type": "FINISH_START"}],
}  # fmt: skip


def stored(start: str, finish: str, total: float) -> dict[str, Any]:
    return {"early_start": start, "early_finish": finish, "late_start": start, "late_finish": finish,
            "total_slack": total, "critical": total <= 0}  # fmt: skip


def write(folder: Path, second: dict[str, Any]) -> None:
    first = stored("2027-01-04T08:00", "2027-01-04T17:00", 0.0)
    for name, value in (("plan", PLAN), ("plan.expected", {"tasks": {"1": first, "2": second}})):
        with gzip.open(folder / f"{name}.json.gz", "wt") as file:
            json.dump(value, file)


def test_equal_values_score_fully(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, stored("2027-01-05T08:00", "2027-01-06T17:00", 0.0))
    assert conformance.main([str(tmp_path)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].split() == ["-", "field", "1", "2", *["100.00%"] * 7]
    assert len(lines) == 2


def test_the_first_difference_names_task_field_values_and_rule(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, stored("2027-01-05T13:00", "2027-01-07T12:00", 0.0))
    conformance.main([str(tmp_path)])
    assert capsys.readouterr().out.splitlines()[-1] == (
        "plan: task 2 start is 2027-01-05T08:00, stored 2027-01-05T13:00 (rule 4 FS link with 1)"
    )


def test_a_missing_folder_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert conformance.main([str(tmp_path / "none")]) == 2
    assert "set PLANNER_CORPUS" in capsys.readouterr().err
