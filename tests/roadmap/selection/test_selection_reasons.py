"""Why items are left out, what forcing them in costs, what capacity is worth, and which rules contradict."""

import time

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.roadmap.selection import (
    Budget,
    Demand,
    Group,
    Label,
    Limit,
    Link,
    Problem,
    Progress,
    Rule,
    Share,
    Status,
    check,
    delayed,
    select,
)
from planner.roadmap.selection.conflict import conflict
from planner.roadmap.selection.forcing import Room, price_in
from planner.roadmap.selection.frontier import compare, frontier, scarce, steps
from planner.roadmap.selection.prices import prices, wanted
from planner.roadmap.selection.reasons import Cause, obstacle

TWO = [Demand(0, 0, 0, 2), Demand(1, 0, 0, 3)]


def test_the_binding_resource_and_quarter_is_where_least_would_be_needed() -> None:
    demands = [Demand(0, 0, 0, 5), Demand(0, 1, 0, 2), Demand(1, 0, 0, 4), Demand(1, 1, 0, 2)]
    problem = Problem(quarters=2, value=[[9, 9], [1, 1]], capacity=[[3, 5], [2, 2]], demands=demands)
    answer = select(problem)
    assert answer.start.tolist() == [1, -1]
    assert obstacle(problem, answer.start, 1)[1:] == (Cause.CAPACITY, 1, 0, 0, 1)


def test_an_obstacle_may_be_in_what_the_item_needs() -> None:
    demands = [Demand(0, 0, 0, 4), Demand(2, 0, 0, 3)]
    problem = Problem(quarters=1, value=[[0], [5], [6]], capacity=[[4]], demands=demands, links=[Link(0, 1)])
    answer = select(problem)
    assert answer.start.tolist() == [-1, -1, 0]
    assert obstacle(problem, answer.start, 1) == (1, Cause.CAPACITY, 0, 0, 0, 3)


def test_what_nothing_could_bring_in_time_is_not_blamed_on_what_is_taken() -> None:
    demands = [Demand(0, 0, 0, 4), Demand(2, 0, 0, 3)]
    problem = Problem(
        quarters=2, value=[[0, 0], [5, 5], [6, 0], [1, 1]], capacity=[[4, 4]], demands=demands, earliest=[0, 0, 0, 0],
        links=[Link(0, 1, 1), Link(1, 3, 1)], must=[False, False, True, False],
    )  # fmt: skip
    start = np.array([-1, -1, 0, -1])
    assert obstacle(problem, start, 0)[1:3] == (Cause.NO_GAIN, 0)
    assert obstacle(problem, start, 1) == (1, Cause.WINDOW, 1, 0, -1, 0)
    assert obstacle(problem, start, 3) == (3, Cause.WINDOW, 3, 1, -1, 0)


def test_every_cause_is_told() -> None:
    base = Problem(quarters=1, value=[[3], [4]], capacity=[[3]], demands=TWO)
    out = base.replaced(out=[True, False])
    rivals = base.replaced(capacity=[[9]], groups=[Group(Rule.EITHER_OR, (0, 1))])
    limited = base.replaced(capacity=[[9]], limits=[Limit((0, 1), 1)])
    tiny = base.replaced(capacity=[[1]])
    late = base.replaced(latest=[-1, 0])
    start = np.array([-1, 0])
    assert obstacle(out, start, 0).cause is Cause.FORCED_OUT
    assert obstacle(rivals, start, 0)[:4] == (0, Cause.RIVAL, 0, 1)
    assert obstacle(limited, start, 0)[:5] == (0, Cause.LIMIT, 0, 0, 0)
    assert obstacle(tiny, np.array([-1, -1]), 0) == (0, Cause.NEVER_FITS, 0, 0, 0, 1)
    assert obstacle(late, start, 0).cause is Cause.WINDOW
    assert obstacle(base.replaced(capacity=[[9]]), start, 0).cause is Cause.NO_GAIN


