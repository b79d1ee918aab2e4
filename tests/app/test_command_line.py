"""The command line as people and scripts use it: real processes, real files, exact exit codes."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Planner = Callable[..., Any]

PLAN = """\
ID;Task Name;Duration;Predecessors;Owner
POL-1;Write the policy;10 days;;Ada
TRN-1;Train moderators;5 days;POL-1;Grace
TRN-2;Localise the course;3 days;POL-1FS+2d;Grace
"""

HEAVY = ("numpy", "numba", "pandas", "networkx", "openpyxl", "sqlalchemy", "strawberry", "fastapi", "rich")


@pytest.fixture
def plan_file(tmp_path: Path) -> str:
    (tmp_path / "plan.csv").write_text(PLAN)
    return "plan.csv"


def test_help_imports_nothing_heavy() -> None:
    script = (
        "import sys\nfrom planner.app.cli import main\nsys.argv = ['planner', '--help']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
    assert "critical-path" in done.stdout


def test_a_missing_database_is_refused_and_not_made(planner: Planner, tmp_path: Path) -> None:
    run = planner("findings")
    assert run.code == 4
    assert "There is no plan at sqlite:///" in run.err
    assert "planner init" in run.err
    assert list(tmp_path.iterdir()) == []


def test_init_twice_is_refused(planner: Planner) -> None:
    assert planner("init", "--name", "Trust", "--country", "US").code == 0
    again = planner("init", "--name", "Other")
    assert again.code == 4
    assert "holds the portfolio 'Trust' already" in again.err


def test_import_is_a_dry_run_until_applied(planner: Planner, plan_file: str) -> None:
    planner("init")
    dry = planner("import", plan_file, "--json")
    assert dry.code == 0
    assert dry.json[0]["changes"] == {"initiative": {"create": 3}, "dependency": {"create": 2}}
    assert dry.json[0]["revision"] is None
    assert planner("schedule", "--json").json == []

    applied = planner("import", plan_file, "--apply", "--json")
    assert applied.json[0]["revision"] == 2
    assert [row["code"] for row in planner("schedule", "--json").json] == ["POL-1", "TRN-1", "TRN-2"]

    again = planner("import", plan_file, "--apply", "--json")
    assert again.json[0]["changes"] == {}
    assert again.json[0]["revision"] in (None, 2)


def test_an_import_with_errors_changes_nothing_unless_partial(planner: Planner, tmp_path: Path) -> None:
    (tmp_path / "loop.csv").write_text(
        "ID,Task Name,Duration,Predecessors,Owner\n"
        "A,First,1d,C,Ada\nB,Second,1d,A,Ada\nC,Third,1d,B,Ada\nD,Fourth,1d,,Ada\n"
    )
    planner("init")
    refused = planner("import", "loop.csv", "--apply", "--json")
    assert refused.code == 1
    assert [f["code"] for f in refused.json[0]["findings"] if f["severity"] == "error"] == ["dependency-cycle"]
    assert planner("schedule", "--json").json == []

    partial = planner("import", "loop.csv", "--apply", "--partial", "--json")
    assert partial.code == 0
    assert partial.json[0]["changes"] == {"initiative": {"create": 4}}
    assert "dependency-cycle" in [f["code"] for f in partial.json[0]["findings"]]


def test_the_first_import_may_start_before_the_portfolio_was_created(planner: Planner, tmp_path: Path) -> None:
    (tmp_path / "old.csv").write_text(
        "ID,Task Name,Start,Duration,Predecessors,Owner\nA,First,2024-07-01,5d,,Ada\nB,Second,2024-07-08,2d,A,Ada\n"
    )
    planner("init")
    report = planner("import", "old.csv", "--apply", "--json").json[0]
    assert [f["code"] for f in report["findings"]] == ["start-moved"]
    assert report["changes"]["portfolio"] == {"update": 1}
    dates = {row["code"]: (row["start"], row["finish"]) for row in planner("schedule", "--json").json}
    assert dates == {"A": ("2024-07-01", "2024-07-05"), "B": ("2024-07-08", "2024-07-09")}


def test_a_saved_mapping_can_be_given_back(planner: Planner, plan_file: str, tmp_path: Path) -> None:
    planner("init")
    assert planner("import", plan_file, "--save-map", "plan.map").code == 0
    assert (tmp_path / "plan.map").read_text()
    run = planner("import", plan_file, "--map", "plan.map", "--json")
    assert run.json[0]["changes"] == {"initiative": {"create": 3}, "dependency": {"create": 2}}


def test_the_critical_path_leads_from_root_to_target(planner: Planner, plan_file: str) -> None:
    planner("init")
    planner("import", plan_file, "--apply")
    path = planner("critical-path", "--to", "TRN-2", "--json").json
    assert [(step["code"], step["via"]) for step in path["steps"]] == [("POL-1", ""), ("TRN-2", "FS 2d")]
    unknown = planner("critical-path", "--to", "NOPE")
    assert unknown.code == 1
    assert "There is no initiative or launch 'NOPE'" in unknown.err


def test_history_undo_and_audit(planner: Planner, plan_file: str) -> None:
    planner("init", "--author", "Ada")
    planner("import", plan_file, "--apply", "--author", "Grace", "-m", "First plan")
    history = planner("history", "--json").json
    assert [(row["revision"], row["author"], row["message"]) for row in history] == [
        (2, "Grace", "First plan"),
        (1, "Ada", "Create Portfolio"),
    ]
    fields = planner("history", "--changes", "2", "--json").json
    assert {"item": "POL-1", "action": "create", "field": "owner", "before": None, "after": "Ada"} in fields
    assert planner("undo", "2", "--json").json == {"revision": 3, "undoes": 2, "changes": 5}
    assert planner("schedule", "--json").json == []
    verified = planner("audit", "verify", "--json")
    assert (verified.code, verified.json["revisions"], verified.json["findings"]) == (0, 3, [])


def test_findings_name_place_and_remedy(planner: Planner, tmp_path: Path) -> None:
    (tmp_path / "plan.csv").write_text("ID,Task Name,Duration\nA,Orphan,3d\n")
    planner("init")
    planner("import", "plan.csv", "--apply")
    found = planner("findings", "--json", "--code", "missing-owner").json
    assert [(f["message"], f["hint"], f["place"]["code"]) for f in found] == [
        ("A has no owner.", "Name who answers for it.", "A")
    ]
    assert planner("findings", "--strict").code == 1


def test_serving_to_other_machines_is_refused(planner: Planner) -> None:
    planner("init")
    run = planner("serve", "--host", "0.0.0.0")
    assert run.code == 4
    assert "serves this machine only" in run.err


def test_wrong_usage_ends_with_two(planner: Planner) -> None:
    assert planner("schedule", "--nonsense").code == 2
    assert planner("nonsense").code == 2
