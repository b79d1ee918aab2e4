"""The checker finds each kind of breach."""

from planner.capacity.levelling.checking import Rule, breaches
from planner.capacity.levelling.problem import Capacity, Demand, Interruption, Link, LinkKind, Problem
from planner.capacity.levelling.result import Segment

TWO = Problem([3, 2], [Link(0, 1)], [Demand(0, 0, 1), Demand(1, 0, 1)], [Capacity.constant(1)], release=[1, 0])


def rules(problem: Problem, start: list[int], finish: list[int], segments: tuple[Segment, ...] = ()) -> list[Rule]:
    return [breach.rule for breach in breaches(problem, start, finish, segments)]


def test_a_right_plan_has_no_breach() -> None:
    assert rules(TWO, [1, 4], [4, 6]) == []


def test_too_early_overlapping_and_against_a_link() -> None:
    assert rules(TWO, [0, 2], [3, 4]) == [Rule.RELEASE, Rule.LINK, Rule.CAPACITY]


def test_work_that_is_too_short_or_torn() -> None:
    assert rules(TWO, [1, 3], [3, 5]) == [Rule.WORK]
    assert rules(TWO, [1, 6], [6, 8], (Segment(0, 1, 2), Segment(0, 4, 6))) == [Rule.WORK]


def test_fixed_work_may_not_move_but_may_be_too_much() -> None:
    problem = Problem([2, 2], [], [Demand(0, 0, 9)], [Capacity.constant(1)], fixed_start=[3, 0])
    assert rules(problem, [3, 0], [5, 2]) == []
    assert rules(problem, [4, 0], [6, 2]) == [Rule.FIXED]


def test_a_pause_where_work_could_go_on() -> None:
    away = Capacity((0, 2, 3), (1, 0, 1))
    problem = Problem([2], [], [Demand(0, 0, 1)], [away], interruption=[Interruption.WHERE_NO_CAPACITY])
    assert rules(problem, [1], [4], (Segment(0, 1, 2), Segment(0, 3, 4))) == []
    assert rules(problem, [0], [4], (Segment(0, 0, 1), Segment(0, 3, 4))) == [Rule.PAUSE]


def test_the_end_of_a_finish_to_finish_link() -> None:
    problem = Problem([3, 2], [Link(0, 1, 1, LinkKind.FF)])
    assert rules(problem, [0, 1], [3, 3]) == [Rule.LINK]
    assert rules(problem, [0, 2], [3, 4]) == []