def test_the_price_of_forcing_in_is_what_leaves_and_the_value_lost() -> None:
    demands = [Demand(0, 0, 0, 3), Demand(1, 0, 0, 2), Demand(2, 0, 0, 1), Demand(3, 0, 0, 1)]
    problem = Problem(quarters=1, value=[[4], [4], [3], [1]], capacity=[[3]], demands=demands)
    answer = select(problem)
    assert (answer.start.tolist(), answer.value) == ([-1, 0, 0, -1], 7)
    price = price_in(problem, answer, 0)
    assert (price.lost, price.leave, price.join, price.quarter, price.proven) == (3, (1, 2), (), 0, True)
    again = price_in(problem, answer, 3)
    assert (again.lost, again.leave, again.proven) == (2, (2,), True)
    assert price_in(problem.replaced(capacity=[[2]]), select(problem.replaced(capacity=[[2]])), 0).possible is False


def test_the_next_person_is_worth_most_where_work_waits() -> None:
    demands = [Demand(0, 0, 0, 2), Demand(1, 1, 0, 2), Demand(2, 1, 0, 2)]
    problem = Problem(quarters=1, value=[[3], [4], [5]], capacity=[[1], [2]], demands=demands)
    answer = select(problem)
    gains = frontier(problem, answer, [[[1], [0]], [[0], [2]]])
    assert [(gain.value, gain.join, gain.proven) for gain in gains] == [(3, (0,), True), (4, (1,), True)]


def test_the_frontier_adds_the_best_next_each_time_and_more_at_once_where_one_is_too_few() -> None:
    demands = [Demand(0, 0, 0, 2), Demand(1, 1, 0, 4), Demand(2, 1, 0, 9), Demand(3, 2, 0, 1)]
    problem = Problem(quarters=1, value=[[3], [4], [9], [1]], capacity=[[1], [3], [1]], demands=demands)
    ones = [[[1], [0], [0]], [[0], [1], [0]], [[0], [0], [1]]]
    found = steps(problem, select(problem), ones, 7)
    assert [(step.added, step.addition, step.size, step.value, step.join, step.proven) for step in found] == [
        (1, 1, 1, 4, (1,), True),
        (2, 0, 1, 3, (0,), True),
        (7, 1, 5, 5, (2,), True),
    ]
    assert scarce(problem).tolist() == [[True], [True], [False]]
    assert steps(problem, select(problem), ones, 7, stop=lambda: True) == ()


def test_without_time_for_a_search_an_addition_is_worth_what_fits_besides() -> None:
    demands = [Demand(0, 0, 0, 2), Demand(1, 1, 0, 4), Demand(2, 1, 0, 2)]
    problem = Problem(quarters=1, value=[[3], [4], [3]], capacity=[[1], [3]], demands=demands)
    answer = select(problem)
    asked = iter([False, False, False])  # one for each addition, and for the search of the first
    gains = frontier(problem, answer, [[[1], [0]], [[0], [1]]], stop=lambda: next(asked, True))
    assert [(gain.value, gain.join, gain.searched, gain.proven) for gain in gains] == [
        (3, (0,), False, False),
        (0, (), False, False),
    ]
    whole = frontier(problem, answer, [[[1], [0]], [[0], [1]]])
    assert [(gain.value, gain.join, gain.searched, gain.proven) for gain in whole] == [
        (3, (0,), True, True),
        (1, (1,), True, True),
    ]


def test_room_is_made_by_taking_out_the_least_valuable_per_work() -> None:
    demands = [Demand(0, 0, 0, 3), *(Demand(item, 0, 0, 1) for item in (1, 2, 3, 4))]
    problem = Problem(
        quarters=2, value=[[9, 9], [4, 4], [1, 1], [3, 3], [2, 2], [5, 5]], capacity=[[4, 0]], demands=demands,
        links=[Link(4, 5)],
    )  # fmt: skip
    room = Room(problem, np.array([-1, 0, 0, 0, 0, 1]))
    made = room.made_for(0)
    assert made is not None
    assert (made.tolist(), room.value(made)) == ([0, 0, -1, -1, -1, -1], 13)
    assert room.made_for(0, stop=lambda: True) is None
    never = Room(problem.replaced(must=[False, True, True, True, True, False]), np.array([-1, 0, 0, 0, 0, 1]))
    assert never.made_for(0) is None


