"""Levelling the demo: the team planted at 137 % gets a plan that it can keep."""

from planner.capacity import capacity_findings
from planner.capacity.level_plan import level_plan
from planner.capacity.levelling import Budget
from planner.plan.changes import apply
from planner.plan.entities import Team
from planner.plan.snapshot import Plan
from planner.schedule import schedule


def overloaded(plan: Plan) -> list[str]:
    return [finding.place.code or "" for finding in capacity_findings(plan) if finding.code == "team-overloaded"]


def test_the_overloaded_team_is_levelled(northstar_plan: Plan) -> None:
    status = northstar_plan.portfolio.status_date
    assert status is not None
    assert overloaded(northstar_plan) == ["IAI"]
    found = level_plan(northstar_plan, today=status, budget=Budget(schedules=200))
    levelled = apply(northstar_plan, found.operations)
    assert (levelled.accepted, overloaded(levelled.plan)) == (True, [])
    iai = northstar_plan.by_code("team", "IAI")
    assert isinstance(iai, Team)
    waits = {northstar_plan.works[link.successor_id].code for link in found.links if link.team_id == iai.id}
    assert {"INF-222"} <= waits
    dates = schedule(levelled.plan).dates
    assert {row.id: row.finish for row in found.work} == {row.id: dates[row.id].early_finish for row in found.work}
    assert (str(found.finish_before), str(found.finish)) == ("2028-06-02 17:00:00", "2028-08-10 17:00:00")
    [why] = [row.reason for row in found.work if northstar_plan.works[row.id].code == "INF-230"]
    assert why == "INF-230 waits for Infra AI & Evaluation (ML engineering), whom INF-228 holds until 17 Dec 2027."
    [long] = [row for row in found.work if northstar_plan.works[row.id].code == "INF-225"]
    assert (str(long.start), str(long.finish)) == ("2027-06-14 08:00:00", "2027-08-31 17:00:00")
    assert long.reason.endswith(
        "It rests from 28 Jun 2027 to 02 Jul 2027 and from 02 Aug 2027 to 13 Aug 2027, "
        "when too few of Infra AI & Evaluation (ML engineering) are there."
    )
