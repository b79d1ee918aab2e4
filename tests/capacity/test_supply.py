"""Supply: net capacity by its factors, people and their leave, hires, loans, departures, returned time."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from planner.capacity import PeriodLength, period_of
from planner.capacity.arithmetic import Arithmetic, arithmetic
from planner.capacity.heat import heat_map
from planner.capacity.supply import supply
from planner.plan.entities import (
    Calendar,
    CalendarException,
    CapacityReturn,
    Initiative,
    Portfolio,
    Realised,
    Resource,
    ResourceType,
    SkillShare,
    StaffingChange,
    Team,
)
from planner.plan.errors import NotFoundError
from planner.plan.snapshot import Plan

Plain = Callable[..., Team]
Q1 = period_of(PeriodLength.QUARTER, date(2027, 1, 1), 1)
MARCH = period_of(PeriodLength.MONTH, date(2027, 3, 1), 1)
US = Calendar(id="us", code="US", country="US")


def of(plan: Plan, team: str = "t", skill: str = "", period: object = MARCH) -> Arithmetic:
    return arithmetic(plan, team, skill, period)  # type: ignore[arg-type]


def person(id_: str, **said: object) -> Resource:
    return Resource(id=id_, code=id_, name=id_, team_id="t", **said)  # type: ignore[arg-type]


def test_the_practice_s_example_comes_out() -> None:
    two_days_off = CalendarException(first=date(2027, 1, 1), last=date(2027, 1, 4))
    calendar = Calendar(id="c", code="C", exceptions=(two_days_off,))
    team = Team(
        id="t",
        code="T",
        name="T",
        headcount=9,
        calendar_id="c",
        focus_factor=0.75,
        leave_days=0,
        unplanned_absence=0.07,
    )
    said = of(Plan.of(calendar, team), period=Q1)
    assert [(term.name, round(term.value, 6)) for term in said.factors] == [
        ("FTE", 9), ("working days", 62), ("presence", 0.93), ("focus", 0.75), ("1 − reserve", 0.9),
    ]  # fmt: skip
    assert said.total == pytest.approx(9 * 62 * 0.93 * 0.75 * 0.90)
    assert round(said.total) == 350


def test_somebody_in_the_us_is_there_on_223_of_260_weekdays() -> None:
    """Ten holidays, ten sick days and seventeen days of leave; 2026 has eleven holidays on 261 weekdays."""
    team = Team(id="t", code="T", name="T", headcount=1, calendar_id="us", focus_factor=1, reserve=0)
    found = supply(Plan.of(US, team), 2026, 2026)
    assert found.teams["t"].whole.sum() == 250
    assert found.net.sum() == pytest.approx(223)
    assert round(100 * found.net.sum() / 260, 1) == 85.8


def test_a_friday_until_noon_is_half_a_day(plain: Plain) -> None:
    week = ("08:00-12:00 13:00-17:00",) * 4 + ("08:00-12:00", "", "")
    plan = Plan.of(Calendar(id="c", code="C", week=week), plain(calendar_id="c"))
    assert heat_map(plan, PeriodLength.WEEK, date(2027, 3, 1), date(2027, 3, 1)).supply.tolist() == [[4.5]]


def test_hours_of_the_day_do_not_matter_and_a_calendar_without_work_has_no_supply(plain: Plain) -> None:
    short = Calendar(id="c", code="C", week=("09:00-12:00 13:00-17:30",) * 5 + ("", ""))
    never = Calendar(id="n", code="N", week=("",) * 7)
    plan = Plan.of(short, never, plain(calendar_id="c"), plain("u", calendar_id="n", leave_days=20))
    assert heat_map(plan, PeriodLength.WEEK, date(2027, 3, 1), date(2027, 3, 1)).supply.tolist() == [[5.0], [0.0]]


def test_booked_leave_counts_on_its_days_and_the_rest_is_spread(plain: Plain) -> None:
    leave = (CalendarException(first=date(2027, 3, 1), last=date(2027, 3, 5)),)
    own = Calendar(id="own", code="OWN", base_id="c", exceptions=leave)
    office = Calendar(id="c", code="C")
    plan = Plan.of(office, own, plain(calendar_id="c", leave_days=17), person("a", calendar_id="own"))
    days = supply(plan, 2027, 2027).net[0]
    assert days.sum() == pytest.approx(261 - 17)
    assert days[59:64].tolist() == [0, 0, 0, 0, 0]
    assert days[3] == pytest.approx(1 - 12 / 256)


def test_a_shared_calendar_books_nobody_s_leave(plain: Plain) -> None:
    freeze = CalendarException(first=date(2027, 3, 1), last=date(2027, 3, 5))
    office = Calendar(id="c", code="C", exceptions=(freeze,))
    plan = Plan.of(office, plain(calendar_id="c", leave_days=16), person("a", calendar_id="c"))
    assert supply(plan, 2027, 2027).net.sum() == pytest.approx(261 - 5 - 16)


def test_people_count_by_units_and_engagement_and_only_people_do(plain: Plain) -> None:
    plan = Plan.of(
        plain(headcount=50),
        person("half", max_units=50),
        person("joins", engaged_from=date(2027, 3, 15)),
        person("goes", engaged_until=date(2027, 3, 2)),
        person("printer", type=ResourceType.MATERIAL),
    )
    assert of(plan).total == 23 * 0.5 + 13 + 2


def test_a_part_timer_has_a_part_of_the_leave(plain: Plain) -> None:
    mornings = Calendar(id="own", code="OWN", week=("08:00-12:00",) * 5 + ("", ""))
    office = Calendar(id="c", code="C")
    plan = Plan.of(office, mornings, plain(calendar_id="c", leave_days=26), person("a", calendar_id="own"))
    assert supply(plan, 2027, 2027).net.sum() == pytest.approx((261 - 26) / 2)


def test_wellbeing_time_comes_off_each_week(plain: Plain) -> None:
    assert of(Plan.of(plain(wellbeing_hours=4))).total == pytest.approx(23 * 0.9)
    assert of(Plan.of(plain(wellbeing_hours=60))).total == 0


def test_attrition_starts_on_the_status_date(plain: Plain) -> None:
    settings = Portfolio(id="portfolio", status_date=date(2027, 1, 1))
    days = supply(Plan.of(settings, plain(attrition=0.1)), 2026, 2028).net[0]
    assert days[364] == 1
    assert days[365 + 367] == pytest.approx(0.9 ** (367 / 365.25))


def test_a_hire_works_nothing_half_and_all_in_the_thirds_of_the_ramp(plain: Plain) -> None:
    hire = StaffingChange(id="h", team_id="t", fte=2, start=date(2027, 3, 1), ramp_weeks=6, probability=0.5)
    plan = Plan.of(plain(headcount=0), hire)
    shown = heat_map(plan, PeriodLength.WEEK, date(2027, 2, 22), date(2027, 4, 4))
    assert shown.supply.tolist() == [[0, 0, 0, 2.5, 2.5, 5]]
    [change] = of(plan).added
    assert change.name == "Joining: 2 FTE, from 2027-03-01, ramp 6 weeks, probability 50%"


def test_temporary_workers_go_after_their_last_day(plain: Plain) -> None:
    plan = Plan.of(plain(), StaffingChange(id="h", team_id="t", fte=1, start=date(2027, 3, 1), finish=date(2027, 3, 3)))
    assert of(plan).total == 23 + 3


def test_a_loan_moves_people_from_one_team_to_another(plain: Plain) -> None:
    loan = StaffingChange(id="l", team_id="t", from_team_id="u", fte=1, start=date(2027, 3, 1), finish=date(2027, 3, 5))
    plan = Plan.of(plain(headcount=2), plain("u", headcount=3), loan)
    assert (of(plan).total, of(plan, "u").total) == (46 + 5, 69 - 5)
    assert [term.name for term in of(plan, "u").added] == ["Lent: 1 FTE, from 2027-03-01 to 2027-03-05"]


def test_no_fewer_than_nobody(plain: Plain) -> None:
    plan = Plan.of(plain(), StaffingChange(id="l", team_id="t", fte=-3, start=date(2027, 3, 1)))
    said = of(plan)
    assert (said.total, [(term.name[:7], term.value) for term in said.added]) == (
        0,
        [("Leaving", -69), ("no fewe", 46)],
    )


def test_skills_of_plain_teams_and_of_people(plain: Plain) -> None:
    shares = (SkillShare(skill="ML", fte=2), SkillShare(skill="SQL", fte=9))
    plan = Plan.of(plain(headcount=4, skills=shares))
    assert [of(plan, skill=skill).total for skill in ("", "ML", "SQL")] == [92, 46, 92]
    named = Plan.of(plain(headcount=4), person("a", skills=("ML",)), person("b"))
    assert [of(named, skill=skill).total for skill in ("", "ML")] == [46, 46]


def test_who_leaves_takes_the_skills_along(plain: Plain) -> None:
    shares = (SkillShare(skill="ML", fte=2), SkillShare(skill="SQL", fte=4))
    team = plain(headcount=4, skills=shares)
    gone = StaffingChange(id="g", team_id="t", fte=-1, start=date(2027, 1, 1))
    any_ = Plan.of(team, gone)
    assert [of(any_, skill=skill).total for skill in ("", "ML", "SQL")] == [69, 34.5, 69]
    one = Plan.of(team, StaffingChange(id="g", team_id="t", skill="ML", fte=-1, start=date(2027, 1, 1)))
    assert [of(one, skill=skill).total for skill in ("", "ML", "SQL")] == [69, 23, 69]


def test_automation_gives_time_back_after_its_finish_and_by_what_was_found(plain: Plain) -> None:
    done = Initiative(
        id="i", code="I", name="I", manual_start=datetime(2027, 2, 1, 8), manual_finish=datetime(2027, 2, 28, 17)
    )
    promised = CapacityReturn(id="r", initiative_id="i", team_id="t", hours_per_week=40)
    plan = Plan.of(plain(headcount=0), done, promised)
    assert of(plan).total == 23
    found = CapacityReturn(
        id="r",
        initiative_id="i",
        team_id="t",
        hours_per_week=40,
        realised=(Realised(on=date(2027, 3, 15), hours_per_week=20.0),),
    )
    assert of(Plan.of(plain(headcount=0), done, found)).total == 10 + 13 / 2
    growing = CapacityReturn(id="r", initiative_id="i", team_id="t", hours_per_week=40, ramp_weeks=1)
    week = heat_map(Plan.of(plain(headcount=0), done, growing), PeriodLength.WEEK, date(2027, 3, 1), date(2027, 3, 1))
    assert week.supply[0, 0] == pytest.approx((1 + 2 + 3 + 4 + 5) / 7)


def test_a_cell_that_does_not_exist_is_refused(plain: Plain) -> None:
    with pytest.raises(NotFoundError, match=r"^There is no skill 'Juggling'. No skills of T are known.$"):
        of(Plan.of(plain()), skill="Juggling")
    team = plain(skills=(SkillShare(skill="ML", fte=1), SkillShare(skill="Law", fte=1)))
    with pytest.raises(NotFoundError, match=r"^There is no skill 'Juggling'. T has Law, ML.$"):
        of(Plan.of(team), skill="Juggling")
