"""Levelling on small cases whose answers can be seen."""

from dataclasses import replace
from typing import Any

import pytest

from planner.capacity.levelling import (
    MOVABLE,
    Budget,
    Capacity,
    Demand,
    Interruption,
    InvalidProblemError,
    Label,
    Link,
    LinkKind,
    Objective,
    Obstacle,
    Problem,
    Reason,
    Rule,
    Segment,
    Status,
    check,
    level,
)
from planner.capacity.levelling.improvement import Found, Search

ONE = (Capacity.constant(1),)
FIRST = Budget.first_plan()


def both(*units: int) -> list[Demand]:
    """Return demands of the tasks, in order, on the only resource."""
    return [Demand(task, 0, need) for task, need in enumerate(units)]


def test_two_tasks_share_a_team_one_after_the_other() -> None:
    plan = level(Problem([3, 2], demands=both(1, 1), capacities=ONE))
    assert plan.makespan == 5
    assert (plan.label, plan.bound) == (Label.PROVEN, 5)


def test_the_later_task_says_what_it_waited_for() -> None:
    plan = level(Problem([3, 2], demands=both(1, 1), capacities=ONE), budget=FIRST)
    assert plan.start.tolist() == [0, 3]
    assert plan.waited.tolist() == [0, 3]
    assert plan.reason.tolist() == [Reason.RELEASE, Reason.RESOURCE]
    assert plan.driver.tolist() == [-1, 0]
    assert plan.resource_links.tolist() == [[0, 1, 0, 1]]
    assert plan.waited_for(1) == ((0, 0),)


def test_float_counts_the_hand_over_of_the_team() -> None:
    """Without capacity the first task could slip by four; the second needs its team, so only by two."""
    problem = Problem([3, 2, 7], demands=both(1, 1), capacities=ONE)
    plan = level(problem, budget=FIRST)
    assert plan.start.tolist() == [0, 3, 0]
    assert plan.total_float.tolist() == [2, 2, 0]


def test_a_link_that_binds_is_named_by_its_row() -> None:
    problem = Problem([2, 1, 1], [Link(0, 1), Link(0, 2, 3), Link(1, 2)])
    plan = level(problem, budget=FIRST)
    assert plan.start.tolist() == [0, 2, 5]
    assert (plan.reason.tolist(), plan.driver.tolist()) == ([Reason.RELEASE, Reason.LINK, Reason.LINK], [-1, 0, 1])


@pytest.mark.parametrize(
    ("kind", "lag", "start"),
    [(LinkKind.FS, -1, 3), (LinkKind.SS, 2, 2), (LinkKind.FF, 1, 3), (LinkKind.SF, 5, 3)],
)
def test_each_kind_of_link(kind: LinkKind, lag: int, start: int) -> None:
    problem = Problem([4, 2], [Link(0, 1, lag, kind)])
    assert level(problem, budget=FIRST).start.tolist() == [0, start]


def test_leave_is_waited_for_or_jumped_over() -> None:
    away = (Capacity((0, 2, 4), (1, 0, 1)),)
    whole = level(Problem([3], demands=both(1), capacities=away), budget=FIRST)
    assert (whole.start[0], whole.finish[0], whole.reason[0], whole.driver[0]) == (4, 7, Reason.CAPACITY, 0)
    pausing = Problem([3], demands=both(1), capacities=away, interruption=[Interruption.WHERE_NO_CAPACITY])
    plan = level(pausing, budget=FIRST)
    assert plan.segments == (Segment(0, 0, 2), Segment(0, 4, 5))


def test_a_split_task_makes_way_for_fixed_work() -> None:
    problem = Problem(
        [4, 2], demands=both(1, 1), capacities=ONE, fixed_start=[MOVABLE, 1],
        interruption=[Interruption.ANYWHERE, Interruption.NEVER],
    )  # fmt: skip
    plan = level(problem, budget=FIRST)
    assert plan.segments == (Segment(0, 0, 1), Segment(0, 3, 6))
    assert check(problem, plan) == ()


def test_started_work_stays_though_it_is_too_much() -> None:
    problem = Problem([4, 1], demands=both(2, 1), capacities=ONE, fixed_start=[1, MOVABLE], release=[0, 1])
    plan = level(problem)
    assert plan.start.tolist() == [1, 5]
    assert plan.reason.tolist() == [Reason.FIXED, Reason.RESOURCE]
    assert plan.waited_for(1) == ((0, 0),)


