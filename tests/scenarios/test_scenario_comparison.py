"""Scenarios beside the plan: what moves, which dates are met or missed, who is overloaded, what cannot be done."""

from datetime import date, datetime

import pytest

from planner.plan.changes import Action, Operation
from planner.plan.entities import Demand, Dependency, Initiative, Launch, Portfolio, Scenario, ScenarioStatus, Team
from planner.plan.errors import InvalidChangeError, NotFoundError
from planner.plan.snapshot import Plan
from planner.plan.values import Duration
from planner.review import new_findings
from planner.scenarios.comparison import compared
from planner.scenarios.edits import kept
from planner.scenarios.keeping import Terms, keeping
from planner.scenarios.overloads import Overload, peak
from planner.scenarios.trial import named, open_ones


def work(id_: str, **values: object) -> Initiative:
    return Initiative(**{"id": id_, "code": id_.upper(), "name": id_, "owner": "Ada", **values})  # type: ignore[arg-type]


def update(id_: str, kind: str = "initiative", **values: object) -> Operation:
    return Operation(Action.UPDATE, kind, id_, values)


PLAN = Plan.of(
    Portfolio(id="portfolio", start=datetime(2027, 1, 4)),
    Team(id="t", code="IAI", name="Infra AI", headcount=1),
    work("a", duration=Duration.parse("13w")),
    Demand(id="d", initiative_id="a", team_id="t", fte=0.5),
    Launch(id="l", code="LCH-1", name="Pilot", owner="Ada", target_date=datetime(2027, 4, 9, 23, 59)),
    Dependency(id="al", predecessor_id="a", successor_id="l"),
    revision=5,
)


def with_scenario(*operations: Operation) -> Plan:
    scenario = Scenario(id="s", code="TRY", name="Try", edits=kept(operations))
    return PLAN.with_entities([("scenario", "s", scenario)], 6)


def test_what_moves_and_what_is_missed() -> None:
    plan = with_scenario(update("a", duration=Duration.parse("15w")))
    found = compared(plan, "s")
    assert [(row.id, row.finish_calendar_days) for row in found.impact.moved] == [("a", 14), ("l", 14)]
    launch = found.launches[0]
    assert (launch.launch_id, launch.days, launch.late_days_before, launch.late_days_after) == ("l", 14, -7, 7)
    assert [(one.duty_id, one.work_id, one.finish.date().isoformat()) for one in found.newly_missed] == [
        (None, "l", "2027-04-16")
    ]
    assert (found.no_longer_missed, found.left_out) == ((), ())
    assert [one.code for one in new_findings(found.before, found.after)] == ["late-launch"]
    assert plan.all(Initiative)["a"].duration == Duration.parse("13w")


def test_who_is_overloaded_then() -> None:
    found = compared(with_scenario(update("d", "demand", fte=1.0)), "s")
    rows = [(row.team_id, row.quarter, row.before, round(row.after.percent or 0)) for row in found.load if row.after]
    assert rows == [("t", "2027Q1", None, 153)]
    assert [None if peak is None else peak.quarter for peak in found.peaks] == [None, "2027Q1"]


def test_a_quarter_with_nobody_is_overloaded() -> None:
    leaves = {"id": "c", "team_id": "t", "fte": -1.0, "start": date(2027, 4, 1)}
    later = update("a", duration=Duration.parse("15w"))
    found = compared(with_scenario(later, Operation(Action.CREATE, "staffing_change", "c", leaves)), "s")
    [row] = found.load
    assert (row.quarter, row.before, row.after) == ("2027Q2", None, Overload("t", "", "2027Q2", 6.0, 0.0, None))
    assert peak(found.after) == row.after
    assert [each.code for each in new_findings(found.before, found.after)] == ["late-launch", "team-overloaded"]


def test_a_new_launch_and_one_that_goes_have_one_side_only() -> None:
    new = {"code": "LCH-2", "name": "Second", "owner": "Ada"}
    plan = with_scenario(Operation(Action.DELETE, "launch", "l"), Operation(Action.CREATE, "launch", "m", new))
    rows = [
        (row.launch_id, row.finish_before is None, row.finish_after is None) for row in compared(plan, "s").launches
    ]
    assert rows == [("l", False, True), ("m", True, False)]


def test_what_cannot_be_done_is_left_out_and_the_rest_is_compared() -> None:
    loop = Operation(Action.CREATE, "dependency", "la", {"predecessor_id": "l", "successor_id": "a"})
    plan = with_scenario(update("gone", name="x"), update("a", duration=Duration.parse("12w")), loop)
    found = compared(plan, "s")
    assert [(one.code, one.place.sheet, one.place.operation) for one in found.left_out] == [
        ("not-found", "scenario TRY", None),
        ("dependency-cycle", "scenario TRY", None),
    ]
    assert found.left_out[0].place.row == 1
    assert [row.days for row in found.launches] == [-7]


def test_a_scenario_is_kept_on_its_base_and_found_by_code() -> None:
    made = keeping(PLAN, PLAN, Terms("TRY", "Try", "Why", "Ada"), [update("a", owner="Bo")], lambda: "s")
    scenario = Scenario(id="s", **made[0].values)  # type: ignore[arg-type]
    assert (scenario.base_revision, scenario.status, scenario.owner) == (5, ScenarioStatus.OPEN, "Ada")
    plan = PLAN.with_entities([("scenario", "s", scenario)], 6)
    assert (named(plan, "try"), open_ones(plan)) == (scenario, (scenario,))
    with pytest.raises(NotFoundError, match="There is no scenario 'NONE'"):
        named(plan, "NONE")


def test_a_code_is_never_taken_twice_and_a_merged_one_never_replaced() -> None:
    def again(status: ScenarioStatus, *, replace: bool) -> tuple[Operation, ...]:
        plan = PLAN.with_entities([("scenario", "s", Scenario(id="s", code="TRY", name="Try", status=status))], 6)
        return keeping(plan, PLAN, Terms("try", "Other"), [], lambda: "new", replace=replace)

    assert again(ScenarioStatus.DROPPED, replace=True)[0].id == "s"
    for status, replace in ((ScenarioStatus.OPEN, False), (ScenarioStatus.MERGED, True)):
        with pytest.raises(InvalidChangeError, match="There is a scenario TRY already"):
            again(status, replace=replace)


def test_a_scenario_holds_no_scenario() -> None:
    nested = Operation(Action.CREATE, "scenario", "x", {"code": "X", "name": "X"})
    with pytest.raises(InvalidChangeError, match="A scenario cannot edit scenarios"):
        keeping(PLAN, PLAN, Terms("TRY", "Try"), [nested], lambda: "s")
