"""Prices and messages: their bound is one, and as good as that of the linear program."""

from hypothesis import given, settings

from benchmarks._selection_problems import drawn
from planner.roadmap.selection import Demand, Link, Problem
from planner.roadmap.selection.highs import Highs
from planner.roadmap.selection.linear import linear
from planner.roadmap.selection.relaxation import Relaxation
from tests.roadmap.selection.test_selection_by_brute_force import best_of_all, problems


def bound_of(problem: Problem, rounds: int) -> int:
    relaxation = Relaxation(problem, linear(problem))
    relaxation.run(rounds, 0, lambda: False)
    return relaxation.bound + int(problem.columns.value[problem.columns.running, 0].sum())


@settings(max_examples=120, deadline=None)
@given(problems())
def test_no_selection_is_worth_more_than_the_bound(problem: Problem) -> None:
    best = best_of_all(problem)
    if best is not None:
        for rounds in (1, 5, 60):
            assert bound_of(problem, rounds) >= best


def test_links_are_kept_without_any_price() -> None:
    """The dear item waits for two others, which are worth nothing and start a quarter earlier each."""
    links = [Link(0, 1, 1), Link(1, 2, 1)]
    problem = Problem(quarters=4, value=[[0] * 4, [0] * 4, [9, 7, 5, 3]], links=links)
    assert bound_of(problem, 1) == 5


def test_an_item_that_others_need_is_worth_what_they_bring() -> None:
    """A team that can do one of two bundles: the prices meet where the better bundle is as good as all."""
    demands = [Demand(0, 0, 0, 4), Demand(2, 0, 0, 4)]
    problem = Problem(
        quarters=1, value=[[0], [10], [0], [6]], capacity=[[4]], demands=demands, links=[Link(0, 1), Link(2, 3)]
    )
    assert bound_of(problem, 200) == 10


def test_the_bound_comes_near_that_of_the_linear_program() -> None:
    problem = drawn(150)
    model = linear(problem)
    with Highs(model, 60.0) as highs:
        highs.relaxed.wait(60.0)
        exact = highs.bound
    relaxation = Relaxation(problem, model)
    relaxation.run(1_000, 0, lambda: False)
    assert exact - 1 <= relaxation.bound <= exact * 1.005


def test_prices_are_the_same_each_time() -> None:
    problem = drawn(80)
    assert bound_of(problem, 100) == bound_of(problem, 100)
