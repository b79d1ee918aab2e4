"""Schedules that are carried from revision to revision equal those made anew."""

from datetime import UTC, datetime
from pathlib import Path

from planner.app.schedule_keeping import keep_schedules
from planner.plan.changes import Action, ChangeSet, Operation
from planner.plan.snapshot import Plan
from planner.plan.values import Duration
from planner.schedule import schedule
from planner.schedule.plan_schedule import CARRIED
from planner.store import Store

AT = datetime(2027, 1, 4, 9, tzinfo=UTC)


def test_each_revision_takes_over_the_schedule_of_the_one_before(tmp_path: Path) -> None:
    with Store.open(f"sqlite:///{tmp_path / 'plan.db'}") as store:
        work = [
            Operation(
                Action.CREATE,
                "initiative",
                id_,
                {"code": id_.upper(), "name": id_, "owner": "Ada", "duration": Duration.parse("5d")},
            )
            for id_ in ("a", "b")
        ]
        start = Operation(Action.CREATE, "portfolio", "portfolio", {"start": datetime(2027, 1, 4, 8)})
        store.commit(ChangeSet((start, *work), "ada"), at=AT)
        schedule(store.plan())
        end = keep_schedules(store)
        link = Operation(Action.CREATE, "dependency", "ab", {"predecessor_id": "a", "successor_id": "b"})
        linked = store.commit(ChangeSet((link,), "ada"), at=AT).plan
        longer = Operation(Action.UPDATE, "initiative", "a", {"duration": Duration.parse("10d")})
        edited = store.commit(ChangeSet((longer,), "ada"), at=AT).plan
        end()
        last = store.commit(ChangeSet((Operation(Action.DELETE, "dependency", "ab", {}),), "ada"), at=AT).plan
    assert [plan.analysis(CARRIED, lambda: None) is not None for plan in (linked, edited, last)] == [True, True, False]
    for plan in (linked, edited, last):
        assert schedule(plan).dates == schedule(Plan(plan.entities, plan.revision)).dates
    assert [schedule(plan).dates["b"].start.isoformat() for plan in (linked, edited, last)] == [
        "2027-01-11",
        "2027-01-18",
        "2027-01-04",
    ]
