"""Each fault that was planted in the demo is found, and nothing else is."""

from datetime import date, timedelta

import pytest

from planner.capacity import PeriodLength, capacity_findings, period_of
from planner.capacity.arithmetic import arithmetic
from planner.capacity.heat import heat_map
from planner.plan.entities import Demand, Initiative, Launch, Team
from planner.plan.findings import Finding
from planner.plan.rules import check
from planner.plan.snapshot import Plan
from planner.readiness.checks import readiness_findings
from planner.readiness.localisation_findings import localisation_findings
from planner.roadmap import review_findings
from planner.schedule import critical_path, schedule, schedule_findings
from planner.worktime.public_holidays import public_holidays

DATED_TOO_EARLY = {"POL-124", "TRN-318", "PLN-410", "CS-608"}


def codes(plan: Plan, finding: Finding) -> list[str]:
    """Return the codes of the work that a finding names."""
    return [plan.works[id_].code for id_ in finding.items if id_ in plan.works]


def found(plan: Plan, code: str) -> list[list[str]]:
    return [codes(plan, finding) for finding in review_findings(plan) if finding.code == code]


def test_the_rules_of_the_plan_find_three_without_owner_and_one_name_twice(northstar_plan: Plan) -> None:
    assert [(finding.code, finding.place.code) for finding in check(northstar_plan)] == [
        ("missing-owner", "POL-131"),
        ("missing-owner", "TRN-329"),
        ("missing-owner", "INF-232"),
        ("duplicate-name", "TRN-325"),
    ]


def test_four_are_dated_before_their_predecessor_ends(northstar_plan: Plan) -> None:
    assert found(northstar_plan, "dated-before-predecessor") == [
        ["INF-221", "POL-124"],
        ["TRN-317", "TRN-318"],
        ["REG-514", "PLN-410"],
        ["INF-219", "CS-608"],
    ]


def test_one_lag_is_longer_than_its_predecessor(northstar_plan: Plan) -> None:
    assert found(northstar_plan, "lag-longer-than-predecessor") == [["TRN-318", "CS-610"]]


def test_one_enjoined_law_is_counted_as_live(northstar_plan: Plan) -> None:
    assert found(northstar_plan, "law-not-live") == [["REG-521"]]


def test_two_deadlines_moved(northstar_plan: Plan) -> None:
    moved = [finding for finding in review_findings(northstar_plan) if finding.code == "moved-deadline"]
    assert [finding.place.code for finding in moved] == ["EU-AI3", "EU-AI1"]


def test_the_review_finds_nothing_else(northstar_plan: Plan) -> None:
    assert len(review_findings(northstar_plan)) == 4 + 1 + 1 + 2


def test_readiness_finds_the_drift_behind_green_the_expired_waiver_and_the_market_without_skill(
    northstar_plan: Plan,
) -> None:
    assert [
        (finding.code, (finding.place.code or "").split()[0]) for finding in readiness_findings(northstar_plan)
    ] == [
        ("policy-version-drift", "LCH-704"),
        ("waiver-expired", "LCH-702"),
        ("certified-not-proficient", "LCH-702"),
        ("certified-not-proficient", "LCH-702"),
        ("launch-unlikely", "LCH-701"),
        ("launch-unlikely", "LCH-702"),
    ]
    drift, waiver, in_house, vendor, *_ = (finding.message for finding in readiness_findings(northstar_plan))
    assert "8 of 8 hard gates" in drift
    assert "SM-GUIDE 2.0 in use implements SM 2.0, not SM 2.1" in drift
    assert "LCH-702 US G4" in waiver
    assert ("96 %" in in_house, "72 %" in in_house) == (True, True)
    assert ("96 %" in vendor, "70 %" in vendor) == (True, True)


def test_the_course_lacks_three_of_the_languages_of_the_launch(northstar_plan: Plan) -> None:
    lacking = [finding.message for finding in localisation_findings(northstar_plan)]
    assert ["SII-COURSE 3.0" in message for message in lacking] == [True] * 3
    assert [message.split(" in ")[1].split(",")[0] for message in lacking] == ["ms", "ta", "zh"]


def test_the_schedule_finds_one_late_launch_and_what_the_early_dates_break(northstar_plan: Plan) -> None:
    late, other = [], set()
    for finding in schedule_findings(northstar_plan):
        if finding.place.field in ("target_date", "deadline"):
            late.append(finding.place.code)
        else:
            other.add(finding.place.code or codes(northstar_plan, finding)[-1])
    assert late == ["LCH-701"]
    assert other <= DATED_TOO_EARLY


