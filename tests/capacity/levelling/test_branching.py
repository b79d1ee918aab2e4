"""Branch and bound, by itself: against trying everything, on what it says it is for, and on a hard published one."""

import tarfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from benchmarks._rcpsp_files import read_sm
from planner.capacity.levelling import Budget, Capacity, Demand, Interruption, Label, Link, LinkKind, Problem, level
from planner.capacity.levelling.bench import Bench
from planner.capacity.levelling.checking import breaches
from planner.capacity.levelling.compiling import compile_core, fixed_tasks
from planner.capacity.levelling.engines import Engine
from planner.capacity.levelling.outline import outline, suits
from planner.capacity.levelling.placed import nothing_moved
from planner.capacity.levelling.pricing import Pricing, by_resource, slots_of, together
from planner.capacity.levelling.proof import Branching
from planner.capacity.levelling.result import Objective
from tests.capacity.levelling.problems import best_by_trying


def bench_of(problem: Problem, objective: Objective = Objective.MAKESPAN) -> Bench:
    engine, fixed = Engine(compiled=True), fixed_tasks(problem)
    core = compile_core(problem, fixed, problem.movable, engine)
    return Bench(problem, core, fixed, nothing_moved(problem, fixed).demands, objective, engine)


def shortest(bench: Bench, end: int) -> tuple[int, np.ndarray[tuple[int, ...], np.dtype[np.int64]] | None, int]:
    """Return the end of the shortest schedule that ends before `end`, its starts, and the bound, by nothing else."""
    search, best = Branching(bench, end, 0), None
    duration = np.asarray(bench.core.tasks.duration)
    while (found := search.run(lambda: LATE, search.most_nodes, lambda: False)) is not None:
        search.end = end = int((found + duration).max())
        best = found
    return end, best, search.bound


@st.composite
def plain_problems(draw: st.DrawFn) -> Problem:
    """Draw tasks in one piece with links from start to later start, and capacities that never change."""
    size = draw(st.integers(2, 4))
    duration = draw(st.lists(st.integers(0, 3), min_size=size, max_size=size))
    pairs = draw(st.sets(st.tuples(st.integers(0, size - 1), st.integers(0, size - 1)), max_size=4))
    links = [Link(a, b, draw(st.integers(0, 2))) for a, b in sorted(pairs) if a < b]
    needs = draw(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=size, max_size=size))
    demands = [Demand(task, r, units) for task, row in enumerate(needs) for r, units in enumerate(row) if units]
    capacities = [Capacity.constant(draw(st.integers(3, 5))) for _ in range(2)]
    release = draw(st.lists(st.integers(0, 3), min_size=size, max_size=size))
    return Problem(duration, links, demands, capacities, release=release)


@settings(max_examples=150, deadline=None)
@given(plain_problems())
def test_it_finds_the_shortest_schedule_and_proves_it(problem: Problem) -> None:
    bench = bench_of(problem)
    if not suits(bench):
        assert not problem.columns.duration.any()
        return
    end, starts, bound = shortest(bench, 60)
    assert starts is not None
    assume(end <= 9)
    assert end == bound == best_by_trying(problem, end, Objective.MAKESPAN)
    by_task = np.empty(problem.size, np.int64)
    by_task[bench.core.task] = starts
    assert breaches(problem, by_task, by_task + problem.columns.duration) == ()


@settings(max_examples=60, deadline=None)
@given(plain_problems())
def test_an_outline_mirrored_twice_is_itself(problem: Problem) -> None:
    one = outline(bench_of(problem))
    for mine, again in zip(one, one.mirrored().mirrored(), strict=True):
        assert np.array_equal(mine, again)


LATE = 1 << 30
TWO = [Demand(0, 0, 1), Demand(1, 0, 1)]
ONE_EACH = [Capacity.constant(1)]


@pytest.mark.parametrize(
    ("problem", "objective"),
    [
        (Problem([2, 2], demands=TWO, capacities=[Capacity((0, 3), (1, 2))]), Objective.MAKESPAN),
        (Problem([2, 2], [Link(0, 1, 0, LinkKind.SS)], TWO, ONE_EACH), Objective.MAKESPAN),
        (Problem([2, 2], [Link(0, 1, -1)], TWO, ONE_EACH), Objective.MAKESPAN),
        (Problem([2], interruption=[Interruption.ANYWHERE]), Objective.MAKESPAN),
        (Problem([2, 2], demands=TWO, capacities=ONE_EACH, due=[1, 1], weight=[1, 1]), Objective.LATENESS),
        (Problem([0, 0]), Objective.MAKESPAN),
        (Problem([1] * 63), Objective.MAKESPAN),
    ],
    ids=["changing capacity", "starts together", "lead", "splitting", "lateness", "no work", "too many"],
)  # fmt: skip
def test_what_it_is_not_for(problem: Problem, objective: Objective) -> None:
    assert not suits(bench_of(problem, objective))


def test_four_tasks_two_at_a_time_take_six_slots() -> None:
    """Two of four tasks of three slots fit at a time, and no two of them are apart."""
    units, most = np.ones((4, 1), np.int64), np.array([2])
    sets = together(units, most, np.zeros((4, 4), np.bool_))
    assert sorted(sets) == [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)]
    length = np.array([3, 3, 3, 3])
    everything = np.ones(4, np.bool_)
    assert [slots_of(row, length) for row in Pricing(sets, length).best(everything)] == [6]
    assert [slots_of(row, length) for row in by_resource(units, most)(everything)] == [6]


def test_too_many_sets_are_not_counted_up() -> None:
    assert together(np.ones((40, 1), np.int64), np.array([20]), np.zeros((40, 40), np.bool_)) == []


def test_a_search_goes_on_after_it_was_stopped() -> None:
    bench = bench_of(
        Problem([3] * 7, demands=[Demand(task, 0, 2) for task in range(7)], capacities=[Capacity.constant(5)])
    )
    search = Branching(bench, 13, 0)
    assert search.run(lambda: 13, 1 << 30, lambda: True) is None
    assert (search.nodes, search.bound) == (0, 11)
    found = search.run(lambda: 13, 1 << 30, lambda: False)
    assert found is not None
    assert int(found.max()) + 3 == 12
    assert search.run(lambda: 12, 1 << 30, lambda: False) is None
    assert search.bound == 12


@pytest.mark.corpus
@pytest.mark.parametrize(("name", "best"), [("j3013_1", 58), ("j3029_4", 103), ("j3029_8", 80)])
def test_hard_published_problems_are_proved_without_a_clock(corpus: Path, name: str, best: int) -> None:
    with tarfile.open(corpus / "rcpsp" / "psplib-dev.tar.gz") as archive:
        member = next(m for m in archive if m.name.endswith(f"{name}.sm"))
        content = archive.extractfile(member)
        assert content is not None
        problem = read_sm(content.read().decode())
    plan = level(problem, budget=Budget(effort=4.0))
    assert (plan.makespan, plan.label) == (best, Label.PROVEN)
