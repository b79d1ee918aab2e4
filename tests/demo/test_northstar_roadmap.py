"""The roadmap of the demo looks like a real company's: work in every quarter, launches, carry-over."""

import pytest

from planner.plan.entities import Team
from planner.plan.snapshot import Plan
from planner.roadmap import FiscalQuarter, GroupBy, MarkerKind, roadmap
from planner.roadmap.select_quarters import Request, select_quarters

FIRST = FiscalQuarter(2026, 3)


def test_eight_quarters_one_closed_one_running_two_committed_four_outlook(northstar_plan: Plan) -> None:
    found = roadmap(northstar_plan, FIRST, 8, GroupBy.LINE_OF_BUSINESS)
    assert [quarter.label for quarter in found.quarters] == [
        "2026Q3", "2026Q4", "2027Q1", "2027Q2", "2027Q3", "2027Q4", "2028Q1", "2028Q2",
    ]  # fmt: skip
    closed, running, *later = found.counts
    assert (closed.committed, closed.done, closed.late) == (20, 20, 0)
    assert (running.done, running.late) == (6, 2)
    assert all(counts.done == 0 for counts in later)
    assert all(counts.finishing >= 3 for counts in found.counts)
    assert all(counts.committed >= 15 for counts in later[:2])


def test_every_scheduled_initiative_is_a_row(northstar_plan: Plan) -> None:
    found = roadmap(northstar_plan, FIRST, 8, GroupBy.NONE)
    assert len(found.groups[0].rows) == 144 - 3


def test_what_goes_on_from_the_closed_quarter_is_carried_over(northstar_plan: Plan) -> None:
    found = roadmap(northstar_plan, FIRST.next(), 4, GroupBy.NONE)
    carried = sorted(row.code for row in found.rows() if row.carry_over)
    assert carried == ["INF-202", "INF-214", "TRN-314"]


@pytest.mark.parametrize(
    ("group_by", "groups"),
    [(GroupBy.TEAM, 17), (GroupBy.PROGRAMME, 15), (GroupBy.MARKET, 13), (GroupBy.QUARTER, 8), (GroupBy.KIND, 10)],
)
def test_groups(group_by: GroupBy, groups: int, northstar_plan: Plan) -> None:
    assert len(roadmap(northstar_plan, FIRST, 8, group_by).groups) == groups


def test_launches_stand_on_their_computed_days(northstar_plan: Plan) -> None:
    found = roadmap(northstar_plan, FIRST, 8, GroupBy.NONE)
    launches = [marker for marker in found.markers if marker.kind is MarkerKind.LAUNCH]
    assert len(launches) == 12
    assert [marker.code for marker in launches if marker.late] == ["LCH-701"]
    assert [marker.code for marker in launches if marker.done] == ["LCH-704"]


def test_the_law_keeps_the_precision_of_its_dates(northstar_plan: Plan) -> None:
    found = roadmap(northstar_plan, FIRST, 8, GroupBy.NONE)
    duties = {marker.code: (marker.when, marker.live) for marker in found.markers if marker.kind == "obligation"}
    assert duties["EU-PSR"] == ("2028Q1", False)
    assert duties["UK-CAT"] == ("2026H2", False)
    assert duties["EU-AI5"] == ("2026-12-02", True)
    assert "EU-DSARA" not in duties


def test_work_launches_and_duties_stand_at_the_objectives_that_they_serve(northstar_plan: Plan) -> None:
    found = roadmap(northstar_plan, FIRST, 8, GroupBy.OBJECTIVE)
    assert [(group.label, len(group.rows), len(group.markers)) for group in found.groups] == [
        ("A policy change is enforced everywhere within six weeks", 22, 3),
        ("Decisions are right and the same everywhere", 16, 7),
        ("Every legal duty is met on time, with evidence", 37, 16),
        ("Minors are safe by default in every market", 18, 4),
        ("People see less of the gravest harms", 45, 7),
        ("No objective", 18, 2),
    ]


def test_a_year_has_no_room_for_all_that_one_team_is_asked_for(northstar_plan: Plan) -> None:
    found = select_quarters(northstar_plan, Request(FiscalQuarter(2027, 1), 4, next_fte=True))
    work = northstar_plan.works
    cut = {work[row.initiative_id].code: row for row in found.rows if row.binding}
    assert sorted(cut) == ["INF-230"]
    iai = northstar_plan.by_code("team", "IAI")
    assert isinstance(iai, Team)
    assert cut["INF-230"].reason == "It lacks 74 person-days of Infra AI & Evaluation in 2027Q4."
    assert cut["INF-230"].binding == (iai.id, "", "2027Q4")
    assert [work[id_].code for id_ in cut["INF-230"].leave_ids] == ["INF-228", "REG-516"]
    assert cut["INF-230"].price_text.endswith("4.9% of the value would be lost.")
    why = {work[row.initiative_id].code: row.reason for row in found.rows}
    assert why["INF-231"] == "It has no quarter left to start in: INF-230, which it waits for, comes too late."
    assert why["POL-131"] == "It has no quarter left to start in: its own dates come too late."
    assert (found.next_fte[0].team_id, [work[id_].code for id_ in found.next_fte[0].join_ids]) == (iai.id, ["INF-230"])
    steps = [(step.fte, step.team_id, step.more, f"{step.total:.4f}", step.proven) for step in found.frontier]
    assert steps == [(1, iai.id, 1, "0.0169", True), (4, iai.id, 3, "0.0174", True)]
