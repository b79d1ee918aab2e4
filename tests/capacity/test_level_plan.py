"""Levelling a plan: what moves, what stays, whom it waits for, what fits nowhere."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from planner.capacity.level_plan import level_plan
from planner.capacity.levelling import Budget, Label, Objective
from planner.plan.changes import apply
from planner.plan.entities import Demand, Dependency, Entity, Initiative, Interruption, Portfolio, StaffingChange, Team
from planner.plan.entities.work import ConstraintType, PriorityClass, Status
from planner.plan.snapshot import Plan
from planner.plan.values import Duration
from planner.schedule import schedule

MONDAY = date(2027, 3, 1)


def team(headcount: float = 1.0) -> Team:
    return Team(id="t", code="IAI", name="Infra AI", headcount=headcount, focus_factor=1, reserve=0, leave_days=0,
                unplanned_absence=0)  # fmt: skip


def work(id_: str, days: int, fte: float = 1.0, **said: Any) -> tuple[Entity, ...]:
    values: dict[str, Any] = {
        "id": id_,
        "code": id_.upper(),
        "name": id_,
        "duration": Duration.parse(f"{days}d"),
    } | said
    return Initiative(**values), Demand(id=f"d-{id_}", initiative_id=id_, team_id="t", fte=fte)


def plan_of(*entities: Entity) -> Plan:
    return Plan.of(Portfolio(id="portfolio", name="P", start=datetime(2027, 3, 1)), *entities)


def starts(plan: Plan) -> dict[str, str]:
    found = level_plan(plan, today=MONDAY)
    return {row.id: f"{row.start:%m-%d %H}" for row in found.work}


def test_work_for_a_busy_team_comes_one_after_the_other() -> None:
    plan = plan_of(team(), *work("a", 5), *work("b", 3))
    found = level_plan(plan, today=MONDAY, objective=Objective.MAKESPAN)
    assert sorted(f"{row.start:%m-%d}" for row in found.work) in (["03-01", "03-04"], ["03-01", "03-08"])
    assert (found.label, found.value, found.finish) == (Label.PROVEN, 8.0, datetime(2027, 3, 10, 17))
    first, second = found.work
    assert [(link.predecessor_id, link.successor_id, link.team_id) for link in found.links] == [
        (first.id, second.id, "t")
    ]
    assert (first.total_float_days, second.total_float_days) == (0.0, 0.0)


def test_a_regulatory_must_do_comes_first() -> None:
    plan = plan_of(team(), *work("a", 1), *work("b", 10, priority_class=PriorityClass.REGULATORY_MUST_DO))
    assert starts(plan) == {"b": "03-01 08", "a": "03-15 08"}


def test_begun_work_stays_and_takes_its_people_first() -> None:
    begun = work("b", 4, status=Status.IN_PROGRESS, actual_start=datetime(2027, 3, 1, 8))
    plan = plan_of(team(), *work("a", 1), *begun)
    assert starts(plan) == {"a": "03-05 08"}


def test_priority_1000_waits_for_nobody() -> None:
    plan = plan_of(
        team(), *work("a", 2, levelling_priority=1000), *work("b", 2, levelling_priority=1000), *work("c", 1)
    )
    assert starts(plan) == {"a": "03-01 08", "b": "03-01 08", "c": "03-03 08"}


def test_frozen_work_stays_and_nothing_else_starts_before_today() -> None:
    plan = plan_of(team(2), *work("a", 2), *work("b", 2))
    later = level_plan(plan, today=date(2027, 3, 3))
    assert [f"{row.start:%m-%d}" for row in later.work] == ["03-03", "03-03"]
    assert level_plan(plan, today=date(2027, 3, 3), freeze_before=date(2027, 3, 2)).work == ()


def test_splittable_work_rests_while_others_have_the_team() -> None:
    begun = work("b", 2, manual_start=datetime(2027, 3, 3, 8), manual_finish=datetime(2027, 3, 4, 17))
    solid = plan_of(team(), *work("a", 4), *begun)
    assert starts(solid) == {"a": "03-05 08"}
    found = level_plan(plan_of(team(), *work("a", 4, splittable=True), *begun), today=MONDAY)
    assert [(row.start, row.finish) for row in found.work] == [(datetime(2027, 3, 1, 8), datetime(2027, 3, 8, 17))]
    rest = Interruption(start=datetime(2027, 3, 3), finish=datetime(2027, 3, 5))
    assert [operation.values for operation in found.operations] == [{"interruptions": (rest,)}]


def test_work_uses_the_days_on_which_other_work_rests() -> None:
    rest = Interruption(start=datetime(2027, 3, 3), finish=datetime(2027, 3, 5))
    begun = work("b", 3, actual_start=datetime(2027, 3, 1, 8), status=Status.IN_PROGRESS, interruptions=(rest,))
    assert starts(plan_of(team(), *work("a", 2), *begun)) == {"a": "03-03 08"}
    assert starts(plan_of(team(), *work("a", 3), *begun)) == {"a": "03-08 08"}


def test_work_waits_for_a_hire() -> None:
    hire = StaffingChange(id="s", team_id="t", fte=1, start=date(2027, 3, 15))
    found = level_plan(plan_of(team(), hire, *work("a", 5, fte=2)), today=MONDAY)
    assert [(f"{row.start:%m-%d}", row.reason) for row in found.work] == [
        ("03-15", "A waits until 12 Mar 2027 is over, because Infra AI has too little capacity before.")
    ]


def test_what_fits_nowhere_is_named_and_left_where_its_links_put_it() -> None:
    plan = plan_of(team(), *work("a", 2), *work("b", 2, fte=3), replace(team(0), id="u", code="U", name="Nobody"),
                   Demand(id="d2", initiative_id="a", team_id="u", fte=1))  # fmt: skip
    found = level_plan(plan, today=MONDAY)
    assert {row.id: f"{row.start:%m-%d}" for row in found.work} == {"b": "03-01", "a": "03-03"}
    assert [(finding.code, finding.place.code) for finding in found.findings] == [
        ("team-without-capacity", "U"),
        ("demand-over-capacity", "B"),
    ]
    assert found.label is Label.HEURISTIC


def test_a_bound_far_below_the_value_is_no_gap() -> None:
    found = replace(level_plan(plan_of(team(), *work("a", 2)), today=MONDAY), value=30.0, bound=20.0)
    assert [replace(found, label=label).gap for label in (Label.BOUNDED, Label.HEURISTIC)] == [0.5, None]
    due = datetime(2027, 3, 3, 17)
    four = [entity for name in "abcd" for entity in work(name, 5, deadline=due)]
    rich = plan_of(team(), *four)
    short = level_plan(rich, today=MONDAY, objective=Objective.LATENESS, budget=Budget(schedules=1, effort=0.0))
    assert (short.bound < short.value / 2, short.label, short.gap) == (True, Label.HEURISTIC, None)


def test_applying_twice_changes_nothing_more_and_a_slip_is_passed_on() -> None:
    link = Dependency(id="l", predecessor_id="b", successor_id="c")
    plan = plan_of(team(), *work("a", 5), *work("b", 5, deadline=datetime(2027, 3, 5, 17)), *work("c", 1), link)
    found = level_plan(plan, today=MONDAY)
    levelled = apply(plan, found.operations).plan
    assert level_plan(levelled, today=MONDAY).operations == ()
    assert {row.id: row.start for row in found.work} == {
        id_: schedule(levelled).dates[id_].early_start for id_ in ("a", "b", "c")
    }


def test_what_is_frozen_is_over_when_the_rest_begins() -> None:
    """What follows work that stays and has ended waits for it no more."""
    due = datetime(2027, 3, 19, 23, 59)
    plan = plan_of(
        team(),
        *work("f", 10),
        *work("b", 5, constraint=ConstraintType.SNET, constraint_date=datetime(2027, 3, 15, 8)),
        *work("a", 5, deadline=due),
        Dependency(id="l", predecessor_id="f", successor_id="a"),
    )
    found = level_plan(plan, today=date(2027, 3, 15), freeze_before=date(2027, 3, 2))
    assert {row.id: f"{row.start:%m-%d}" for row in found.work} == {"a": "03-15", "b": "03-22"}


def test_with_no_time_left_the_plan_is_levelled_in_one_pass() -> None:
    plan = plan_of(team(), *work("a", 5), *work("b", 3), *work("c", 900), *work("d", 900))
    found = level_plan(plan, today=MONDAY, budget=Budget.within(1e-9))
    first = level_plan(plan, today=MONDAY, budget=Budget.first_plan())
    assert (found.work, found.label) == (first.work, first.label)
    assert sorted(round(row.delay_days) for row in found.work) == [0, 3, 8, 908]
