"""`planner scenario` as a user runs it: keep, list, show, compare, merge with and without conflicts, drop."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from planner.plan.changes import Action, ChangeSet, Operation
from planner.plan.values import Duration
from planner.store import Store

Planner = Callable[..., Any]
AT = datetime(2027, 1, 4, tzinfo=UTC)


def create(kind: str, id_: str, **values: object) -> Operation:
    return Operation(Action.CREATE, kind, id_, values)


@pytest.fixture
def pilot(planner: Planner, database: str) -> Planner:
    """Return the command line on a plan of one piece of work and the launch that waits for it."""
    planner("init", "--start", "2027-01-04")
    operations = (
        create("initiative", "a", code="POL-1", name="Write", owner="Ada", duration=Duration.parse("2w")),
        create("launch", "l", code="LCH-1", name="Pilot", owner="Ada", target_date=datetime(2027, 1, 22, 23, 59)),
        create("dependency", "al", predecessor_id="a", successor_id="l"),
    )
    with Store.open(database) as store:
        assert store.commit(ChangeSet(operations, "Ada"), at=AT).revision.number == 2
    return planner


def change(database: str, **values: object) -> None:
    with Store.open(database) as store:
        store.commit(ChangeSet((Operation(Action.UPDATE, "initiative", "a", values),), "Bo"), at=AT)


def duration(database: str) -> str:
    with Store.open(database) as store:
        return str(store.plan().find("POL-1").duration)  # type: ignore[union-attr]


def test_two_are_tried_and_one_is_merged(pilot: Planner, database: str, tmp_path: Path) -> None:
    kept = pilot("scenario", "keep", "SLOW", "Two weeks more", "--set", "POL-1.duration=4w", "--owner", "Ada")
    assert (kept.code, kept.out) == (0, "Kept as scenario SLOW in revision 3.\n"), kept.err
    edits = [{"action": "update", "kind": "initiative", "code": "POL-1", "values": {"duration": "1w"}}]
    (tmp_path / "edits.json").write_text(json.dumps(edits))
    assert pilot("scenario", "keep", "QUICK", "A week less", "--file", "edits.json").code == 0
    assert pilot("scenario", "list", "--json").json == [
        {"code": "QUICK", "name": "A week less", "owner": "", "status": "open", "base": 3, "edits": 1, "conflicts": 0},
        {"code": "SLOW", "name": "Two weeks more", "owner": "Ada", "status": "open", "base": 2, "edits": 1,
         "conflicts": 0},
    ]  # fmt: skip
    compared = pilot("scenario", "compare").out
    assert "LCH-1 moves 7 days earlier to Fri 08 Jan 2027, 14 days before its target" in compared
    assert "LCH-1 moves 14 days later to Fri 29 Jan 2027, 7 days after its target" in compared
    assert "the target of LCH-1, 2027-01-22 is missed" in compared
    slow = pilot("scenario", "compare", "slow", "--json").json[0]
    assert [(row["code"], row["days"], row["lateDaysAfter"]) for row in slow["launches"]] == [("LCH-1", 14, 7)]
    shown = pilot("scenario", "merge", "QUICK")
    assert (
        shown.out == "1 initiative updated, 1 scenario updated.\nNothing was saved. Repeat with --apply to save it.\n"
    )
    assert duration(database) == "2w"
    assert pilot("scenario", "merge", "QUICK", "--apply").out.endswith("Saved as revision 5.\n")
    assert duration(database) == "1w"
    again = pilot("scenario", "merge", "QUICK", "--apply")
    assert (again.code, again.err) == (
        1,
        "planner: Scenario QUICK is merged already. Undo the revision that merged it, or keep a new one.\n",
    )
    assert pilot("scenario", "drop", "SLOW", "--apply").out.endswith("Saved as revision 6.\n")
    assert pilot("scenario", "list").out == "Scenarios: nothing.\n"
    assert [row["status"] for row in pilot("scenario", "list", "--all", "--json").json] == ["merged", "dropped"]


def test_a_conflict_is_shown_refused_and_decided(pilot: Planner, database: str) -> None:
    pilot("scenario", "keep", "SLOW", "Two weeks more", "--set", "POL-1.duration=4w", "--set", "POL-1.owner=Cy")
    change(database, duration=Duration.parse("3w"))
    shown = pilot("scenario", "show", "slow", "--json").json
    assert shown["conflicts"] == [{"item": "POL-1", "field": "duration", "was": "2w", "mine": "4w", "theirs": "3w"}]
    assert [row["sets"] for row in shown["edits"]] == ["Duration 4w", "Owner Cy"]
    refused = pilot("scenario", "merge", "SLOW", "--apply")
    assert refused.code == 3
    assert "POL-1: Duration is 4w in the scenario, 3w in the plan and was 2w." in refused.err
    unknown = pilot("scenario", "merge", "SLOW", "--decide", "POL-1.name=mine")
    assert (unknown.code, unknown.err) == (
        1,
        (
            "planner: There is no conflict 'POL-1.name=mine'. "
            "Write ITEM.FIELD=mine or =theirs as `planner scenario show` has them.\n"
        ),
    )
    assert duration(database) == "3w"
    assert pilot("scenario", "merge", "SLOW", "--decide", "POL-1.duration=mine", "--apply").code == 0
    assert duration(database) == "4w"


def test_a_levelled_plan_is_kept_beside_the_plan(pilot: Planner, database: str) -> None:
    team = create("team", "t", code="IAI", name="Infra AI", headcount=1.0, focus_factor=1.0, reserve=0.0)
    other = create("initiative", "b", code="POL-2", name="Bench", owner="Ada", duration=Duration.parse("1w"))
    asks = [create("demand", f"d{id_}", initiative_id=id_, team_id="t", fte=0.8) for id_ in "ab"]
    with Store.open(database) as store:
        store.commit(ChangeSet((team, other, *asks), "Ada"), at=AT)
    both = pilot("level", "--apply", "--keep-as", "LEVEL")
    assert (both.code, "Give --apply or --keep-as, not both." in both.err) == (2, True)
    kept = pilot("level", "--today", "2027-01-04", "--keep-as", "LEVEL")
    assert kept.out.endswith("Kept as scenario LEVEL in revision 4.\n"), kept.err
    again = pilot("level", "--today", "2027-01-04", "--keep-as", "LEVEL")
    assert again.out.endswith("Kept as scenario LEVEL in revision 5.\n")
    rows = pilot("scenario", "list", "--json").json
    assert [(row["code"], row["edits"], row["status"]) for row in rows] == [("LEVEL", 1, "open")]
    selected = pilot("plan-quarter", "--first", "2027Q1", "--quarters", "1", "--seconds", "1", "--keep-as", "Q1")
    assert "Kept as scenario Q1 in revision" in selected.out
