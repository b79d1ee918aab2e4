"""Places for levelled work: the kernels find what trying one window after the other finds, to the bit."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.capacity.level_plan_dating import Dating, Placed, Window
from planner.capacity.level_plan_demand import BACK, TINY
from planner.capacity.level_plan_ground import Ground, ground_of
from planner.capacity.level_plan_places import Places, Split
from planner.capacity.level_plan_shortage import LONGEST
from planner.capacity.levelling.engines import Mode
from planner.capacity.resting import Rests
from planner.capacity.working_days import Array
from planner.plan.entities import (
    Assignment,
    Calendar,
    Demand,
    DemandProfile,
    Dependency,
    Initiative,
    Interruption,
    Portfolio,
    Resource,
    StaffingChange,
    Team,
)
from planner.plan.entities.worktime import CalendarException
from planner.plan.snapshot import Plan
from planner.plan.values import Duration, DurationUnit
from planner.schedule import records as at_
from planner.schedule.forward import place_early
from planner.schedule.records import FAR, NONE
from planner.worktime.arithmetic import next_begin, walk, worked
from planner.worktime.ticks import TICKS_PER_DAY, to_datetime

START = datetime(2027, 3, 1)
TODAY = date(2027, 3, 8)


def clash(window: Window, free: Array) -> tuple[int, int] | None:
    """Return the row and the last day on which there is not enough, None if there is."""
    worst: tuple[int, int] | None = None
    for row, (first, days) in window.items():
        over = np.flatnonzero((days > free[row, first : first + len(days)] + TINY) & (days > TINY))
        if over.size and (worst is None or first + int(over[-1]) > worst[1]):
            worst = (row, first + int(over[-1]))
    return worst


def fit_by_trying(dating: Dating, v: int, ready: int, free: Array) -> tuple[Placed | None, Window | None]:
    """Return the first place and its load, each window worked out and compared with what is free."""
    short = dating._places.shortage(list(dating.n), v, dating.ground.asks[v])
    ground, n = dating.ground, list(dating.n)
    origin, size = ground.rows.days.first.toordinal(), ground.rows.days.size
    bound, row, day = ready, -1, -1
    while True:
        place_early(ground.t, n, ground.k, v, bound)
        start, finish = n[v + at_.EARLY_START], n[v + at_.EARLY_FINISH]
        rests: Rests = ()
        if finish >= FAR or start <= NONE or (finish - 1) // TICKS_PER_DAY - origin >= size:
            return None, None
        if short is not None:
            per_day = dict(zip(short.rows, short.asked, strict=True))
            pieces = split_by_days(dating, n, v, per_day, ground.rows.free, LONGEST)
            if pieces is None:
                return None, None
            start, finish, rests = pieces.start, pieces.finish, pieces.rests
            row, day = (pieces.row, pieces.day) if pieces.row >= 0 else (row, day)
        window = dating.window(dating.asks(v, rests), start, finish)
        against = clash(window, free)
        if against is None:
            return Placed(start, finish, ready, row, day, rests=rests), window
        row, day = against
        daily = any(one.profile == BACK for one in ground.asks[v])
        bound = ((start // TICKS_PER_DAY - origin if daily else day) + origin + 1) * TICKS_PER_DAY


def split_by_days(
    dating: Dating, n: list[int], v: int, per_day: dict[int, Array], free: Array, longest: int
) -> Split | None:
    """Return the work on the first days with enough, day by day; anew behind too long a rest."""
    ground, begin, left = dating.ground, n[v + at_.EARLY_START], n[v + at_.DURATION]
    t, calendar, origin = ground.t, n[v + at_.WORK_CALENDAR], ground.rows.days.first.toordinal()
    start, resting, row, day, idle = -1, -1, -1, -1, 0
    rests: list[tuple[int, int]] = []
    taken: dict[int, float] = {}
    for number in range(begin // TICKS_PER_DAY - origin, ground.rows.days.size):
        midnight = (number + origin) * TICKS_PER_DAY
        from_, end = max(begin, midnight), worked(t, calendar, midnight + TICKS_PER_DAY)
        work = min(left, end - worked(t, calendar, from_))
        if work <= 0:
            continue
        share = work / (end - worked(t, calendar, midnight))
        wanted = {r: float(days[number]) * share for r, days in per_day.items()}
        short = [r for r, asked in wanted.items() if asked > TINY and asked > float(free[r, number]) + TINY]
        if short:
            idle += free[short[0], number] > TINY
            if idle > longest:
                start, left, rests, taken = -1, n[v + at_.DURATION], [], {}
            if start < 0:
                row, day, resting, idle = short[0], number, -1, 0
            elif resting < 0:
                resting = midnight
            continue
        if resting >= 0:
            rests.append((resting, midnight))
            resting, idle = -1, 0
        start = next_begin(t, calendar, from_) if start < 0 else start
        taken[number] = share
        left -= work
        if not left:
            first, last = min(taken), max(taken)
            shares = np.array([taken.get(number, 0.0) for number in range(first, last + 1)])
            window = {r: (first, days[first : last + 1] * shares) for r, days in per_day.items()}
            return Split(start, walk(t, calendar, from_, work), tuple(rests), window, row, day)
    return None


def exact(window: Window | None) -> dict[int, tuple[int, list[float]]] | None:
    return None if window is None else {row: (first, days.tolist()) for row, (first, days) in window.items()}


class CheckedPlaces(Places):
    """Places that compare every split with the one found day by day."""

    dating: Dating

    def split(self, n: Any, v: int, free: Array) -> Split | None:
        ground = self.dating.ground
        per_day = self.dating.loads.daily(ground.asks[v], n[v + at_.EARLY_START], n[v + at_.EARLY_FINISH])
        found, expected = super().split(n, v, free), split_by_days(self.dating, n, v, per_day, free, free.shape[1])
        if found is None or expected is None:
            assert found is expected
        else:
            assert exact(found.window) == exact(expected.window)
            assert (found.start, found.finish, found.rests, found.row, found.day) == (
                expected.start, expected.finish, expected.rests, expected.row, expected.day,
            )  # fmt: skip
        return found


class CheckedDating(Dating):
    """A dating that compares every place with the one found by trying."""

    def first_fit(self, v: int, ready: int, free: Array) -> tuple[Placed | None, Window | None]:
        place_early(self.ground.t, self.n, self.ground.k, v, ready)
        expected, load = fit_by_trying(self, v, ready, free)
        found, window = Dating.first_fit(self, v, ready, free)
        assert (found, exact(window)) == (expected, exact(load))
        return found, window


def dated(ground: Ground, mode: Mode) -> dict[int, Placed]:
    """Return the places of one pass in the order of the network, each compared."""
    dating = CheckedDating(ground, last_chance=True, mode=mode)
    dating._places = CheckedPlaces(ground, dating.loads, mode)
    dating._places.dating = dating
    return dating.run({v: (float(ground.class_of[v]), float(v)) for v in ground.nodes})


@st.composite
def items(draw: st.DrawFn, i: int) -> Initiative:
    """Return work of hours to weeks, some with rests, some that may be split."""
    rest = START + timedelta(days=draw(st.integers(3, 12)))
    rests = (Interruption(start=rest, finish=rest + timedelta(days=draw(st.integers(1, 5)))),)
    return Initiative(
        id=f"i{i}", code=f"I-{i}", name=f"Item {i}",
        duration=Duration(Decimal(draw(st.integers(1, 90))) / draw(st.sampled_from([2, 4, 8])), DurationUnit.DAY),
        calendar_id=draw(st.sampled_from([None, None, "c1"])),
        splittable=draw(st.sampled_from([False, False, True])),
        interruptions=rests if draw(st.integers(0, 3)) == 0 else (),
    )  # fmt: skip


@st.composite
def crowded(draw: st.DrawFn) -> Plan:
    """Return a plan whose teams have too few people for nearly everything at once, and for some of it ever."""
    amounts = st.tuples(st.sampled_from([0.2, 0.5, 1.0, 1.3, 1.7]), st.booleans())
    work = [draw(items(i)) for i in range(draw(st.integers(1, 7)))]
    demands = [
        Demand(
            id=f"d{i}-{k}", initiative_id=f"i{i}", team_id=draw(st.sampled_from(["t0", "t1"])),
            profile=draw(st.sampled_from(list(DemandProfile))),
            fte=amount if in_people else None, person_days=None if in_people else 7 * amount,
        )
        for i in range(len(work))
        for k, (amount, in_people) in enumerate(draw(st.lists(amounts, max_size=3)))
    ]  # fmt: skip
    who = [Assignment(id=f"a{i}", initiative_id=f"i{i}", resource_id="r") for i in range(len(work)) if i % 3 == 0]
    links = [
        Dependency(id=f"l{i}", predecessor_id=f"i{draw(st.integers(0, i - 1))}", successor_id=f"i{i}")
        for i in range(1, len(work))
        if draw(st.booleans())
    ]
    away = [
        StaffingChange(
            id=f"away{i}", team_id=draw(st.sampled_from(["t0", "t1"])), fte=-9 if draw(st.booleans()) else -1,
            start=TODAY + timedelta(days=first), finish=TODAY + timedelta(days=first + length),
        )
        for i, (first, length) in enumerate(
            draw(st.lists(st.tuples(st.integers(0, 60), st.sampled_from([0, 3, 50])), max_size=6))
        )
    ]  # fmt: skip
    off = CalendarException(first=date(2027, 3, 15), last=date(2027, 3, 19), name="Team days")
    teams = [
        Team(id="t0", code="T0", name="Zero", headcount=draw(st.sampled_from([1.0, 2.2]))),
        Team(id="t1", code="T1", name="One", headcount=1.3, calendar_id="c1"),
    ]
    return Plan.of(
        Portfolio(id="portfolio", name="P", start=START),
        Calendar(id="c1", code="C1", name="Team one", exceptions=(off,)),
        Resource(id="r", code="R", name="Person"),
        StaffingChange(id="s", team_id="t0", fte=1, start=date(2027, 4, 12)),
        *teams, *work, *demands, *who, *links, *away,
    )  # fmt: skip


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(crowded())
def test_places_are_those_found_by_trying_interpreted_and_compiled(plan: Plan) -> None:
    ground = ground_of(plan, TODAY, None, None)
    assert dated(ground, Mode.COMPILED) == dated(ground, Mode.INTERPRETED)


@pytest.mark.parametrize("mode", [Mode.INTERPRETED, Mode.COMPILED])
def test_back_loaded_work_begins_as_soon_as_its_last_days_find_people(mode: Mode) -> None:
    busy = [
        Initiative(id=f"b{i}", code=f"B{i}", name="Busy", manual_start=datetime(2027, 3, day, 8),
                   manual_finish=datetime(2027, 3, day, 17))
        for i, day in enumerate((12, 16))
    ]  # fmt: skip
    asks = [Demand(id=f"d{i}", initiative_id=f"b{i}", team_id="t", fte=0.7) for i in range(2)]
    plan = Plan.of(
        Portfolio(id="portfolio", name="P", start=START),
        Team(id="t", code="T", name="Team", headcount=1, focus_factor=1, reserve=0, leave_days=0, unplanned_absence=0),
        *busy, *asks,
        Initiative(id="a", code="A", name="Work", duration=Duration.parse("5d")),
        Demand(id="d", initiative_id="a", team_id="t", fte=0.5, profile=DemandProfile.BACK),
    )  # fmt: skip
    ground = ground_of(plan, TODAY, None, None)
    placed = dated(ground, mode)[ground.node_of["a"]]
    assert (to_datetime(placed.start), placed.behind) == (datetime(2027, 3, 15, 8), ("b1",))
