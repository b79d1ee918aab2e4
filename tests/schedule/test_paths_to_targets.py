"""Paths to targets agree with the dates of the plan, whatever lies as late as possible or hangs on others."""

from datetime import datetime
from itertools import pairwise

from hypothesis import given, settings

from planner.plan.entities import ActivityType, ConstraintType, Dependency, Initiative, LinkType, Portfolio
from planner.plan.snapshot import Plan
from planner.plan.values import Duration
from planner.schedule import critical_path, schedule
from planner.schedule.plan_schedule import solved
from planner.schedule.result import PathStep
from planner.schedule.settling import solved_to
from tests.schedule.plans import plans

START = datetime(2027, 1, 4)


def work(id_: str, days: str, **said: object) -> Initiative:
    values: dict[str, object] = {"duration": Duration.parse(days), **said}
    return Initiative(id=id_, code=id_.upper(), name=id_, **values)  # type: ignore[arg-type]


def link(before: str, after: str, kind: LinkType = LinkType.FS) -> Dependency:
    return Dependency(id=f"{before}>{after}", predecessor_id=before, successor_id=after, type=kind)


def plan_of(*entities: Initiative | Dependency) -> Plan:
    return Plan.of(Portfolio(id="portfolio", start=START), *entities)


@settings(max_examples=300, deadline=None)
@given(plans(hammocks=True))
def test_early_dates_towards_a_target_are_those_of_the_plan(plan: Plan) -> None:
    done = solved(plan)
    size = done.plan_network.size
    for target in range(size):
        solution = solved_to(done, target)
        for name in ("early_start", "early_finish"):
            assert list(getattr(solution, name)) == list(getattr(done.solution, name)), name


@settings(max_examples=150, deadline=None)
@given(plans(hammocks=True))
def test_a_path_ends_when_the_schedule_says_its_target_does(plan: Plan) -> None:
    dates = schedule(plan).dates
    for id_ in dates:
        path = critical_path(plan, id_)
        if path.steps:
            assert path.finish == dates[path.steps[-1].id].early_finish
        for before, after in pairwise(path.steps):
            item = plan.all(Initiative).get(after.id)
            if item is None or item.activity_type is ActivityType.TASK:
                assert after.dependency_id == dates[after.id].driver
            else:
                assert (after.dependency_id is None) == (item.activity_type is ActivityType.WBS_SUMMARY)
            assert before.id != after.id


def test_what_lies_as_late_as_possible_elsewhere_keeps_its_dates() -> None:
    """Late work decides no start on the path to another target, and is dated as the whole plan dates it."""
    plan = plan_of(
        work("a", "2d"), work("late", "1d", constraint=ConstraintType.ALAP), work("b", "3d"), work("long", "10d"),
        link("a", "late"), link("late", "b"),
    )  # fmt: skip
    dates = schedule(plan).dates
    assert dates["late"].early_start == datetime(2027, 1, 12, 8)
    assert dates["late"].binding == "as_late_as_possible"
    path = critical_path(plan, "b")
    assert path.finish == dates["b"].early_finish == datetime(2027, 1, 15, 17)
    assert path.steps == (PathStep("late", None, 0.0), PathStep("b", "late>b", 0.0))
    assert path.critical_ids == ("late", "b")


def test_the_path_to_a_level_of_effort_is_that_to_what_it_ends_with() -> None:
    plan = plan_of(
        work("a", "2d"), work("b", "3d"), work("watch", "1d", activity_type=ActivityType.LEVEL_OF_EFFORT),
        link("a", "b"), link("a", "watch", LinkType.SS), link("b", "watch", LinkType.FF),
    )  # fmt: skip
    path = critical_path(plan, "watch")
    assert [(step.id, step.dependency_id) for step in path.steps] == [("a", None), ("b", "a>b"), ("watch", "b>watch")]
    assert path.finish == datetime(2027, 1, 8, 17)
    assert path.critical_ids == critical_path(plan).critical_ids == ("a", "b")
