"""`planner level` as a user runs it: proposal, data, applying it as one revision."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from planner.plan.changes import Action, ChangeSet, Operation
from planner.plan.values import Duration
from planner.store import Store

Planner = Callable[..., Any]
TEAM = {"code": "IAI", "name": "Infra AI", "headcount": 1.0, "focus_factor": 1.0, "reserve": 0.0, "leave_days": 0.0,
        "unplanned_absence": 0.0}  # fmt: skip


def create(kind: str, id_: str, **values: object) -> Operation:
    return Operation(Action.CREATE, kind, id_, values)


def test_level_proposes_and_applies_one_revision(planner: Planner, database: str) -> None:
    planner("init", "--start", "2027-03-01")
    operations = [create("team", "t", **TEAM)]
    for code, days in (("A", 5), ("B", 4)):
        operations.append(create("initiative", code, code=code, name=code, duration=Duration.parse(f"{days}d")))
        operations.append(create("demand", f"d{code}", initiative_id=code, team_id="t", fte=1.0))
    with Store.open(database) as store:
        head = store.commit(ChangeSet(tuple(operations), "Ada"), at=datetime(2027, 3, 1, tzinfo=UTC)).revision.number
    options = ("level", "--today", "2027-03-01", "--objective", "makespan")
    shown = planner(*options)
    assert shown.code == 0, shown.err
    assert "Nothing is saved; --apply saves it as one revision, --keep-as CODE beside the plan." in shown.out
    assert "1 of 2 pieces of work move: proven." in shown.out
    found = json.loads(planner(*options, "--apply", "--json").out)
    assert (found["revision"], found["label"], found["gap"], found["finish"]) == (
        head + 1, "proven", 0.0, "2027-03-11T17:00:00",
    )  # fmt: skip
    assert [(row["team"], {row["code"], row["for"]}) for row in found["waits"]] == [("IAI", {"A", "B"})]
    again = planner(*options, "--json").json
    assert (again["revision"], again["work"], again["operations"]) == (None, [], [])
    assert date.fromisoformat(again["finish_before"][:10]) == date(2027, 3, 11)