def test_the_critical_path_of_the_late_launch(northstar_plan: Plan) -> None:
    path = critical_path(northstar_plan, northstar_plan.find("LCH-701").id)
    steps = [northstar_plan.work(step.id).code for step in path.steps]
    assert steps == ["POL-101", "POL-102", "TRN-302", "TRN-303", "LCH-701"]
    assert abs(path.finish.date() - date(2026, 12, 21)) <= timedelta(days=3)


def test_the_course_in_english_is_done_a_day_before_it_would_be_critical(northstar_plan: Plan) -> None:
    dates = schedule(northstar_plan).dates
    course, guideline = (dates[northstar_plan.find(code).id] for code in ("TRN-301", "POL-102"))
    assert (guideline.finish - course.finish).days == 1


@pytest.mark.parametrize("code", ["TRN-311", "REG-501", "PLN-403"])
def test_the_other_dated_work_of_the_network_is_on_time(code: str, northstar_plan: Plan) -> None:
    item = northstar_plan.find(code)
    assert isinstance(item, Initiative)
    assert item.deadline is not None
    assert schedule(northstar_plan).dates[item.id].early_finish < item.deadline


def test_every_other_launch_is_on_time(northstar_plan: Plan) -> None:
    dates = schedule(northstar_plan).dates
    late = [
        launch.code
        for launch in northstar_plan.all(Launch).values()
        if launch.target_date is not None and dates[launch.id].early_finish > launch.target_date
    ]
    assert late == ["LCH-701"]


def test_one_team_is_asked_for_137_percent_in_one_quarter(northstar_plan: Plan) -> None:
    team = northstar_plan.by_code("team", "IAI")
    assert isinstance(team, Team)
    quarter = period_of(PeriodLength.QUARTER, date(2027, 1, 1), 1)
    holidays = {day.day for day in public_holidays("US", "CA", years=[2027])}
    days = [quarter.first + timedelta(days=step) for step in range(90)]
    working = [day for day in days if day.weekday() < 5 and day not in holidays]
    assert len(working) == 60
    supply = arithmetic(northstar_plan, team.id, "", quarter)
    assert supply.text == ("9 FTE × 60 working days × 0.93 presence × 0.75 focus × 0.9 (1 − reserve) = 339 person-days")
    assert supply.total == pytest.approx(team.headcount * 60 * 0.93 * 0.75 * 0.90)
    overload, review = capacity_findings(northstar_plan)
    assert (overload.code, overload.place.code, overload.place.column) == ("team-overloaded", "IAI", "2027Q1")
    assert overload.message == (
        "IAI is asked for 464 person-days in 2027Q1 and has 339: 137 %. "
        "By INF-221 (43 %), INF-222 (38 %), CS-602 (14 %), INF-203 (2 %) and 3 more."
    )
    assert codes(northstar_plan, overload) == [
        "INF-221", "INF-222", "CS-602", "INF-203", "TRN-323", "INF-215", "TRN-304",
    ]  # fmt: skip
    assert (review.code, review.place.code) == ("review-late", "REG-514")


def test_the_overload_is_the_load_of_the_work_on_its_days(northstar_plan: Plan) -> None:
    dates = schedule(northstar_plan).dates
    holidays = {day.day for day in public_holidays("US", "CA", years=[2027])}
    days = [date(2027, 1, 4) + timedelta(days=step) for step in range(87)]
    working = [day for day in days if day.weekday() < 5 and day not in holidays]
    team = northstar_plan.by_code("team", "IAI")
    asked = 0.0
    for demand in northstar_plan.all(Demand).values():
        when = dates.get(demand.initiative_id)
        if team is not None and demand.team_id == team.id and when is not None and demand.fte is not None:
            asked += demand.fte * sum(when.start <= day <= when.finish for day in working)
    shown = heat_map(northstar_plan, PeriodLength.QUARTER, date(2027, 1, 1), date(2027, 3, 31))
    row = next(i for i, cell in enumerate(shown.cells) if team is not None and cell.team_id == team.id)
    assert shown.demand[row, 0] == pytest.approx(asked)


def test_two_pieces_of_work_are_overdue_on_the_status_date(northstar_plan: Plan) -> None:
    today = northstar_plan.portfolio.status_date
    assert today is not None
    dates = schedule(northstar_plan).dates
    overdue = [
        item.code
        for item in northstar_plan.all(Initiative).values()
        if item.status.value == "in_progress" and dates[item.id].finish <= today
    ]
    assert sorted(overdue) == ["PLN-408", "POL-117"]
