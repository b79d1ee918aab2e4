"""Small random levelling problems, and the best value of one by trying everything."""

from collections.abc import Iterator
from itertools import product

from hypothesis import strategies as st

from planner.capacity.levelling.checking import breaches
from planner.capacity.levelling.problem import Capacity, Demand, Interruption, Link, LinkKind, Problem
from planner.capacity.levelling.result import Objective


@st.composite
def capacities(draw: st.DrawFn, tail: int) -> Capacity:
    """Draw a capacity with up to three changes, that ends with at least `tail`."""
    since = sorted(draw(st.sets(st.integers(1, 12), max_size=3)))
    units = draw(st.lists(st.integers(0, 5), min_size=len(since), max_size=len(since)))
    return Capacity((0, *since), (*units, draw(st.integers(tail, 5))))


@st.composite
def problems(
    draw: st.DrawFn,
    largest: int = 10,
    interruptions: bool = True,
    fixed: bool = True,
    kinds: bool = True,
    classes: bool = True,
) -> Problem:
    """Draw a problem that has an answer: capacities end with enough for every task."""
    size = draw(st.integers(1, largest))

    def column(values: st.SearchStrategy[int]) -> list[int]:
        return draw(st.lists(values, min_size=size, max_size=size))

    pairs = draw(st.sets(st.tuples(st.integers(0, size - 1), st.integers(0, size - 1)), max_size=2 * size))
    links = [
        Link(a, b, draw(st.integers(-2, 3)) if kinds else 0, draw(st.sampled_from(LinkKind)) if kinds else LinkKind.FS)
        for a, b in sorted(pairs)
        if a < b
    ]
    resources = draw(st.integers(0, 3))
    wanted = st.tuples(st.integers(0, size - 1), st.integers(0, max(0, resources - 1)))
    demands = [Demand(t, r, draw(st.integers(1, 3))) for t, r in sorted(draw(st.sets(wanted)))] if resources else []
    return Problem(
        duration=column(st.integers(0, 4)),
        links=links,
        demands=demands,
        capacities=[draw(capacities(3)) for _ in range(resources)],
        release=column(st.integers(0, 5)),
        due=column(st.integers(0, 12)),
        weight=column(st.integers(0, 3)),
        priority_class=column(st.integers(0, 1)) if classes else None,
        score=column(st.integers(0, 3)),
        fixed_start=column(st.sampled_from((-1, -1, -1, 2, 6))) if fixed else None,
        interruption=column(st.sampled_from(Interruption)) if interruptions else None,
    )


def starts(problem: Problem, end: int) -> Iterator[tuple[int, ...]]:
    """Yield every combination of starts of which all tasks are over by `end`."""
    yield from product(*(range(end - int(d) + 1) for d in problem.columns.duration))


def best_by_trying(problem: Problem, end: int, objective: Objective) -> int | None:
    """Return the least value of any right plan over by `end`, None if there is none; tasks run in one piece."""
    c = problem.columns
    best = None
    for begin in starts(problem, end):
        finish = [s + int(d) for s, d in zip(begin, c.duration, strict=True)]
        value = max(finish, default=0)
        if objective is Objective.LATENESS:
            value = sum(int(w) * max(0, f - int(d)) for w, f, d in zip(c.weight, finish, c.due, strict=True))
        if (best is None or value < best) and not breaches(problem, begin, finish):
            best = value
    return best
