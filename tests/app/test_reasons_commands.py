"""The commands that ask why and what if, as a user runs them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Planner = Callable[..., Any]

PLAN = """\
ID;Task Name;Duration;Optimistic;Pessimistic;Predecessors;Owner
POL-1;Write the policy;10 days;6 days;15 days;;Ada
TRN-1;Train moderators;5 days;4 days;8 days;POL-1;Grace
TRN-2;Localise the course;3 days;2 days;5 days;POL-1;Grace
"""


@pytest.fixture
def made(planner: Planner, tmp_path: Path) -> Planner:
    (tmp_path / "plan.csv").write_text(PLAN)
    planner("init", "--start", "2027-01-04")
    assert planner("import", "plan.csv", "--apply").code == 0
    return planner


def test_explain_tells_the_chain_in_sentences_and_as_data(made: Planner) -> None:
    said = made("explain", "TRN-1")
    assert said.code == 0
    assert "Train moderators (TRN-1) takes 5 working days and finishes" in said.out
    assert "because Write the policy (POL-1) finishes" in said.out
    data = made("explain", "trn-1", "--json").json
    assert (data["code"], data["early_start"][0]["cause"], data["early_start"][0]["source"]) == (
        "TRN-1",
        "link",
        "POL-1",
    )
    assert [move["purpose"] for move in data["early_finish"][0]["moves"]] == ["duration"]
    unknown = made("explain", "NOPE")
    assert (unknown.code, unknown.err) == (
        1, "planner: There is no initiative or launch 'NOPE'. Give the code of an initiative or launch.\n",
    )  # fmt: skip


def test_paths_are_ranked(made: Planner) -> None:
    data = made("paths", "--to", "TRN-1", "--json").json
    assert [(row["rank"], row["class"], [step["code"] for step in row["steps"]]) for row in data] == [
        (1, "critical", ["POL-1", "TRN-1"]),
    ]
    assert "POL-1 → TRN-1" in made("paths", "--to", "TRN-1").out


def test_impact_of_settings_and_files_saves_nothing(made: Planner, tmp_path: Path) -> None:
    longer = made("impact", "--set", "POL-1.duration=12d", "--json")
    assert [(row["code"], row["finish_working_days"]) for row in longer.json["moved"]] == [
        ("POL-1", 2.0), ("TRN-1", 2.0), ("TRN-2", 2.0),
    ]  # fmt: skip
    change = [{"action": "update", "kind": "initiative", "code": "POL-1", "values": {"duration": "12d"}}]
    (tmp_path / "change.json").write_text(json.dumps(change))
    assert made("impact", "change.json", "--json").json == longer.json
    assert made("impact", "--set", "POL-1.owner=Grace").out.strip() == "Moves (working days): nothing."
    assert len(made("history", "--json").json) == 2


def test_a_change_that_cannot_be_read_or_made_is_refused(made: Planner, tmp_path: Path) -> None:
    assert made("impact").code == 2
    wrong = made("impact", "--set", "POL-1")
    assert (wrong.code, "Write CODE.field=value" in wrong.err) == (1, True)
    unknown = made("impact", "--set", "POL-1.durtion=2d")
    assert (unknown.code, "has no field 'durtion'" in unknown.err) == (1, True)
    order = made("impact", "--set", "POL-1.duration=20d")
    assert (order.code, "three-point-order" in order.err) == (1, True)
    (tmp_path / "broken.json").write_text("{")
    broken = made("impact", "broken.json")
    assert (broken.code, "This is not JSON" in broken.err) == (1, True)


def test_what_it_would_take(made: Planner) -> None:
    found = made("what-would-it-take", "TRN-1", "--by", "2027-01-20", "--json").json
    assert (found["already_met"], found["best"]) == (False, None)
    assert [move["text"] for move in found["candidates"][0]["moves"]] == ["Shorten POL-1 from 10 to 8 days"]
    text = made("what-would-it-take", "TRN-1", "--by", "2027-01-20").out
    assert "1. Done Wed 20 Jan 2027 17:00 at a cost of 3:" in text
    assert "schedules computed." in text
    never = made("what-would-it-take", "TRN-1", "--by", "2027-01-04").out
    assert "No set of up to four moves reaches it" in never
    assert "What binds then:" in never
    assert "is in time" in made("what-would-it-take", "TRN-1", "--by", "2027-03-01").out
    assert made("what-would-it-take", "TRN-1").code == 2


def test_the_help_of_each_command_has_examples(planner: Planner) -> None:
    for name in ("explain", "paths", "impact", "what-would-it-take"):
        assert f"planner {name}" in planner(name, "--help").out