def test_prices_are_found_for_the_most_valuable_first_until_time_is_up() -> None:
    demands = [Demand(item, 0, 0, 2) for item in range(4)]
    problem = Problem(quarters=1, value=[[3], [4], [2], [9]], capacity=[[3]], demands=demands)
    answer = select(problem)
    assert wanted(problem, answer, 2) == [1, 0]
    assert prices(problem, answer, [1, 0], end=time.perf_counter()) == {}
    found = prices(problem, answer, [1, 0], end=time.perf_counter() + 60)
    assert [(item, price.lost, price.leave, price.proven) for item, price in found.items()] == [
        (1, 5, (3,), True),
        (0, 6, (3,), True),
    ]
    asked = iter([False, False])  # before the first item, and for its only quarter
    first = prices(problem, answer, [1, 0], end=time.perf_counter() + 60, stop=lambda: next(asked, True))
    assert [(item, price.lost, price.proven) for item, price in first.items()] == [(1, 5, False)]


def test_two_proposals_are_compared() -> None:
    problem = Problem(quarters=2, value=[[3, 2], [4, 4]], capacity=[[3, 3]], demands=TWO)
    found = compare(problem, np.array([0, -1]), np.array([1, 0]))
    assert (found.value, found.join, found.leave, found.move) == (3, (1,), (), (0,))
    assert found.use.tolist() == [[1, 2]]


def test_a_contradiction_is_told_by_rules_of_which_none_can_be_spared() -> None:
    demands = [Demand(item, 0, 0, 2) for item in range(6)]
    problem = Problem(
        quarters=2, value=[[1, 1]] * 6, capacity=[[4, 2]], demands=demands, must=[True] * 4 + [False] * 2,
        latest=[0, 0, 0, 1, 1, 1],
    )  # fmt: skip
    found = conflict(problem)
    assert [(r.kind.value, r.at, r.quarter) for r in found.rules] == [
        ("must", 0, -1), ("must", 1, -1), ("must", 2, -1), ("capacity", 0, 0),
    ]  # fmt: skip
    assert (found.minimal, select(problem).status) == (True, Status.INFEASIBLE)


def test_a_must_that_nothing_could_save_is_told_without_what_else_must_be() -> None:
    groups = [Group(Rule.ALL_OR_NONE, (0, 1)), Group(Rule.ONE_OF, (1, 4))]
    problem = Problem(
        quarters=2, value=[[1, 1]] * 5, capacity=[[3, 3]], demands=[Demand(2, 0, 0, 2), Demand(4, 0, 0, 9)],
        links=[Link(3, 2, 1)], must=[False, False, True, False, True], latest=[1, 1, 0, 1, 1],
        running=[True, False, False, False, False], groups=groups,
    )  # fmt: skip
    waits = conflict(problem.replaced(demands=[Demand(2, 0, 0, 2)]))
    assert [(rule.kind.value, rule.at) for rule in waits.rules] == [("must", 2), ("link", 0)]
    assert (waits.minimal, conflict(problem.replaced(must=[False] * 5)).rules) == (True, ())
    assert [(rule.kind.value, rule.at) for rule in conflict(problem).rules] == [("must", 4)]
    assert conflict(problem.replaced(capacity=[[9, 9]], latest=[1] * 5, links=[]), stop=lambda: True).rules == ()


def test_circular_choices_contradict_and_do_not_hang() -> None:
    groups = [Group(Rule.EITHER_OR, (0, 1)), Group(Rule.ALL_OR_NONE, (0, 1))]
    problem = Problem(quarters=1, value=[[1], [1]], groups=groups, must=[True, False])
    assert {(r.kind.value, r.at) for r in conflict(problem).rules} == {("must", 0), ("group", 0), ("group", 1)}
    assert select(problem.replaced(must=[False, False])).start.tolist() == [-1, -1]


def test_demand_beyond_all_quarters_and_no_capacity_end_at_once() -> None:
    nobody = Problem(quarters=1, value=[[5]], capacity=[[0]], demands=[Demand(0, 0, 0, 1)])
    assert (select(nobody).start.tolist(), select(nobody).label) == ([-1], Label.PROVEN)
    must = nobody.replaced(must=[True])
    assert (select(must).status, [rule.kind.value for rule in conflict(must).rules]) == (Status.INFEASIBLE, ["must"])
    assert select(Problem(quarters=1, value=[])).value == 0


