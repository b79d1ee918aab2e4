"""What an impact says of a change, value by value."""

from datetime import date, datetime

from planner.plan.changes import Action, ChangeSet, Operation
from planner.plan.entities import Dependency, Initiative, Launch, Portfolio
from planner.plan.snapshot import Plan
from planner.plan.values import Duration
from planner.schedule import carry_over, impact, latest_safe_start, schedule
from planner.schedule.impacts import LateWork
from planner.schedule.plan_schedule import solved


def work(id_: str, duration: str) -> Initiative:
    return Initiative(id=id_, code=id_.upper(), name=id_, owner="Ada", duration=Duration.parse(duration))


def link(before: str, after: str) -> Dependency:
    return Dependency(id=f"{before}>{after}", predecessor_id=before, successor_id=after)


def plan() -> Plan:
    launch = Launch(id="l", code="L", name="L", owner="Ada", target_date=datetime(2027, 1, 18, 23, 59))
    return Plan.of(
        Portfolio(id="portfolio", start=datetime(2027, 1, 4)), work("a", "5d"), work("b", "5d"), work("c", "2d"),
        launch, link("a", "b"), link("b", "l"), link("c", "l"), revision=1,
    )  # fmt: skip


def update(id_: str, **values: object) -> Operation:
    return Operation(Action.UPDATE, "initiative", id_, values)


def test_moves_in_working_and_calendar_days_with_floats() -> None:
    found = impact(plan(), ChangeSet((update("a", duration=Duration.parse("7d")),), "Ada"))
    spans = [(m.id, m.start_days, m.finish_days, m.start_calendar_days, m.finish_calendar_days) for m in found.moved]
    assert spans == [("a", 0.0, 2.0, 0, 4), ("b", 2.0, 2.0, 2, 4), ("l", 2.0, 2.0, 4, 4)]
    first = found.moved[0]
    assert (first.finish_before, first.finish_after) == (datetime(2027, 1, 8, 17), datetime(2027, 1, 12, 17))
    assert (first.float_before, first.float_after) == (0.0, -1.0)
    assert found.newly_late == (
        LateWork("l", datetime(2027, 1, 18, 23, 59), datetime(2027, 1, 15, 17), datetime(2027, 1, 19, 17)),
    )
    assert (found.no_longer_late, found.newly_critical, found.added, found.removed) == ((), (), (), ())


def test_what_becomes_critical_and_what_no_longer_is() -> None:
    found = impact(plan(), [update("c", duration=Duration.parse("12d"))])
    assert (found.newly_critical, found.no_longer_critical) == (("c",), ("a", "b"))
    assert [m.id for m in found.moved] == ["c", "l"]


def test_a_refused_change_has_findings_and_no_effect() -> None:
    before = plan()
    found = impact(before, [update("a", optimistic=Duration.parse("9d"))])
    assert (found.accepted, found.after is before, found.moved) == (False, True, ())
    assert [f.code for f in found.findings if f.severity.value == "error"] == ["three-point-order"]


def test_new_and_cancelled_work_is_added_and_removed_not_moved() -> None:
    create = Operation(
        Action.CREATE, "initiative", "n", {"code": "N", "name": "n", "owner": "Ada", "duration": Duration.parse("1d")}
    )
    found = impact(plan(), [create, Operation(Action.DELETE, "initiative", "c")])
    assert (found.added, found.removed, found.moved) == (("n",), ("c",), ())


def test_a_change_that_no_date_depends_on_keeps_the_very_solution() -> None:
    before = plan()
    found = impact(before, [update("a", owner="Grace")])
    assert solved(found.after).solution is solved(before).solution
    assert found.moved == ()


def test_what_reaches_further_is_solved_anew() -> None:
    before = plan()
    settings = Operation(Action.UPDATE, "portfolio", "portfolio", {"start": datetime(2027, 2, 1)})
    found = impact(before, [settings])
    assert not carry_over(before, found.after, found.changes)
    assert schedule(found.after).start == datetime(2027, 2, 1, 8)
    assert [m.start_calendar_days for m in found.moved][:1] == [28]


def test_a_plan_without_a_start_moves_with_its_earliest_date() -> None:
    dated = Initiative(
        id="a", code="A", name="a", owner="Ada", duration=Duration.parse("1d"), deadline=datetime(2027, 3, 1)
    )
    before = Plan.of(dated, work("b", "1d"), revision=1)
    found = impact(before, [update("a", deadline=datetime(2027, 2, 1))])
    assert [(m.id, m.start_after.date()) for m in found.moved] == [("a", date(2027, 2, 1)), ("b", date(2027, 2, 1))]


def test_the_latest_safe_start_of_everything_before_a_date() -> None:
    found = latest_safe_start(plan(), "l", datetime(2027, 1, 20, 23, 59))
    assert (found.latest_start, found.feasible) == (datetime(2027, 1, 20, 23, 59), True)
    assert [(row.id, row.latest_start, row.slack_days) for row in found.rows] == [
        ("a", datetime(2027, 1, 7, 8), 3.0),
        ("b", datetime(2027, 1, 14, 8), 3.0),
        ("c", datetime(2027, 1, 19, 8), 11.0),
        ("l", datetime(2027, 1, 20, 23, 59), 3.0),
    ]
    late = latest_safe_start(plan(), "l", datetime(2027, 1, 13, 23, 59))
    assert (late.feasible, [row.slack_days for row in late.rows][:1]) == (False, [-2.0])
