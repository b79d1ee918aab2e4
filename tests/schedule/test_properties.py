"""The engine against the reference and against itself, on random networks."""

import random
from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.schedule.engines import Mode
from planner.schedule.network import Constraint, LagUnit, LinkKind, Network
from planner.schedule.records import NONE, Term
from planner.schedule.solution import Solution
from planner.schedule.solve import solve
from planner.worktime import arithmetic
from planner.worktime.tables import listed
from tests.schedule.networks import networks
from tests.schedule.reference import SLOT, Reference

DATES = ("early_start", "early_finish", "late_start", "late_finish", "total_float", "free_float")


@settings(max_examples=1500, deadline=None)
@given(networks())
def test_the_engine_agrees_with_the_reference(network: Network) -> None:
    solution = solve(network, Mode.INTERPRETED)
    reference = Reference(network)
    for i in reference.dates:
        d = reference.dates[i]
        expected = [value * SLOT for value in (d.es, d.ef, d.ls, d.lf, d.total, d.free)]
        assert [int(getattr(solution, name)[i]) for name in DATES] == expected, f"activity {i}"
        if i in reference.leaves:
            assert (solution.early.of(i).term is Term.STATUS_DATE) == d.by_status, f"activity {i}"


@settings(max_examples=200, deadline=None)
@given(networks(largest=12))
def test_interpreted_and_compiled_are_equal_to_the_bit(network: Network) -> None:
    one, other = solve(network, Mode.INTERPRETED), solve(network, Mode.COMPILED)
    for name in Solution.__dataclass_fields__:
        left, right = getattr(one, name), getattr(other, name)
        if isinstance(left, np.ndarray):
            assert (left == right).all(), name
    for side in ("early", "late"):
        for name in ("term", "bound", "demand", "link", "activity"):
            assert (getattr(getattr(one, side), name) == getattr(getattr(other, side), name)).all(), name


@settings(max_examples=300, deadline=None)
@given(networks(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_changes_nothing(network: Network, chance: random.Random) -> None:
    size = network.size
    place = list(range(size))
    chance.shuffle(place)
    moved = [network.activities[0]] * size
    for i, activity in enumerate(network.activities):
        parent = None if activity.parent is None else place[activity.parent]
        moved[place[i]] = replace(activity, parent=parent)
    links = [replace(k, predecessor=place[k.predecessor], successor=place[k.successor]) for k in network.links]
    chance.shuffle(links)
    shuffled = solve(replace(network, activities=moved, links=links), Mode.INTERPRETED)
    solution = solve(network, Mode.INTERPRETED)
    for name in (*DATES, "critical"):
        assert [getattr(shuffled, name)[place[i]] for i in range(size)] == list(getattr(solution, name)), name


@settings(max_examples=300, deadline=None)
@given(networks())
def test_links_are_respected(network: Network) -> None:
    """Every finish-to-start link between activities that the network alone dates holds, lag included."""
    solution = solve(network, Mode.INTERPRETED)
    tables = listed(network.calendars)
    summaries = {a.parent for a in network.activities} | {i for i, a in enumerate(network.activities) if a.sort}
    for k in network.links:
        successor = network.activities[k.successor]
        overridden = {Constraint.SNLT, Constraint.FNLT, Constraint.MSO, Constraint.MFO}
        fixed = successor.actual_start is not None or successor.manual or successor.constraint in overridden
        ends = (solution.early_finish[k.predecessor], solution.early_start[k.successor])
        if fixed or k.kind is not LinkKind.FS or summaries & {k.predecessor, k.successor} or NONE in ends:
            continue
        lag = round(k.lag)
        if k.lag_unit is LagUnit.PERCENT:
            lag = round(network.activities[k.predecessor].duration * k.lag / 100)
        finish = int(ends[0])
        clock = k.lag_unit is LagUnit.ELAPSED
        earliest = finish + lag if clock else arithmetic.walk(tables, successor.calendar or 0, finish, lag)
        assert int(ends[1]) >= earliest


@settings(max_examples=300, deadline=None)
@given(networks())
def test_a_start_can_be_recomputed_from_its_binding(network: Network) -> None:
    """The bound kept with a date, moved to the begin of working time, is the date."""
    solution = solve(network, Mode.INTERPRETED)
    tables = listed(network.calendars)
    summaries = {a.parent for a in network.activities}
    for i, activity in enumerate(network.activities):
        if i in summaries or solution.early_start[i] == NONE:
            continue
        binding = solution.early.of(i)
        start = binding.bound
        complete_hammock = activity.sort and binding.bound == int(solution.early_start[i])
        if binding.term not in {Term.ACTUAL, Term.MANUAL} and (activity.duration or activity.sort):
            start = start if complete_hammock else arithmetic.next_begin(tables, activity.calendar or 0, start)
        assert start == int(solution.early_start[i])
        if binding.term is Term.LINK:
            link = network.links[binding.link]
            assert link.successor in {i, activity.parent} or (activity.sort and link.predecessor == i)
            assert binding.activity >= 0
