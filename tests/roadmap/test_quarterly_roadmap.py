"""The quarterly roadmap of small plans: groups of every sort, markers, counts of the whole."""

from datetime import date, datetime

import pytest

from planner.plan.entities import (
    DatePrecision,
    Demand,
    Dependency,
    Initiative,
    InitiativeKind,
    Launch,
    LaunchMarket,
    LegalStatus,
    Level,
    Market,
    Objective,
    Obligation,
    Portfolio,
    PriorityClass,
    Status,
    Team,
)
from planner.plan.snapshot import Plan
from planner.roadmap import FiscalQuarter, GroupBy, MarkerKind, Roadmap, RoadmapLengthError, roadmap


def work(code: str, first: str, last: str, **values: object) -> Initiative:
    return Initiative(
        id=code,
        code=code,
        name=code.title(),
        status=Status.APPROVED,
        manual_start=datetime.fromisoformat(f"{first}T08:00"),
        manual_finish=datetime.fromisoformat(f"{last}T17:00"),
        **values,  # type: ignore[arg-type]
    )


PLAN = Plan.of(
    Portfolio(id="portfolio", status_date=date(2026, 11, 22)),
    Market(id="m1", code="DE", name="Germany"),
    Market(id="m2", code="BR"),
    Team(id="t1", code="PSV", name="Policy"),
    Team(id="t2", code="LOC", name="Localisation"),
    Objective(id="o1", code="OBJ-1", name="Safer teens"),
    Objective(id="o2", code="OBJ-2", name="Faster rules"),
    Initiative(id="p", code="PRG-1", name="Imagery", level=Level.PROGRAMME, owner="Ada", line_of_business="Policy",
               objective_ids=("o1",)),
    work("POL-1", "2026-10-05", "2026-11-06", parent_id="p", market_ids=("m1", "m2"), kind=InitiativeKind.POLICY),
    work("TRN-1", "2026-11-30", "2027-01-22", parent_id="p", line_of_business="Training", owner="Bo",
         objective_ids=("o2", "o1")),
    work("INF-1", "2027-02-01", "2027-08-27", priority_class=PriorityClass.ENABLER, policy_area="Tools"),
    Demand(id="d1", initiative_id="TRN-1", team_id="t1", fte=1.0),
    Demand(id="d2", initiative_id="TRN-1", team_id="t2", fte=1.0),
    Launch(
        id="l",
        code="LCH-1",
        name="Launch",
        owner="Cy",
        line_of_business="Policy",
        target_date=datetime(2026, 12, 1, 23, 59),
        not_before=datetime(2026, 12, 14, 8),
    ),
    LaunchMarket(id="c", launch_id="l", market_id="m1"),
    Obligation(id="o", code="EU-1", instrument="Act", day=date(2026, 12, 31), precision=DatePrecision.HALF,
               status=LegalStatus.TENTATIVE, initiative_ids=("TRN-1",), market_ids=("m2",)),
)  # fmt: skip


def made(group_by: GroupBy, quarters: int = 2) -> Roadmap:
    return roadmap(PLAN, FiscalQuarter(2026, 4), quarters, group_by)


