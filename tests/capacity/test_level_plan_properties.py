"""Levelling random small plans: nobody over capacity, links kept, and the proposal gives exactly its dates."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.capacity.level_plan import level_plan
from planner.capacity.level_plan_result import LevelProposal
from planner.capacity.levelling import Budget, Objective
from planner.capacity.load import load
from planner.capacity.supply import supply
from planner.plan.changes import apply
from planner.plan.entities import (
    Assignment,
    Calendar,
    Demand,
    DemandProfile,
    Dependency,
    Initiative,
    Interruption,
    Portfolio,
    Resource,
    SkillShare,
    StaffingChange,
    Team,
)
from planner.plan.entities.work import ConstraintType, LinkType, PriorityClass, Status
from planner.plan.entities.worktime import CalendarException
from planner.plan.snapshot import Plan
from planner.plan.values import Duration, DurationUnit
from planner.schedule import schedule

START = datetime(2027, 3, 1)
TODAY = date(2027, 3, 8)
KINDS = ("plain", "plain", "plain", "snet", "late", "begun", "must", "delayed", "rested", "fnet")
FEW = Budget(schedules=12, effort=0.0)


def _team(i: int, headcount: float, calendar_id: str | None, skilled: float) -> Team:
    skills = (SkillShare(skill="ML", fte=skilled),) if skilled else ()
    return Team(
        id=f"t{i}", code=f"T{i}", name=f"Team {i}", headcount=headcount, calendar_id=calendar_id, skills=skills,
        focus_factor=0.8, reserve=0.1,
    )  # fmt: skip


@st.composite
def teams(draw: st.DrawFn) -> list[Team]:
    """Return two teams of different size, the second on a calendar with a week off, maybe with a skill."""
    return [
        _team(0, draw(st.sampled_from([4.0, 5.0])), None, 0.0),
        _team(1, draw(st.sampled_from([5.0, 6.0])), "c1", draw(st.sampled_from([0.0, 4.5]))),
    ]


@st.composite
def initiatives(draw: st.DrawFn, count: int) -> list[Initiative]:
    """Return work of a few days: plain, with dates, begun, never delayed, regulatory, interrupted."""
    found = []
    for i in range(count):
        kind = draw(st.sampled_from(KINDS))
        item = Initiative(
            id=f"i{i}", code=f"I-{i}", name=f"Item {i}", duration=Duration(Decimal(draw(st.integers(1, 24))) / 2,
            DurationUnit.DAY), calendar_id=draw(st.sampled_from([None, None, "c1"])),
        )  # fmt: skip
        at = START + timedelta(days=draw(st.integers(0, 30)), hours=8)
        extra: dict[str, Any] = {}
        if kind == "snet":
            extra = {"constraint": ConstraintType.SNET, "constraint_date": at}
        elif kind == "fnet":
            extra = {"constraint": ConstraintType.FNET, "constraint_date": at}
        elif kind == "late":
            extra = {"constraint": ConstraintType.ALAP}
        elif kind == "begun":
            extra = {"status": Status.IN_PROGRESS, "actual_start": START + timedelta(hours=8)}
        elif kind == "must":
            extra = {"priority_class": PriorityClass.REGULATORY_MUST_DO, "deadline": at}
        elif kind == "rested":
            begin = START + timedelta(days=draw(st.integers(0, 20)), hours=draw(st.sampled_from([0, 12])))
            rest = Interruption(start=begin, finish=begin + timedelta(days=draw(st.integers(1, 4))))
            extra = {"interruptions": (rest,)}
        elif kind == "delayed":
            extra = {"levelling_delay": Duration(Decimal(9), DurationUnit.ELAPSED_DAY)}
        values = {name: getattr(item, name) for name in ("id", "code", "name", "duration", "calendar_id")}
        found.append(Initiative(**(values | extra)))
    return found


@st.composite
def absences(draw: st.DrawFn) -> list[StaffingChange]:
    """Return some days on which one of the teams has nobody, or too few for some of its work."""
    found = []
    for i in range(draw(st.integers(0, 4))):
        first = TODAY + timedelta(days=draw(st.integers(0, 20)))
        last = first + timedelta(days=draw(st.integers(0, 3)))
        team_id, fte = draw(st.sampled_from(["t0", "t1"])), draw(st.sampled_from([-9.0, -9.0, -4.0]))
        found.append(StaffingChange(id=f"away{i}", team_id=team_id, fte=fte, start=first, finish=last))
    return found


@st.composite
def links(draw: st.DrawFn, count: int) -> list[Dependency]:
    """Return links forward in the order of the work, of any type, some with a lag or lead."""
    found = []
    for i in range(1, count):
        if not draw(st.booleans()):
            continue
        lag = Duration(
            Decimal(draw(st.integers(-2, 3))), draw(st.sampled_from([DurationUnit.DAY, DurationUnit.ELAPSED_DAY]))
        )
        found.append(
            Dependency(
                id=f"l{i}",
                predecessor_id=f"i{draw(st.integers(0, i - 1))}",
                successor_id=f"i{i}",
                lag=lag,
                type=draw(st.sampled_from([LinkType.FS, LinkType.FS, LinkType.SS, LinkType.FF, LinkType.SF])),
            )
        )
    return found


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Return a small plan in which teams are asked for more than they have."""
    count = draw(st.integers(2, 9))
    work, demands = draw(initiatives(count)), []
    for i, item in enumerate(work):
        for team in draw(st.sets(st.integers(0, 1), max_size=2)):
            fte = draw(st.sampled_from([0.5, 1.0, 1.25]))
            days = float(item.duration.amount) if item.duration else 0.0
            said: dict[str, Any] = {"fte": fte} if draw(st.booleans()) else {"person_days": fte * days}
            demands.append(
                Demand(
                    id=f"d{i}-{team}",
                    initiative_id=f"i{i}",
                    team_id=f"t{team}",
                    skill="ML" if team and draw(st.booleans()) else "",
                    profile=draw(st.sampled_from(list(DemandProfile))),
                    **said,
                )
            )
    off = CalendarException(first=date(2027, 3, 15), last=date(2027, 3, 19), name="Team days")
    return Plan.of(
        Portfolio(id="portfolio", name="P", start=START),
        Calendar(id="c1", code="C1", name="Team one", exceptions=(off,)),
        *draw(teams()),
        *work,
        *draw(links(count)),
        *demands,
        *draw(absences()),
        StaffingChange(id="s", team_id="t0", fte=1, start=date(2027, 4, 12)),
    )


