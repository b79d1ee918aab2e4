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


@settings(max_examples=100, deadline=None)
@given(problems())
def test_the_first_answer_breaks_no_rule(problem: Problem) -> None:
    answer = select(problem, Budget.first_answer())
    if answer.status is Status.SELECTED:
        assert check(problem, answer.start) == ()
    assert np.array_equal(answer.start, select(problem, Budget.first_answer()).start)