@pytest.mark.parametrize(
    ("group_by", "groups"),
    [
        (GroupBy.NONE, {"All work": ["POL-1", "TRN-1", "INF-1"]}),
        (GroupBy.LINE_OF_BUSINESS, {"Policy": ["POL-1"], "Training": ["TRN-1"], "No line of business": ["INF-1"]}),
        (GroupBy.TEAM, {"Localisation": ["TRN-1"], "Policy": ["TRN-1"], "No team": ["POL-1", "INF-1"]}),
        (GroupBy.OBJECTIVE, {"Faster rules": ["TRN-1"], "Safer teens": ["POL-1", "TRN-1"], "No objective": ["INF-1"]}),
        (GroupBy.PROGRAMME, {"Imagery": ["POL-1", "TRN-1"], "No programme": ["INF-1"]}),
        (GroupBy.POLICY_AREA, {"Tools": ["INF-1"], "No policy area": ["POL-1", "TRN-1"]}),
        (GroupBy.MARKET, {"BR": ["POL-1"], "Germany": ["POL-1"], "No market": ["TRN-1", "INF-1"]}),
        (GroupBy.KIND, {"Launch": [], "Policy": ["POL-1"], "No kind": ["TRN-1", "INF-1"]}),
        (GroupBy.OWNER, {"Ada": ["POL-1"], "Bo": ["TRN-1"], "Cy": [], "No owner": ["INF-1"]}),
        (GroupBy.PRIORITY_CLASS, {"Enabler": ["INF-1"], "No class": ["POL-1", "TRN-1"]}),
        (GroupBy.QUARTER, {"2026Q4": ["POL-1"], "2027Q1": ["TRN-1"], "Later": ["INF-1"]}),
    ],
)
def test_rows_stand_in_every_group_they_belong_to(group_by: GroupBy, groups: dict[str, list[str]]) -> None:
    found = {group.label: [row.code for row in group.rows] for group in made(group_by).groups}
    assert found == groups
    assert list(found) == list(groups)


def test_markers_stand_with_their_groups() -> None:
    by_lob = {group.label: [marker.code for marker in group.markers] for group in made(GroupBy.LINE_OF_BUSINESS).groups}
    assert by_lob == {"Policy": ["LCH-1"], "Training": ["EU-1"], "No line of business": []}
    by_market = {group.label: [marker.code for marker in group.markers] for group in made(GroupBy.MARKET).groups}
    assert by_market == {"BR": ["EU-1"], "Germany": ["LCH-1"], "No market": []}


def test_a_launch_is_late_after_its_target_and_a_law_to_come_is_not_live() -> None:
    launch, duty = made(GroupBy.NONE).markers
    assert (launch.kind, launch.day, launch.target, launch.late) == (
        MarkerKind.LAUNCH,
        date(2026, 12, 14),
        date(2026, 12, 1),
        True,
    )
    assert (launch.quarter, launch.week) == (0, 10)
    assert (duty.kind, duty.when, duty.live, duty.week) == (MarkerKind.OBLIGATION, "2026H2", False, 12)


def test_a_row_in_several_groups_is_counted_once_in_the_whole() -> None:
    found = made(GroupBy.TEAM)
    assert [counts.active for counts in found.counts] == [2, 2]
    assert [sum(group.counts[0].active for group in found.groups)] == [3]
    assert [row.code for row in found.rows()] == ["TRN-1", "POL-1", "INF-1"]


def test_fiscal_quarters_of_another_start_month() -> None:
    found = roadmap(PLAN, FiscalQuarter.parse("FY27 Q3", 4), 1, GroupBy.QUARTER)
    assert [(group.label, [row.code for row in group.rows]) for group in found.groups] == [
        ("FY27 Q3", ["POL-1"]),
        ("Later", ["TRN-1"]),
    ]
    assert (found.first, found.last, len(found.weeks)) == (date(2026, 10, 1), date(2026, 12, 31), 13)


@pytest.mark.parametrize("quarters", [0, -1, 81])
def test_a_roadmap_of_no_or_too_many_quarters_is_refused(quarters: int) -> None:
    with pytest.raises(RoadmapLengthError, match="Ask for 1 to 80"):
        made(GroupBy.NONE, quarters)


def test_a_roadmap_is_made_once_per_plan() -> None:
    assert made(GroupBy.KIND) is made(GroupBy.KIND)


def test_a_launch_serves_what_it_waits_for_serves() -> None:
    link = Dependency(id="w", predecessor_id="POL-1", successor_id="l")
    plan = PLAN.with_entities([("dependency", "w", link)], 1)
    found = roadmap(plan, FiscalQuarter(2026, 4), 2, GroupBy.OBJECTIVE)
    by_objective = {group.label: [marker.code for marker in group.markers] for group in found.groups}
    assert by_objective == {"Faster rules": ["EU-1"], "Safer teens": ["LCH-1", "EU-1"], "No objective": []}
