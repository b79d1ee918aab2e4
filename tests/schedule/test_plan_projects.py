"""Projects, people, interruptions and progress rules of a plan, as the engine is told of them."""

from datetime import date, datetime
from typing import Any

import pytest

from planner.plan.entities import (
    Assignment,
    Calendar,
    CalendarException,
    ConstraintType,
    Dependency,
    EffortRule,
    FloatBasis,
    Initiative,
    Interruption,
    Level,
    MilestoneInstant,
    OtherWeek,
    Portfolio,
    Project,
    Resource,
    ResourceType,
)
from planner.plan.entities.base import Entity
from planner.plan.snapshot import Plan
from planner.plan.values import Duration
from planner.schedule import WorkDates, schedule

START = datetime(2027, 1, 4, 8)
PORTFOLIO = Portfolio(id="portfolio", start=START)
DAY_OFF = CalendarException(first=date(2027, 1, 5), last=date(2027, 1, 5), name="Leave")
AWAY = Calendar(id="away", code="AWAY", exceptions=(DAY_OFF,))


def work(id_: str, said: str = "2d", **values: Any) -> Initiative:
    return Initiative(id=id_, code=id_.upper(), name=id_, duration=Duration.parse(said), **values)


def link(before: str, after: str) -> Dependency:
    return Dependency(id=before + after, predecessor_id=before, successor_id=after)


def dates(*entities: Entity, portfolio: Portfolio = PORTFOLIO) -> dict[str, WorkDates]:
    return dict(schedule(Plan.of(portfolio, *entities)).dates)


def test_work_belongs_to_the_nearest_project_above_it() -> None:
    later = Project(id="p", initiative_id="top", start=datetime(2027, 2, 1, 8))
    last = Project(id="q", initiative_id="inner", start=datetime(2027, 3, 1, 8), calendar_id="away")
    found = dates(
        AWAY, work("top"), work("a", parent_id="top"), work("inner", parent_id="top"), work("b", parent_id="inner"),
        work("c"), later, last,
    )  # fmt: skip
    assert {id_: found[id_].early_start for id_ in "abc"} == {
        "a": datetime(2027, 2, 1, 8), "b": datetime(2027, 3, 1, 8), "c": START,
    }  # fmt: skip


def test_a_project_has_its_own_calendar_critical_limit_and_finish() -> None:
    rules = Project(
        id="p", initiative_id="top", calendar_id="away", critical_float_days=1.0, finish=datetime(2027, 1, 8, 17)
    )
    found = dates(AWAY, work("top"), work("a", "3d", parent_id="top"), work("b", parent_id="top"), rules)
    assert (found["a"].early_finish, found["a"].late_finish) == (datetime(2027, 1, 7, 17), datetime(2027, 1, 8, 17))
    assert (found["a"].critical, found["b"].critical) == (True, False)


def test_a_project_is_scheduled_from_its_finish() -> None:
    rules = Project(id="p", initiative_id="top", from_finish=True, finish=datetime(2027, 1, 29, 17))
    late = work("a", parent_id="top", constraint=ConstraintType.ALAP)
    found = dates(work("top"), late, rules)
    assert (found["a"].early_start, found["a"].early_finish) == (datetime(2027, 1, 28, 8), datetime(2027, 1, 29, 17))


def test_links_reach_across_projects_and_summaries_of_projects() -> None:
    one = Project(id="p", initiative_id="one", start=datetime(2027, 2, 1, 8))
    two = Project(id="q", initiative_id="two")
    found = dates(
        work("one"), work("a", parent_id="one"), work("b", parent_id="one"), work("two"), work("c", parent_id="two"),
        one, two, link("one", "c"),
    )  # fmt: skip
    assert found["c"].early_start == datetime(2027, 2, 3, 8)
    assert [found[id_].total_float_minutes for id_ in "abc"] == [0, 0, 0]


def test_float_basis_and_status_date_of_a_project() -> None:
    rules = Project(
        id="p", initiative_id="top", float_basis=FloatBasis.FINISH, status_date=datetime(2027, 1, 6, 23, 59)
    )
    found = dates(work("top"), work("a", parent_id="top"), rules)
    assert found["a"].early_start == datetime(2027, 1, 7, 8)


@pytest.mark.parametrize(("moved", "start"), [(False, START), (True, datetime(2027, 1, 7, 8))])
def test_unfinished_work_moves_past_the_status_date_only_on_request(moved: bool, start: datetime) -> None:
    settings = Portfolio(id="portfolio", start=START, status_date=date(2027, 1, 6), reschedule_unfinished=moved)
    assert dates(work("a"), portfolio=settings)["a"].early_start == start


