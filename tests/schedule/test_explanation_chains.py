"""Every date of random networks can be recomputed along its chain, by a clock that is not the engine's."""

from dataclasses import replace
from datetime import datetime
from itertools import pairwise

import pytest
from hypothesis import given, settings

from planner.schedule.engines import Mode
from planner.schedule.float_tracing import free_float_reason, total_float_reason
from planner.schedule.network import Activity, Constraint, Link, LinkKind, Network, Project, Track
from planner.schedule.reasons import Cause, Chain, DateKind, Move, MoveKind, recompute, recompute_float
from planner.schedule.records import NONE
from planner.schedule.solve import solve
from planner.schedule.tracing import Trace, trace_of
from planner.worktime.pattern import OFFICE
from planner.worktime.ticks import to_datetime, to_ticks
from tests.schedule.networks import CALENDARS, START, networks
from tests.schedule.reference import SLOT, Clock

ROOTS = set(Cause) - {Cause.DURATION, Cause.LINK, Cause.EXTERNAL, Cause.PARTS, Cause.AS_LATE_AS_POSSIBLE}
CLOCKS = {calendar: Clock(calendar) for calendar in CALENDARS}


def traced(network: Network) -> Trace:
    return trace_of(network, [str(i) for i in range(network.size)], [f"link {i}" for i in range(len(network.links))])


def walked(move: Move, slot: int) -> int:
    """The slot that a move leads to, walked half-hour by half-hour."""
    if move.calendar is None:
        return slot + move.ticks // SLOT
    clock = CLOCKS[move.calendar]
    if move.kind is MoveKind.BEGIN:
        return clock.begin(slot)
    return clock.end(slot) if move.kind is MoveKind.END else clock.walk(slot, move.ticks // SLOT)


def check(chain: Chain, date: datetime | None) -> None:
    """Follow a chain forth from its root and back to its date."""
    assert chain[0].at == date
    for step, before in pairwise(chain):
        assert (step.given, step.source_id, step.source_date) == (before.at, before.id, before.date)
    assert chain[-1].cause in ROOTS
    for step in chain:
        assert recompute(step) == step.at
        slot = to_ticks(step.given) // SLOT
        for move in step.moves:
            assert slot == to_ticks(move.before) // SLOT
            slot = walked(move, slot)
        assert slot * SLOT == to_ticks(step.at)


@settings(max_examples=400, deadline=None)
@given(networks(largest=10))
def test_following_a_chain_recomputes_every_date(network: Network) -> None:
    trace, solution = traced(network), solve(network, Mode.INTERPRETED)
    for i in range(network.size):
        for kind in DateKind:
            ticks = int(getattr(solution, kind.value)[i])
            chain = trace.chain(i, kind)
            if ticks == NONE:
                assert chain == ()
            else:
                assert chain[0].id == str(i)
                check(chain, to_datetime(ticks))


@pytest.mark.parametrize("kind", LinkKind)
def test_work_on_several_calendars_is_explained_by_the_track_that_decides(kind: LinkKind) -> None:
    tracks = (Track(0, 10 * SLOT), Track(1, 12 * SLOT, 2 * SLOT), Track(2, 8 * SLOT, 4 * SLOT))
    activities = (Activity(duration=4 * SLOT), Activity(duration=12 * SLOT, tracks=tracks), Activity(duration=SLOT))
    network = Network(activities, (Link(0, 1, kind, SLOT), Link(1, 2, kind)), (Project(START),), CALENDARS)
    trace, solution = traced(network), solve(network, Mode.INTERPRETED)
    for date in DateKind:
        check(trace.chain(1, date), to_datetime(int(getattr(solution, date.value)[1])))


@pytest.mark.parametrize("kind", [k for k in Constraint if k not in {Constraint.ASAP, Constraint.ALAP}])
def test_a_second_constraint_and_a_status_date_are_explained(kind: Constraint) -> None:
    at = START + 96 * SLOT
    held = Activity(
        duration=20 * SLOT,
        constraint=Constraint.SNET,
        constraint_at=START,
        second_constraint=kind,
        second_constraint_at=at,
    )
    project = Project(START, status_date=START + 50 * SLOT)
    started = Activity(duration=20 * SLOT, actual_start=START, remaining=9 * SLOT)
    network = Network((Activity(duration=SLOT), held, started), (Link(0, 1),), (project,), CALENDARS)
    trace, solution = traced(network), solve(network, Mode.INTERPRETED)
    for i in range(3):
        for date in DateKind:
            check(trace.chain(i, date), to_datetime(int(getattr(solution, date.value)[i])))
    assert trace.chain(2, DateKind.EARLY_FINISH)[0].cause is Cause.STATUS_DATE


def test_the_target_and_a_required_finish_end_late_chains() -> None:
    activities = (Activity(duration=SLOT), Activity(duration=SLOT), Activity(duration=40 * SLOT))
    network = Network(activities, (Link(0, 1),), (Project(START),), (OFFICE,))
    assert [s.cause for s in traced(network).chain(0, DateKind.LATE_FINISH)] == [
        Cause.LINK, Cause.DURATION, Cause.PROJECT_FINISH,
    ]  # fmt: skip
    assert traced(network).chain(1, DateKind.LATE_FINISH)[0].source_id == "2"
    to_one = traced(replace(network, target=1))
    assert to_one.chain(1, DateKind.LATE_FINISH)[0].cause is Cause.TARGET
    assert to_one.chain(2, DateKind.LATE_FINISH) == ()


def test_what_the_project_start_holds_is_not_blamed_on_a_link() -> None:
    """A finish-to-finish link that would allow an earlier start than the project does is not the reason."""
    activities = (Activity(duration=SLOT), Activity(duration=10 * SLOT))
    network = Network(activities, (Link(0, 1, LinkKind.FF),), (Project(START),), (OFFICE,))
    step = traced(network).chain(1, DateKind.EARLY_START)[0]
    assert (step.cause, step.given, step.dependency_id) == (Cause.PROJECT_START, to_datetime(START), None)


@settings(max_examples=300, deadline=None)
@given(networks(largest=10))
def test_every_float_is_the_working_time_between_its_two_instants(network: Network) -> None:
    trace, solution = traced(network), solve(network, Mode.INTERPRETED)
    for i in range(network.size):
        for reason, column in (
            (total_float_reason(trace, i), solution.total_float),
            (free_float_reason(trace, i), solution.free_float),
        ):
            if int(column[i]) == NONE:
                assert reason is None
            else:
                assert reason is not None
                assert (reason.ticks, recompute_float(reason)) == (int(column[i]), int(column[i]))
