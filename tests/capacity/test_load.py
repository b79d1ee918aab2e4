"""Load: demands spread over working days, summed by period, with the items that cause it."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from planner.capacity import CapacityRangeError, PeriodLength
from planner.capacity.heat import heat_map, items, sensitive_over
from planner.capacity.load import asked, load
from planner.capacity.one_more import one_more
from planner.plan.entities import Calendar, Demand, DemandProfile, Initiative, Interruption, Portfolio, Status, Team
from planner.plan.errors import InvalidChangeError
from planner.plan.snapshot import Plan
from planner.plan.values import Duration
from planner.schedule import schedule

Make = Callable[..., Initiative]
Plain = Callable[..., Team]
Asks = Callable[..., Demand]
FIRST, LAST = date(2027, 3, 1), date(2027, 3, 19)


def by_week(plan: Plan, row: int = 0) -> list[float]:
    shown = heat_map(plan, PeriodLength.WEEK, FIRST, LAST)
    return [round(float(days), 6) for days in shown.demand[row]]


def test_people_at_a_time_on_each_working_day(item: Make, plain: Plain, asks: Asks) -> None:
    assert by_week(Plan.of(plain(), item("a", FIRST, date(2027, 3, 9)), asks("a", fte=2))) == [10, 4, 0]


@pytest.mark.parametrize(
    ("profile", "weeks"),
    [
        (DemandProfile.FLAT, [10, 10, 10]),
        (DemandProfile.FRONT, [16.666667, 10, 3.333333]),
        (DemandProfile.BACK, [3.333333, 10, 16.666667]),
    ],
)
def test_days_of_work_by_profile(
    profile: DemandProfile, weeks: list[float], item: Make, plain: Plain, asks: Asks
) -> None:
    plan = Plan.of(plain(), item("a", FIRST, LAST), asks("a", person_days=30.0, profile=profile))
    assert by_week(plan) == weeks


def test_holidays_of_the_team_carry_no_load(item: Make, plain: Plain, asks: Asks) -> None:
    ireland = Calendar(id="ie", code="IE", country="IE")
    plan = Plan.of(ireland, plain(calendar_id="ie"), item("a", FIRST, LAST), asks("a", person_days=28.0))
    assert by_week(plan) == [10, 10, 8], "Wednesday 17 March is Saint Patrick's Day"


def test_hours_of_the_first_and_last_day_outside_the_dates_do_not_count(plain: Plain, asks: Asks) -> None:
    work = Initiative(
        id="a", code="A", name="A", manual_start=datetime(2027, 3, 1, 13), manual_finish=datetime(2027, 3, 9, 12)
    )
    assert by_week(Plan.of(plain(), work, asks("a", fte=1))) == [4.5, 1.5, 0]


def test_a_demand_for_a_skill_counts_for_the_skill_and_for_the_team(item: Make, plain: Plain, asks: Asks) -> None:
    plan = Plan.of(
        plain(), item("a", FIRST, LAST), item("b", FIRST, LAST), asks("a", fte=1, skill="ML"), asks("b", fte=0.5)
    )
    shown = heat_map(plan, PeriodLength.MONTH, FIRST, LAST)
    assert [(cell.skill, days) for cell, days in zip(shown.cells, shown.demand[:, 0].tolist(), strict=True)] == [
        ("", 22.5),
        ("ML", 15),
    ]


def test_cancelled_work_asks_for_nothing(item: Make, plain: Plain, asks: Asks) -> None:
    gone = Initiative(id="a", code="A", name="A", status=Status.CANCELLED)
    assert by_week(Plan.of(plain(), gone, asks("a", fte=1))) == [0, 0, 0]


def test_work_that_falls_on_no_working_day_is_asked_on_its_first(plain: Plain, asks: Asks) -> None:
    sunday = Initiative(
        id="a", code="A", name="A", manual_start=datetime(2027, 3, 7, 8), manual_finish=datetime(2027, 3, 7, 17)
    )
    plan = Plan.of(plain(), sunday, asks("a", person_days=4.0))
    assert by_week(plan) == [4, 0, 0]
    assert [each.person_days for each in items(plan, "t", "", date(2027, 3, 1), date(2027, 3, 7))] == [4]
    assert by_week(Plan.of(plain(), sunday, asks("a", fte=4.0))) == [0, 0, 0]


def test_items_by_share(item: Make, plain: Plain, asks: Asks) -> None:
    plan = Plan.of(
        plain(),
        item("a", FIRST, date(2027, 3, 5)),
        item("b", FIRST, LAST),
        item("c", date(2027, 4, 1), date(2027, 4, 2)),
        asks("a", fte=1),
        asks("b", fte=1, skill="ML"),
        asks("c", fte=1),
    )
    found = items(plan, "t", "", FIRST, date(2027, 3, 31))
    assert [(each.initiative_id, each.skill, each.person_days, each.share) for each in found] == [
        ("b", "ML", 15, 0.75),
        ("a", "", 5, 0.25),
    ]
    assert [each.initiative_id for each in items(plan, "t", "ML", FIRST, LAST)] == ["b"]
    assert items(plan, "t", "Juggling", FIRST, LAST) == ()


def test_sensitive_work_apart(item: Make, plain: Plain, asks: Asks) -> None:
    plan = Plan.of(
        plain(), item("a", FIRST, LAST), item("b", FIRST, LAST), asks("a", fte=1, sensitive=True), asks("b", fte=1)
    )
    months = heat_map(plan, PeriodLength.MONTH, FIRST, LAST).periods
    found = sensitive_over(plan, months)
    assert found is not None
    assert found.tolist() == [[15]]
    assert sensitive_over(Plan.of(plain(), item("a", FIRST, LAST), asks("a", fte=1)), months) is None


def test_fiscal_quarters_follow_the_portfolio(item: Make, plain: Plain, asks: Asks) -> None:
    settings = Portfolio(id="portfolio", fiscal_year_start_month=4)
    plan = Plan.of(settings, plain(), item("a", date(2027, 3, 29), date(2027, 4, 6)), asks("a", fte=1))
    shown = heat_map(plan, PeriodLength.QUARTER)
    assert [period.label for period in shown.periods] == ["FY27 Q4", "FY28 Q1"]
    assert shown.demand.tolist() == [[3, 4]]


def test_every_length_of_period_sums_to_the_same(item: Make, plain: Plain, asks: Asks) -> None:
    plan = Plan.of(plain(), item("a", FIRST, date(2028, 2, 29)), asks("a", fte=1.5))
    sums = {length: round(float(heat_map(plan, length).demand.sum()), 6) for length in PeriodLength}
    assert sums == dict.fromkeys(PeriodLength, 1.5 * 262)


def test_a_plan_without_teams_or_work_has_an_empty_map() -> None:
    shown = heat_map(Plan({}), PeriodLength.MONTH, FIRST, LAST)
    assert (shown.cells, shown.supply.shape, shown.demand.shape) == ((), (0, 1), (0, 1))
    assert load(Plan({}), 2027, 2027).shape == (0, 365)


@pytest.mark.parametrize(("first", "last"), [(LAST, FIRST), (date(2000, 1, 1), date(2027, 1, 1))])
def test_ranges_that_cannot_be_shown_are_refused(first: date, last: date, plain: Plain) -> None:
    with pytest.raises(CapacityRangeError):
        heat_map(Plan.of(plain()), PeriodLength.DAY, first, last)


def test_one_more_person(item: Make, plain: Plain, asks: Asks) -> None:
    plan = Plan.of(plain(), item("a", FIRST, LAST), asks("a", fte=1.5))
    first, second = one_more(plan, "t", "", PeriodLength.WEEK, FIRST, date(2027, 3, 12), start=date(2027, 3, 8))
    assert (first.percent_before, first.percent_after, first.overload_before, first.overload_after) == (
        150, 150, 2.5, 2.5,
    )  # fmt: skip
    assert (second.percent_before, second.percent_after, second.overload_after) == (150, 75, 0)
    assert "staffing_change" not in plan.entities


def test_one_fewer_leaves_nobody_to_ask(item: Make, plain: Plain, asks: Asks) -> None:
    plan = Plan.of(plain(), item("a", FIRST, LAST), asks("a", fte=1))
    [week] = one_more(plan, "t", "", PeriodLength.WEEK, FIRST, FIRST, fte=-1)
    assert (week.supply_after, week.percent_after, week.overload_after) == (0, None, 5)


def test_more_people_than_there_can_be_are_refused(plain: Plain) -> None:
    with pytest.raises(InvalidChangeError, match="Fte is 1e\\+300"):
        one_more(Plan.of(plain()), "t", "", PeriodLength.WEEK, FIRST, FIRST, fte=1e300)


@pytest.mark.parametrize(
    ("profile", "weeks", "shares"),
    [
        (DemandProfile.FLAT, [10, 0, 10], [10, 10]),
        (DemandProfile.FRONT, [15, 0, 5], [15, 5]),
        (DemandProfile.BACK, [5, 0, 15], [5, 15]),
    ],
)
def test_work_asks_for_nobody_while_it_rests(
    profile: DemandProfile, weeks: list[float], shares: list[float], plain: Plain, asks: Asks
) -> None:
    rest = Interruption(start=datetime(2027, 3, 8), finish=datetime(2027, 3, 15))
    work = Initiative(
        id="a", code="A", name="A", duration=Duration.parse("10d"), actual_start=datetime(2027, 3, 1, 8),
        interruptions=(rest,),
    )  # fmt: skip
    demand = asks("a", person_days=20.0, profile=profile)
    plan = Plan.of(Portfolio(id="portfolio", start=datetime(2027, 3, 1)), plain(), work, demand)
    assert schedule(plan).dates["a"].finish == date(2027, 3, 19)
    assert by_week(plan) == weeks
    said = items(plan, "t", "", FIRST, date(2027, 3, 21))
    assert [(each.demand_id, round(each.person_days, 6), each.share) for each in said] == [("a-t", 20, 1)]
    found = asked(plan, 2027, 2027)
    assert found.amount.round(6).tolist() == shares
    people = Plan.of(Portfolio(id="portfolio", start=datetime(2027, 3, 1)), plain(), work, asks("a", fte=1.0))
    assert by_week(people) == [5, 0, 5]


def test_a_rest_that_covers_all_working_time_leaves_the_demand_where_it_was(plain: Plain, asks: Asks) -> None:
    rest = Interruption(start=datetime(2027, 2, 1), finish=datetime(2027, 4, 1))
    work = Initiative(
        id="a", code="A", name="A", manual_start=datetime(2027, 3, 1, 8), manual_finish=datetime(2027, 3, 19, 17),
        interruptions=(rest,),
    )  # fmt: skip
    assert by_week(Plan.of(plain(), work, asks("a", person_days=15.0))) == [5, 5, 5]
