"""The roadmap of the demo looks like a real company's: work in every quarter, launches, carry-over."""

import pytest

from planner.plan.snapshot import Plan
from planner.roadmap import FiscalQuarter, GroupBy, MarkerKind, roadmap

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
