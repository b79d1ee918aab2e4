"""Tiers of a roadmap: committed, stretch, outlook; fiscal years; stretch goals; levelling by score."""

from datetime import date, datetime
from typing import Any

import pytest

from planner.capacity.levelling import Budget
from planner.plan.changes import apply
from planner.plan.entities import (
    Commitment,
    Demand,
    Dependency,
    Initiative,
    Level,
    Portfolio,
    PriorityClass,
    Score,
    ScoreValue,
    Status,
    Team,
)
from planner.plan.snapshot import Plan
from planner.plan.values import Duration
from planner.roadmap import FiscalQuarter, GroupBy, QuarterCounts, RoadmapLengthError, annual, roadmap, tier_of
from planner.roadmap.level_by_score import level_by_score, levelling_scores
from planner.roadmap.proposal_edits import as_operations
from planner.roadmap.score_models import SHIPPED
from planner.roadmap.select_quarters import Request, State, select_quarters

RESERVED = Team(
    id="t", code="CD", name="Curriculum Design", headcount=1, focus_factor=1, reserve=0.25, leave_days=0,
    unplanned_absence=0,
)  # fmt: skip
Q1 = FiscalQuarter(2027, 1)


def item(id_: str, weeks: int = 8, **values: Any) -> Initiative:
    return Initiative(id=id_, code=id_.upper(), name=id_, duration=Duration.parse(f"{weeks}w"), **values)


def asks(of: str, days: float) -> Demand:
    return Demand(id=f"d-{of}", initiative_id=of, team_id="t", person_days=days)


def risk(of: str, severity: float) -> Score:
    given = (("severity", severity), ("prevalence", 1), ("reach", 1), ("detection_gap", 1))
    values = tuple(ScoreValue(name=name, value=value) for name, value in given)
    return Score(id=f"s-{of}", initiative_id=of, model_id="score-model-ts-risk", values=values)


def plan_of(*entities: Any, start: datetime = datetime(2027, 1, 4)) -> Plan:
    return Plan.of(Portfolio(id="portfolio", start=start), RESERVED, SHIPPED[2], *entities)


def tiers(plan: Plan, request: Request) -> dict[str, tuple[str, str]]:
    rows = select_quarters(plan, request).rows
    return {row.initiative_id: (row.quarter, row.commitment.value if row.commitment else "") for row in rows}


def test_what_was_said_holds_and_parts_take_it_from_the_whole() -> None:
    plan = Plan.of(
        item("p", level=Level.PROGRAMME, commitment=Commitment.STRETCH),
        item("a", parent_id="p", status=Status.APPROVED),
        item("b", parent_id="p", status=Status.APPROVED, commitment=Commitment.OUTLOOK),
        item("c", status=Status.ON_HOLD),
        item("d", parent_id="p", status=Status.DONE),
    )
    found = {id_: tier_of(plan, plan.all(Initiative)[id_]).value for id_ in "abcd"}
    assert found == {"a": "stretch", "b": "outlook", "c": "outlook", "d": "committed"}


def test_the_roadmap_counts_each_tier_and_keeps_the_quarter_as_said() -> None:
    stretch = item("a", status=Status.APPROVED, commitment=Commitment.STRETCH, planned_quarter="Q1")
    plan = plan_of(stretch, item("b", status=Status.APPROVED), item("c"))
    shown = roadmap(plan, Q1, 1, GroupBy.NONE)
    assert {row.id: (row.tier.value, row.planned_quarter) for row in shown.rows()} == {
        "a": ("stretch", "Q1"),
        "b": ("committed", ""),
        "c": ("outlook", ""),
    }
    assert shown.counts == (QuarterCounts(active=3, started=3, finishing=3, committed=1, stretch=1, outlook=1),)


