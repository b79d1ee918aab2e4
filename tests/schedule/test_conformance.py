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


RIGHT = stored("2027-01-05T08:00", "2027-01-06T17:00", 0.0)


def write(folder: Path, second: dict[str, Any], name: str = "plan") -> None:
    first = stored("2027-01-04T08:00", "2027-01-04T17:00", 0.0)
    folder.mkdir(parents=True, exist_ok=True)
    for suffix, value in (("", PLAN), (".expected", {"tasks": {"1": first, "2": second}})):
        with gzip.open(folder / f"{name}{suffix}.json.gz", "wt") as file:
            json.dump(value, file)


def test_equal_values_score_fully(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, RIGHT)
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


def test_what_is_left_out_is_said_with_its_reason(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("good", "alone", "orphan", "short", "stale"):
        write(tmp_path / "sub" / "B", RIGHT, name)
    at = tmp_path / "sub" / "B"
    (at / "alone.expected.json.gz").unlink()
    (at / "orphan.json.gz").unlink()
    (at / "short.json.gz").write_bytes((at / "short.json.gz").read_bytes()[:40])
    (tmp_path / "sub" / "index.csv").write_text("file,cls,d_reason\nB/stale.json.gz,D,manual stale?\n")
    assert conformance.main([str(tmp_path)]) == 1
    said = capsys.readouterr()
    assert [line.split()[:4] for line in said.out.splitlines()[1:]] == [
        ["B", "field", "1", "2"], ["D", "field", "1", "0"],
    ]  # fmt: skip
    assert said.err.splitlines() == [
        "sub/B/alone.json.gz: no stored values lie beside it",
        "sub/B/orphan.expected.json.gz: no schedule lies beside these stored values",
        "sub/B/short.json.gz: cannot be read: Compressed file ended before the end-of-stream marker was reached",
        "sub/B/stale: its stored values are marked stale, none is scored",
    ]


def test_a_folder_with_nothing_to_compare_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert conformance.main([str(tmp_path), "--json"]) == 2
    said = capsys.readouterr()
    assert json.loads(said.out) == {"scores": [], "differences": [], "skipped": []}
    assert "has stored values to compare" in said.err
