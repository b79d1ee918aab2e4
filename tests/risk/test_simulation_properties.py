"""The simulation against the schedule, and against itself, on random networks."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from planner.risk.compiling import program_of
from planner.risk.distributions import Family
from planner.risk.engine import Partial, Wanted, run, run_groups
from planner.risk.lane_time import unpacked
from planner.risk.program import Program
from planner.risk.uncertainty import Event, Spread, Uncertainty
from planner.schedule import records as of_schedule
from planner.schedule.engines import Mode
from planner.schedule.network import Activity, Link, Network, Project, Track
from planner.schedule.records import FAR, NODE, Kind
from planner.schedule.solve import Run, run_of
from tests.schedule.networks import CALENDARS, START, networks

CERTAIN = Uncertainty({}, {})
DAY = 4_800


def simulated(program: Program, lanes: int = 64) -> np.ndarray[Any, Any]:
    """Return the finish of every node in ticks, a column a sample."""
    made = run_groups(program, Wanted(lanes, 5, tuple(range(program.size))), 0, 1, interpreted=True)
    return np.array([[unpacked(int(at), program.first_day) for at in row] for row in made.finishes])


def computed(done: Run) -> np.ndarray[Any, Any]:
    """Return the early finish of every node in ticks."""
    finishes: np.ndarray[Any, Any] = np.array(done.nodes).reshape(-1, NODE)[:, of_schedule.EARLY_FINISH]
    return finishes


@settings(max_examples=400, deadline=None)
@given(networks())
def test_without_uncertainty_every_sample_is_the_schedule(network: Network) -> None:
    done = run_of(network, Mode.INTERPRETED)
    expected = computed(done)
    assume((expected < FAR).all() and len(expected) > 0)
    assert (simulated(program_of(done, CERTAIN)) == expected[:, None]).all()


def uncertain(network: Network) -> Uncertainty:
    """Return estimates of everything that takes time, with a cause and two risks."""
    spreads = {
        i: Spread(a.duration // 2, a.duration, a.duration * 2, list(Family)[i % 3])
        for i, a in enumerate(network.activities)
        if a.duration
    }
    hits = {i: (i % 2,) for i in range(network.size)}
    events = [Event("risk:a", 0.5, Spread(300, 600, 9000)), Event("risk:b", 0.2, Spread(600, 600, 600))]
    names = {i: f"duration:{i}" for i in spreads}
    return Uncertainty(spreads, names, ("cause:c",), dict.fromkeys(spreads, ((0, 0.4),)), events, hits)


def same(one: Partial, other: Partial) -> None:
    for name in Partial.__slots__:
        left, right = np.array(getattr(one, name)), np.array(getattr(other, name))
        assert left.shape == right.shape, name
        assert (left == right).all(), name


@settings(max_examples=25, deadline=None)
@given(networks(), st.integers(1, 400))
def test_ways_of_running_are_equal_to_the_bit(network: Network, samples: int) -> None:
    """Interpreted and compiled, on one thread, three, or another executor."""
    done = run_of(network, Mode.INTERPRETED)
    assume(computed(done).size > 0)
    program = program_of(done, uncertain(network))
    wanted = Wanted(samples, 9, (-1, *range(program.size)), (-1, program.size - 1))
    one = run(program, wanted, workers=1)
    same(one, run(program, wanted, workers=3))
    with ThreadPoolExecutor(2) as executor:
        same(one, run(program, wanted, executor=executor, workers=7))
    few = Wanted(min(samples, 70), 9, (-1,), (-1,))
    same(run(program, few, interpreted=True), run(program, few, workers=1))


@settings(max_examples=60, deadline=None)
@given(networks())
def test_first_samples_do_not_depend_on_how_many_there_are(network: Network) -> None:
    done = run_of(network, Mode.INTERPRETED)
    assume(computed(done).size > 0)
    program = program_of(done, uncertain(network))
    kept = tuple(range(program.size))
    few, many = (run(program, Wanted(count, 3, kept), workers=1) for count in (50, 200))
    assert (few.finishes == many.finishes[:, :50]).all()


@settings(max_examples=100, deadline=None)
@given(networks())
def test_finished_work_never_moves(network: Network) -> None:
    done = run_of(network, Mode.INTERPRETED)
    expected = computed(done)
    assume((expected < FAR).all() and len(expected) > 0)
    program = program_of(done, uncertain(network))
    nodes = np.array(done.nodes).reshape(-1, NODE)
    over = (nodes[:, of_schedule.MODE] >= 2) & (nodes[:, of_schedule.KIND] < Kind.FINISH_HUB)
    assert (simulated(program)[over] == expected[over][:, None]).all()


def test_work_waits_for_begun_work_of_several_assignments() -> None:
    """Both on one calendar, where dates are otherwise carried on as working time."""
    begun = Activity(10 * DAY, 0, tracks=(Track(0, 5 * DAY), Track(0, 10 * DAY)), actual_start=START, remaining=8 * DAY)
    network = Network((begun, Activity(DAY, 0)), (Link(0, 1),), (Project(START),), CALENDARS)
    spread = Uncertainty({0: Spread(4 * DAY, 10 * DAY, 19 * DAY)}, {0: "duration:0"})
    finishes = simulated(program_of(run_of(network, Mode.INTERPRETED), spread))
    days = (finishes[1] - finishes[0]) // 14_400
    assert set(days.tolist()) == {1, 3}
