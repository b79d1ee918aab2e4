"""Float paths, drivers and network measures on plans small enough to do by hand."""

from datetime import datetime

import pytest
from hypothesis import given, settings

from planner.plan.entities import Dependency, Entity, Initiative, Launch, Portfolio
from planner.plan.entities.work import LinkType
from planner.plan.errors import NotFoundError
from planner.plan.snapshot import Plan
from planner.plan.values import Duration
from planner.schedule import critical_path, driven_by, drivers, explain, float_paths, network_measures, schedule
from planner.schedule.measures import Bottleneck, MergePoint
from planner.schedule.reasons import Cause
from tests.schedule.plans import plans


def work(id_: str, duration: str) -> Initiative:
    return Initiative(id=id_, code=id_.upper(), name=id_, duration=Duration.parse(duration))


def link(before: str, after: str, **said: object) -> Dependency:
    return Dependency(id=before + after, predecessor_id=before, successor_id=after, **said)  # type: ignore[arg-type]


def plan(*entities: Entity) -> Plan:
    return Plan.of(Portfolio(id="portfolio", start=datetime(2027, 1, 4)), *entities)


TWO_LEGS = plan(
    work("a", "5d"), work("b", "3d"), work("c", "4d"), work("d", "2d"), work("z", "20d"),
    Launch(id="l", code="L", name="L"),
    link("a", "c"), link("b", "c"), link("c", "l"), link("b", "d"), link("d", "l"), link("a", "z"),
)  # fmt: skip
"""a → c → l decides; b → c may slip 2 days; d 4 days; z leads elsewhere."""


def test_paths_are_ranked_by_their_float_to_the_target() -> None:
    found = float_paths(TWO_LEGS, "l")
    assert [([s.id for s in p.steps], p.float_days, p.path_class.value, p.joins_id) for p in found] == [
        (["a", "c", "l"], 0.0, "critical", None),
        (["b"], 2.0, "near_critical", "c"),
        (["d"], 4.0, "near_critical", "l"),
    ]
    assert [p.joins_dependency_id for p in found] == [None, "bc", "dl"]
    assert [s.dependency_id for s in found[0].steps] == [None, "ac", "cl"]


def test_a_limit_cuts_the_ranks_and_an_unknown_target_is_refused() -> None:
    assert [p.rank for p in float_paths(TWO_LEGS, "l", 2)] == [1, 2]
    with pytest.raises(NotFoundError):
        float_paths(TWO_LEGS, "nothing")


def test_a_summary_has_paths_to_its_last_part() -> None:
    of = plan(
        Initiative(id="p", code="P", name="P"),
        Initiative(id="x", code="X", name="X", parent_id="p", duration=Duration.parse("5d")),
        Initiative(id="y", code="Y", name="Y", parent_id="p", duration=Duration.parse("3d")),
    )
    assert [([s.id for s in p.steps], p.float_days) for p in float_paths(of, "p")] == [(["x"], 0.0), (["y"], 2.0)]


def test_drivers_follow_every_branch_of_a_tie() -> None:
    of = plan(
        work("a", "5d"),
        work("b", "5d"),
        work("c", "4d"),
        work("d", "1d"),
        link("a", "c"),
        link("b", "c"),
        link("d", "c"),
    )
    assert [(d.id, d.depth, d.dependency_id, d.drives_id, d.cause) for d in drivers(of, "c")] == [
        ("c", 0, None, None, Cause.LINK),
        ("a", 1, "ac", "c", Cause.PROJECT_START),
        ("b", 1, "bc", "c", Cause.PROJECT_START),
    ]


def test_what_work_drives_is_followed_forward() -> None:
    assert [(d.id, d.depth, d.dependency_id, d.driven_by_id) for d in driven_by(TWO_LEGS, "a")] == [
        ("c", 1, "ac", "a"), ("z", 1, "az", "a"), ("l", 2, "cl", "c"),
    ]  # fmt: skip
    assert [d.id for d in driven_by(TWO_LEGS, "b")] == ["d"]
    assert drivers(TWO_LEGS, "b")[0].depth == 0


def test_measures_name_longest_path_bottlenecks_and_merge_points() -> None:
    found = network_measures(TWO_LEGS)
    assert found.longest_path == ("a", "z")
    assert found.merge_points == (MergePoint("c", ("a",), ("b",)), MergePoint("l", ("c",), ("d",)))
    hourglass = plan(
        work("a", "5d"), work("b", "5d"), work("m", "1d"), work("x", "5d"), work("y", "5d"),
        link("a", "m"), link("b", "m"), link("m", "x"), link("m", "y"),
    )  # fmt: skip
    assert network_measures(hourglass).bottlenecks == (Bottleneck("m", 0.333333),)


@settings(max_examples=200, deadline=None)
@given(plans(hammocks=True))
def test_paths_partition_what_leads_to_a_target(of: Plan) -> None:
    """No work lies on two paths, floats never fall along the ranks but for calendars, drivers lead to the target."""
    dates = schedule(of).dates
    for id_ in of.works:
        found = float_paths(of, id_, 1000)
        steps = [step.id for path in found for step in path.steps]
        assert len(steps) == len(set(steps))
        assert [path.rank for path in found] == list(range(1, len(found) + 1))
        if id_ in dates and explain(of, id_).early_start[0].cause is Cause.LINK:
            driving = {driver.id for driver in drivers(of, id_)}
            path = critical_path(of, id_).steps[-2:]
            assert {step.id for step in path} <= driving
        for driver in drivers(of, id_):
            assert driver.depth == 0 or driver.drives_id in {driven.id for driven in driven_by(of, driver.id)}
    network_measures(of)


def test_links_of_all_sorts_are_followed() -> None:
    of = plan(
        work("a", "5d"),
        work("b", "8d"),
        work("c", "2d"),
        link("a", "b", type=LinkType.SS),
        link("b", "c", type=LinkType.FF),
    )
    assert [d.id for d in drivers(of, "c")] == ["c", "b", "a"]
    assert [[s.id for s in p.steps] for p in float_paths(of, "c")] == [["a", "b", "c"]]
