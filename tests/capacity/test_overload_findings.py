"""What capacity finds: overload with its items, skills nobody has, sensitive load, impossible input."""

from collections.abc import Callable
from datetime import date, datetime

from planner.capacity import capacity_findings
from planner.plan.entities import (
    Calendar,
    Demand,
    Initiative,
    Portfolio,
    Resource,
    SkillShare,
    StaffingChange,
    Team,
)
from planner.plan.findings import Severity
from planner.plan.snapshot import Plan
from planner.review import review

Make = Callable[..., Initiative]
Plain = Callable[..., Team]
Asks = Callable[..., Demand]
FIRST, LAST = date(2027, 1, 4), date(2027, 3, 31)


def said(plan: Plan) -> list[tuple[str, str]]:
    return [(finding.code, finding.message) for finding in capacity_findings(plan)]


def test_an_overload_names_team_quarter_percentage_and_items_by_share(item: Make, plain: Plain, asks: Asks) -> None:
    work = [item(code, FIRST, LAST) for code in "abcdef"]
    fte = {"a": 0.105, "b": 0.8, "c": 0.3, "d": 0.1, "e": 0.1, "f": 0.1}
    plan = Plan.of(plain(), *work, *(asks(code, fte=share) for code, share in fte.items()))
    [finding] = capacity_findings(plan)
    assert (finding.severity, finding.code) == (Severity.WARNING, "team-overloaded")
    assert finding.message == (
        "T is asked for 95 person-days in 2027Q1 and has 64: 148 %. By B (53 %), C (20 %), A (7 %), D (7 %) and 2 more."
    )
    assert (finding.place.kind, finding.place.code, finding.place.column) == ("team", "T", "2027Q1")
    assert finding.items == ("t", "b", "c", "a", "d", "e", "f")
    assert finding in review(plan)


def test_a_hundred_percent_is_no_overload(item: Make, plain: Plain, asks: Asks) -> None:
    assert said(Plan.of(plain(), item("a", date(2027, 1, 1), LAST), asks("a", fte=1))) == []


def test_quarters_that_are_over_are_left_alone(item: Make, plain: Plain, asks: Asks) -> None:
    plan = Plan.of(plain(), item("a", FIRST, date(2027, 4, 30)), asks("a", fte=4))
    assert [finding.place.column for finding in capacity_findings(plan)] == ["2027Q1", "2027Q2"]
    later = Plan.of(*plan, Portfolio(id="portfolio", status_date=date(2027, 4, 1)))
    assert [finding.place.column for finding in capacity_findings(later)] == ["2027Q2"]


def test_a_skill_may_be_overloaded_where_the_team_is_not(item: Make, plain: Plain, asks: Asks) -> None:
    team = plain(headcount=4, skills=(SkillShare(skill="ML", fte=1),))
    plan = Plan.of(team, item("a", FIRST, LAST), asks("a", fte=1.5, skill="ML"))
    assert said(plan) == [
        ("team-overloaded", "T (ML) is asked for 94 person-days in 2027Q1 and has 64: 148 %. By A (100 %).")
    ]


def test_an_overload_of_all_in_one_skill_is_told_once(item: Make, plain: Plain, asks: Asks) -> None:
    plan = Plan.of(plain(), item("a", FIRST, LAST), asks("a", fte=2, skill="ML"))
    assert [code for code, _ in said(plan)] == ["team-overloaded"]


def test_a_skill_that_nobody_has(item: Make, plain: Plain, asks: Asks) -> None:
    person = Resource(id="p", code="P", name="P", team_id="t", skills=("SQL",))
    plan = Plan.of(plain(), person, item("a", FIRST, LAST), asks("a", fte=0.5, skill="ML"))
    assert said(plan) == [("no-capacity", "31.5 person-days are asked for, and nobody in T has the skill ML.")]
    [finding] = capacity_findings(plan)
    assert finding.severity is Severity.WARNING