def _over(plan: Plan) -> dict[tuple[int, int], float]:
    """Return by row and day how far load lies over supply."""
    years = (2027, 2032)
    excess = load(plan, *years) - supply(plan, *years).net
    return {(int(r), int(d)): float(excess[r, d]) for r, d in zip(*np.nonzero(excess > 1e-5), strict=True)}


def _of_begun_work(plan: Plan, proposal: LevelProposal) -> Plan:
    """Return the plan with only the demands of work that levelling does not move."""
    moved = {row.id for row in proposal.work}
    gone = [("demand", id_, None) for id_, demand in plan.all(Demand).items() if demand.initiative_id in moved]
    return plan.with_entities(gone, plan.revision)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(plans(), st.sampled_from(list(Objective)))
def test_applying_the_proposal_gives_its_dates_and_overloads_nobody(plan: Plan, objective: Objective) -> None:
    proposal = level_plan(plan, today=TODAY, objective=objective, budget=FEW)
    outcome = apply(plan, proposal.operations)
    assert outcome.accepted
    dates = schedule(outcome.plan).dates
    assert {row.id: (dates[row.id].early_start, dates[row.id].early_finish) for row in proposal.work} == {
        row.id: (row.start, row.finish) for row in proposal.work
    }
    assert schedule(outcome.plan).dates == schedule(proposal.after).dates
    if not any(row.over_capacity for row in proposal.work):
        unavoidable = _over(_of_begun_work(outcome.plan, proposal))
        over = {cell for cell, excess in _over(outcome.plan).items() if excess > unavoidable.get(cell, 0.0) + 1e-5}
        assert over == set()
    assert all(row.start.date() >= TODAY for row in proposal.work)
    again = level_plan(outcome.plan, today=TODAY, objective=objective, budget=FEW)
    if not any(item.constraint is ConstraintType.ALAP for item in plan.all(Initiative).values()):
        assert again.operations == ()


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(1, 6), st.integers(0, 1)), min_size=2, max_size=6))
def test_a_person_works_on_one_thing_at_a_time(rows: list[tuple[int, int]]) -> None:
    people = [Resource(id=f"r{i}", code=f"R{i}", name=f"Person {i}") for i in range(2)]
    items = [
        Initiative(id=f"i{n}", code=f"I-{n}", name="Item", duration=Duration(Decimal(days), DurationUnit.DAY))
        for n, (days, _) in enumerate(rows)
    ]
    who = [
        Assignment(id=f"a{n}", initiative_id=f"i{n}", resource_id=f"r{person}") for n, (_, person) in enumerate(rows)
    ]
    plan = Plan.of(Portfolio(id="portfolio", name="P", start=START), *people, *items, *who)
    proposal = level_plan(plan, today=START.date(), budget=FEW)
    for person in range(2):
        spans = sorted((r.start, r.finish) for r in proposal.work if rows[int(r.id[1:])][1] == person)
        assert all(before[1] <= after[0] for before, after in pairwise(spans))