def test_running_work_goes_first_even_where_it_overloads() -> None:
    demands = [Demand(0, 0, 0, 5), Demand(1, 0, 0, 1), Demand(1, 0, 1, 1)]
    problem = Problem(
        quarters=2, value=[[1, 1], [9, 8]], duration=[1, 1], capacity=[[4, 4]], demands=demands, running=[True, False]
    )
    answer = select(problem)
    assert (answer.start.tolist(), answer.value, check(problem, answer.start)) == ([0, 1], 9, ())


def test_a_share_is_kept_at_the_cost_of_value() -> None:
    demands = [Demand(0, 0, 0, 2), Demand(1, 0, 0, 2)]
    problem = Problem(quarters=1, value=[[5], [1]], capacity=[[2]], demands=demands)
    assert select(problem).start.tolist() == [0, -1]
    assert select(problem.replaced(shares=[Share((1,), 1)])).start.tolist() == [-1, 0]


def test_delay_costs_what_it_is_said_to() -> None:
    problem = Problem(
        quarters=2, value=delayed([10, 10], [0.5, 0.1], 2), capacity=[[1, 1]],
        demands=[Demand(0, 0, 0, 1), Demand(1, 0, 0, 1)],
    )  # fmt: skip
    assert (select(problem).start.tolist(), select(problem).value) == ([0, 1], 19)


@st.composite
def middling(draw: st.DrawFn) -> Problem:
    size, quarters = draw(st.integers(5, 40)), 4
    amounts = draw(st.lists(st.integers(1, 9), min_size=size, max_size=size))
    worth = draw(st.lists(st.integers(1, 99), min_size=size, max_size=size))
    links = [Link(a, a + draw(st.integers(1, 3)), draw(st.integers(0, 1))) for a in range(0, size - 4, 3)]
    must = [item < 3 for item in range(size)]
    return Problem(
        quarters=quarters, value=delayed(worth, [0.1] * size, quarters), must=must, links=links,
        capacity=[[20] * quarters] * 2, demands=[Demand(i, i % 2, 0, a) for i, a in enumerate(amounts)],
    )  # fmt: skip


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(middling(), st.integers(0, 3))
def test_searches_by_work_repeat_and_break_no_rule(problem: Problem, seed: int) -> None:
    budget = Budget(steps=300, effort=0.05)
    one, other = (select(problem, budget, seed=seed) for _ in range(2))
    assert (one.start.tolist(), one.bound, one.label) == (other.start.tolist(), other.bound, other.label)
    assert (one.status, check(problem, one.start)) == (Status.SELECTED, ())
    assert all(one.start[item] >= 0 for item in range(3))


def test_time_is_kept_progress_is_told_and_stopping_keeps_the_best() -> None:
    chance = np.random.default_rng(1)
    size = 400
    demands = [
        Demand(i, int(r), 0, int(a))
        for i in range(size)
        for r, a in zip(chance.integers(0, 9, 2), chance.integers(1, 30, 2), strict=True)
    ]
    problem = Problem(
        quarters=4,
        value=delayed(chance.integers(1, 99, size), np.full(size, 0.05), 4),
        capacity=[[60] * 4] * 9,
        demands=demands,
    )
    told: list[Progress] = []
    answer = select(problem, Budget.within(1.5), tell=told.append)
    assert answer.seconds < 3.5
    assert (answer.status, check(problem, answer.start)) == (Status.SELECTED, ())
    assert answer.bound is None or answer.bound >= answer.value  # a busy machine may have none in so short a time
    values = [progress.value for progress in told if progress.value is not None]
    assert values == sorted(values)
    assert values[-1] == answer.value
    stopped = select(problem, Budget.within(60), stop=lambda: True)
    assert (stopped.status, stopped.seconds < 10) == (Status.SELECTED, True)


def test_highs_alone_finds_what_cp_sat_proves() -> None:
    demands = [Demand(i, 0, 0, 2 + i % 3) for i in range(8)]
    problem = Problem(quarters=2, value=delayed(list(range(3, 11)), [0.1] * 8, 2), capacity=[[7, 6]], demands=demands)
    proven = select(problem)
    by_highs = select(problem, Budget(steps=10, effort=0.0, nodes=10_000))
    assert (by_highs.value, by_highs.label, proven.label) == (proven.value, Label.PROVEN, Label.PROVEN)