def test_a_team_of_unknown_size_is_told_once_as_information(item: Make, plain: Plain, asks: Asks) -> None:
    plan = Plan.of(
        plain(headcount=0),
        item("a", FIRST, LAST),
        item("b", LAST, date(2028, 1, 4)),
        asks("a", fte=1),
        asks("b", fte=1, skill="ML"),
    )
    [finding] = capacity_findings(plan)
    assert (finding.severity, finding.code) == (Severity.INFO, "no-capacity")
    assert finding.message == "263 person-days are asked for, and T has no capacity."


def test_too_much_sensitive_content(item: Make, plain: Plain, asks: Asks) -> None:
    plan = Plan.of(plain(sensitive_limit=0.5), item("a", date(2027, 1, 1), LAST), asks("a", fte=0.75, sensitive=True))
    assert said(plan) == [
        (
            "sensitive-load",
            "Sensitive content takes 75% of the project time of T in 2027Q1; its limit is 50%. By A (100 %).",
        )
    ]
    assert said(Plan.of(plain(sensitive_limit=0.75), *list(plan)[1:])) == []


def test_person_days_on_no_working_day(plain: Plain, asks: Asks) -> None:
    launch_day = Initiative(id="a", code="A", name="A", manual_start=datetime(2027, 3, 7, 9),
                            manual_finish=datetime(2027, 3, 7, 9))  # fmt: skip
    plan = Plan.of(plain(), launch_day, asks("a", person_days=3.0))
    assert said(plan) == [("demand-off-work", "A asks T for 3 person-days while T never works.")]


def test_a_team_that_never_works(item: Make, plain: Plain, asks: Asks) -> None:
    never = Calendar(id="n", code="N", week=("",) * 7)
    plan = Plan.of(never, plain(calendar_id="n"), item("a", FIRST, LAST), asks("a", person_days=3.0))
    assert [code for code, _ in said(plan)] == ["no-capacity", "demand-off-work"]


def test_more_leave_than_there_are(item: Make, plain: Plain) -> None:
    gone = StaffingChange(id="g", team_id="t", fte=-2, start=date(2027, 2, 1))
    plan = Plan.of(plain(), gone, item("a", FIRST, LAST))
    assert said(plan) == [("staff-below-zero", "From 2027-02-01 more people leave T than are in it.")]


def test_more_leave_who_have_a_skill_than_have_it(item: Make, plain: Plain) -> None:
    gone = StaffingChange(id="g", team_id="t", fte=-2, skill="ML", start=date(2027, 2, 1))
    team = plain(headcount=4, skills=(SkillShare(skill="ML", fte=1), SkillShare(skill="Law", fte=1)))
    assert said(Plan.of(team, gone, item("a", FIRST, LAST))) == [
        ("staff-below-zero", "From 2027-02-01 more people with the skill ML leave T than are in it.")
    ]


def test_work_that_goes_on_after_all_have_left(item: Make, plain: Plain, asks: Asks) -> None:
    until = Resource(id="v", code="V", name="Vi", team_id="t", engaged_until=LAST)
    plan = Plan.of(plain(), until, item("a", FIRST, date(2027, 4, 7)), asks("a", fte=1))
    assert said(plan) == [
        ("team-overloaded", "T is asked for 5 person-days in 2027Q2 and has nobody then. By A (100 %).")
    ]


def test_a_demand_of_a_team_that_is_gone_and_an_empty_plan_are_no_harm(item: Make, asks: Asks) -> None:
    assert said(Plan({})) == []
    assert said(Plan.of(item("a", FIRST, LAST), asks("a", fte=1))) == []


def test_dates_beyond_all_years_are_no_harm(item: Make, plain: Plain, asks: Asks) -> None:
    far = Portfolio(id="portfolio", status_date=date(9999, 12, 31))
    plan = Plan.of(far, plain(), item("a", date(9990, 1, 1), date(9999, 12, 30)), asks("a", fte=2))
    assert said(plan) == []
    early = Plan.of(plain(), item("a", date(2, 1, 1), date(2, 2, 1)), asks("a", fte=2))
    assert said(early) == []