@pytest.mark.parametrize(
    ("month", "labels", "active", "finishing"),
    [
        (1, ["2027", "2028"], [1, 0], [1, 0]),
        (4, ["FY27", "FY28"], [1, 1], [0, 1]),
        (10, ["FY27", "FY28"], [1, 0], [1, 0]),
    ],
)
def test_fiscal_years_of_any_start(month: int, labels: list[str], active: list[int], finishing: list[int]) -> None:
    plan = plan_of(item("a", 20), start=datetime(2027, 1, 4))
    shown = annual(plan, FiscalQuarter.containing(date(2027, 1, 4), month), 2, GroupBy.TEAM)
    assert [year.label for year in shown.years] == labels
    assert [year.counts.active for year in shown.years] == active
    assert [year.counts.finishing for year in shown.years] == finishing
    assert [[each.active for each in counts] for _, counts in shown.by_group] == [active]
    assert shown.years[0].last.toordinal() + 1 == shown.years[1].first.toordinal()
    with pytest.raises(RoadmapLengthError):
        annual(plan, Q1, 21, GroupBy.NONE)


def test_the_next_best_within_the_reserve_is_a_stretch_goal() -> None:
    # One person has 64 days in the quarter: 48 to plan with, 16 in reserve.
    plan = plan_of(
        item("a"), item("b"), item("c"), item("d"), asks("a", 44), asks("b", 15), asks("c", 15), asks("d", 40),
        risk("a", 5), risk("b", 2), risk("c", 1), risk("d", 4.5),
    )  # fmt: skip
    found = tiers(plan, Request(Q1, 1))
    assert found == {"a": ("2027Q1", "committed"), "b": ("2027Q1", "stretch"), "c": ("", ""), "d": ("", "")}
    rows = {row.initiative_id: row for row in select_quarters(plan, Request(Q1, 1)).rows}
    assert (rows["b"].state, rows["b"].lacking_days) == (State.LEFT_OUT, 11.0)
    assert rows["b"].reason == (
        "It lacks 11 person-days of Curriculum Design in 2027Q1. With the reserve it fits: a stretch goal of 2027Q1."
    )
    forced = tiers(plan, Request(Q1, 1, force_out=frozenset({"b"})))
    assert forced["b"] == ("", "")
    assert forced["c"] == ("2027Q1", "stretch")


@pytest.mark.parametrize(("days", "last"), [(10, ("", "")), (8, ("2027Q1", "stretch"))])
def test_a_stretch_goal_waits_for_what_it_needs(days: float, last: tuple[str, str]) -> None:
    chain = Dependency(id="l", predecessor_id="b", successor_id="c")
    demands = (asks("a", 48), asks("b", days), asks("c", days))
    plan = plan_of(item("a"), item("b", 2), item("c", 2), chain, *demands, risk("a", 5), risk("b", 1), risk("c", 1))
    found = tiers(plan, Request(Q1, 1))
    assert (found["b"], found["c"]) == (("2027Q1", "stretch"), last)


def test_applying_writes_stretch_goals() -> None:
    plan = plan_of(item("a"), item("b"), asks("a", 44), asks("b", 15), risk("a", 5), risk("b", 4))
    operations = as_operations(plan, select_quarters(plan, Request(Q1, 1)))
    after = apply(plan, operations).plan.all(Initiative)
    assert [(after[id_].planned_quarter, after[id_].commitment) for id_ in "ab"] == [
        ("2027Q1", Commitment.COMMITTED),
        ("2027Q1", Commitment.STRETCH),
    ]


def test_levelling_puts_the_higher_score_first_after_duties() -> None:
    plan = plan_of(item("a", 1), item("b", 1), asks("a", 3), asks("b", 3), risk("a", 1), risk("b", 4))
    found = level_by_score(plan, today=date(2027, 1, 4), budget=Budget(schedules=20))
    assert [row.id for row in found.work] == ["b", "a"]
    must = item("a", 1, priority_class=PriorityClass.REGULATORY_MUST_DO)
    found = level_by_score(plan_of(must, *plan_parts(plan)), today=date(2027, 1, 4), budget=Budget(schedules=20))
    assert [row.id for row in found.work] == ["a", "b"]


def plan_parts(plan: Plan) -> list[Any]:
    return [plan.all(Initiative)["b"], *plan.all(Demand).values(), *plan.all(Score).values()]


def test_scores_for_levelling_reach_down_and_stay_within_a_thousand() -> None:
    plan = plan_of(item("a"), item("t", parent_id="a"), item("b"), item("c"), risk("a", 5), risk("b", 1))
    assert levelling_scores(plan) == {"a": 1000.0, "t": 1000.0, "b": 200.0}
    assert levelling_scores(plan_of(item("a"))) == {}
