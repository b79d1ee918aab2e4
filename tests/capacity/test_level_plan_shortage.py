"""Work that may not be interrupted rests where its team is away: how long, what is kept, never later than needed."""

from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.capacity.level_plan import level_plan
from planner.capacity.levelling import Label, Objective
from planner.capacity.load import load
from planner.capacity.supply import supply
from planner.plan.changes import apply
from planner.plan.entities import (
    Calendar,
    Demand,
    DemandProfile,
    Entity,
    Initiative,
    Interruption,
    Portfolio,
    Resource,
    StaffingChange,
    Team,
)
from planner.plan.entities.work import ConstraintType
from planner.plan.entities.worktime import CalendarException
from planner.plan.snapshot import Plan
from planner.plan.values import Duration
from planner.schedule import schedule

MONDAY = date(2027, 3, 1)


def plan_of(*entities: Entity, heads: float = 1.0) -> Plan:
    team = Team(id="t", code="IAI", name="Infra AI", headcount=heads, focus_factor=1, reserve=0, leave_days=0,
                unplanned_absence=0)  # fmt: skip
    return Plan.of(Portfolio(id="portfolio", name="P", start=datetime(2027, 3, 1)), team, *entities)


def work(
    id_: str, days: int, fte: float = 1.0, profile: DemandProfile = DemandProfile.FLAT, **said: Any
) -> list[Entity]:
    item = Initiative(id=id_, code=id_.upper(), name=id_, duration=Duration.parse(f"{days}d"), **said)
    return [item, Demand(id=f"d-{id_}", initiative_id=id_, team_id="t", fte=fte, profile=profile)]


def away(first: date, last: date, fte: float = -1.0) -> StaffingChange:
    return StaffingChange(id=f"away-{first}", team_id="t", fte=fte, start=first, finish=last)


def days_of(rests: tuple[Interruption, ...]) -> list[tuple[str, str]]:
    return [(f"{rest.start:%m-%d}", f"{rest.finish:%m-%d}") for rest in rests]


def levelled(plan: Plan, today: date = MONDAY) -> Plan:
    """Return the plan with the proposal applied, which has exactly its dates and needs no second one."""
    found = level_plan(plan, today=today)
    after = apply(plan, found.operations).plan
    dates = schedule(after).dates
    assert {row.id: (row.start, row.finish) for row in found.work} == {
        row.id: (dates[row.id].early_start, dates[row.id].early_finish) for row in found.work
    }
    assert level_plan(after, today=today).operations == ()
    return after


def test_work_rests_while_nobody_is_there_and_says_so() -> None:
    plan = plan_of(away(date(2027, 3, 4), date(2027, 3, 5)), *work("a", 5))
    [row] = level_plan(plan, today=MONDAY).work
    assert (row.start, row.finish) == (datetime(2027, 3, 1, 8), datetime(2027, 3, 9, 17))
    assert row.rests == ((datetime(2027, 3, 4), datetime(2027, 3, 8)),)
    assert row.reason == (
        "A has not begun and starts today at the earliest; there is capacity for it then. "
        "It rests from 04 Mar 2027 to 05 Mar 2027, when nobody of Infra AI is there."
    )
    assert days_of(levelled(plan).all(Initiative)["a"].interruptions) == [("03-04", "03-08")]


def test_a_plan_with_rests_can_be_proven() -> None:
    plan = plan_of(away(date(2027, 3, 4), date(2027, 3, 4)), *work("a", 5))
    found = level_plan(plan, today=MONDAY, objective=Objective.MAKESPAN)
    assert (found.label, found.value, found.finish) == (Label.PROVEN, 6.0, datetime(2027, 3, 8, 17))


def test_a_person_on_leave_is_one_too_few() -> None:
    off = CalendarException(first=date(2027, 3, 4), last=date(2027, 3, 4), name="Leave")
    people = [
        Calendar(id="c", code="C", name="Ann", exceptions=(off,)),
        Resource(id="ann", code="ANN", name="Ann", team_id="t", calendar_id="c"),
        Resource(id="ben", code="BEN", name="Ben", team_id="t"),
    ]
    [row] = level_plan(plan_of(*people, *work("a", 5, fte=1.5)), today=MONDAY).work
    assert (row.finish, row.rests) == (datetime(2027, 3, 8, 17), ((datetime(2027, 3, 4), datetime(2027, 3, 5)),))
    assert row.reason.endswith("It rests on 04 Mar 2027, when too few of Infra AI are there.")
    [row] = level_plan(plan_of(*people, *work("a", 5, fte=1.0)), today=MONDAY).work
    assert (row.finish, row.rests) == (datetime(2027, 3, 5, 17), ())


@pytest.mark.parametrize(
    ("last", "fte", "start", "finish"),
    [
        (date(2027, 4, 6), -1.0, "03-01", "04-09"),  # 25 days with one of two there
        (date(2027, 4, 7), -1.0, "04-08", "04-14"),  # 26 of them are no leave
        (date(2027, 9, 1), -2.0, "03-01", "09-06"),  # nobody at all, as long as it takes
    ],
)
def test_work_waits_for_colleagues_who_are_gone_for_more_than_five_weeks(
    last: date, fte: float, start: str, finish: str
) -> None:
    plan = plan_of(away(date(2027, 3, 3), last, fte), *work("a", 5, fte=2), heads=2)
    [row] = level_plan(plan, today=MONDAY).work
    assert (f"{row.start:%m-%d}", f"{row.finish:%m-%d}") == (start, finish)


