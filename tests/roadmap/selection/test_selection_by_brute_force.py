"""Small selections against all there are: the optimum, the checker, and what more capacity does."""

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.roadmap.selection import (
    Budget,
    Demand,
    Group,
    Label,
    Limit,
    Link,
    Problem,
    Rule,
    Share,
    Status,
    check,
    select,
)
from planner.roadmap.selection.conflict import conflict
from planner.roadmap.selection.frontier import steps
from planner.roadmap.selection.reasons import Cause, obstacle

QUARTERS = 3


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    size = draw(st.integers(1, 4))
    items = range(size)
    duration = draw(st.lists(st.integers(1, 2), min_size=size, max_size=size))
    value = draw(
        st.lists(st.lists(st.integers(0, 9), min_size=QUARTERS, max_size=QUARTERS), min_size=size, max_size=size)
    )
    rows = st.tuples(st.sampled_from(items), st.integers(0, 1), st.integers(0, 1), st.integers(0, 4))
    demands = [Demand(*row) for row in draw(st.lists(rows, max_size=8))]
    flags = st.lists(st.booleans(), min_size=size, max_size=size)
    rare = st.lists(st.sampled_from((False, False, False, True)), min_size=size, max_size=size)
    pairs = st.tuples(st.sampled_from(items), st.sampled_from(items), st.integers(0, 2))
    links = [Link(a, b, gap) for a, b, gap in draw(st.lists(pairs, max_size=3)) if a < b]
    members = st.lists(st.sampled_from(items), min_size=1, max_size=3, unique=True).map(tuple)
    groups = draw(st.lists(st.builds(Group, st.sampled_from(Rule), members), max_size=2))
    running = draw(rare)
    must = [a and b for a, b in zip(draw(flags), draw(rare), strict=True)]
    return Problem(
        quarters=QUARTERS, value=value, duration=duration, demands=demands, links=links, groups=groups,
        capacity=draw(st.lists(st.lists(st.integers(0, 6), min_size=3, max_size=3), min_size=2, max_size=2)),
        must=must, out=draw(rare), running=running,
        limits=draw(st.lists(st.builds(Limit, members, st.integers(0, 2)), max_size=1)),
        shares=draw(st.lists(st.builds(Share, members, st.integers(0, 3)), max_size=1)),
    )  # fmt: skip


def best_of_all(problem: Problem) -> int | None:
    """Return the largest value of any selection without a breach; None: there is none."""
    running = problem.columns.running
    choices = [(0,) if running[i] else (-1, *range(problem.quarters)) for i in range(problem.size)]
    fair = (start for start in product(*choices) if not check(problem, start))
    values = [sum(int(problem.columns.value[i][q]) for i, q in enumerate(start) if q >= 0) for start in fair]
    return max(values, default=None)


@settings(max_examples=120, deadline=None)
@given(problems())
def test_small_selections_are_the_best_of_all(problem: Problem) -> None:
    best = best_of_all(problem)
    answer = select(problem)
    if best is None:
        assert answer.status is Status.INFEASIBLE
        assert conflict(problem).rules != ()
    else:
        assert (answer.status, answer.label) == (Status.SELECTED, Label.PROVEN)
        assert (answer.value, answer.bound, check(problem, answer.start)) == (best, best, ())


@settings(max_examples=60, deadline=None)
@given(problems(), st.integers(0, 1), st.integers(0, QUARTERS - 1), st.integers(1, 3))
def test_more_capacity_never_lowers_the_optimum(problem: Problem, resource: int, quarter: int, more: int) -> None:
    capacity = problem.columns.capacity.copy()
    capacity[resource, quarter] += more
    before, after = select(problem), select(problem.replaced(capacity=capacity))
    if before.status is Status.SELECTED:
        assert (after.status, after.value >= before.value) == (Status.SELECTED, True)


@settings(max_examples=40, deadline=None)
@given(problems())
def test_each_step_of_the_frontier_is_the_best_of_all_next_ones(problem: Problem) -> None:
    ones = [np.array([[1] * QUARTERS, [0] * QUARTERS]), np.array([[0] * QUARTERS, [1] * QUARTERS])]
    answer = select(problem)
    if answer.status is not Status.SELECTED:
        return
    capacity, value, added = problem.columns.capacity.copy(), answer.value, 0
    for step in steps(problem, answer, ones, 3):
        sizes = range(1, step.size + 1)
        best = [
            max(best_of_all(problem.replaced(capacity=capacity + size * one)) or 0 for one in ones) for size in sizes
        ]
        assert best == [*([value] * (step.size - 1)), value + step.value]
        capacity += step.size * ones[step.addition]
        value, added = value + step.value, added + step.size
        assert (best_of_all(problem.replaced(capacity=capacity)), step.added, step.proven) == (value, added, True)
        assert step.value > 0


@settings(max_examples=120, deadline=None)
@given(problems())
def test_what_is_said_to_be_impossible_is_in_no_selection(problem: Problem) -> None:
    answer = select(problem)
    if answer.status is not Status.SELECTED:
        return
    for item in np.flatnonzero(answer.start < 0).tolist():
        found = obstacle(problem, answer.start, item)
        if found.cause in (Cause.WINDOW, Cause.NEVER_FITS, Cause.FORCED_OUT) and not problem.groups:
            must = np.arange(problem.size) == item
            alone = problem.replaced(must=problem.columns.must | must, limits=(), shares=())
            assert best_of_all(alone) is None


@settings(max_examples=100, deadline=None)
@given(problems())
def test_the_first_answer_breaks_no_rule(problem: Problem) -> None:
    answer = select(problem, Budget.first_answer())
    if answer.status is Status.SELECTED:
        assert check(problem, answer.start) == ()
    assert np.array_equal(answer.start, select(problem, Budget.first_answer()).start)
