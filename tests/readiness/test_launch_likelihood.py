"""Markets that are in time by their dates and probably late: said by state, reasons, findings and the morning."""

from dataclasses import replace
from datetime import date, datetime

from planner.plan.entities import Entity, Gate, GateTemplate, Launch, LaunchMarket, Market, Portfolio, Risk, RiskStatus
from planner.plan.entities.gates import GateState
from planner.plan.snapshot import Plan
from planner.plan.values import Duration
from planner.readiness import Cell, CellState, readiness
from planner.readiness.blocking import reasons_for
from planner.readiness.cells import readiness_by_dates
from planner.readiness.changes import Topic, what_changed
from planner.readiness.checks import readiness_findings
from planner.readiness.likelihood import uncertain, unlikely
from planner.readiness.market_chances import market_chances
from planner.readiness.notifications import Cause, notifications

TODAY = date(2027, 1, 4)
PORTFOLIO = Portfolio(id="portfolio", start=datetime(2027, 1, 4), status_date=TODAY)
LAUNCH = Launch(id="l", code="L", name="Launch", owner="Ada", target_date=datetime(2027, 1, 8, 23, 59))
MARKETS = (
    Market(id="de", code="DE"),
    Market(id="fr", code="FR"),
    LaunchMarket(id="lm-de", launch_id="l", market_id="de"),
    LaunchMarket(id="lm-fr", launch_id="l", market_id="fr", target_date=datetime(2027, 3, 1, 23, 59)),
)
SURE = GateTemplate(id="t", code="G1", name="Gate", takes=Duration.parse("5d"))
LONG = replace(SURE, takes_optimistic=Duration.parse("5d"), takes_pessimistic=Duration.parse("40d"))
SAID = "It is ready by 2027-01-08 in 0 % of the simulated cases, in half of them by 2027-01-15."


def plan(*entities: Entity) -> Plan:
    return Plan.of(PORTFOLIO, LAUNCH, *MARKETS, *entities)


def cells(of: Plan) -> list[Cell]:
    return list(readiness(of, TODAY).by_launch["l"].cells)


def test_what_is_in_time_only_by_its_most_likely_days_is_at_risk_with_the_chance_of_the_forecast() -> None:
    uneven = plan(LONG)
    de, fr = cells(uneven)
    assert [cell.state for cell in readiness_by_dates(uneven, TODAY).by_launch["l"].cells] == [CellState.ON_TRACK] * 2
    assert (de.state, de.predicted, de.p50) == (CellState.AT_RISK, date(2027, 1, 8), date(2027, 1, 15))
    assert (fr.state, fr.chance) == (CellState.ON_TRACK, 1.0)
    likely = market_chances(uneven, TODAY)["l", "de"].chance
    assert likely is not None
    assert de.chance == likely.value < 0.01


def test_the_reason_comes_first() -> None:
    de, fr = cells(plan(LONG))
    assert (unlikely(de), unlikely(fr)) == (SAID, "")
    assert reasons_for(plan(LONG), de)[:2] == (SAID, "G1 Gate is not started, expected on 2027-01-08.")


def test_without_uncertainty_the_dates_alone_decide() -> None:
    assert not uncertain(plan(SURE))
    assert [(cell.state, cell.chance) for cell in cells(plan(SURE))] == [(CellState.ON_TRACK, None)] * 2


def test_a_market_with_all_gates_passed_is_at_risk_too() -> None:
    passed = Gate(id="g", launch_id="l", template_id="t", recorded=GateState.PASSED, recorded_by="Ada")
    risk = Risk(id="r", code="R", name="Ruling", status=RiskStatus.OPEN, probability=0.9, work_ids=("l",),
                delay_optimistic=Duration.parse("20d"), delay=Duration.parse("20d"),
                delay_pessimistic=Duration.parse("20d"))  # fmt: skip
    assert [cell.state for cell in cells(plan(SURE, passed))] == [CellState.READY] * 2
    assert [cell.state for cell in cells(plan(SURE, passed, risk))] == [CellState.AT_RISK, CellState.READY]


def test_it_is_one_finding_for_each_launch_and_target() -> None:
    (found,) = readiness_findings(plan(LONG))
    assert (found.code, found.place.code, found.items) == ("launch-unlikely", "L", ("l",))
    assert found.message == (
        "L in DE is predicted by its target, 2027-01-08, but is ready by then in only 0 % of the simulated cases, "
        "in half of them by 2027-01-15."
    )
    assert readiness_findings(plan(SURE)) == ()


def test_the_morning_says_it_and_why_and_tells_the_owner() -> None:
    before, after = plan(SURE), plan(LONG)
    (change,) = what_changed(before, TODAY, after, TODAY)
    assert (change.topic, change.before, change.after, change.better) == (Topic.CELL, "on_track", "at_risk", False)
    assert (change.sentence, change.why[0]) == ("L DE is at risk; it was on track.", SAID)
    (told,) = (one for one in notifications(before, TODAY, after, TODAY) if one.cause is Cause.CHANGED)
    assert (told.to, told.sentence, told.why[0]) == (("Ada",), change.sentence, SAID)