def test_work_does_not_rest_for_other_work() -> None:
    busy = [Initiative(id="b", code="B", name="b", manual_start=datetime(2027, 3, 4, 8),
                       manual_finish=datetime(2027, 3, 4, 17)),
            Demand(id="d-b", initiative_id="b", team_id="t", fte=1)]  # fmt: skip
    [row] = level_plan(plan_of(*busy, away(date(2027, 3, 9), date(2027, 3, 9)), *work("a", 5)), today=MONDAY).work
    assert (row.start, row.finish) == (datetime(2027, 3, 5, 8), datetime(2027, 3, 12, 17))
    assert row.reason.startswith("A waits for Infra AI, whom B holds until 04 Mar 2027. It rests on 09 Mar 2027")


@pytest.mark.parametrize("day", [3, 9, 12])
def test_work_whose_finish_is_held_does_not_rest(day: int) -> None:
    held = work("a", 4, constraint=ConstraintType.FNET, constraint_date=datetime(2027, 3, day, 12))
    after = levelled(plan_of(away(date(2027, 3, 4), date(2027, 3, 5)), *held))
    assert [item.interruptions for item in after.all(Initiative).values()] == [()]
    assert schedule(after).dates["a"].early_start >= datetime(2027, 3, 8)
    assert (load(after, 2027, 2027) <= supply(after, 2027, 2027).net + 1e-6).all()


def test_work_that_asks_for_less_and_less_rests_where_nobody_is_there() -> None:
    gone = away(date(2027, 3, 4), date(2027, 3, 4), -2.0)
    plan = plan_of(gone, *work("a", 5, profile=DemandProfile.FRONT), heads=2)
    [row] = level_plan(plan, today=MONDAY).work
    assert (row.finish, row.rests) == (datetime(2027, 3, 8, 17), ((datetime(2027, 3, 4), datetime(2027, 3, 5)),))
    grid = load(levelled(plan), 2027, 2027)[0, 59:67]
    assert np.round(grid, 2).tolist() == [1.8, 1.4, 1.0, 0.0, 0.6, 0.0, 0.0, 0.2]


def test_interruptions_that_somebody_said_are_kept_and_not_counted_twice() -> None:
    said = Interruption(start=datetime(2027, 3, 2, 12), finish=datetime(2027, 3, 3, 17))
    gone = away(date(2027, 3, 3), date(2027, 3, 4))
    after = levelled(plan_of(gone, *work("a", 3, interruptions=(said,))))
    item = after.all(Initiative)["a"]
    assert item.interruptions == (said, Interruption(start=datetime(2027, 3, 4), finish=datetime(2027, 3, 5)))
    assert schedule(after).dates["a"].early_finish == datetime(2027, 3, 8, 12)


def test_levelling_again_takes_back_rests_that_the_work_no_longer_meets() -> None:
    plan = levelled(plan_of(away(date(2027, 3, 4), date(2027, 3, 4)), *work("a", 5)))
    later = level_plan(plan, today=date(2027, 3, 8))
    assert [(row.start, row.finish, row.rests) for row in later.work] == [
        (datetime(2027, 3, 8, 8), datetime(2027, 3, 12, 17), ())
    ]
    assert later.after.all(Initiative)["a"].interruptions == ()


def test_a_rest_stays_where_its_leave_was_cancelled_and_new_leave_is_added() -> None:
    plan = levelled(plan_of(away(date(2027, 3, 3), date(2027, 3, 3)), *work("a", 5)))
    other = away(date(2027, 3, 4), date(2027, 3, 4))
    now = plan.with_entities(
        [("staffing_change", "away-2027-03-03", None), ("staffing_change", other.id, other)], plan.revision
    )
    after = levelled(now)
    assert days_of(after.all(Initiative)["a"].interruptions) == [("03-03", "03-04"), ("03-04", "03-05")]
    assert schedule(after).dates["a"].early_finish == datetime(2027, 3, 9, 17)


@st.composite
def one_person(draw: st.DrawFn) -> tuple[Plan, list[int], set[int]]:
    """Return a plan with one person and some work, its durations, and the working days on which nobody is there."""
    gone = draw(st.sets(st.integers(0, 24), max_size=12))
    days = [MONDAY + timedelta(days=7 * (n // 5) + n % 5) for n in sorted(gone)]
    durations = draw(st.lists(st.integers(1, 6), min_size=1, max_size=3))
    items = [one for n, length in enumerate(durations) for one in work(f"a{n}", length)]
    return plan_of(*items, *(away(day, day) for day in days)), durations, gone


@settings(max_examples=25, deadline=None)
@given(one_person())
def test_nothing_ends_later_than_needed_and_nobody_works_while_away(case: tuple[Plan, list[int], set[int]]) -> None:
    plan, durations, gone = case
    after = levelled(plan)
    best = [n for n in range(100) if n not in gone][sum(durations) - 1]
    assert schedule(after).finish.date() == MONDAY + timedelta(days=7 * (best // 5) + best % 5)
    assert float((load(after, 2027, 2027) - supply(after, 2027, 2027).net).max()) <= 1e-9