def test_retained_logic_lets_what_remains_wait() -> None:
    rules = Project(id="p", initiative_id="top", status_date=datetime(2027, 1, 5, 8), retained_logic=True)
    begun = work("b", parent_id="top", actual_start=START, remaining=Duration.parse("1d"))
    found = dates(work("top"), work("a", "5d", parent_id="top"), begun, rules, link("a", "b"))
    assert found["b"].early_finish == datetime(2027, 1, 12, 17)


def test_inactive_work_has_no_dates_and_binds_nothing() -> None:
    found = dates(work("a", active=False), work("b"), link("a", "b"))
    assert "a" not in found
    assert found["b"].early_start == START


def test_interruptions_and_levelling_delay_move_work() -> None:
    rest = Interruption(start=datetime(2027, 1, 4, 17), finish=datetime(2027, 1, 6, 8))
    found = dates(work("a", interruptions=(rest,)), work("b", levelling_delay=Duration.parse("2ed")))
    assert found["a"].early_finish == datetime(2027, 1, 6, 17)
    assert found["b"].early_start == datetime(2027, 1, 6, 8)


def test_the_rest_of_begun_work_waits_for_its_resumption() -> None:
    begun = work("a", percent_complete=50.0, actual_start=START, resume=datetime(2027, 1, 11, 8))
    assert dates(begun)["a"].early_finish == datetime(2027, 1, 11, 17)


@pytest.mark.parametrize(
    ("values", "kind", "finish"),
    [
        ({}, ResourceType.PERSON, datetime(2027, 1, 6, 17)),
        ({"effort_rule": EffortRule.FIXED_DURATION}, ResourceType.PERSON, datetime(2027, 1, 5, 17)),
        ({"ignores_resource_calendars": True}, ResourceType.PERSON, datetime(2027, 1, 5, 17)),
        ({}, ResourceType.MATERIAL, datetime(2027, 1, 5, 17)),
    ],
)
def test_leave_of_who_works_moves_work_unless_its_duration_is_its_own(
    values: dict[str, Any], kind: ResourceType, finish: datetime
) -> None:
    person = Resource(id="r", code="R", name="Ada", calendar_id="away", type=kind)
    assert dates(AWAY, work("a", **values), person, Assignment(id="s", initiative_id="a", resource_id="r"))[
        "a"
    ].early_finish == finish  # fmt: skip


def test_work_with_a_calendar_of_its_own_is_done_when_both_work() -> None:
    monday_off = CalendarException(first=date(2027, 1, 4), last=date(2027, 1, 4))
    own = Calendar(id="own", code="OWN", exceptions=(monday_off,))
    person = Resource(id="r", code="R", name="Ada", calendar_id="away")
    found = dates(
        AWAY, own, work("a", calendar_id="own"), person, Assignment(id="s", initiative_id="a", resource_id="r")
    )
    assert (found["a"].early_start, found["a"].early_finish) == (datetime(2027, 1, 6, 8), datetime(2027, 1, 7, 17))


def test_the_latest_assignment_ends_the_work() -> None:
    people = (Resource(id="r", code="R", name="Ada", calendar_id="away"), Resource(id="q", code="Q", name="Bo"))
    rows = (
        Assignment(id="s", initiative_id="a", resource_id="r", work=Duration.parse("8h")),
        Assignment(id="t", initiative_id="a", resource_id="q", work=Duration.parse("24h")),
    )
    assert dates(AWAY, work("a"), *people, *rows)["a"].early_finish == datetime(2027, 1, 6, 17)


def test_other_weeks_hold_for_their_time() -> None:
    summer = OtherWeek(first=date(2027, 1, 5), last=date(2027, 1, 31), week=("08:00-12:00",) * 5 + ("", ""))
    calendar = Calendar(id="c", code="C", other_weeks=(summer,))
    settings = Portfolio(id="portfolio", start=START, default_calendar_id="c")
    assert dates(calendar, work("a"), portfolio=settings)["a"].early_finish == datetime(2027, 1, 6, 12)


def test_further_constraints_and_milestones_at_edges_of_work() -> None:
    bound = work(
        "a", second_constraint=ConstraintType.SNET, second_constraint_date=datetime(2027, 1, 11, 8), deadline=None
    )
    gate = Initiative(
        id="m", code="M", name="m", level=Level.MILESTONE, milestone_instant=MilestoneInstant.START_OF_WORK
    )
    found = dates(bound, work("b"), gate, link("b", "m"))
    assert found["a"].early_start == datetime(2027, 1, 11, 8)
    assert found["m"].early_start == datetime(2027, 1, 6, 8)


def test_elapsed_work_goes_on_day_and_night() -> None:
    assert dates(work("a", "3ed"))["a"].early_finish == datetime(2027, 1, 7, 8)