def test_a_regulatory_task_never_waits_for_another_class() -> None:
    problem = Problem([9, 1, 2], [Link(1, 2)], both(1, 1, 1), ONE, priority_class=[1, 1, 0], score=[9, 0, 0])
    for budget in (FIRST, Budget()):
        assert level(problem, budget=budget, rule=Rule.SCORE).start.tolist() == [3, 0, 1]


def test_a_class_takes_no_more_than_its_share_of_the_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Duties that cannot be proven leave time for what comes after them."""
    spans: list[tuple[int, float]] = []

    def run(self: Search) -> Found:
        spans.append((self.bench.core.size, self.budget.seconds or 0.0))
        return search(replace(self, budget=FIRST))

    search = Search.run
    monkeypatch.setattr(Search, "run", run)
    monkeypatch.setattr("time.perf_counter", lambda: 20.0)
    problem = Problem([1] * 4, demands=both(1, 1, 1, 1), capacities=ONE, priority_class=[0, 1, 1, 2])
    level(problem, budget=Budget.within(80.0))
    assert spans == [(1, 20.0), (2, pytest.approx(160 / 3)), (1, 80.0)]


def test_weight_per_work_goes_first_where_lateness_counts() -> None:
    problem = Problem([5, 1], demands=both(1, 1), capacities=ONE, weight=[1, 1], due=[0, 0])
    plan = level(problem, Objective.LATENESS, FIRST, rule=Rule.WEIGHT_PER_WORK)
    assert plan.start.tolist() == [1, 0]
    assert (plan.value, plan.makespan) == (7, 6)


def test_more_than_there_ever_is_is_an_obstacle() -> None:
    plan = level(Problem([2, 1], demands=both(3, 1), capacities=(Capacity((0, 5), (2, 1)),)))
    assert plan.status is Status.IMPOSSIBLE
    assert plan.obstacles == (Obstacle(0, 0, 3, 2),)
    assert plan.start.tolist() == [-1, -1]


def test_a_team_without_capacity_is_an_obstacle() -> None:
    plan = level(Problem([2], demands=both(1), capacities=(Capacity.constant(0),)))
    assert (plan.status, plan.obstacles) == (Status.IMPOSSIBLE, (Obstacle(0, 0, 1, 0),))


def test_a_contract_that_ends_too_early_leaves_work_without_a_place() -> None:
    plan = level(Problem([3, 3], demands=both(1, 1), capacities=(Capacity((0, 4), (1, 0)),)))
    assert plan.status is Status.INCOMPLETE
    assert len(plan.unplaced) == 1
    assert sorted(plan.start.tolist()) == [-1, 0]


def test_links_in_a_circle_are_named() -> None:
    plan = level(Problem([1, 1, 1, 1], [Link(0, 1), Link(1, 2), Link(2, 1)]))
    assert (plan.status, plan.unplaced) == (Status.CIRCULAR, (1, 2))


def test_nothing_to_level_is_levelled() -> None:
    plan = level(Problem([]))
    assert (plan.status, plan.label, plan.makespan) == (Status.LEVELLED, Label.PROVEN, 0)


def test_a_stopped_search_has_an_answer() -> None:
    plan = level(
        Problem([2] * 6, demands=both(2, 2, 2, 2, 2, 2), capacities=(Capacity.constant(3),)), stop=lambda: True
    )
    assert (plan.status, plan.makespan) == (Status.LEVELLED, 12)


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"duration": [1, 2], "release": [0]}, "release has 1 entries for 2 tasks."),
        ({"duration": [-1]}, "duration is negative."),
        ({"duration": [1], "links": [Link(0, 1)]}, "link ends lie outside 0 to 0."),
        ({"duration": [1], "demands": [Demand(0, 0, 1)]}, "demand resources lie outside 0 to -1."),
        (
            {"duration": [1], "capacities": [Capacity((0, 0), (1, 2))]},
            "A capacity needs increasing slots and units from 0.",
        ),
    ],
)
def test_columns_that_do_not_fit_are_refused(columns: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidProblemError) as refused:
        Problem(**columns)
    assert str(refused.value) == message
